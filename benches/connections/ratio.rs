//! Our connections per second by smoltcp's, measured in turns, so that a busy machine slows both alike.

use crate::{IN_TURN, smoltcp_in_turn, tcpscope_in_turn};
use core::hint::black_box;
use core::time::Duration;
use std::time::Instant;

/// How many ratios are taken; an odd number has a middle.
const ROUNDS: usize = 11;
/// How often each does its work for one of them, in turns. The fastest counts: what others do on the machine only ever
/// makes it slower.
const SHOTS: usize = 40;

/// Measures and prints, if this is `cargo bench` and not a list or a test.
pub(crate) fn print() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    if !is_bench || std::env::args().len() > 2 {
        return;
    }
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| round()).collect();
    rounds.sort_by(|one, other| (one.0 / one.1).total_cmp(&(other.0 / other.1)));
    let ratio = |(ours, theirs): (f64, f64)| ours / theirs;
    let (ours, theirs) = rounds[ROUNDS / 2];
    println!(
        "\nconnections opened, used and closed per second: {ours:.0} with every event logged, smoltcp {theirs:.0}"
    );
    println!(
        "ratio to smoltcp in {ROUNDS} rounds: {:.2} in the middle, {:.2} to {:.2}",
        ratio((ours, theirs)),
        ratio(rounds[0]),
        ratio(rounds[ROUNDS - 1])
    );
}

/// Our connections per second and smoltcp's.
fn round() -> (f64, f64) {
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..SHOTS {
        ours = ours.min(time(tcpscope_in_turn));
        theirs = theirs.min(time(smoltcp_in_turn));
    }
    let per_second =
        |span: Duration| f64::from(u32::try_from(IN_TURN).unwrap()) / span.as_secs_f64();
    (per_second(ours), per_second(theirs))
}

#[allow(clippy::disallowed_methods, reason = "a benchmark asks the real clock")]
fn time(work: fn(usize) -> usize) -> Duration {
    let begin = Instant::now();
    assert_eq!(black_box(work(black_box(IN_TURN))), IN_TURN);
    begin.elapsed()
}
