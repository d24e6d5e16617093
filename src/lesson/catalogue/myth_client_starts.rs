//! Both may call, and nobody need listen.

use crate::lesson::catalogue::simultaneous_open::crossed_calls;
use crate::lesson::{Cue, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Syn;
use crate::tcp::State;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythClientStarts,
    topic: Topic::Myth,
    parts: &[Part {
        setup: crossed_calls,
        lanes: None,
        opens_at: Cue::Start,
        steps: &[
            Step::watch("look", Cue::HalfWay(Client, Syn)).asks(Question::Verdict(Verdict::False)),
            Step::why(
                "verdict",
                Cue::Then(
                    &Cue::Enters(Client, State::Established),
                    &Cue::Enters(Server, State::Established),
                ),
            ),
        ],
    }],
    next: &[LessonId::SimultaneousOpen],
};
