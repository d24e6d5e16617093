//! Why TIME-WAIT at all: somebody must be there to repeat the last ACK.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Fin};
use crate::simulation::Variation;
use crate::tcp::State;
use crate::timeline::{Comparison, Recording};

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::LastAckLost,
    topic: Topic::Closing,
    parts: &[Part {
        setup: || Recording::untouched(busy_server()),
        lanes: Some(Comparison(Variation::TimeWait(0), Variation::TimeWait(2))),
        opens_at: Cue::Sends(Server, Fin),
        steps: &[
            Step::watch("second_fin", Cue::Sends(Server, Fin)).waits(),
            Step::breaks(
                "last_ack",
                Cue::Then(&Cue::Receives(Client, Fin), &Cue::HalfWay(Client, Ack)),
                &[Deed::DROP, Deed::DELAY],
            ),
            Step::watch("again", Cue::Resends(Server))
                .asks(Question::Answer(Client))
                .shows(&[(
                    "rto",
                    Figure::Span(Cue::Sends(Server, Fin), Cue::Resends(Server)),
                )]),
            Step::compares("two_answers", Cue::Nth(&Cue::Receives(Client, Fin), 2)).waits(),
            Step::why(
                "why",
                Cue::Then(&Cue::Resends(Server), &Cue::Enters(Server, State::Closed)),
            ),
        ],
    }],
    next: &[LessonId::OldSegments, LessonId::TimeWaitHurts],
};
