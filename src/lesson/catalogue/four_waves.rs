//! Why closing takes four segments: two directions, and each closes by itself.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Data, Fin};
use crate::simulation::{Call, CloseTime, Command, Line, Scenario, SocketError};
use crate::tcp::State;
use crate::time::Duration;
use crate::timeline::Recording;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::FourWaves,
    topic: Topic::Closing,
    parts: &[
        Part {
            setup: || Recording::untouched(busy_server()),
            lanes: None,
            opens_at: Cue::Sends(Client, Fin),
            steps: &[
                Step::watch("first_fin", Cue::Sends(Client, Fin)).asks(Question::NextState(Server)),
                Step::breaks(
                    "close_wait",
                    Cue::Enters(Client, State::FinWait2),
                    &[Deed::Act(|| Command::SetCloseTime {
                        host: Server,
                        when: CloseTime::LATE,
                    })],
                ),
                Step::compares("four", Cue::Receives(Client, Fin))
                    .shows(&[("gap", Figure::Span(ANSWERED, Cue::Sends(Server, Fin)))])
                    .offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: half_close,
            lanes: None,
            opens_at: Cue::Sends(Client, Fin),
            steps: &[
                Step::watch("half_close", Cue::Sends(Client, Fin)).waits(),
                Step::breaks(
                    "still_flows",
                    Cue::Then(&Cue::Sends(Client, Fin), &Cue::Receives(Client, Data)),
                    &[Deed::Call(Client, || Call::Send("Hi!".into()))],
                ),
                Step::why(
                    "each_by_itself",
                    Cue::Fails(Client, CallKind::Send, SocketError::Pipe),
                )
                .shows(&[("bytes", Figure::Taken(Client, Cue::Sends(Client, Fin)))]),
            ],
        },
    ],
    next: &[LessonId::ThreeWaves, LessonId::ForgottenClose],
};

/// The server's kernel acknowledges the client's FIN.
const ANSWERED: Cue = Cue::Then(&Cue::Receives(Server, Fin), &Cue::Sends(Server, Ack));

/// The client shuts its own direction as soon as it has asked; the answer comes in two pieces, in its own time.
fn half_close() -> Recording {
    let mut scenario = Scenario::request_and_answer();
    let client = &mut scenario.client.lines;
    client.insert(3, Line::Call(Call::Shutdown));
    client.insert(4, Line::Call(Call::receive()));
    client.insert(4, Line::Call(Call::receive()));
    let server = &mut scenario.server.lines;
    server.swap(5, 6);
    server.insert(6, Line::Wait(Duration::from_millis(150)));
    server.insert(7, Line::Call(Call::Send("Hello! ".into())));
    Recording::untouched(scenario)
}
