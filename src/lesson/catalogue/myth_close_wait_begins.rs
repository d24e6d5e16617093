//! CLOSE-WAIT begins with the FIN that comes.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Fin;
use crate::tcp::State;
use crate::timeline::Recording;

const WAITS: Cue = Cue::Enters(Server, State::CloseWait);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythCloseWaitBegins,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || Recording::untouched(busy_server()),
        lanes: None,
        opens_at: Cue::Sends(Client, Fin),
        steps: &[
            Step::watch("look", Cue::HalfWay(Client, Fin)).asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", Cue::Then(&WAITS, &Cue::Sends(Server, Fin)))
                .shows(&[("before", Figure::Span(WAITS, Cue::Sends(Server, Fin)))]),
        ],
    }],
    next: &[LessonId::FourWaves],
};
