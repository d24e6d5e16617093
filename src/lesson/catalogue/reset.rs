//! Refused, unread, aborted: the three ways to a RST.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Data, Rst, Syn};
use crate::simulation::{Call, SocketError};

const REFUSED: Cue = Cue::Fails(Client, CallKind::Connect, SocketError::ConnRefused);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::Reset,
    topic: Topic::Trouble,
    parts: &[
        Part {
            setup: || run(&[Do::Connect], &[]),
            lanes: None,
            opens_at: Cue::Start,
            steps: &[
                Step::watch("nobody_listens", Cue::HalfWay(Client, Syn))
                    .asks(Question::Answer(Server)),
                Step::watch("refused", REFUSED)
                    .offers(&[Deed::NextPart])
                    .shows(&[(
                        "waited",
                        Figure::Span(Cue::Calls(Client, CallKind::Connect), REFUSED),
                    )]),
            ],
        },
        Part {
            setup: || {
                run(
                    &[Do::Connect, Do::Send("Hello"), Do::Receive],
                    &[Do::Listen, Do::Accept, Do::Busy(300), Do::Close],
                )
            },
            lanes: None,
            opens_at: Cue::Sends(Client, Data),
            steps: &[
                Step::watch("unread", Cue::HalfWay(Client, Data)).waits(),
                Step::watch(
                    "not_a_fin",
                    Cue::Fails(Client, CallKind::Receive, SocketError::ConnReset),
                )
                .offers(&[Deed::NextPart])
                .shows(&[("rst", Figure::Segment(Cue::Sends(Server, Rst)))]),
            ],
        },
        Part {
            setup: super::half_open::idle,
            lanes: None,
            opens_at: super::half_open::LAST_HEARD,
            steps: &[
                Step::breaks(
                    "abort",
                    super::half_open::LAST_HEARD,
                    &[Deed::Call(Client, || Call::Abort)],
                ),
                Step::why(
                    "why",
                    Cue::Fails(Server, CallKind::Receive, SocketError::ConnReset),
                ),
            ],
        },
    ],
    next: &[LessonId::HalfOpen],
};
