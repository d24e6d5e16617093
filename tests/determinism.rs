//! The same run gives the same bytes on every machine: the host runs this test, and so does wasm32, and both compare
//! with the same numbers.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use tcpscope::lesson::{LessonId, Place, lesson};
use tcpscope::network::{Intervention, SegmentId, SegmentKind};
use tcpscope::share::{Deed, Deeds, Link};
use tcpscope::simulation::{Call, CloseTime, Command, Event, HostId, Scenario, SocketId};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{Recording, TimedCommand, Timeline};

use Intervention::{Delay, Drop, Duplicate, Reorder};

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_run_has_the_same_bytes_everywhere() {
    let lessons = [
        LessonId::ThreeWayHandshake,
        LessonId::FourWaves,
        LessonId::LastAckLost,
        LessonId::ForgottenClose,
    ];
    let lessons = lessons.map(|id| {
        let timeline = lesson(id).opening();
        fingerprint(id.name(), &timeline)
    });
    let others = [
        fingerprint("every order", &ordered()),
        fingerprint("every command", &commanded()),
    ];
    let networks = [1, 2, 3, u64::MAX].map(|seed| {
        let name = format!("bad network {seed}");
        fingerprint(&name, &Timeline::untouched(bad_network(seed)))
    });
    let found = [&lessons[..], &others, &networks].concat();
    assert_eq!(found, EXPECTED, "{found:#?}");
}

fn ordered() -> Timeline {
    let orders = [
        (1, Drop),
        (3, Duplicate),
        (5, Delay(Duration::from_millis(1_300))),
        (7, Reorder),
        (9, Drop),
    ];
    let list = orders.map(|(segment, how)| Deed {
        command: Command::Interfere {
            segment: SegmentId(segment),
            how,
        },
        at: None,
    });
    let deeds = Deeds {
        keep: None,
        list: list.into(),
    };
    let link = Link {
        deeds,
        ..Link::to(Place::first_of(LessonId::FourWaves))
    };
    link.open().lanes.focused().clone()
}

fn commanded() -> Timeline {
    let (host, kind) = (HostId::Server, SegmentKind::Data);
    let commands = [
        (0, Command::SetAckDelay(Duration::from_millis(200))),
        (0, Command::SetOneWayDelay(Duration::from_micros(33_333))),
        (
            10,
            Command::InterfereNext {
                from: None,
                kind,
                how: Drop,
            },
        ),
        (
            20,
            Command::InterfereNext {
                from: None,
                kind,
                how: Drop,
            },
        ),
        (30, Command::CancelNext { kind }),
        (
            40,
            Command::InterfereNext {
                from: Some(HostId::Server),
                kind: SegmentKind::Ack,
                how: Duplicate,
            },
        ),
        (
            50,
            Command::SetCloseTime {
                host,
                when: CloseTime::LATE,
            },
        ),
        (
            300,
            Command::Call {
                host,
                socket: Some(SocketId(2)),
                call: Call::Send("你好".into()),
            },
        ),
        (400, Command::SetLoss(200)),
        (500, Command::SetTimeWait(1)),
        (
            900,
            Command::Call {
                host,
                socket: Some(SocketId(2)),
                call: Call::Shutdown,
            },
        ),
    ];
    let commands = commands.map(|(ms, command)| TimedCommand {
        at: Instant::from_millis(ms),
        command,
    });
    Timeline::replay(Recording {
        scenario: Scenario::request_and_answer(),
        commands: commands.to_vec(),
    })
    .unwrap()
}

fn bad_network(seed: u64) -> Scenario {
    Scenario {
        seed,
        loss: 250,
        duplication: 150,
        reordering: 150,
        ..Scenario::request_and_answer()
    }
}

/// What a run comes to: its name, its number of events, the hash of their bytes.
fn fingerprint(name: &str, timeline: &Timeline) -> String {
    let events = timeline.events();
    format!("{name}: {} events, {:016x}", events.len(), hash(events))
}

/// FNV-1a over the events as they would be saved.
fn hash(events: &[Event]) -> u64 {
    let bytes = events
        .iter()
        .flat_map(|event| postcard::to_allocvec(event).expect("events can be saved"));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A change of these numbers is a change of the machine, the network or the lessons.
const EXPECTED: [&str; 10] = [
    "three_way_handshake: 77 events, 1bfa181d6e5d81f7",
    "four_waves: 78 events, 1673c2e66a064e12",
    "last_ack_lost: 78 events, 1673c2e66a064e12",
    "forgotten_close: 119 events, c9d31f8c5be89b85",
    "every order: 101 events, 7079062cb2ed0213",
    "every command: 74 events, 0dcfd0511a393372",
    "bad network 1: 92 events, d0cdf27b4d2273d3",
    "bad network 2: 113 events, 3bfe6c950e0d262e",
    "bad network 3: 95 events, 79d801b073aeda1e",
    "bad network 18446744073709551615: 90 events, 049258dc39307d2e",
];
