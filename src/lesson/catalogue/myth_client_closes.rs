//! Either side may close first.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Data;
use crate::tcp::State;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythClientCloses,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            run(
                &[
                    Do::Connect,
                    Do::Send("Hello"),
                    Do::Receive,
                    Do::Receive,
                    Do::Close,
                ],
                &[
                    Do::Listen,
                    Do::Accept,
                    Do::Receive,
                    Do::Send("Hi, client!"),
                    Do::Close,
                ],
            )
        },
        lanes: None,
        opens_at: Cue::Sends(Server, Data),
        steps: &[
            Step::watch("look", Cue::HalfWay(Server, Data)).asks(Question::Verdict(Verdict::False)),
            Step::why(
                "verdict",
                Cue::Then(
                    &Cue::Enters(Client, State::CloseWait),
                    &Cue::Enters(Server, State::TimeWait),
                ),
            )
            .shows(&[("time_wait", Figure::TimeWait(Server))]),
        ],
    }],
    next: &[LessonId::TimeWaitHurts],
};
