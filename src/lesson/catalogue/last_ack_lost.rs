//! Why TIME-WAIT.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{Cue, Deed, Lesson, LessonId, Part, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::{Ack, Fin, Rst};
use crate::simulation::Command;
use crate::tcp::Timer;
use crate::time::Instant;
use crate::timeline::{Recording, TimedCommand};

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::LastAckLost,
    topic: Topic::Closing,
    parts: &[
        Part {
            setup: || Recording::untouched(busy_server()),
            lanes: None,
            opens_at: Cue::Sends(Client, Fin),
            steps: &[
                Step::watch("start", Cue::Start),
                Step::watch("second_fin", Cue::Sends(Server, Fin)),
                Step::breaks(
                    "last_ack",
                    Cue::Then(&Cue::Receives(Client, Fin), &Cue::HalfWay(Client, Ack)),
                    &[Deed::DROP, Deed::DELAY],
                ),
                Step::watch("resent", Cue::Resends(Server)),
                Step::watch("restarted", Cue::Restarts(Client, Timer::TimeWait)),
                Step::why("end", Cue::End).offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: without_time_wait,
            lanes: None,
            opens_at: Cue::Sends(Server, Fin),
            steps: &[Step::why("reset", Cue::Sends(Client, Rst))],
        },
    ],
    next: &[],
};

/// The client forgets the connection at once, and its last ACK is lost.
fn without_time_wait() -> Recording {
    let mut scenario = busy_server();
    for settings in &mut scenario.settings {
        settings.tcp.time_wait_msl = 0;
    }
    let drop = Command::InterfereNth {
        from: Client,
        ordinal: 6,
        how: Intervention::Drop,
    };
    Recording {
        scenario,
        commands: vec![TimedCommand {
            at: Instant::ZERO,
            command: drop,
        }],
    }
}
