//! A FIN closes one direction.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{
    CallKind, Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict,
};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Data, Fin};

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythStillReceives,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            run(
                &[
                    Do::Connect,
                    Do::Send("Hello"),
                    Do::Shutdown,
                    Do::Receive,
                    Do::Receive,
                    Do::Close,
                ],
                &[
                    Do::Listen,
                    Do::Accept,
                    Do::Receive,
                    Do::Receive,
                    Do::Send("Hi, client!"),
                    Do::Close,
                ],
            )
        },
        lanes: None,
        opens_at: Cue::Sends(Client, Fin),
        steps: &[
            Step::watch("look", Cue::HalfWay(Client, Fin)).asks(Question::Verdict(Verdict::True)),
            Step::why(
                "verdict",
                Cue::Then(
                    &Cue::Receives(Client, Data),
                    &Cue::Returns(Client, CallKind::Receive),
                ),
            )
            .shows(&[(
                "answer",
                Figure::Segment(Cue::Then(
                    &Cue::Sends(Client, Fin),
                    &Cue::Sends(Server, Data),
                )),
            )]),
        ],
    }],
    next: &[LessonId::FourWaves],
};
