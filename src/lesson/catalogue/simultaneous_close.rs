//! Both sides close at the same moment.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Fin};
use crate::tcp::State;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::SimultaneousClose,
    topic: Topic::Closing,
    parts: &[Part {
        // The server waits less, for it is told of the connection later.
        setup: || {
            run(
                &[Do::Connect, Do::Busy(200), Do::Close],
                &[Do::Listen, Do::Accept, Do::Busy(170), Do::Close],
            )
        },
        lanes: None,
        opens_at: Cue::Enters(Server, State::Established),
        steps: &[
            Step::watch("both_call", Cue::Enters(Server, State::Established)),
            Step::watch("crossing", Cue::HalfWay(Client, Fin)).asks(Question::NextState(Client)),
            Step::watch("closing", Cue::Enters(Client, State::Closing)).waits(),
            Step::breaks(
                "ack_lost",
                Cue::Then(&Cue::Receives(Client, Fin), &Cue::HalfWay(Client, Ack)),
                &[Deed::DROP],
            ),
            Step::compares("resent", Cue::Resends(Server)).waits(),
            Step::why("why", Cue::Enters(Server, State::TimeWait))
                .shows(&[("time_wait", Figure::TimeWait(Client))]),
        ],
    }],
    next: &[LessonId::SimultaneousOpen, LessonId::LastAckLost],
};
