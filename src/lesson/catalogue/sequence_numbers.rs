//! What the numbers are for: repeating, telling duplicates, putting in order.

use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention::Reorder;
use crate::network::SegmentKind::{Ack, Data};
use crate::simulation::{Call, Line, Scenario};
use crate::timeline::Recording;

const FIRST: Cue = Cue::Sends(Client, Data);
const AGAIN: Cue = Cue::Resends(Client);
const CONFIRMED: Cue = Cue::Then(&AGAIN, &Cue::Sends(Server, Ack));
const GAP: Cue = Cue::Then(&Cue::Queues(Server), &Cue::Sends(Server, Ack));
const FILLED: Cue = Cue::Then(&GAP, &Cue::Sends(Server, Ack));

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::SequenceNumbers,
    topic: Topic::Data,
    parts: &[
        Part {
            setup: || Recording::untouched(reader()),
            lanes: None,
            opens_at: Cue::HalfWay(Client, Data),
            steps: &[
                Step::breaks("count", Cue::HalfWay(Client, Data), &[Deed::DROP])
                    .shows(&[("len", Figure::Len(FIRST)), ("seq", Figure::Seq(FIRST))]),
                Step::breaks(
                    "again",
                    Cue::Then(&AGAIN, &Cue::HalfWay(Server, Ack)),
                    &[Deed::DROP],
                )
                .shows(&[
                    ("wait", Figure::Span(FIRST, AGAIN)),
                    ("ack", Figure::Ack(CONFIRMED)),
                ]),
                Step::compares("alike", Cue::Nth(&AGAIN, 2))
                    .asks(Question::Answer(Server))
                    .shows(&[("wait", Figure::Span(AGAIN, AGAIN))]),
                Step::watch(
                    "duplicate",
                    Cue::Then(&Cue::Nth(&AGAIN, 2), &Cue::Sends(Server, Ack)),
                )
                .offers(&[Deed::NextPart])
                .shows(&[(
                    "ack",
                    Figure::Ack(Cue::Then(&Cue::Nth(&AGAIN, 2), &Cue::Sends(Server, Ack))),
                )]),
            ],
        },
        Part {
            setup: two_pieces,
            lanes: None,
            opens_at: Cue::HalfWay(Client, Data),
            steps: &[
                Step::breaks(
                    "overtaken",
                    Cue::HalfWay(Client, Data),
                    &[Deed::ToSegment(Reorder)],
                ),
                Step::why(
                    "gap",
                    Cue::Then(&GAP, &Cue::Returns(Server, CallKind::Receive)),
                )
                .waits()
                .shows(&[("gap", Figure::Ack(GAP)), ("ack", Figure::Ack(FILLED))]),
            ],
        },
    ],
    next: &[LessonId::FourWaves],
};

/// A server that only reads, so that nothing but its ACKs comes back.
fn reader() -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.lines[5] = Line::Call(Call::receive());
    scenario
}

fn two_pieces() -> Recording {
    let mut scenario = reader();
    let second = Line::Call(Call::Send("World".into()));
    scenario.client.lines.insert(3, second);
    Recording::untouched(scenario)
}
