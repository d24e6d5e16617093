//! Who repairs the loss of each segment of the handshake.

use crate::lesson::catalogue::programs::{next, prepared, request_and_answer};
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention::Drop;
use crate::network::SegmentKind::{Ack, Data, Fin, Syn};
use crate::simulation::Scenario;
use crate::tcp::State::{CloseWait, Established};
use crate::timeline::Recording;

const CALL: Cue = Cue::Sends(Client, Syn);
const CALL_AGAIN: Cue = Cue::Resends(Client);
const ANSWER: Cue = Cue::Sends(Server, Syn);
const ANSWER_AGAIN: Cue = Cue::Resends(Server);
const THIRD_LOST: Cue = Cue::Loses(Client, Ack);
const CLOSED: Cue = Cue::Enters(Server, CloseWait);
const DATA: Cue = Cue::Sends(Client, Data);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::LostInTheHandshake,
    topic: Topic::Opening,
    parts: &[
        Part {
            setup: request_and_answer,
            lanes: None,
            opens_at: Cue::HalfWay(Client, Syn),
            steps: &[
                Step::breaks("syn", Cue::HalfWay(Client, Syn), &[Deed::DROP]),
                Step::breaks(
                    "syn_ack",
                    Cue::Then(&CALL_AGAIN, &Cue::HalfWay(Server, Syn)),
                    &[Deed::DROP],
                )
                .shows(&[("wait", Figure::Span(CALL, CALL_AGAIN))]),
                Step::breaks(
                    "ack",
                    Cue::Then(&ANSWER_AGAIN, &Cue::HalfWay(Client, Ack)),
                    &[Deed::DROP],
                )
                .asks(Question::NextState(Server)),
                Step::watch(
                    "talking",
                    Cue::Then(&THIRD_LOST, &Cue::Enters(Server, Established)),
                )
                .offers(&[Deed::NextPart])
                .shows(&[("data", Figure::Segment(DATA)), ("ack", Figure::Ack(DATA))]),
            ],
        },
        Part {
            setup: silent,
            lanes: None,
            opens_at: ANSWER_AGAIN,
            steps: &[Step::compares("silent", ANSWER_AGAIN)
                .offers(&[Deed::NextPart])
                .shows(&[("wait", Figure::Span(ANSWER, ANSWER_AGAIN))])],
        },
        Part {
            setup: closing,
            lanes: None,
            opens_at: CLOSED,
            steps: &[Step::why("closing", CLOSED)
                .waits()
                .shows(&[("fin", Figure::Segment(Cue::Sends(Client, Fin)))])],
        },
    ],
    next: &[LessonId::SynFlood, LessonId::SequenceNumbers],
};

/// The client waits for the server to speak first.
fn silent() -> Recording {
    let mut scenario = Scenario::request_and_answer();
    scenario.client.lines.remove(2);
    scenario.server.lines.remove(4);
    prepared(scenario, &[next(Client, Ack, Drop)])
}

/// The client closes as soon as it is connected.
fn closing() -> Recording {
    let mut scenario = Scenario::request_and_answer();
    for _ in 0..2 {
        scenario.client.lines.remove(2);
    }
    scenario.server.lines.remove(5);
    prepared(scenario, &[next(Client, Ack, Drop)])
}
