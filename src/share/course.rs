//! Deeds in the order of their times, in one course of the simulation: however many there are, the run is worked out once.
//!
//! A deed without a time happens as soon as it makes sense. Something done to a segment happens half way of its flight, as
//! long as it flies if nothing holds it up; a call on a socket as soon as there is the socket; what undoes something as soon as there
//! is something to undo; anything else at the beginning. Of deeds that fall on the same instant the one written first
//! comes first; all of them come after what happens by itself then.
//!
//! The first deed takes the place of all that the lesson would have done later.

use crate::network::{HostId, SegmentId};
use crate::share::{Deed, Deeds, Fault, Problem};
use crate::simulation::{Call, Command, EventKind, Refusal, Scenario, Simulation, SocketId};
use crate::time::{Duration, Instant};
use crate::timeline::{TimedCommand, Timeline};

/// What is done in a run of `scenario` with `beforehand` and with `deeds`; of these, what cannot be done is left out and
/// told.
pub(super) fn course(
    scenario: &Scenario,
    beforehand: &[TimedCommand],
    deeds: &Deeds,
    key: &'static str,
    problems: &mut Vec<Problem>,
) -> Vec<TimedCommand> {
    let kept = deeds.keep.unwrap_or(usize::MAX).min(beforehand.len());
    let mut course = Course {
        simulation: Simulation::new(scenario),
        wire: Wire::default(),
        beforehand: &beforehand[..kept],
        pending: deeds.list.iter().collect(),
        done: Vec::new(),
        refused: Vec::new(),
    };
    while course.go_on() {}
    course.give_up();
    for (deed, fault) in course.refused {
        problems.push(Problem::new(key, &deed.to_string(), fault));
    }
    course.done
}

struct Course<'a> {
    simulation: Simulation,
    wire: Wire,
    /// What the lesson does and has not done yet.
    beforehand: &'a [TimedCommand],
    /// The deeds that have not been done yet, as they were written.
    pending: Vec<&'a Deed>,
    done: Vec<TimedCommand>,
    refused: Vec<(&'a Deed, Fault)>,
}

/// When each segment was sent, and how long it flies.
#[derive(Default)]
struct Wire {
    flights: Vec<(Instant, Duration)>,
    /// How many events have been read.
    read: usize,
}

impl Course<'_> {
    /// Goes to what happens next, by itself or by a deed; says whether there was anything.
    fn go_on(&mut self) -> bool {
        if self.simulation.events().len() >= Timeline::EVENT_LIMIT {
            return false;
        }
        self.wire.read(&self.simulation);
        let next = self.simulation.next_at();
        let is_first = |at: Instant| next.is_none_or(|next| at < next);
        let deed = self.next_deed();
        // What the lesson does comes before what is done at the same instant.
        if let Some((lesson, rest)) = self.beforehand.split_first()
            && deed.is_none_or(|(at, _)| lesson.at <= at)
            && is_first(lesson.at)
        {
            self.beforehand = rest;
            let _ = self.act(lesson.at, &lesson.command);
            return true;
        }
        if let Some((at, place)) = deed.filter(|(at, _)| is_first(*at)) {
            let deed = self.pending.remove(place);
            match self.act(at, &deed.command) {
                Ok(()) => self.beforehand = &[],
                Err(refusal) => self.refused.push((deed, Fault::Refused(refusal))),
            }
            return true;
        }
        self.simulation.step();
        next.is_some()
    }

    fn act(&mut self, at: Instant, command: &Command) -> Result<(), Refusal> {
        self.simulation.apply(at, command)?;
        let command = command.clone();
        self.done.push(TimedCommand { at, command });
        Ok(())
    }

    /// The deed that comes first, and when.
    fn next_deed(&self) -> Option<(Instant, usize)> {
        let mut first = None;
        for (place, deed) in self.pending.iter().enumerate() {
            if let Some(at) = deed.at.or_else(|| self.due(&deed.command))
                && first.is_none_or(|(earlier, _)| at < earlier)
            {
                first = Some((at, place));
            }
        }
        first
    }

    /// When something happens whose time nobody has said; none if it makes no sense yet.
    fn due(&self, command: &Command) -> Option<Instant> {
        if let Command::Interfere { segment, .. } | Command::Replay { segment, .. } = command {
            let place = (segment.0 as usize).checked_sub(1)?;
            let (sent, flight) = *self.wire.flights.get(place)?;
            return Some(half_way(sent, flight));
        }
        let makes_sense = match command {
            Command::CancelNext { kind } => {
                let mut rules = self.simulation.network().rules().iter();
                rules.any(|rule| rule.waits_for(*kind))
            }
            Command::RestoreLink => self.simulation.network().is_cut(),
            Command::Reboot { host } => !self.is_up(*host),
            Command::Open { host } | Command::Restart { host } => self.is_up(*host),
            Command::Call {
                host,
                socket: Some(socket),
                ..
            } => self.has_socket(*host, *socket),
            Command::Interrupt { host, socket } => self.simulation.call_waits(*host, *socket),
            _ => true,
        };
        makes_sense.then(|| self.simulation.now())
    }

    fn is_up(&self, host: HostId) -> bool {
        self.simulation.snapshots()[host.index()].is_up
    }

    fn has_socket(&self, host: HostId, wanted: SocketId) -> bool {
        let it = self.simulation.host(host);
        let mut datagram_sockets = it.datagram_sockets().iter();
        it.socket(wanted).is_some() || datagram_sockets.any(|socket| socket.id == wanted)
    }

    /// Finds out what is wrong with the deeds that never came to be.
    fn give_up(&mut self) {
        let now = self.simulation.now();
        let is_full = self.simulation.events().len() >= Timeline::EVENT_LIMIT;
        let last = SegmentId(u32::try_from(self.wire.flights.len()).unwrap_or(u32::MAX));
        for deed in core::mem::take(&mut self.pending) {
            let fault = match &deed.command {
                _ if is_full => Fault::Refused(Refusal::RunIsFull),
                Command::Interfere { .. } | Command::Replay { .. } => Fault::NeverFlies(last),
                Command::Call { host, .. } => Fault::Refused(Refusal::NoSuchSocket(*host)),
                command => match self.simulation.apply(now, command) {
                    Err(refusal) => Fault::Refused(refusal),
                    Ok(()) => continue,
                },
            };
            self.refused.push((deed, fault));
        }
    }
}

impl Wire {
    /// Takes note of what has been sent since the last time.
    fn read(&mut self, simulation: &Simulation) {
        for event in &simulation.events()[self.read..] {
            let flight = match event.kind {
                EventKind::SegmentSent { one_way_delay, .. }
                | EventKind::DatagramSent { one_way_delay, .. }
                | EventKind::SegmentInjected { one_way_delay, .. } => one_way_delay,
                // It flies as what it is a copy of does.
                EventKind::SegmentDuplicated { segment, .. } => {
                    let original = (segment.0 as usize).checked_sub(1);
                    let original = original.and_then(|place| self.flights.get(place));
                    original.map_or(Duration::ZERO, |(_, flight)| *flight)
                }
                _ => continue,
            };
            self.flights.push((event.at, flight));
        }
        self.read = simulation.events().len();
    }
}

/// The moment at which something is done to a segment if nobody says when.
pub(super) fn half_way(sent: Instant, flight: Duration) -> Instant {
    sent + Duration::from_micros(flight.as_micros() / 2)
}

/// Whether a deed without a time happens at the beginning, whatever the run.
pub(super) const fn is_timeless(command: &Command) -> bool {
    match command {
        Command::InterfereNext { .. }
        | Command::InterfereNth { .. }
        | Command::SetCloseTime { .. }
        | Command::SetOneWayDelay(_)
        | Command::SetLoss(_)
        | Command::SetAckDelay(_)
        | Command::SetTimeWait(_)
        | Command::Inject { .. }
        | Command::CutLink
        | Command::Crash { .. } => true,
        Command::Call { socket, call, .. } => {
            socket.is_none() && matches!(call, Call::Socket | Call::DatagramSocket)
        }
        Command::Interfere { .. }
        | Command::Replay { .. }
        | Command::CancelNext { .. }
        | Command::Open { .. }
        | Command::Interrupt { .. }
        | Command::RestoreLink
        | Command::Reboot { .. }
        | Command::Restart { .. } => false,
    }
}
