//! An ACK may ride on the FIN.

use crate::lesson::catalogue::programs::request_and_answer;
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Fin;
use crate::tcp::State;
use crate::time::Duration;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythFourSegments,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            let mut recording = request_and_answer();
            recording.scenario.settings[Server.index()].tcp.ack_delay = Duration::from_millis(200);
            recording
        },
        lanes: None,
        opens_at: Cue::Sends(Client, Fin),
        steps: &[
            Step::watch("look", Cue::HalfWay(Client, Fin)).asks(Question::Verdict(Verdict::False)),
            Step::why(
                "verdict",
                Cue::Then(
                    &Cue::HalfWay(Server, Fin),
                    &Cue::Enters(Server, State::Closed),
                ),
            )
            .shows(&[
                ("segments", Figure::Segments(Cue::Sends(Client, Fin))),
                ("fin", Figure::Segment(Cue::Sends(Server, Fin))),
            ]),
        ],
    }],
    next: &[LessonId::ThreeWaves],
};
