//! What a SYN flood does to the queue of a listener, and how SYN cookies do without the queue.

use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::Syn;
use crate::simulation::{Call, Command, Line, Queue, Scenario, SynCookies, Variation};
use crate::tcp::State::{Established, SynReceived};
use crate::tcp::{Control, Limit, Segment, SeqNumber};
use crate::time::{Duration, Instant};
use crate::timeline::{Comparison, Recording, TimedCommand};
use core::net::{Ipv4Addr, SocketAddrV4};

pub(super) const CALL: Cue = Cue::Calls(Client, CallKind::Connect);
pub(super) const DROPPED: Cue = Cue::Then(&CALL, &Cue::Overflows(Server, Queue::Syn));
const FLOOD: Cue = Cue::Nth(&Cue::Sends(Server, Syn), 2);
const OPEN: Cue = Cue::Enters(Client, Established);
/// Who lets the queue be is let in at once, and there is nothing late about that.
const LATE: Cue = Cue::Then(&DROPPED, &OPEN);
const HALF_OPEN: &[(&str, Figure)] = &[("half_open", Figure::Sockets(Server, SynReceived))];

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::SynFlood,
    topic: Topic::Opening,
    parts: &[
        Part {
            setup: || flood(2),
            lanes: None,
            opens_at: FLOOD,
            steps: &[
                Step::breaks("flood", FLOOD, &[Deed::Act(|| false_call(2))]).shows(HALF_OPEN),
                Step::watch("full", Cue::Then(&CALL, &Cue::Sends(Client, Syn)))
                    .asks(Question::Answer(Server))
                    .shows(HALF_OPEN),
                Step::watch("dropped", DROPPED).waits(),
                Step::watch("late", LATE).offers(&[Deed::NextPart]).shows(&[
                    ("span", Figure::Span(CALL, OPEN)),
                    ("count", Figure::Count(Cue::Resends(Client))),
                ]),
            ],
        },
        Part {
            setup: || flood(3),
            lanes: Some(Comparison(
                Variation::SynCookies(SynCookies::Off),
                Variation::SynCookies(SynCookies::WhenFull),
            )),
            opens_at: CALL,
            steps: &[
                Step::compares("cookies", CALL).waits(),
                Step::why("why", Cue::Resends(Client)).waits(),
            ],
        },
    ],
    next: &[LessonId::SequenceNumbers, LessonId::TwoWayHandshake],
};

/// A server with room for few, so many false calls, and then the client's.
pub(super) fn flood(calls: u8) -> Recording {
    let mut scenario = Scenario::request_and_answer();
    scenario.client.starts = Instant::from_millis(360);
    scenario.server.lines[2] = Line::Call(Call::Listen { backlog: 2 });
    scenario.settings[1].tcp.r2_syn_ack = Limit::Retransmissions(2);
    let mut recording = Recording::untouched(scenario);
    for place in 0..calls {
        recording.commands.push(TimedCommand {
            at: Instant::from_millis(100 + 100 * u64::from(place)),
            command: false_call(place),
        });
    }
    recording
}

/// A SYN from an address that nobody has (RFC 5737).
fn false_call(place: u8) -> Command {
    let segment = Segment {
        source: SocketAddrV4::new(Ipv4Addr::new(203, 0, 113, 1 + place), 1_024),
        destination: Server.address(),
        seq: SeqNumber::new(1_000),
        ack: None,
        control: Some(Control::Syn),
        push: false,
        wnd: 65_535,
        mss: None,
        window_scale: None,
        timestamps: None,
        payload: Vec::new(),
    };
    Command::Inject {
        from: Client,
        segment,
        after: Duration::from_millis(50),
    }
}
