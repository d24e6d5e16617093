//! The life of each segment, gathered from the log: what the ladder draws as one arrow.

use crate::network::{Packet, Reason, SegmentId};
use crate::simulation::{Event, EventId, EventKind, HostId};
use crate::tcp::{Emission, Segment};
use crate::time::{Duration, Instant};
use crate::timeline::numbers::{Counter, Numbers};

/// From when a segment was sent to what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight {
    /// The segment's number on the wire.
    pub segment: SegmentId,
    /// Who sent it.
    pub from: HostId,
    /// What it says.
    pub content: Packet,
    /// Its numbers, counted from the initial ones; a datagram has none.
    pub numbers: Option<Numbers>,
    /// Whether it was sent before.
    pub emission: Emission,
    /// The event that put it on the wire (its sending, its duplication, or the person's act).
    pub sent: EventId,
    /// When.
    pub sent_at: Instant,
    /// The segment it is a copy of, if the network made it.
    pub copy_of: Option<SegmentId>,
    /// How long a segment flies from host to host if nothing happens to it.
    pub one_way_delay: Duration,
    /// When it was held up, and for how long, in order.
    pub delays: Vec<(Instant, Duration)>,
    /// What became of it; none if the run ends before.
    pub end: Option<FlightEnd>,
}

/// What became of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlightEnd {
    /// It reached the other host.
    Arrived {
        /// The event.
        event: EventId,
        /// When.
        at: Instant,
    },
    /// It was lost.
    Dropped {
        /// The event.
        event: EventId,
        /// When.
        at: Instant,
        /// Why.
        reason: Reason,
    },
}

impl Flight {
    /// What it says with its numbers, if it is a segment.
    pub const fn segment_said(&self) -> Option<(&Segment, Numbers)> {
        match (&self.content, self.numbers) {
            (Packet::Tcp(segment), Some(numbers)) => Some((segment, numbers)),
            _ => None,
        }
    }

    /// A segment that `event` has put on the wire for the first time.
    fn new(
        event: &Event,
        from: HostId,
        content: Packet,
        numbers: Option<Numbers>,
        one_way_delay: Duration,
    ) -> Self {
        Self {
            segment: event.kind.segment().unwrap_or(SegmentId(0)),
            from,
            content,
            numbers,
            emission: Emission::Original,
            sent: event.id,
            sent_at: event.at,
            copy_of: None,
            one_way_delay,
            delays: Vec::new(),
            end: None,
        }
    }

    /// A copy of it, which `event` has put on the wire.
    fn copy(&self, event: &Event) -> Self {
        // What the network copies, the host has not said again.
        let numbers = self.numbers.map(|numbers| Numbers {
            ack_is_news: false,
            ..numbers
        });
        let content = self.content.clone();
        Self {
            emission: self.emission,
            copy_of: Some(self.segment),
            ..Self::new(event, self.from, content, numbers, self.one_way_delay)
        }
    }

    /// When it ended; none if the run ends before.
    pub fn ended_at(&self) -> Option<Instant> {
        match self.end? {
            FlightEnd::Arrived { at, .. } | FlightEnd::Dropped { at, .. } => Some(at),
        }
    }

    /// Whether it is on the wire at `at`, after everything that happens at that instant.
    pub fn is_in_flight(&self, at: Instant) -> bool {
        self.sent_at <= at && self.ended_at().is_none_or(|end| at < end)
    }

    /// The event that ended it, if that has happened by `at`.
    pub fn end_by(&self, at: Instant) -> Option<FlightEnd> {
        self.end
            .filter(|_| self.ended_at().is_some_and(|end| end <= at))
    }
}

/// The life of every segment in the log; the flight of `SegmentId(n)` stands at `n - 1`.
pub(super) fn flights(events: &[Event]) -> Vec<Flight> {
    let mut flights: Vec<Flight> = Vec::new();
    let mut counter = Counter::default();
    for event in events {
        match &event.kind {
            EventKind::SegmentSent {
                from,
                content,
                emission,
                one_way_delay,
                ..
            } => {
                let numbers = Some(counter.note(content));
                let content = content.clone().into();
                let mut flight = Flight::new(event, *from, content, numbers, *one_way_delay);
                flight.emission = *emission;
                flights.push(flight);
            }
            EventKind::SegmentArrived { segment, .. } => {
                flights[place(*segment)].end = Some(FlightEnd::Arrived {
                    event: event.id,
                    at: event.at,
                });
            }
            _ => disturb(&mut flights, &counter, event),
        }
    }
    flights
}

/// What else happens on the wire: what nobody has sent by TCP, and what is done to segments there.
#[inline(never)]
fn disturb(flights: &mut Vec<Flight>, counter: &Counter, event: &Event) {
    match &event.kind {
        EventKind::SegmentInjected {
            from,
            content,
            one_way_delay,
            ..
        } => {
            // What nobody has said must not change what the others are counted from.
            let numbers = Some(counter.numbers(content));
            let content = content.clone().into();
            flights.push(Flight::new(event, *from, content, numbers, *one_way_delay));
        }
        EventKind::DatagramSent {
            from,
            content,
            one_way_delay,
            ..
        } => {
            let content = content.clone().into();
            flights.push(Flight::new(event, *from, content, None, *one_way_delay));
        }
        EventKind::SegmentDuplicated { segment, .. } => {
            flights.push(flights[place(*segment)].copy(event));
        }
        EventKind::SegmentDelayed { segment, by, .. }
        | EventKind::SegmentHeldBack {
            segment,
            at_most: by,
            ..
        } => {
            flights[place(*segment)].delays.push((event.at, *by));
        }
        EventKind::SegmentDropped { segment, reason } => {
            let end = FlightEnd::Dropped {
                event: event.id,
                at: event.at,
                reason: *reason,
            };
            flights[place(*segment)].end = Some(end);
        }
        _ => {}
    }
}

/// Segments are numbered from one, in the order in which they appear on the wire.
fn place(segment: SegmentId) -> usize {
    segment.0 as usize - 1
}
