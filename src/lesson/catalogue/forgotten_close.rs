//! Where connections come from that hang in CLOSE-WAIT.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Deed, Lesson, LessonId, Part, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Fin;
use crate::simulation::{CloseTime, Command};
use crate::tcp::State;
use crate::timeline::Recording;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::ForgottenClose,
    topic: Topic::Closing,
    parts: &[Part {
        setup: forgetful_server,
        lanes: None,
        opens_at: Cue::Sends(Client, Fin),
        steps: &[
            Step::watch("start", Cue::Start),
            Step::watch("close_wait", Cue::Enters(Server, State::CloseWait)),
            Step::watch("fin_wait_2", Cue::Enters(Client, State::FinWait2)),
            Step::breaks(
                "stuck",
                Cue::StaysIn(Server, State::CloseWait),
                &[Deed::Act(|| Command::SetCloseTime {
                    host: Server,
                    when: CloseTime::NOW,
                })],
            ),
            Step::watch("mended", Cue::Sends(Server, Fin)),
            Step::watch("time_wait", Cue::Enters(Client, State::TimeWait)),
            Step::why("end", Cue::Enters(Client, State::Closed)),
        ],
    }],
    next: &[LessonId::LastAckLost],
};

fn forgetful_server() -> Recording {
    let mut scenario = busy_server();
    scenario.server.closes = CloseTime::Never;
    Recording::untouched(scenario)
}
