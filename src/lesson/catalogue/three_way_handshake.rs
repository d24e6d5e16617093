//! Why three segments open a connection.

use crate::lesson::catalogue::programs::request_and_answer;
use crate::lesson::{Cue, Deed, Lesson, LessonId, Part, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Data, Syn};
use crate::tcp::State;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::ThreeWayHandshake,
    topic: Topic::Opening,
    parts: &[Part {
        setup: request_and_answer,
        lanes: None,
        opens_at: Cue::Start,
        steps: &[
            Step::watch("start", Cue::Start),
            Step::watch("syn", Cue::Sends(Client, Syn)),
            Step::watch("syn_ack", Cue::Sends(Server, Syn)),
            Step::watch("ack", Cue::Enters(Client, State::Established)),
            Step::why("established", Cue::Enters(Server, State::Established)),
            Step::breaks(
                "break_it",
                Cue::HalfWay(Client, Data),
                &[Deed::DROP, Deed::DELAY, Deed::DUPLICATE],
            ),
            Step::watch("resent", Cue::Resends(Client)),
            Step::why("end", Cue::End),
        ],
    }],
    next: &[LessonId::FourWaves],
};
