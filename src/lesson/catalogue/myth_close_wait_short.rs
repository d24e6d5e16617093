//! CLOSE-WAIT lasts as long as the program takes.

use crate::lesson::catalogue::programs::request_and_answer;
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Fin;
use crate::simulation::CloseTime;
use crate::tcp::State;

const WAITS: Cue = Cue::Enters(Server, State::CloseWait);
const CLOSES: Cue = Cue::Enters(Server, State::LastAck);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythCloseWaitShort,
    topic: Topic::Myth,
    parts: &[
        Part {
            setup: request_and_answer,
            lanes: None,
            opens_at: Cue::Sends(Client, Fin),
            steps: &[Step::watch("look", Cue::Then(&WAITS, &CLOSES))
                .asks(Question::Verdict(Verdict::Depends))
                .offers(&[Deed::NextPart])
                .shows(&[("short", Figure::Span(WAITS, CLOSES))])],
        },
        Part {
            setup: || {
                let mut recording = request_and_answer();
                recording.scenario.server.closes = CloseTime::Never;
                recording
            },
            lanes: None,
            opens_at: Cue::Sends(Client, Fin),
            steps: &[Step::why("verdict", Cue::StaysIn(Server, State::CloseWait))
                .shows(&[("watched", Figure::Span(WAITS, Cue::End))])],
        },
    ],
    next: &[LessonId::ForgottenClose],
};
