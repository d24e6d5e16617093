//! Why three segments open a connection, and that `accept()` is none of them.

use crate::lesson::catalogue::programs::request_and_answer;
use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Syn};
use crate::simulation::{Line, Scenario};
use crate::tcp::State::Established;
use crate::time::Duration;
use crate::timeline::Recording;

const SYN: Cue = Cue::Sends(Client, Syn);
const SYN_ACK: Cue = Cue::Sends(Server, Syn);
const OPEN: Cue = Cue::Enters(Server, Established);
const ACCEPTED: Cue = Cue::Returns(Server, CallKind::Accept);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::ThreeWayHandshake,
    topic: Topic::Opening,
    parts: &[
        Part {
            setup: request_and_answer,
            lanes: None,
            opens_at: Cue::Start,
            steps: &[
                Step::watch("start", Cue::Start),
                Step::watch("syn", SYN).shows(&[("seq", Figure::Seq(SYN))]),
                Step::watch("syn_ack", SYN_ACK)
                    .asks(Question::NextState(Client))
                    .shows(&[("ack", Figure::Ack(SYN_ACK)), ("seq", Figure::Seq(SYN_ACK))]),
                Step::breaks("ack", Cue::HalfWay(Client, Ack), &[Deed::DROP])
                    .shows(&[("ack", Figure::Ack(Cue::Sends(Client, Ack)))]),
                Step::why("established", OPEN).offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: late_accept,
            lanes: None,
            opens_at: OPEN,
            steps: &[Step::compares("accept", OPEN)
                .waits()
                .shows(&[("span", Figure::Span(OPEN, ACCEPTED))])],
        },
    ],
    next: &[LessonId::TwoWayHandshake, LessonId::LostInTheHandshake],
};

/// The server is busy with something else before it comes to `accept()`.
fn late_accept() -> Recording {
    let mut scenario = Scenario::request_and_answer();
    let busy = Line::Wait(Duration::from_millis(400));
    scenario.server.lines.insert(3, busy);
    Recording::untouched(scenario)
}
