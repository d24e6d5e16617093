//! What connections cost: beside smoltcp, with many at once, and with many events. Nothing here ever fails for being slow.
//!
//! `cargo bench --no-default-features --features cli`. The machine may be busy; the ratio to smoltcp, which does its share
//! of the work in turns with ours, is what counts.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod ratio;
mod smoltcp_pair;
#[path = "../../tests/differential/smoltcp_tokens.rs"]
mod smoltcp_tokens;
mod tcpscope_pair;

use divan::Bencher;
use divan::counter::ItemsCount;

/// What a client asks.
const REQUEST: &[u8] = b"Hello";
/// What a server answers.
const ANSWER: &[u8] = b"Hi, client!";
/// Connections opened, used and closed one after another in one measurement.
const IN_TURN: usize = 100;

fn main() {
    divan::main();
    ratio::print();
}

/// Opened, used for one request and one answer, closed and forgotten, one after another, every event logged.
#[divan::bench]
fn in_turn(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(IN_TURN))
        .bench(|| tcpscope_in_turn(IN_TURN));
}

/// The same by smoltcp.
#[divan::bench]
fn in_turn_smoltcp(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(IN_TURN))
        .bench(|| smoltcp_in_turn(IN_TURN));
}

/// So many at once between one pair of hosts.
#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 7, sample_size = 1)]
fn at_once(bencher: Bencher<'_, '_>, connections: usize) {
    bencher.counter(ItemsCount::new(connections)).bench(|| {
        let answers = tcpscope_pair::Pair::new(connections, 1).exchange(connections);
        assert_eq!(answers, connections);
    });
}

/// The same by smoltcp, which looks for each packet's socket one by one.
#[divan::bench(args = [10, 100, 1_000], sample_count = 7, sample_size = 1)]
fn at_once_smoltcp(bencher: Bencher<'_, '_>, connections: usize) {
    bencher.counter(ItemsCount::new(connections)).bench(|| {
        let answers = smoltcp_pair::Pair::new(connections).exchange(connections, 1);
        assert_eq!(answers, connections);
    });
}

/// One connection and as many requests as make at least so many events.
#[divan::bench(args = [100, 1_000, 10_000, 100_000, 1_000_000], sample_count = 7, sample_size = 1)]
fn events(bencher: Bencher<'_, '_>, events: usize) {
    let run = move |requests: usize| {
        let mut pair = tcpscope_pair::Pair::new(1, requests);
        assert_eq!(pair.exchange(1), requests);
        pair.events()
    };
    // What the first request costs more than each that follows is the handshake and the close.
    let (one, hundred) = (run(1), run(101));
    let requests = 1 + events.saturating_sub(one).div_ceil((hundred - one) / 100);
    bencher
        .counter(ItemsCount::new(run(requests)))
        .bench(|| run(requests));
}

fn tcpscope_in_turn(connections: usize) -> usize {
    let mut pair = tcpscope_pair::Pair::new(1, 1);
    (0..connections).map(|_| pair.exchange(1)).sum()
}

fn smoltcp_in_turn(connections: usize) -> usize {
    let mut pair = smoltcp_pair::Pair::new(1);
    (0..connections).map(|_| pair.exchange(1, 1)).sum()
}
