//! Our connections per second by smoltcp's, measured in turns, so that a busy machine slows both alike.

use crate::{IN_TURN, smoltcp_in_turn, tcpscope_in_turn};
use core::hint::black_box;
use core::time::Duration;
use std::time::Instant;

/// How many pairs of measurements are taken; an odd number has a middle.
const ROUNDS: usize = 11;
/// How often the work is done in one measurement.
const REPEATS: u32 = 10;

/// Measures and prints, if this is `cargo bench` and not a list or a test.
pub(crate) fn print() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    if !is_bench || std::env::args().len() > 2 {
        return;
    }
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|_| (per_second(tcpscope_in_turn), per_second(smoltcp_in_turn)))
        .collect();
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

#[allow(clippy::disallowed_methods, reason = "a benchmark asks the real clock")]
fn per_second(work: fn(usize) -> usize) -> f64 {
    let begin = Instant::now();
    for _ in 0..REPEATS {
        assert_eq!(black_box(work(black_box(IN_TURN))), IN_TURN);
    }
    let spent: Duration = begin.elapsed() / REPEATS;
    f64::from(u32::try_from(IN_TURN).unwrap()) / spent.as_secs_f64()
}
