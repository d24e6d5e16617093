//! What each lifeline shows: in which state a host is from when.

use crate::simulation::{Event, EventId, Focus, HostId};
use crate::tcp::State;
use crate::time::Instant;

/// The beginning of a host's time in one state. It ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The event that began it; none for the first.
    pub event: Option<EventId>,
    /// The state of the socket in [`Focus`].
    pub state: State,
    /// When it began.
    pub from: Instant,
}

/// The states of each host in order, client first.
pub(super) fn stays(events: &[Event]) -> [Vec<Stay>; 2] {
    [
        stays_of(HostId::Client, events),
        stays_of(HostId::Server, events),
    ]
}

fn stays_of(host: HostId, events: &[Event]) -> Vec<Stay> {
    let mut focus = Focus::new(host);
    let mut stays = vec![stay(&focus)];
    for event in events {
        if focus.note(event) {
            stays.push(stay(&focus));
        }
    }
    stays
}

const fn stay(focus: &Focus) -> Stay {
    Stay {
        event: focus.event,
        state: focus.state,
        from: focus.since,
    }
}
