//! A crash makes no noise.

use crate::lesson::catalogue::half_open::{CRASHES, LAST_HEARD, NOT_NOTICED, WATCHED, crashed};
use crate::lesson::{Lesson, LessonId, Part, Question, Step, Topic, Verdict};

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythCrashNoticed,
    topic: Topic::Myth,
    parts: &[Part {
        setup: crashed,
        lanes: None,
        opens_at: LAST_HEARD,
        steps: &[
            Step::watch("look", CRASHES).asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", NOT_NOTICED).shows(&[WATCHED]),
        ],
    }],
    next: &[LessonId::HalfOpen],
};
