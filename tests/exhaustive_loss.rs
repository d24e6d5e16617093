//! Every pattern of losses among the first segments on the wire, tried on the machine that animates: 2ⁿ networks, and
//! in none of them does an application see wrong bytes, or an end of file too early, or wait without anybody being
//! told.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod judge;

use judge::{Verdict, assert_orderly};
use std::collections::BTreeMap;
use tcpscope::network::{Intervention, SegmentId};
use tcpscope::simulation::{Command, Scenario, Simulation};
use tcpscope::tcp::State;
use tcpscope::timeline::Timeline;

/// How many segments, whoever sends them and whether for the first time or not, may be lost or not.
const N: u32 = 17;

/// How a run can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// All bytes at both applications, both ends closed, nobody saw an error.
    Intact,
    /// All bytes at both applications, but an end was left without an answer and gave up.
    IntactWithError,
    /// Bytes are missing, and somebody was told so.
    Error,
}

#[derive(Default)]
struct Search {
    /// How many networks of the 2ⁿ led to each end.
    ends: BTreeMap<End, u64>,
    /// How many runs stand for all these networks: one that ends early never asks about the later segments.
    runs: u64,
    /// The least number of losses with which somebody saw an error.
    fewest_losses: Option<u32>,
}

impl Search {
    /// Tries both fates of each segment from `next` to the n-th; `lost` are lost already.
    fn explore(&mut self, mut simulation: Simulation, next: u32, lost: u32) {
        let segment = SegmentId(next);
        while next <= N && simulation.next_at().is_some() {
            if is_in_flight(&simulation, segment) {
                let mut without = simulation.clone();
                let how = Intervention::Drop;
                without
                    .apply(simulation.now(), &Command::Interfere { segment, how })
                    .unwrap();
                self.explore(without, next + 1, lost + 1);
                return self.explore(simulation, next + 1, lost);
            }
            simulation.step();
        }
        self.finish(simulation, 1 << (N + 1 - next), lost);
    }

    /// Runs to the end, in the name of so many networks.
    fn finish(&mut self, mut simulation: Simulation, networks: u64, lost: u32) {
        while simulation.next_at().is_some() {
            simulation.step();
        }
        let events = simulation.events();
        assert!(
            events.len() < Timeline::EVENT_LIMIT,
            "two machines answer each other for ever"
        );
        assert_orderly(events);
        let end = end(&simulation);
        self.runs += 1;
        *self.ends.entry(end).or_default() += networks;
        if end != End::Intact {
            self.fewest_losses = Some(self.fewest_losses.map_or(lost, |fewest| fewest.min(lost)));
        }
    }
}

fn is_in_flight(simulation: &Simulation, segment: SegmentId) -> bool {
    simulation.network().is_in_flight(segment)
}

fn end(simulation: &Simulation) -> End {
    let verdict = Verdict::of(simulation.events());
    assert!(verdict.is_honest(), "wrong bytes: {verdict:?}");
    let states = simulation.snapshots().map(|host| host.state());
    match (verdict.is_complete(), verdict.has_failed) {
        (true, [false, false]) => {
            assert_eq!(states, [State::Closed; 2]);
            assert!(verdict.has_ended[1], "the server has read to the end");
            End::Intact
        }
        (true, _) => End::IntactWithError,
        (false, [false, false]) => panic!("bytes are missing, and nobody knows: {verdict:?}"),
        (false, _) => End::Error,
    }
}

#[test]
fn no_pattern_of_losses_goes_wrong_unnoticed() {
    let mut search = Search::default();
    search.explore(Simulation::new(&Scenario::request_and_answer()), 1, 0);
    let Search {
        ends,
        runs,
        fewest_losses,
    } = search;
    let patterns: u64 = ends.values().sum();
    println!("n = {N}: {patterns} patterns of losses in {runs} runs, and how they end: {ends:?}");
    assert_eq!(patterns, 1 << N);
    // A change of these numbers is a change of the machine: find out which before you write down the new ones.
    let expected = [
        (End::Intact, 126_935),
        (End::IntactWithError, 2_044),
        (End::Error, 2_093),
    ];
    assert_eq!(ends, BTreeMap::from(expected));
    // Sent at 0, 1, 3, 7, 15, 31 and 63 s and never answered: at 123 s that is longer than R2.
    assert_eq!(fewest_losses, Some(7));
}
