//! What TIME-WAIT costs, and whom: a port that cannot be bound, ports that run out, and who closes first.

use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::simulation::{
    Call, CloseTime, Command, Line, Scenario, SocketError, SocketOption, Variation,
};
use crate::tcp::{State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::{Recording, TimedCommand};

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::TimeWaitHurts,
    topic: Topic::Closing,
    parts: &[
        Part {
            setup: || Recording::untouched(polite_server()),
            lanes: None,
            opens_at: Cue::Enters(Server, State::FinWait2),
            steps: &[
                Step::watch("closed_first", Cue::Enters(Server, State::FinWait2))
                    .asks(Question::NextState(Server)),
                Step::breaks(
                    "gone",
                    Cue::Enters(Server, State::TimeWait),
                    &[Deed::Act(|| Command::Restart { host: Server })],
                ),
                Step::compares(
                    "in_use",
                    Cue::Fails(Server, CallKind::Bind, SocketError::AddrInUse),
                )
                .shows(&[("left", Figure::Left(Server, Timer::TimeWait))])
                .offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: restarted_with_reuse,
            lanes: None,
            opens_at: Cue::Nth(&Cue::EntersAny(Server, State::Listen), 2),
            steps: &[
                Step::compares("reuse", Cue::Nth(&Cue::EntersAny(Server, State::Listen), 2))
                    .offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: || Recording::untouched(busy_client()),
            lanes: None,
            opens_at: Cue::Fails(Client, CallKind::Connect, SocketError::AddrNotAvail),
            steps: &[
                Step::breaks(
                    "no_ports",
                    Cue::Fails(Client, CallKind::Connect, SocketError::AddrNotAvail),
                    &[Deed::Vary(Variation::Closes(Server, CloseTime::NOW))],
                )
                .shows(&[("waiting", Figure::Sockets(Client, State::TimeWait))]),
                Step::why(
                    "other_side",
                    Cue::Nth(&Cue::Enters(Client, State::SynSent), 4),
                )
                .shows(&[("waiting", Figure::Sockets(Server, State::TimeWait))]),
            ],
        },
    ],
    next: &[LessonId::SimultaneousClose],
};

/// A server that closes as soon as it has answered, and ends.
fn polite_server() -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    scenario.client.lines.insert(4, Line::Call(Call::receive()));
    scenario.server.lines.remove(6);
    scenario
}

/// The same, with `SO_REUSEADDR` in its program; it is started again while its connection is in TIME-WAIT.
fn restarted_with_reuse() -> Recording {
    let mut scenario = polite_server();
    let option = Call::SetOption(SocketOption::ReuseAddr(true));
    scenario.server.lines.insert(1, Line::Call(option));
    Recording {
        scenario,
        commands: vec![TimedCommand {
            at: Instant::from_millis(1_000),
            command: Command::Restart { host: Server },
        }],
    }
}

/// A client with three ports, which calls and closes again and again; the server is slower to close.
fn busy_client() -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    scenario.settings[0].port_high = scenario.settings[0].port_low + 2;
    let client = &mut scenario.client.lines;
    client.truncate(2);
    client.push(Line::Wait(Duration::from_millis(200)));
    client.push(Line::Call(Call::Close));
    client.push(Line::Wait(Duration::from_millis(300)));
    client.push(Line::Repeat { from: 0, times: 4 });
    let server = &mut scenario.server.lines;
    server.truncate(4);
    server.push(Line::Call(Call::Close));
    server.push(Line::Repeat { from: 3, times: 0 });
    scenario.server.closes = CloseTime::After(Duration::from_millis(400));
    scenario
}
