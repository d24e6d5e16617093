//! The past as data: a run is `(scenario, commands)`, and everything else is derived from it by replay.
//!
//! A run is always computed to its end, as it would go if nobody acted again; the cursor then moves over what is
//! already known. Acting means replaying with one more command. Runs are short (tens of moments), so there are no
//! checkpoints.

mod branches;
mod comparison;
mod difference;
mod flight;
mod lanes;
mod numbers;
mod playback;
mod recording;
mod scale;
mod stay;
mod track;

pub use branches::{Branch, Branches, Origin, Turn};
pub use comparison::Comparison;
pub use difference::Difference;
pub use flight::{Flight, FlightEnd};
pub use lanes::{Lane, Lanes};
pub use numbers::Numbers;
pub use playback::{Motion, PlayStatus, Playback, PlaybackCommand, Speed, Waits};
pub use recording::{Recording, TimedCommand};
pub use scale::{Cut, Offset, TimeScale};
pub use stay::Stay;
pub use track::Track;

use crate::network::SegmentId;
use crate::simulation::{
    Command, Conditions, Event, EventId, HostId, HostSnapshot, Refusal, Scenario, Simulation,
};
use crate::tcp::{SeqNumber, State};
use crate::time::{Duration, Instant};
use core::ops::Range;

/// A run, worked out from its recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    recording: Recording,
    events: Vec<Event>,
    moments: Vec<Moment>,
    flights: Vec<Flight>,
    stays: [Vec<Stay>; 2],
}

/// An instant at which something happens, with everything that happens then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// The events, by place in the log. Only the first and the last moment of a run may hold none.
    pub events: Range<u32>,
    /// Both hosts afterwards, client first.
    pub hosts: [HostSnapshot; 2],
    /// What holds for both and for the network afterwards.
    pub conditions: Conditions,
}

/// Why a recording cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayError {
    /// The place of the command that was refused.
    pub command: usize,
    /// Why.
    pub refusal: Refusal,
}

impl Timeline {
    /// How long a run is watched after the last event, if a connection stays open.
    pub const WATCH: Duration = Duration::from_secs(120);
    /// A run that has produced so many events is shown no further: two confused endpoints could answer each other for
    /// ever.
    pub const EVENT_LIMIT: usize = 20_000;

    /// The run nobody has touched.
    ///
    /// # Panics
    /// Never: without a command there is nothing to refuse.
    pub fn untouched(scenario: Scenario) -> Self {
        // Not `expect`: printing the error would be the only such code in the page's module.
        let Ok(timeline) = Self::replay(Recording::untouched(scenario)) else {
            unreachable!("without a command there is nothing to refuse")
        };
        timeline
    }

    /// Works out a run. The same recording always gives the same events.
    ///
    /// # Errors
    /// The first command that the simulation refuses.
    pub fn replay(recording: Recording) -> Result<Self, ReplayError> {
        let mut simulation = Simulation::new(&recording.scenario);
        let mut moments = Vec::new();
        note_moment(&simulation, &mut moments);
        for (place, timed) in recording.commands.iter().enumerate() {
            run(&mut simulation, Some(timed.at), &mut moments);
            let applied = if is_full(&simulation) {
                Err(Refusal::RunIsFull)
            } else {
                simulation.apply(timed.at, &timed.command)
            };
            applied.map_err(|refusal| ReplayError {
                command: place,
                refusal,
            })?;
            note_moment(&simulation, &mut moments);
        }
        run(&mut simulation, None, &mut moments);
        watch_on(&simulation, &mut moments);

        let events = simulation.into_events();
        let flights = flight::flights(&events);
        let stays = stay::stays(&events);
        Ok(Self {
            recording,
            events,
            moments,
            flights,
            stays,
        })
    }

    /// This run with `command` given at `at`, in place of whatever was done later.
    ///
    /// # Errors
    /// The simulation's reason for refusing the command.
    pub fn acted(&self, at: Instant, command: Command) -> Result<Self, Refusal> {
        Self::replay(self.recording.forked(at, Some(command))).map_err(|error| error.refusal)
    }

    /// This run without what was done after `at`.
    ///
    /// # Panics
    /// Never: what was accepted once is accepted again.
    #[must_use]
    pub fn forked(&self, at: Instant) -> Self {
        let Ok(forked) = Self::replay(self.recording.forked(at, None)) else {
            unreachable!("what was accepted once is accepted again")
        };
        forked
    }

    /// Where it started and what was done.
    pub const fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The log.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The event of that number.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.0 as usize)
    }

    /// The events up to and including the instant `at`.
    pub fn events_until(&self, at: Instant) -> &[Event] {
        &self.events[..self.moment_at(at).events.end as usize]
    }

    /// Every moment in order; never empty, the first is the beginning of the run.
    pub fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// The place of the last moment that is not after `at`.
    pub fn moment_index(&self, at: Instant) -> usize {
        self.moments
            .partition_point(|moment| moment.at <= at)
            .saturating_sub(1)
    }

    /// The last moment that is not after `at`.
    pub fn moment_at(&self, at: Instant) -> &Moment {
        &self.moments[self.moment_index(at)]
    }

    /// The life of every segment, in the order in which they appeared on the wire.
    pub fn flights(&self) -> &[Flight] {
        &self.flights
    }

    /// The life of a segment.
    pub fn flight(&self, segment: SegmentId) -> Option<&Flight> {
        self.flights.get((segment.0 as usize).checked_sub(1)?)
    }

    /// The states that the lifeline of `host` shows, in order; never empty.
    pub fn stays(&self, host: HostId) -> &[Stay] {
        &self.stays[host.index()]
    }

    /// A sequence number of `host`, counted from the last SYN that the socket of the event `at` had sent by then.
    pub fn counted(&self, host: HostId, at: EventId, number: SeqNumber) -> u32 {
        let socket = |event| self.event(event).and_then(|event| event.socket);
        let mut syns = self.flights.iter().rev().filter(|flight| {
            flight.from == host
                && flight.sent <= at
                && flight.content.is_syn()
                && socket(flight.sent) == socket(at)
        });
        let iss = syns.next().and_then(|syn| syn.content.segment());
        numbers::counted(iss.map(|syn| &syn.seq), number)
    }

    /// When the last thing happens.
    pub fn end(&self) -> Instant {
        self.moments[self.moments.len() - 1].at
    }
}

/// Runs until everything up to `until` has happened, or until nothing more can happen.
fn run(simulation: &mut Simulation, until: Option<Instant>, moments: &mut Vec<Moment>) {
    while let Some(next) = simulation.next_at() {
        if until.is_some_and(|until| next > until) || is_full(simulation) {
            return;
        }
        simulation.step();
        note_moment(simulation, moments);
    }
}

fn is_full(simulation: &Simulation) -> bool {
    simulation.events().len() >= Timeline::EVENT_LIMIT
}

/// Where a connection is left open, or a program waits for a datagram, nothing happening is worth seeing: the run is
/// watched a while longer.
fn watch_on(simulation: &Simulation, moments: &mut Vec<Moment>) {
    let hosts = simulation.snapshots();
    let is_over = |host: &HostSnapshot| {
        matches!(host.state(), State::Closed | State::Listen) && !host.awaits_datagram()
    };
    if !hosts.iter().all(is_over) {
        let end = u32::try_from(simulation.events().len()).expect("the log is bounded");
        moments.push(Moment {
            at: simulation.now() + Timeline::WATCH,
            events: end..end,
            hosts,
            conditions: simulation.conditions(),
        });
    }
}

/// Files the newest events under the simulation's present instant.
fn note_moment(simulation: &Simulation, moments: &mut Vec<Moment>) {
    let end = u32::try_from(simulation.events().len()).expect("the log is bounded");
    match moments.last_mut() {
        Some(last) if last.at == simulation.now() => {
            last.events.end = end;
            last.hosts = simulation.snapshots();
            last.conditions = simulation.conditions();
        }
        last => {
            let is_first = last.is_none();
            let start = last.map_or(0, |moment| moment.events.end);
            if start < end || is_first {
                moments.push(Moment {
                    at: simulation.now(),
                    events: start..end,
                    hosts: simulation.snapshots(),
                    conditions: simulation.conditions(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
