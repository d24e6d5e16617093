//! Without all this: the same messages over UDP.

use crate::lesson::catalogue::programs::{next, prepared};
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::Client;
use crate::network::Intervention;
use crate::network::SegmentKind::{Data, Fin};
use crate::simulation::{Call, Line, Protocol, Scenario, Variation};
use crate::timeline::{Comparison, Recording};

const LOST: Cue = Cue::Loses(Client, Data);
const TCP: Variation = Variation::Protocol(Protocol::Tcp);
const UDP: Variation = Variation::Protocol(Protocol::Udp);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::Datagrams,
    topic: Topic::Data,
    parts: &[
        Part {
            setup: || Recording::untouched(said(&["Hello"]).over(Protocol::Udp)),
            lanes: None,
            opens_at: Cue::HalfWay(Client, Data),
            steps: &[
                Step::breaks("flying", Cue::HalfWay(Client, Data), &[Deed::DROP]).shows(&[
                    ("data", Figure::Len(Cue::Sends(Client, Data))),
                    ("header", Figure::Header(Cue::Sends(Client, Data))),
                ]),
                Step::watch("lost", LOST).asks(Question::ResendAfter(Client)),
                Step::why("alone", Cue::End).offers(&[Deed::NextPart]),
            ],
        },
        Part {
            setup: bad_luck,
            lanes: Some(Comparison(TCP, UDP)),
            opens_at: Cue::Start,
            steps: &[
                Step::compares("same_luck", Cue::Start),
                Step::compares("read", Cue::Sends(Client, Fin)),
                Step::why("repaired", Cue::Resends(Client)),
            ],
        },
    ],
    next: &[LessonId::MythSendArrived],
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
