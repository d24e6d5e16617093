//! Why closing takes four segments.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Deed, Lesson, LessonId, Part, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Fin;
use crate::simulation::{CloseTime, Command};
use crate::tcp::State;
use crate::timeline::Recording;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::FourWaves,
    topic: Topic::Closing,
    parts: &[Part {
        setup: || Recording::untouched(busy_server()),
        lanes: None,
        opens_at: Cue::Enters(Server, State::Established),
        steps: &[
            Step::watch("start", Cue::Start),
            Step::watch("first_fin", Cue::Sends(Client, Fin)),
            Step::breaks(
                "close_wait",
                Cue::Enters(Client, State::FinWait2),
                &[
                    Deed::Act(|| Command::SetCloseTime {
                        host: Server,
                        when: CloseTime::LATE,
                    }),
                    Deed::Act(|| Command::SetCloseTime {
                        host: Server,
                        when: CloseTime::Never,
                    }),
                ],
            ),
            Step::watch("second_fin", Cue::Sends(Server, Fin)),
            Step::watch("last_ack", Cue::Enters(Client, State::TimeWait)),
            Step::watch("server_closed", Cue::Enters(Server, State::Closed)),
            Step::why("end", Cue::Enters(Client, State::Closed)),
        ],
    }],
    next: &[LessonId::ForgottenClose],
};
