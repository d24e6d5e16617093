//! Scenarios that more than one lesson begins with.

use crate::simulation::{Call, Line, Scenario};
use crate::time::Duration;
use crate::timeline::Recording;

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
