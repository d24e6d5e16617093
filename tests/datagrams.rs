//! UDP on random networks: what arrives is some of what was sent, and some of it twice.
//!
//! A failure prints the smallest run that shows it, and writes its seed beside this file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use std::collections::BTreeMap;
use tcpscope::network::SegmentId;
use tcpscope::simulation::{
    Call, CallOutcome, EventKind, HostId, Line, Program, Protocol, Scenario,
};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{FlightEnd, Timeline};

/// The client says these one after the other; the server reads as often as anything can come.
fn messages(texts: &[String]) -> Scenario {
    let mut scenario = Scenario::request_and_answer().over(Protocol::Udp);
    let remote = HostId::Server.address();
    let mut lines = vec![Line::DatagramSocket];
    for text in texts {
        let bytes = text.clone().into();
        lines.push(Line::Call(Call::SendTo { bytes, remote }));
    }
    scenario.client = Program::new(Instant::ZERO, lines);
    let mut lines = vec![Line::DatagramSocket, Line::Bind];
    lines.extend(vec![Line::Call(Call::receive_from()); 2 * texts.len() + 1]);
    scenario.server = Program::new(Instant::ZERO, lines);
    scenario
}

/// What the server's program was given, in order.
fn given(run: &Timeline) -> Vec<String> {
    let text = |kind: &EventKind| match kind {
        EventKind::CallReturned {
            outcome: CallOutcome::DataFrom(bytes, from),
            ..
        } => {
            assert_eq!(from.ip(), &HostId::Client.ip());
            Some(String::from_utf8(bytes.clone()).unwrap())
        }
        _ => None,
    };
    run.events()
        .iter()
        .filter_map(|event| text(&event.kind))
        .collect()
}

fn counted(texts: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-c]{0,3}", 1..12)
}

proptest! {
    #[test]
    fn what_arrives_is_part_of_what_was_sent_and_its_copies(
        texts in texts(),
        seed in any::<u64>(),
        (loss, duplication, reordering) in (0..500_u16, 0..500_u16, 0..500_u16),
        delay in 1..200_u64,
    ) {
        let run = Timeline::untouched(Scenario {
            seed,
            loss,
            duplication,
            reordering,
            one_way_delay: Duration::from_millis(delay),
            ..messages(&texts)
        });
        // On the wire is what the program said, once each and in its order, and what the network has copied.
        let payload = |id: SegmentId| {
            let payload = run.flight(id).unwrap().content.payload();
            String::from_utf8(payload.to_vec()).unwrap()
        };
        let originals = run.flights().iter().filter(|flight| flight.copy_of.is_none());
        let said: Vec<String> = originals.map(|flight| payload(flight.segment)).collect();
        prop_assert_eq!(&said, &texts);
        let copies = run.flights().iter().filter_map(|flight| flight.copy_of);
        let at_most = counted(said.into_iter().chain(copies.map(payload)));
        // What arrives is what the program gets, in the order of arrival.
        let mut arrived: Vec<(Instant, SegmentId)> = Vec::new();
        for flight in run.flights() {
            if let Some(FlightEnd::Arrived { at, .. }) = flight.end {
                arrived.push((at, flight.segment));
            }
        }
        arrived.sort_unstable();
        let arrived: Vec<String> = arrived.into_iter().map(|(_, id)| payload(id)).collect();
        prop_assert_eq!(&given(&run), &arrived);
        for (text, count) in counted(arrived) {
            prop_assert!(count <= at_most[&text], "{text:?} came {count} times");
        }
        // And nobody says or does anything else.
        for event in run.events() {
            let is_of_tcp = event.kind.rule().is_some();
            prop_assert!(!is_of_tcp, "{event:?}");
        }
    }
}

#[test]
fn a_good_network_brings_everything_once_and_in_order() {
    let texts = ["a", "", "bc", "a", "d"].map(String::from);
    assert_eq!(given(&Timeline::untouched(messages(&texts))), texts);
}
