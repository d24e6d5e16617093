//! Two hosts, the network between them, their programs and a virtual clock. [`Command`] in, [`Event`] out.
//!
//! The simulation goes from one occurrence to the next: a segment lands or is lost, a timer goes off, a program runs
//! a line. What falls on the same instant happens in that order, client before server, so a run never depends on
//! anything but its scenario and its commands.

mod act;
mod command;
mod event;
mod execute;
mod host;
mod journal;
mod program;
mod scenario;
mod snapshot;
mod vocabulary;

pub use command::Command;
pub use event::{Event, EventId, EventKind};
pub use program::{CloseTime, Line, Program};
pub use scenario::Scenario;
pub use snapshot::{Conditions, HostSnapshot, ProgramStatus, RunningTimer};
pub use vocabulary::{Call, CallOutcome, HostId, Refusal};

use crate::network::{Fate, InFlight, Intervention, Network, Rule};
use crate::time::Instant;
use host::Host;

/// A run in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulation {
    seed: u64,
    now: Instant,
    hosts: [Host; 2],
    network: Network,
    events: Vec<Event>,
    /// How many times each host has opened a connection; each opening has an initial sequence number of its own.
    openings: [u64; 2],
}

impl Simulation {
    /// A run that has produced so many events is stopped: two confused endpoints could answer each other for ever.
    pub const EVENT_LIMIT: usize = 20_000;

    /// The beginning of a run: nothing has happened yet.
    pub fn new(scenario: &Scenario) -> Self {
        let host = |id| Host::new(id, scenario.program(id).clone(), scenario.config.clone());
        let faults = [
            (scenario.loss, Intervention::Drop),
            (scenario.duplication, Intervention::Duplicate),
            (scenario.reordering, Intervention::Reorder),
        ];
        let rules = faults
            .into_iter()
            .filter(|(share, _)| *share > 0)
            .map(|(share, how)| Rule::Random { share, how });
        Self {
            seed: scenario.seed,
            now: Instant::ZERO,
            hosts: HostId::ALL.map(host),
            network: Network::new(scenario.seed, scenario.one_way_delay, rules.collect()),
            events: Vec::new(),
            openings: [0; 2],
        }
    }

    /// The present.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Everything that has happened.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Gives the log away.
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// The network.
    pub const fn network(&self) -> &Network {
        &self.network
    }

    /// Both hosts as they are now, client first.
    pub fn snapshots(&self) -> [HostSnapshot; 2] {
        HostId::ALL.map(|id| self.host(id).snapshot())
    }

    /// What holds for both of them and for the network now.
    pub fn conditions(&self) -> Conditions {
        // Both machines have the same parameters.
        let config = self.host(HostId::Client).connection.config();
        let rules = self.network.rules().iter();
        Conditions {
            one_way_delay: self.network.one_way_delay(),
            loss: rules.clone().find_map(Rule::loss).unwrap_or(0),
            ack_delay: config.ack_delay,
            time_wait_msl: config.time_wait_msl,
            awaited: rules.filter_map(Rule::awaited).collect(),
        }
    }

    /// When something next happens by itself; none if nothing ever will.
    pub fn next_at(&self) -> Option<Instant> {
        if self.events.len() >= Self::EVENT_LIMIT {
            return None;
        }
        let timers = self
            .hosts
            .iter()
            .filter_map(|host| host.connection.poll_timeout());
        let programs = self.hosts.iter().filter_map(Host::program_due);
        self.network
            .next_at()
            .into_iter()
            .chain(timers)
            .chain(programs)
            .min()
    }

    /// Goes to the next occurrence and lets it happen. Does nothing if there is none.
    pub fn step(&mut self) {
        let Some(next) = self.next_at() else { return };
        self.now = self.now.max(next);
        if let Some(flight) = self.network.take_due(self.now) {
            self.land(flight);
            return;
        }
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= next);
        if let Some(id) = HostId::ALL
            .into_iter()
            .find(|id| is_due(self.host(*id).connection.poll_timeout()))
        {
            let now = self.now;
            self.host_mut(id).connection.on_timeout(now);
            self.settle(id, None);
        } else if let Some(id) = HostId::ALL
            .into_iter()
            .find(|id| is_due(self.host(*id).program_due()))
        {
            self.run_line(id);
        }
    }

    /// Lets everything happen that happens up to and including `until`.
    pub fn run_until(&mut self, until: Instant) {
        while self.next_at().is_some_and(|next| next <= until) {
            self.step();
        }
    }

    fn host(&self, id: HostId) -> &Host {
        &self.hosts[id.index()]
    }

    fn host_mut(&mut self, id: HostId) -> &mut Host {
        &mut self.hosts[id.index()]
    }

    fn land(&mut self, flight: InFlight) {
        let InFlight {
            segment,
            from,
            content,
            fate,
            cause,
            ..
        } = flight;
        match fate {
            Fate::Lose(_, reason) => {
                self.emit(cause, EventKind::SegmentDropped { segment, reason });
            }
            Fate::Arrive(_) => {
                let at_host = from.other();
                let arrival = self.emit(cause, EventKind::SegmentArrived { segment, at_host });
                let now = self.now;
                self.host_mut(at_host).connection.on_segment(now, &content);
                self.settle(at_host, Some(arrival));
            }
        }
    }
}

#[cfg(test)]
mod tests;
