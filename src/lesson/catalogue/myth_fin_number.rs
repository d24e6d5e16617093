//! A FIN is counted.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Fin};
use crate::timeline::Recording;

const ANSWER: Cue = Cue::Then(&Cue::Receives(Server, Fin), &Cue::HalfWay(Server, Ack));

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythFinNumber,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || Recording::untouched(busy_server()),
        lanes: None,
        opens_at: Cue::Sends(Client, Fin),
        steps: &[
            Step::watch("look", Cue::HalfWay(Client, Fin))
                .asks(Question::Verdict(Verdict::True))
                .shows(&[("seq", Figure::Seq(Cue::HalfWay(Client, Fin)))]),
            Step::why("verdict", ANSWER).shows(&[("ack", Figure::Ack(ANSWER))]),
        ],
    }],
    next: &[LessonId::SequenceNumbers],
};
