//! Why TIME-WAIT lasts 2 MSL and not 1, and what even 2 do not promise.

use crate::lesson::catalogue::programs::busy_server;
use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::{Data, Fin, Rst};
use crate::simulation::{Call, Command, InitialNumbers, Line, Scenario, Variation};
use crate::tcp::State;
use crate::time::{Duration, Instant};
use crate::timeline::{Comparison, Recording, TimedCommand};

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::OldSegments,
    topic: Topic::Closing,
    parts: &[
        Part {
            setup: same_port_again,
            lanes: Some(Comparison(Variation::TimeWait(1), Variation::TimeWait(2))),
            opens_at: Cue::Nth(&Cue::HalfWay(Server, Data), 2),
            steps: &[
                Step::breaks(
                    "answer_again",
                    Cue::Nth(&Cue::HalfWay(Server, Data), 2),
                    &[Deed::ToSegment(Intervention::Delay(ALMOST_ONE_MSL))],
                )
                .shows(&[("msl", Figure::Msl(Client))]),
                Step::watch("port_again", CALLS_AGAIN).waits(),
                Step::compares("taken", Cue::Then(&CALLS_AGAIN, &Cue::Rejects(Client)))
                    .shows(&[
                        ("copy", Figure::Segment(Cue::Resends(Server))),
                        ("flight", Figure::Span(Cue::Resends(Server), COMES_HOME)),
                    ])
                    .offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: cut_behind_the_fin,
            lanes: None,
            opens_at: FORGOTTEN,
            steps: &[
                Step::breaks("over", FORGOTTEN, &[Deed::Act(|| Command::RestoreLink)])
                    .shows(&[("count", Figure::Count(Cue::Resends(Server)))]),
                Step::watch("knock", Cue::Then(&FORGOTTEN, &Cue::HalfWay(Server, Fin)))
                    .asks(Question::Answer(Client)),
                Step::why("no_promise", Cue::Sends(Client, Rst)),
            ],
        },
    ],
    next: &[LessonId::TimeWaitHurts],
};

/// The client calls again, from the same port.
const CALLS_AGAIN: Cue = Cue::Nth(&Cue::Calls(Client, CallKind::Connect), 2);
/// The first data behind the repeated answer that reaches a client that has called again.
const COMES_HOME: Cue = Cue::Then(
    &Cue::Calls(Client, CallKind::Connect),
    &Cue::Receives(Client, Data),
);
/// TIME-WAIT is over.
const FORGOTTEN: Cue = Cue::Enters(Client, State::Closed);
/// With the time that a segment flies anyway, less than it may live.
const ALMOST_ONE_MSL: Duration = Duration::from_millis(29_800);

/// A client with one port asks the time, closes its direction, gets the answer, and asks again after one MSL. The numbers
/// of both connections are the same: the worst that can happen. Its ACKs of the first answer are lost.
fn same_port_again() -> Recording {
    let mut scenario = Scenario::request_and_answer();
    for settings in &mut scenario.settings {
        settings.initial_numbers = InitialNumbers::Fixed(1_000);
        // The old segment is answered, and the answer is reset; that is another story (RFC 1337 §3).
        settings.tcp.time_wait_ignores_reset = true;
    }
    scenario.settings[0].port_high = scenario.settings[0].port_low;
    let client = &mut scenario.client.lines;
    client[2] = Line::Call(Call::Send("time?".into()));
    client.insert(3, Line::Call(Call::Shutdown));
    client.insert(5, Line::Call(Call::receive()));
    client.push(Line::Wait(Duration::from_secs(30)));
    client.push(Line::Repeat { from: 0, times: 2 });
    let server = &mut scenario.server.lines;
    server[5] = Line::Call(Call::Send("9:00".into()));
    server[6] = Line::Wait(Duration::from_millis(200));
    server.push(Line::Call(Call::Accept));
    server.push(Line::Call(Call::receive()));
    server.push(Line::Wait(Duration::from_millis(40)));
    server.push(Line::Call(Call::Send("9:01".into())));
    server.push(Line::Call(Call::Close));
    Recording {
        scenario,
        commands: vec![lose(5), lose(6)],
    }
}

/// Loses the segment with that place among all that the client sends.
const fn lose(ordinal: u32) -> TimedCommand {
    TimedCommand {
        at: Instant::ZERO,
        command: Command::InterfereNth {
            from: Client,
            ordinal,
            how: Intervention::Drop,
        },
    }
}

/// The link is cut as soon as the server's FIN is on its way.
fn cut_behind_the_fin() -> Recording {
    Recording {
        scenario: busy_server(),
        commands: vec![TimedCommand {
            at: Instant::from_millis(760),
            command: Command::CutLink,
        }],
    }
}
