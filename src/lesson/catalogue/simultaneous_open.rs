//! Both sides call at the same moment.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Syn};
use crate::tcp::State;
use crate::timeline::Recording;

/// Nobody listens, both call at once; the client has something to say.
pub(super) fn crossed_calls() -> Recording {
    let mut recording = run(
        &[Do::ConnectBound, Do::Send("Hello")],
        &[Do::ConnectBound, Do::Receive],
    );
    let scenario = &mut recording.scenario;
    scenario.server.starts = scenario.client.starts;
    recording
}

const CROSSING: Cue = Cue::HalfWay(Client, Syn);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::SimultaneousOpen,
    topic: Topic::Opening,
    parts: &[
        Part {
            setup: crossed_calls,
            lanes: None,
            opens_at: Cue::Start,
            steps: &[
                Step::watch("no_listener", Cue::Start),
                Step::watch("crossing", CROSSING).asks(Question::NextState(Client)),
                Step::watch("syn_received", Cue::Enters(Client, State::SynReceived)).waits(),
                Step::watch(
                    "one_connection",
                    Cue::Then(&CROSSING, &Cue::Enters(Server, State::Established)),
                )
                .offers(&[Deed::NextPart])
                .shows(&[("syns", Figure::Count(Cue::Sends(Client, Syn)))]),
            ],
        },
        Part {
            setup: crossed_calls,
            lanes: None,
            opens_at: Cue::Sends(Server, Syn),
            steps: &[
                Step::breaks("one_lost", Cue::HalfWay(Server, Syn), &[Deed::DROP]),
                Step::why(
                    "why",
                    Cue::Then(
                        &Cue::Loses(Server, Syn),
                        &Cue::Enters(Server, State::Established),
                    ),
                )
                .shows(&[("ack", Figure::Segment(Cue::Sends(Client, Ack)))]),
            ],
        },
    ],
    next: &[LessonId::Reset, LessonId::ThreeWayHandshake],
};
