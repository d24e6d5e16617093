//! Where two runs part.

use crate::network::SegmentKind;
use crate::simulation::{Event, EventId, EventKind};
use crate::time::Instant;
use crate::timeline::Timeline;
use core::mem::discriminant;

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

/// Whether the same happens. Both runs have been the same so far, so that a few facts are enough: segments, sockets and
/// rules still have the same names in both. What numbers count from may differ from the beginning; nobody sees that.
fn are_alike(one: &Event, other: &Event) -> bool {
    discriminant(&one.kind) == discriminant(&other.kind)
        && one.socket == other.socket
        && one.kind.segment() == other.kind.segment()
        && one.kind.rule() == other.kind.rule()
        && match (&one.kind, &other.kind) {
            (
                EventKind::StateChanged { host, to, .. },
                EventKind::StateChanged {
                    host: host_there,
                    to: there,
                    ..
                },
            ) => host == host_there && to == there,
            (
                EventKind::TimerArmed { host, expires, .. },
                EventKind::TimerArmed {
                    host: host_there,
                    expires: there,
                    ..
                },
            ) => host == host_there && expires == there,
            (
                EventKind::SegmentSent { from, content, .. },
                EventKind::SegmentSent {
                    from: from_there,
                    content: there,
                    ..
                },
            ) => from == from_there && SegmentKind::of(content) == SegmentKind::of(there),
            (
                EventKind::CallReturned { outcome, .. },
                EventKind::CallReturned { outcome: there, .. },
            ) => discriminant(outcome) == discriminant(there),
            _ => true,
        }
}
