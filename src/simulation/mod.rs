//! Two hosts, the network between them, their programs and a virtual clock. [`Command`] in, [`Event`] out.
//!
//! The simulation goes from one occurrence to the next: a segment lands or is lost, a timer goes off, a program runs
//! a line. What falls on the same instant happens in that order, client before server, so a run never depends on
//! anything but its scenario and its commands.

mod act;
mod calls;
mod command;
mod event;
mod execute;
mod focus;
mod journal;
mod program;
mod protocol;
mod scenario;
mod side;
mod snapshot;
mod variation;

pub use crate::host::{
    Call, CallOutcome, InitialNumbers, Profile, Queue, Settings, SocketError, SocketId,
    SocketOption, SynCookies,
};
pub use crate::network::HostId;
pub use command::{Command, Refusal};
pub use event::{Event, EventId, EventKind};
pub use focus::Focus;
pub use program::{CloseTime, Line, Program};
pub use protocol::Protocol;
pub use scenario::Scenario;
pub use snapshot::{
    Conditions, DatagramSocketSnapshot, HostSnapshot, ProgramStatus, RunningTimer, SocketSnapshot,
    TcbSnapshot,
};
pub use variation::Variation;

use crate::network::{Fate, InFlight, Intervention, Network, Packet, Reason, Rule};
use crate::time::Instant;
use side::Side;

/// A run in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulation {
    now: Instant,
    sides: [Side; 2],
    network: Network,
    events: Vec<Event>,
    /// The event that put each segment on the wire or last decided its fate, by the segment's number.
    decided: Vec<EventId>,
}

impl Simulation {
    /// The beginning of a run: nothing has happened yet.
    pub fn new(scenario: &Scenario) -> Self {
        let mut rules = Vec::new();
        for (share, how) in [
            (scenario.loss, Intervention::Drop),
            (scenario.duplication, Intervention::Duplicate),
            (scenario.reordering, Intervention::Reorder),
        ] {
            if share > 0 {
                rules.push(Rule::Random { share, how });
            }
        }
        Self {
            now: Instant::ZERO,
            sides: [
                Side::new(HostId::Client, scenario),
                Side::new(HostId::Server, scenario),
            ],
            network: Network::new(scenario.seed, scenario.one_way_delay, rules),
            events: Vec::new(),
            decided: Vec::new(),
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

    /// A host's TCP layer.
    pub fn host(&self, id: HostId) -> &crate::host::Host {
        &self.side(id).host
    }

    /// Both hosts as they are now, client first.
    pub fn snapshots(&self) -> [HostSnapshot; 2] {
        let [client, server] = &self.sides;
        [client.snapshot(), server.snapshot()]
    }

    /// What holds for both of them and for the network now.
    pub fn conditions(&self) -> Conditions {
        // What a person can change is the same on both.
        let config = &self.side(HostId::Client).host.settings().tcp;
        let rules = self.network.rules().iter();
        Conditions {
            one_way_delay: self.network.one_way_delay(),
            loss: rules.clone().find_map(Rule::loss).unwrap_or(0),
            ack_delay: config.ack_delay,
            time_wait_msl: config.time_wait_msl,
            awaited: rules.filter_map(Rule::awaited).collect(),
            is_cut: self.network.is_cut(),
        }
    }

    /// When something next happens by itself; none if nothing ever will.
    pub fn next_at(&self) -> Option<Instant> {
        let timers = self
            .sides
            .iter()
            .filter_map(|side| side.host.poll_timeout());
        let programs = self.sides.iter().filter_map(|side| side.run.due());
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
        let mut hosts = HostId::ALL.into_iter();
        if let Some(id) = hosts.find(|id| is_due(self.side(*id).host.poll_timeout())) {
            let now = self.now;
            self.side_mut(id).host.on_timeout(now);
            self.settle(id, None);
            return;
        }
        let mut hosts = HostId::ALL.into_iter();
        if let Some(id) = hosts.find(|id| is_due(self.side(*id).run.due())) {
            self.run_line(id);
        }
    }

    /// Lets everything happen that happens up to and including `until`.
    pub fn run_until(&mut self, until: Instant) {
        while self.next_at().is_some_and(|next| next <= until) {
            self.step();
        }
    }

    fn side(&self, id: HostId) -> &Side {
        &self.sides[id.index()]
    }

    fn side_mut(&mut self, id: HostId) -> &mut Side {
        &mut self.sides[id.index()]
    }

    fn land(&mut self, flight: InFlight) {
        let InFlight {
            segment,
            from,
            content,
            fate,
            ..
        } = flight;
        let at_host = from.other();
        let cause = self.decided.get(segment.0 as usize - 1).copied();
        let lost = match fate {
            Fate::Lose(_, reason) => Some(reason),
            Fate::Arrive(_) if !self.side(at_host).is_up => Some(Reason::HostDown),
            Fate::Arrive(_) => None,
        };
        if let Some(reason) = lost {
            self.emit(cause, None, EventKind::SegmentDropped { segment, reason });
            return;
        }
        let arrival = self.emit(cause, None, EventKind::SegmentArrived { segment, at_host });
        let now = self.now;
        let host = &mut self.side_mut(at_host).host;
        match content {
            Packet::Tcp(segment) => host.on_segment(now, &segment),
            Packet::Udp(datagram) => host.on_datagram(datagram),
        }
        self.settle(at_host, Some(arrival));
    }
}

#[cfg(test)]
mod tests;
