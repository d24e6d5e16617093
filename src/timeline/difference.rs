//! Where two runs part.

use crate::simulation::{Event, EventId, EventKind};
use crate::time::Instant;
use crate::timeline::Timeline;

/// The first instant at which something happens in one run that does not happen in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// When.
    pub at: Instant,
    /// What each run has then and the other has not; not both are empty.
    pub events: [Vec<EventId>; 2],
}

/// Where two runs part; none if they never do.
pub(super) fn first_difference(a: &Timeline, b: &Timeline) -> Option<Difference> {
    let (mut first, mut second) = (a.events(), b.events());
    loop {
        let at = match (first.first(), second.first()) {
            (Some(one), Some(other)) => one.at.min(other.at),
            (one, other) => one.or(other)?.at,
        };
        let (one, other) = (take_until(&mut first, at), take_until(&mut second, at));
        let events = [lacking(one, other), lacking(other, one)];
        if events.iter().any(|events| !events.is_empty()) {
            return Some(Difference { at, events });
        }
    }
}

fn take_until<'a>(events: &mut &'a [Event], at: Instant) -> &'a [Event] {
    let (taken, rest) = events.split_at(events.partition_point(|event| event.at <= at));
    *events = rest;
    taken
}

/// The events of one moment that the other moment has not.
fn lacking(events: &[Event], others: &[Event]) -> Vec<EventId> {
    let mut lacking = Vec::new();
    for event in events {
        if !others.iter().any(|other| are_alike(event, other)) {
            lacking.push(event.id);
        }
    }
    lacking
}

/// Whether the same happens to the same host. A segment's number on the wire is the same until two runs part; the initial
/// sequence numbers may be others from the beginning, and nobody sees those.
fn are_alike(one: &Event, other: &Event) -> bool {
    match (&one.kind, &other.kind) {
        (
            EventKind::SegmentSent {
                from,
                content,
                emission,
                one_way_delay,
                ..
            },
            EventKind::SegmentSent {
                from: from_there,
                content: there,
                emission: emission_there,
                one_way_delay: delay_there,
                ..
            },
        ) => {
            from == from_there
                && emission == emission_there
                && one_way_delay == delay_there
                && content.control == there.control
                && content.ack.is_some() == there.ack.is_some()
                && content.payload == there.payload
        }
        (
            EventKind::Acknowledged { host, .. },
            EventKind::Acknowledged {
                host: host_there, ..
            },
        ) => host == host_there,
        (here, there) => here == there,
    }
}
