//! Programs, calls and refusals. Whole runs are in `tests/ladders.rs`.

mod causes;
mod datagrams;
mod programs;
mod refusals;
mod restart;
mod sockets;
mod variations;

use super::*;
use crate::network::SegmentId;
use crate::tcp::State;
use crate::time::Duration;

use HostId::{Client, Server};

fn ms(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

/// The run of the request and its answer, as it stands at `at`.
fn run_until(at: Instant) -> Simulation {
    let mut simulation = Simulation::new(&Scenario::request_and_answer());
    simulation.run_until(at);
    simulation
}

fn ended(scenario: &Scenario) -> Simulation {
    let mut simulation = Simulation::new(scenario);
    while simulation.next_at().is_some() {
        simulation.step();
    }
    simulation
}

fn states(simulation: &Simulation) -> [State; 2] {
    simulation.snapshots().map(|host| host.state())
}

/// What each call of a host's program gave: `recv() Data([72, 105])`.
fn outcomes(simulation: &Simulation, wanted: HostId) -> Vec<(Call, CallOutcome)> {
    let returned = simulation
        .events()
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::CallReturned {
                host,
                call,
                outcome,
                ..
            } if *host == wanted => Some((call.clone(), outcome.clone())),
            _ => None,
        });
    returned.collect()
}

/// When a host first entered a state.
fn entered(simulation: &Simulation, wanted: HostId, state: State) -> Option<Instant> {
    let event = simulation.events().iter().find(
        |event| matches!(event.kind, EventKind::StateChanged { host, to, .. } if host == wanted && to == state),
    );
    event.map(|event| event.at)
}
