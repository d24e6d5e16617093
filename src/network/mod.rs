//! Carries segments between two hosts: two directed links with a one-way delay, and a list of small [`Rule`]s that
//! decide what becomes of each segment. Every verdict has its reason, because the lesson must tell it.
//!
//! Not modelled: rate and queues (segments of this product are small and few), corruption (it would look like loss,
//! since the checksum drops the segment), routing.

mod rule;

pub use rule::{Rule, Verdict};

use crate::simulation::{EventId, HostId};
use crate::tcp::{Control, Segment};
use crate::time::{Duration, Instant};
use core::fmt;
use serde::{Deserialize, Serialize};

/// A segment's number on the wire: its identity, which its sequence number is not. Counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SegmentId(pub u32);

/// What can be done to a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Intervention {
    /// It never arrives.
    Drop,
    /// It arrives so much later.
    Delay(Duration),
    /// It arrives twice.
    Duplicate,
    /// The next one from the same host overtakes it.
    Reorder,
}

/// The kinds of segment that an intervention can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SegmentKind {
    /// SYN, with or without ACK.
    Syn,
    /// An ACK and nothing else.
    Ack,
    /// FIN, with or without data.
    Fin,
    /// Data without FIN.
    Data,
    /// RST.
    Rst,
}

/// Why the network treated a segment as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The person did it to this segment.
    ByHand,
    /// The person asked for it to happen to the next segment of its kind.
    NextOfKind(SegmentKind),
    /// Luck.
    Random,
}

/// The network between the two hosts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    seed: u64,
    one_way_delay: Duration,
    rules: Vec<Rule>,
    /// On the wire now, in the order in which they appeared on it.
    flights: Vec<InFlight>,
    last_segment: u32,
    /// How many segments each host has sent; a segment's luck hangs on its place in this count.
    sent: [u64; 2],
}

/// A segment on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InFlight {
    /// Its number.
    pub segment: SegmentId,
    /// Who sent it.
    pub from: HostId,
    /// What it says.
    pub content: Segment,
    /// What will become of it, if nobody interferes.
    pub fate: Fate,
    /// The event that last decided its fate; none until that is logged.
    pub cause: Option<EventId>,
    /// When it arrives, if it is not lost.
    lands: Instant,
    /// Set while it waits for an overtaker: when it would arrive if it did not.
    held_back: Option<Instant>,
}

/// What becomes of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It reaches the other host at this instant.
    Arrive(Instant),
    /// It is lost at this instant.
    Lose(Instant, Reason),
}

/// What an intervention did, told to the simulation so that it can log it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The segment is lost now.
    Dropped,
    /// It will be lost on the way.
    Condemned,
    /// It arrives later by this much.
    Delayed(Duration),
    /// It waits to be overtaken, and arrives later by at most this much.
    HeldBack(Duration),
    /// This copy of it was put on the wire.
    Duplicated(SegmentId),
}

/// The segment is not on the wire any more, or never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInFlight;

impl SegmentKind {
    /// All that the experiment panel offers, in its order, and RST.
    pub const ALL: [Self; 5] = [Self::Syn, Self::Ack, Self::Fin, Self::Data, Self::Rst];

    /// The kind of a segment.
    pub fn of(segment: &Segment) -> Self {
        match segment.control {
            Some(Control::Syn) => Self::Syn,
            Some(Control::Fin) => Self::Fin,
            Some(Control::Rst) => Self::Rst,
            None if segment.payload.is_empty() => Self::Ack,
            None => Self::Data,
        }
    }
}

impl Fate {
    /// When it is fulfilled.
    pub const fn at(self) -> Instant {
        match self {
            Self::Arrive(at) | Self::Lose(at, _) => at,
        }
    }
}

impl Network {
    /// How far behind its overtaker a reordered segment arrives.
    const OVERTAKEN_BY: Duration = Duration::from_millis(5);
    /// How long a segment is held back for an overtaker that may never come.
    const HOLD: Duration = Duration::from_millis(300);
    /// How far behind the original a copy arrives.
    const COPY_BEHIND: Duration = Duration::from_millis(20);

    /// An empty network under `rules`.
    pub const fn new(seed: u64, one_way_delay: Duration, rules: Vec<Rule>) -> Self {
        Self {
            seed,
            one_way_delay,
            rules,
            flights: Vec::new(),
            last_segment: 0,
            sent: [0; 2],
        }
    }

    /// The one-way delay for segments sent from now on.
    pub const fn one_way_delay(&self) -> Duration {
        self.one_way_delay
    }

    /// Changes the one-way delay for segments sent from now on.
    pub const fn set_one_way_delay(&mut self, delay: Duration) {
        self.one_way_delay = delay;
    }

    /// The rules, in the order in which they are asked.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Adds a rule that is asked after the others.
    pub fn add_rule(&mut self, rule: Rule) {
        self.rules.push(rule);
    }

    /// Takes away the rules that `unwanted` picks; says whether there were any.
    pub fn remove_rules(&mut self, unwanted: impl Fn(&Rule) -> bool) -> bool {
        let before = self.rules.len();
        self.rules.retain(|rule| !unwanted(rule));
        self.rules.len() < before
    }

    /// Everything on the wire, in the order in which it appeared there.
    pub fn in_flight(&self) -> &[InFlight] {
        &self.flights
    }

    /// Puts a segment on the wire. The caller logs the sending, and then carries out the rules' verdict through
    /// [`interfere`](Self::interfere).
    pub fn send(&mut self, now: Instant, from: HostId, content: Segment) -> (SegmentId, Verdict) {
        let ordinal = self.sent[from.index()];
        self.sent[from.index()] += 1;
        let verdict = self.verdict(from, ordinal, &content);
        let arrives = now + self.one_way_delay;
        let waiting = self.flights.iter_mut().filter(|flight| flight.from == from);
        waiting.for_each(|flight| flight.release(arrives));
        (self.launch(from, content, arrives), verdict)
    }

    /// Notes which event put a segment on the wire, or last decided its fate.
    pub fn set_cause(&mut self, segment: SegmentId, cause: EventId) {
        if let Some(flight) = self
            .flights
            .iter_mut()
            .find(|flight| flight.segment == segment)
        {
            flight.cause = Some(cause);
        }
    }

    /// Does something to a segment in flight. By hand, a segment is lost where it is; by a rule, half way.
    ///
    /// # Errors
    /// [`NotInFlight`] if it has landed, was lost, or was never sent.
    pub fn interfere(
        &mut self,
        now: Instant,
        segment: SegmentId,
        how: Intervention,
        reason: Reason,
    ) -> Result<Effect, NotInFlight> {
        let place = self
            .flights
            .iter()
            .position(|flight| flight.segment == segment)
            .ok_or(NotInFlight)?;
        let flight = &mut self.flights[place];
        let lands = flight.lands;
        Ok(match how {
            Intervention::Drop if reason == Reason::ByHand => {
                self.flights.remove(place);
                Effect::Dropped
            }
            Intervention::Drop => {
                let half_way = Duration::from_micros(lands.since(now).as_micros() / 2);
                flight.fate = Fate::Lose(now + half_way, reason);
                Effect::Condemned
            }
            Intervention::Delay(by) => {
                flight.delay(by);
                Effect::Delayed(by)
            }
            Intervention::Duplicate => {
                let (from, content) = (flight.from, flight.content.clone());
                Effect::Duplicated(self.launch(from, content, lands + Self::COPY_BEHIND))
            }
            Intervention::Reorder => self.hold_back(place),
        })
    }

    /// When something next happens on the wire.
    pub fn next_at(&self) -> Option<Instant> {
        self.flights.iter().map(|flight| flight.fate.at()).min()
    }

    /// Takes the first segment off the wire whose fate is fulfilled at `now`.
    pub fn take_due(&mut self, now: Instant) -> Option<InFlight> {
        let place = self
            .flights
            .iter()
            .position(|flight| flight.fate.at() <= now)?;
        Some(self.flights.remove(place))
    }

    fn launch(&mut self, from: HostId, content: Segment, lands: Instant) -> SegmentId {
        self.last_segment += 1;
        let segment = SegmentId(self.last_segment);
        self.flights.push(InFlight {
            segment,
            from,
            content,
            fate: Fate::Arrive(lands),
            cause: None,
            lands,
            held_back: None,
        });
        segment
    }

    /// Asks the rules in order; the first that does not pass decides. A rule for the next segment is then used up.
    fn verdict(&mut self, from: HostId, ordinal: u64, content: &Segment) -> Verdict {
        let luck = rule::Luck {
            seed: self.seed,
            from,
            ordinal,
        };
        let decided = self
            .rules
            .iter()
            .position(|rule| rule.verdict(luck, content) != Verdict::Pass);
        let Some(place) = decided else {
            return Verdict::Pass;
        };
        let verdict = self.rules[place].verdict(luck, content);
        if matches!(self.rules[place], Rule::Next { .. }) {
            self.rules.remove(place);
        }
        verdict
    }

    /// Lets the segment behind overtake this one, or waits a while for one to come; gives the delay.
    fn hold_back(&mut self, place: usize) -> Effect {
        let (from, lands) = (self.flights[place].from, self.flights[place].lands);
        let behind = self.flights[place + 1..]
            .iter()
            .find(|flight| flight.from == from)
            .map(|flight| flight.lands.since(lands) + Self::OVERTAKEN_BY);
        let flight = &mut self.flights[place];
        flight.delay(behind.unwrap_or(Self::HOLD));
        flight.held_back = behind.is_none().then_some(lands);
        behind.map_or(Effect::HeldBack(Self::HOLD), Effect::Delayed)
    }
}

impl InFlight {
    fn delay(&mut self, by: Duration) {
        self.lands += by;
        self.held_back = self.held_back.map(|lands| lands + by);
        self.fate = match self.fate {
            Fate::Arrive(at) => Fate::Arrive(at + by),
            Fate::Lose(at, reason) => Fate::Lose(at + by, reason),
        };
    }

    /// Lets it go on, if it waits, behind a segment that lands at `overtaker`.
    fn release(&mut self, overtaker: Instant) {
        let Some(unheld) = self.held_back.take() else {
            return;
        };
        let behind = unheld.max(overtaker + Network::OVERTAKEN_BY);
        self.lands = self.lands.min(behind);
        if let Fate::Arrive(at) = &mut self.fate {
            *at = self.lands;
        }
    }
}

impl fmt::Display for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

#[cfg(test)]
mod tests;
