//! Scenarios that more than one lesson begins with.

use crate::network::{HostId, Intervention, SegmentKind};
use crate::simulation::{Call, Command, Line, Scenario};
use crate::time::{Duration, Instant};
use crate::timeline::{Recording, TimedCommand};

/// One request, one answer, and an orderly close that the client begins.
pub(super) fn request_and_answer() -> Recording {
    Recording::untouched(Scenario::request_and_answer())
}

/// The same with a server that works a while between reading the end of file and closing, as real ones do.
pub(super) fn busy_server() -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    let lines = &mut scenario.server.lines;
    let mut close = lines.len();
    for (place, line) in lines.iter().enumerate() {
        if *line == Line::Call(Call::Close) {
            close = place;
        }
    }
    lines.insert(close, Line::Wait(Duration::from_millis(200)));
    scenario
}

/// A scenario, and what is done to it from the beginning.
pub(super) fn prepared(scenario: Scenario, commands: &[Command]) -> Recording {
    let mut recording = Recording::untouched(scenario);
    for command in commands {
        recording.commands.push(TimedCommand {
            at: Instant::ZERO,
            command: command.clone(),
        });
    }
    recording
}

/// Something to be done to the next segment of a kind that a host sends.
pub(super) const fn next(from: HostId, kind: SegmentKind, how: Intervention) -> Command {
    Command::InterfereNext {
        from: Some(from),
        kind,
        how,
    }
}
