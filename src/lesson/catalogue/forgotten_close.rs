//! Where connections come from that hang in CLOSE-WAIT.

use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Data, Rst};
use crate::simulation::{Call, CloseTime, Line, Scenario, SocketError};
use crate::tcp::{State, Timer};
use crate::time::Duration;
use crate::timeline::Recording;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::ForgottenClose,
    topic: Topic::Closing,
    parts: &[
        Part {
            setup: || Recording::untouched(three_clients(CloseTime::Never)),
            lanes: None,
            opens_at: Cue::ReadsEnd(Server),
            steps: &[
                Step::watch("close_wait", Cue::ReadsEnd(Server)).waits(),
                Step::watch("pile_up", FULL)
                    .waits()
                    .shows(&[("stuck", STUCK)]),
                Step::breaks(
                    "orphan",
                    Cue::Nth(&Cue::Expires(Client, Timer::FinWait2), 3),
                    &[Deed::Call(Server, || Call::Send("Hi!".into()))],
                )
                .shows(&[("limit", Figure::Timer(Client, Timer::FinWait2))]),
                Step::watch("write", Cue::HalfWay(Server, Data)).asks(Question::Answer(Client)),
                Step::compares("reset", Cue::Sends(Client, Rst)).offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: || Recording::untouched(three_clients(CloseTime::NOW)),
            lanes: None,
            opens_at: Cue::Nth(&Cue::Enters(Server, State::Closed), 3),
            steps: &[
                Step::why("mended", Cue::Nth(&Cue::Enters(Server, State::Closed), 3))
                    .shows(&[("stuck", STUCK)]),
            ],
        },
    ],
    next: &[LessonId::LastAckLost, LessonId::TimeWaitHurts],
};

/// The server's process has no descriptor left.
const FULL: Cue = Cue::Fails(Server, CallKind::Accept, SocketError::MFile);

const STUCK: Figure = Figure::Sockets(Server, State::CloseWait);

/// Three clients, one after the other, call a server whose process may hold four sockets: one listens.
fn three_clients(closes: CloseTime) -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    for settings in &mut scenario.settings {
        settings.tcp.fin_wait_2_timeout = Some(Duration::from_secs(60));
    }
    scenario.settings[1].descriptors = Some(4);
    let client = &mut scenario.client.lines;
    client.truncate(2);
    client.push(Line::Call(Call::Close));
    client.push(Line::Wait(Duration::from_millis(300)));
    client.push(Line::Repeat { from: 0, times: 3 });
    let server = &mut scenario.server.lines;
    server.truncate(5);
    server.push(Line::Call(Call::Close));
    server.push(Line::Repeat { from: 3, times: 0 });
    scenario.server.closes = closes;
    scenario
}
