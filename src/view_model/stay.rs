//! How long a host stays in each state: the bands of the ladder and of the bar below it.

use crate::simulation::{EventId, HostId, Protocol};
use crate::tcp::State;
use crate::time::Instant;
use crate::timeline::{self, Timeline};
use crate::view_model::Tone;

/// A host in one state, from when it entered it until it left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    /// The event that began it; none for the first.
    pub(super) key: Option<EventId>,
    pub(super) state: State,
    pub(super) from: Instant,
    /// None if the host is still in it.
    pub(super) until: Option<Instant>,
}

/// A host's states in order, as far as `now`.
pub(super) fn stays(timeline: &Timeline, host: HostId, now: Instant) -> Vec<Stay> {
    let all = timeline.stays(host);
    let seen = &all[..all.partition_point(|stay| stay.from <= now)];
    let mut stays: Vec<Stay> = Vec::new();
    for stay in seen {
        if let Some(before) = stays.last_mut() {
            before.until = Some(stay.from);
        }
        stays.push(Stay {
            key: stay.event,
            state: stay.state,
            from: stay.from,
            until: None,
        });
    }
    stays
}

/// What a host shows in a state: its name, and its colour. A host that speaks UDP has no state to show.
pub(super) fn shown(timeline: &Timeline, host: HostId, state: State) -> (&'static str, Tone) {
    match (protocol(timeline, host), state) {
        (Protocol::Udp, State::Closed) => ("UDP", Tone::Neutral),
        _ => (state_name(state), Tone::of(state)),
    }
}

/// What a host's program speaks.
pub(super) fn protocol(timeline: &Timeline, host: HostId) -> Protocol {
    timeline.recording().scenario.program(host).protocol()
}

/// The state at an instant, after everything that happens then.
pub(super) fn state_at(stays: &[timeline::Stay], at: Instant) -> State {
    let after = stays.partition_point(|stay| stay.from <= at);
    stays[after.max(1) - 1].state
}

/// A state's name in the RFC's spelling.
pub(super) const fn state_name(state: State) -> &'static str {
    match state {
        State::Closed => "CLOSED",
        State::Listen => "LISTEN",
        State::SynSent => "SYN-SENT",
        State::SynReceived => "SYN-RECEIVED",
        State::Established => "ESTABLISHED",
        State::FinWait1 => "FIN-WAIT-1",
        State::FinWait2 => "FIN-WAIT-2",
        State::CloseWait => "CLOSE-WAIT",
        State::Closing => "CLOSING",
        State::LastAck => "LAST-ACK",
        State::TimeWait => "TIME-WAIT",
    }
}
