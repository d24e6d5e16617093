//! Without all this: the same messages over UDP.

use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::{Data, Fin};
use crate::simulation::{Call, Command, Line, Program, Protocol, Scenario, Variation};
use crate::tcp::State;
use crate::time::Instant;
use crate::timeline::{Comparison, Recording, TimedCommand};

const LOST: Cue = Cue::Loses(Client, Data);
const COPY: Cue = Cue::Nth(&Cue::Receives(Server, Data), 2);
const TCP: Variation = Variation::Protocol(Protocol::Tcp);
const UDP: Variation = Variation::Protocol(Protocol::Udp);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::Datagrams,
    topic: Topic::Data,
    parts: &[
        Part {
            setup: || Recording::untouched(said(&["Hello"]).over(Protocol::Udp)),
            lanes: None,
            opens_at: Cue::Start,
            steps: &[
                Step::watch("start", Cue::Start),
                Step::breaks(
                    "flying",
                    Cue::HalfWay(Client, Data),
                    &[Deed::DROP, Deed::DUPLICATE],
                )
                .shows(&[
                    ("data", Figure::Len(Cue::Sends(Client, Data))),
                    ("header", Figure::Header(Cue::Sends(Client, Data))),
                ]),
                Step::watch("lost", LOST).asks(Question::ResendAfter(Client)),
                Step::watch("arrived", Cue::Receives(Server, Data)),
                Step::watch("twice", COPY),
                Step::why("delivered", Cue::End).offers(&[Deed::NextPart]),
                Step::why("alone", Cue::Then(&LOST, &Cue::End))
                    .offers(&[Deed::NextPart])
                    .shows(&[("waited", Figure::Span(LOST, Cue::End))]),
            ],
        },
        Part {
            setup: bad_luck,
            lanes: Some(Comparison(TCP, UDP)),
            opens_at: Cue::Start,
            steps: &[
                Step::compares("same_luck", Cue::Start),
                Step::compares("ahead", Cue::Sends(Client, Data)),
                Step::compares("read", Cue::Sends(Client, Fin)),
                Step::watch("repaired", Cue::Resends(Client)),
                Step::why("end", Cue::Enters(Server, State::Closed)),
            ],
        },
    ],
    next: &[],
};

/// The client says these one after the other, and the server reads as often.
fn said(texts: &[&str]) -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    let mut client = vec![Line::Socket, Line::Call(Call::connect(Server.address()))];
    let mut server = vec![
        Line::Socket,
        Line::Bind,
        Line::Call(Call::listen()),
        Line::Call(Call::Accept),
    ];
    for text in texts {
        client.push(Line::Call(Call::Send((*text).into())));
        server.push(Line::Call(Call::receive()));
    }
    for (program, mut lines) in [
        (&mut scenario.client, client),
        (&mut scenario.server, server),
    ] {
        lines.push(Line::Call(Call::Close));
        *program = Program::new(program.starts, lines);
    }
    scenario
}

/// Four messages, of which the first is lost, the second comes twice, and the fourth overtakes the third.
fn bad_luck() -> Recording {
    let mut recording = Recording::untouched(said(&["one ", "two ", "three ", "four "]));
    for how in [
        Intervention::Drop,
        Intervention::Duplicate,
        Intervention::Reorder,
    ] {
        recording.commands.push(TimedCommand {
            at: Instant::ZERO,
            command: Command::InterfereNext {
                from: Some(Client),
                kind: Data,
                how,
            },
        });
    }
    recording
}
