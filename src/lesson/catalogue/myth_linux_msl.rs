//! The whole of TIME-WAIT is one constant on Linux.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::Client;
use crate::network::SegmentKind::{Ack, Fin};
use crate::simulation::Profile;
use crate::tcp::State;
use crate::timeline::Recording;

const BEGINS: Cue = Cue::Enters(Client, State::TimeWait);
const ENDS: Cue = Cue::Enters(Client, State::Closed);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythLinuxMsl,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || Recording::untouched(busy_server().under(Profile::Linux)),
        lanes: None,
        opens_at: Cue::Receives(Client, Fin),
        steps: &[
            Step::watch(
                "look",
                Cue::Then(&Cue::Receives(Client, Fin), &Cue::HalfWay(Client, Ack)),
            )
            .asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", Cue::Then(&BEGINS, &ENDS))
                .shows(&[("time_wait", Figure::Span(BEGINS, ENDS))]),
        ],
    }],
    next: &[LessonId::OldSegments],
};
