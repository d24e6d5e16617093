//! No wait makes sure that the last ACK arrives.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::catalogue::script::acted;
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Fin, Rst};
use crate::simulation::Command;
use crate::tcp::State;
use crate::timeline::Recording;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythLastAckSure,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            acted(
                Recording::untouched(busy_server()),
                &[(790, Command::CutLink), (61_000, Command::RestoreLink)],
            )
        },
        lanes: None,
        opens_at: Cue::Sends(Server, Fin),
        steps: &[
            Step::watch("look", Cue::Enters(Client, State::TimeWait))
                .asks(Question::Verdict(Verdict::False)),
            Step::why(
                "verdict",
                Cue::Then(
                    &Cue::Enters(Client, State::Closed),
                    &Cue::Sends(Client, Rst),
                ),
            )
            .shows(&[("time_wait", Figure::TimeWait(Client))]),
        ],
    }],
    next: &[LessonId::LastAckLost],
};
