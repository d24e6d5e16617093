//! TIME-WAIT is there to answer.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::catalogue::script::acted;
use crate::lesson::{Cue, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::{Ack, Fin};
use crate::simulation::Command;
use crate::timeline::Recording;

const RESENT: Cue = Cue::Then(&Cue::Loses(Client, Ack), &Cue::HalfWay(Server, Fin));

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythTimeWaitSilent,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            let last_ack = Command::InterfereNth {
                from: Client,
                ordinal: 6,
                how: Intervention::Drop,
            };
            acted(Recording::untouched(busy_server()), &[(0, last_ack)])
        },
        lanes: None,
        opens_at: Cue::Sends(Server, Fin),
        steps: &[
            Step::watch("look", RESENT).asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", Cue::Then(&RESENT, &Cue::HalfWay(Client, Ack))),
        ],
    }],
    next: &[LessonId::LastAckLost],
};
