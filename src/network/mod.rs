//! Carries segments and datagrams between two hosts: two directed links with a one-way delay, and a list of small
//! [`Rule`]s that decide what becomes of each. Every verdict has its reason, because the lesson must tell it. Where
//! nothing else is said, *segment* stands for both.
//!
//! Not modelled: rate and queues (segments of this product are small and few), corruption (it would look like loss,
//! since the checksum drops the segment), routing.

mod host_id;
mod in_flight;
mod packet;
mod rule;

pub use host_id::HostId;
pub use in_flight::{Fate, InFlight};
pub use packet::Packet;
pub use rule::{Rule, Verdict};

use crate::tcp::{Control, Segment};
use crate::time::{Duration, Instant, Schedule};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

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
    /// Data without FIN; a datagram.
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
    /// The person asked for it to happen to the segment with that place.
    Ordered,
    /// The link is cut.
    LinkCut,
    /// Nobody has the address it was sent to.
    NoHost,
    /// The host it was sent to is down.
    HostDown,
}

/// The network between the two hosts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    seed: u64,
    one_way_delay: Duration,
    rules: Vec<Rule>,
    is_cut: bool,
    /// On the wire now, in the order in which they appeared on it.
    flights: VecDeque<InFlight>,
    /// When their fates are fulfilled.
    due: Schedule<SegmentId>,
    /// Those that wait for an overtaker.
    held_back: Vec<SegmentId>,
    last_segment: u32,
    /// How many segments each host has sent; a segment's luck hangs on its place in this count.
    sent: [u64; 2],
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

impl Network {
    /// How far behind its overtaker a reordered segment arrives.
    pub(super) const OVERTAKEN_BY: Duration = Duration::from_millis(5);
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
            is_cut: false,
            flights: VecDeque::new(),
            due: Schedule::new(),
            held_back: Vec::new(),
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
    pub fn remove_rules(&mut self, unwanted: &dyn Fn(&Rule) -> bool) -> bool {
        let before = self.rules.len();
        self.rules.retain(|rule| !unwanted(rule));
        self.rules.len() < before
    }

    /// Whether the link is cut: then nothing that is sent arrives.
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Cuts the link, or mends it. What is on the wire is beyond the cut already.
    pub const fn set_cut(&mut self, is_cut: bool) {
        self.is_cut = is_cut;
    }

    /// Everything on the wire, in the order in which it appeared there.
    pub fn in_flight(&self) -> impl ExactSizeIterator<Item = &InFlight> {
        self.flights.iter()
    }

    /// Whether a segment is on the wire.
    pub fn is_in_flight(&self, segment: SegmentId) -> bool {
        self.place(segment).is_some()
    }

    /// Puts a segment on the wire. The caller logs the sending, and then carries out the rules' verdict through
    /// [`interfere`](Self::interfere).
    pub fn send(&mut self, now: Instant, from: HostId, content: Packet) -> (SegmentId, Verdict) {
        let ordinal = self.sent[from.index()];
        self.sent[from.index()] += 1;
        let reaches_somebody = *content.destination().ip() == from.other().ip();
        let verdict = match self.verdict(from, ordinal, &content) {
            _ if self.is_cut => Verdict::Intervene(Intervention::Drop, Reason::LinkCut),
            _ if !reaches_somebody => Verdict::Intervene(Intervention::Drop, Reason::NoHost),
            verdict => verdict,
        };
        let arrives = now + self.one_way_delay;
        self.release_held_back(from, arrives);
        (self.launch(from, content, arrives), verdict)
    }

    /// Puts a segment on the wire by hand, as if it came from `from`; no rule has a say.
    pub fn inject(
        &mut self,
        now: Instant,
        from: HostId,
        content: Packet,
        after: Duration,
    ) -> SegmentId {
        self.launch(from, content, now + after)
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
        let place = self.place(segment).ok_or(NotInFlight)?;
        let flight = &self.flights[place];
        let lands = flight.lands;
        Ok(match how {
            Intervention::Drop if reason == Reason::ByHand => {
                self.take(place);
                Effect::Dropped
            }
            Intervention::Drop => {
                let half_way = Duration::from_micros(lands.since(now).as_micros() / 2);
                self.change(place, |flight| {
                    flight.fate = Fate::Lose(now + half_way, reason);
                });
                Effect::Condemned
            }
            Intervention::Delay(by) => {
                self.change(place, |flight| flight.delay(by));
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
        self.due.first().map(|(at, _)| at)
    }

    /// Takes the first segment off the wire whose fate is fulfilled at `now`.
    pub fn take_due(&mut self, now: Instant) -> Option<InFlight> {
        let (at, segment) = self.due.first()?;
        let place = self.place(segment).filter(|_| at <= now)?;
        self.take(place)
    }

    fn place(&self, segment: SegmentId) -> Option<usize> {
        self.flights
            .binary_search_by_key(&segment, |flight| flight.segment)
            .ok()
    }

    fn take(&mut self, place: usize) -> Option<InFlight> {
        let flight = self.flights.remove(place)?;
        self.due.remove(flight.fate.at(), flight.segment);
        self.held_back.retain(|held| *held != flight.segment);
        Some(flight)
    }

    /// Changes a segment's fate, and what is due when.
    fn change(&mut self, place: usize, change: impl FnOnce(&mut InFlight)) {
        let flight = &mut self.flights[place];
        self.due.remove(flight.fate.at(), flight.segment);
        change(flight);
        self.due.insert(flight.fate.at(), flight.segment);
    }

    fn launch(&mut self, from: HostId, content: Packet, lands: Instant) -> SegmentId {
        self.last_segment += 1;
        let segment = SegmentId(self.last_segment);
        self.due.insert(lands, segment);
        self.flights.push_back(InFlight {
            segment,
            from,
            content,
            fate: Fate::Arrive(lands),
            lands,
            held_back: None,
        });
        segment
    }

    /// Asks the rules in order; the first that does not pass decides. A rule for one segment is then used up.
    fn verdict(&mut self, from: HostId, ordinal: u64, content: &Packet) -> Verdict {
        let luck = rule::Luck {
            seed: self.seed,
            from,
            ordinal,
        };
        for (place, rule) in self.rules.iter().enumerate() {
            let verdict = rule.verdict(luck, content);
            if verdict != Verdict::Pass {
                if rule.is_used_up() {
                    self.rules.remove(place);
                }
                return verdict;
            }
        }
        Verdict::Pass
    }

    /// Lets the segment behind overtake this one, or waits a while for one to come; gives the delay.
    fn hold_back(&mut self, place: usize) -> Effect {
        let (from, lands) = (self.flights[place].from, self.flights[place].lands);
        let behind = self
            .flights
            .range(place + 1..)
            .find(|flight| flight.from == from)
            .map(|flight| flight.lands.since(lands) + Self::OVERTAKEN_BY);
        self.change(place, |flight| {
            flight.delay(behind.unwrap_or(Self::HOLD));
            flight.held_back = behind.is_none().then_some(lands);
        });
        if let Some(by) = behind {
            return Effect::Delayed(by);
        }
        self.held_back.push(self.flights[place].segment);
        Effect::HeldBack(Self::HOLD)
    }

    /// Lets the segments of `from` go on that wait for this one, which lands at `overtaker`.
    fn release_held_back(&mut self, from: HostId, overtaker: Instant) {
        for segment in core::mem::take(&mut self.held_back) {
            match self.place(segment) {
                Some(place) if self.flights[place].from == from => {
                    self.change(place, |flight| flight.release(overtaker));
                }
                _ => self.held_back.push(segment),
            }
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
