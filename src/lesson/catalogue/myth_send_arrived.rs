//! `send()` only hands bytes to TCP.

use crate::lesson::catalogue::half_open::idle;
use crate::lesson::catalogue::script::acted;
use crate::lesson::{
    CallKind, Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict,
};
use crate::network::HostId::Client;
use crate::network::SegmentKind::Data;
use crate::simulation::{Command, SocketError};

const SENT: Cue = Cue::Returns(Client, CallKind::Send);
const FAILS: Cue = Cue::Fails(Client, CallKind::Receive, SocketError::TimedOut);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythSendArrived,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || acted(idle(), &[(230, Command::CutLink)]),
        lanes: None,
        opens_at: Cue::Calls(Client, CallKind::Send),
        steps: &[
            Step::watch("look", Cue::Then(&SENT, &Cue::Loses(Client, Data)))
                .asks(Question::Verdict(Verdict::False)),
            Step::why("verdict", FAILS).shows(&[("later", Figure::Span(SENT, FAILS))]),
        ],
    }],
    next: &[LessonId::SequenceNumbers],
};
