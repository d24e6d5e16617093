//! The handshake is over before `accept()`.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{
    CallKind, Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict,
};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Syn};
use crate::tcp::State;

const ACCEPTED: Cue = Cue::Returns(Server, CallKind::Accept);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythAcceptShakes,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            run(
                &[Do::Connect, Do::Send("Hello")],
                &[Do::Listen, Do::Busy(1_000), Do::Accept, Do::Receive],
            )
        },
        lanes: None,
        opens_at: Cue::Sends(Client, Syn),
        steps: &[
            Step::watch("look", Cue::HalfWay(Client, Syn)).asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", Cue::Then(&Cue::Sends(Server, Ack), &ACCEPTED)).shows(&[(
                "later",
                Figure::Span(Cue::Enters(Server, State::Established), ACCEPTED),
            )]),
        ],
    }],
    next: &[LessonId::ThreeWayHandshake],
};
