//! Without all this: the same messages over UDP.

use crate::lesson::catalogue::programs::{next, prepared};
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::{Data, Fin};
use crate::simulation::{Call, Line, Protocol, Scenario, Variation};
use crate::tcp::State;
use crate::timeline::{Comparison, Recording};

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
    let (client, server) = (&mut scenario.client.lines, &mut scenario.server.lines);
    // Until they are connected.
    client.truncate(2);
    server.truncate(4);
    for text in texts {
        client.push(Line::Call(Call::Send((*text).into())));
        server.push(Line::Call(Call::receive()));
    }
    client.push(Line::Call(Call::Close));
    server.push(Line::Call(Call::Close));
    scenario
}

/// Four messages, of which the first is lost, the second comes twice, and the fourth overtakes the third.
fn bad_luck() -> Recording {
    prepared(
        said(&["one ", "two ", "three ", "four "]),
        &[
            next(Client, Data, Intervention::Drop),
            next(Client, Data, Intervention::Duplicate),
            next(Client, Data, Intervention::Reorder),
        ],
    )
}
