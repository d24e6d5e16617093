//! A SYN flood lives on the three-way handshake.

use crate::lesson::catalogue::syn_flood::{CALL, DROPPED, flood};
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Syn;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythFloodStopped,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || flood(3),
        lanes: None,
        opens_at: Cue::Appears(Client),
        steps: &[
            Step::watch("look", Cue::Sends(Server, Syn)).asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", DROPPED).shows(&[(
                "syn",
                Figure::Segment(Cue::Then(&CALL, &Cue::HalfWay(Client, Syn))),
            )]),
        ],
    }],
    next: &[LessonId::SynFlood],
};
