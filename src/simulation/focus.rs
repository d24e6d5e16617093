//! Which of a host's sockets the lifeline shows.

use crate::host::{Call, SocketId};
use crate::network::HostId;
use crate::simulation::{Event, EventId, EventKind};
use crate::tcp::State;
use crate::time::Instant;

/// The socket that stands for a host: its newest connection; before there is one, the socket that listens. It stays
/// with a connection after that is over, until another begins. Read off the log, event by event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    host: HostId,
    listener: Option<SocketId>,
    /// The socket; none if there has not been any.
    pub socket: Option<SocketId>,
    /// The state of the connection under it.
    pub state: State,
    /// When that was entered.
    pub since: Instant,
    /// The event with which it was; none at the beginning.
    pub event: Option<EventId>,
}

impl Focus {
    /// A host to which nothing has happened.
    pub const fn new(host: HostId) -> Self {
        Self {
            host,
            listener: None,
            socket: None,
            state: State::Closed,
            since: Instant::ZERO,
            event: None,
        }
    }

    /// Takes note of the next event; says whether the host has changed its state with it.
    pub fn note(&mut self, event: &Event) -> bool {
        match event.kind {
            EventKind::StateChanged { host, from, to, .. } if host == self.host => {
                self.on_change(event, from, to)
            }
            EventKind::Forgotten { host, state } if host == self.host => {
                self.on_change(event, state, State::Closed)
            }
            // A socket of UDP has no state. It stands for the host as soon as something is done with it.
            EventKind::CallMade {
                host,
                call: Call::SendTo { .. } | Call::ReceiveFrom { .. },
                ..
            } if host == self.host && self.socket.is_none() => {
                self.socket = event.socket;
                false
            }
            _ => false,
        }
    }

    fn on_change(&mut self, event: &Event, from: State, to: State) -> bool {
        let is_its_own = event.socket == self.socket;
        let was_listening = event.socket == self.listener && from == State::Listen;
        if from == State::Closed && to == State::Listen {
            self.listener = event.socket;
        } else if was_listening && to == State::Closed {
            self.listener = None;
        }
        let begins = matches!(
            (from, to),
            (
                State::Closed | State::Listen,
                State::SynSent | State::SynReceived
            )
        );
        let is_idle = matches!(self.state, State::Closed | State::Listen);
        if begins || (to == State::Listen && from == State::Closed && is_idle) {
            self.enter(event, event.socket, to)
        } else if is_its_own && from == State::SynReceived && is_over(to) && self.listener.is_some()
        {
            self.enter(event, self.listener, State::Listen)
        } else if is_its_own {
            self.enter(
                event,
                self.socket,
                if to == State::Listen {
                    State::Closed
                } else {
                    to
                },
            )
        } else {
            false
        }
    }

    fn enter(&mut self, event: &Event, socket: Option<SocketId>, state: State) -> bool {
        self.socket = socket;
        self.state = state;
        self.since = event.at;
        self.event = Some(event.id);
        true
    }
}

/// Whether a half-open connection that goes there is gone.
const fn is_over(state: State) -> bool {
    matches!(state, State::Closed | State::Listen)
}
