//! The past as data: replaying, forking, walking.

mod branches;
mod flights;
mod lanes;
mod playback;
mod replay;

use super::*;
use crate::network::{Intervention, SegmentKind};
use crate::simulation::{CloseTime, HostId, SynCookies};

fn ms(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

/// The request and its answer: a SYN at 100 ms, the request at 240 ms, the FIN at 420 ms, the end at 60.56 s.
fn untouched() -> Timeline {
    Timeline::untouched(Scenario::request_and_answer())
}

fn drop_segment(segment: u32) -> Command {
    Command::Interfere {
        segment: SegmentId(segment),
        how: Intervention::Drop,
    }
}

fn states(timeline: &Timeline, at: u64) -> [State; 2] {
    let moment = timeline.moment_at(ms(at));
    moment.hosts.each_ref().map(HostSnapshot::state)
}
