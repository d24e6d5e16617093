//! The states that the sockets go through, by the recording's names.

use super::super::super::trace::{Side, StateRow};
use super::super::addresses::Addresses;
use crate::host::SocketId;
use crate::tcp::State;
use crate::time::Instant;
use core::net::SocketAddrV4;
use std::collections::BTreeMap;

/// A socket of a side; none for what is none of its sockets.
type Socket = (Side, Option<SocketId>);

/// What has become of each socket.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Sockets {
    known: BTreeMap<Socket, Known>,
    /// Those whose port `bind()` has fixed.
    bound: Vec<Socket>,
    states: BTreeMap<String, Vec<StateRow>>,
}

/// What is known of a socket once it has left CLOSED.
#[derive(Clone, Copy, Debug)]
struct Known {
    local: SocketAddrV4,
    remote: SocketAddrV4,
    listens: bool,
}

impl Sockets {
    /// A socket has gone from one state to another. Its ends are local and remote, and not known once it is gone.
    pub(in super::super) fn changed(
        &mut self,
        at: Instant,
        socket: Socket,
        [from, to]: [State; 2],
        ends: Option<[SocketAddrV4; 2]>,
    ) {
        if let Some([local, remote]) = ends.filter(|_| to != State::Closed) {
            // A half-open connection of a listener passes through LISTEN too, but knows its peer from the beginning.
            let listens = to == State::Listen && remote.ip().is_unspecified();
            let known = Known {
                local,
                remote,
                listens,
            };
            self.known.insert(socket, known);
        }
        let Some(mut known) = self.known.get(&socket).copied() else {
            return;
        };
        self.take_over(at, &known.name(socket.0));
        let to = match (from, to) {
            // The kernel calls before it has chosen a port.
            (_, State::SynSent) if !self.bound.contains(&socket) => {
                known.local.set_port(0);
                to
            }
            // It does not keep what RFC 9293 returns to LISTEN: the listener has never left it.
            (State::SynReceived, State::Listen) => State::Closed,
            (_, State::Listen) if !known.listens => return,
            _ => to,
        };
        self.write(at, known.name(socket.0), to);
    }

    /// `bind()` has fixed a socket's port.
    pub(in super::super) fn bound(&mut self, socket: Socket) {
        self.bound.push(socket);
    }

    /// `connect()` has found no port to call from. The kernel looks for one in SYN-SENT.
    pub(in super::super) fn found_no_port(
        &mut self,
        at: Instant,
        side: Side,
        ends: [SocketAddrV4; 2],
    ) {
        let [local, remote] = ends;
        let name = Addresses::socket(side, local, remote);
        self.write(at, name.clone(), State::SynSent);
        self.write(at, name, State::Closed);
    }

    /// The states of each socket, by its name.
    pub(in super::super) fn into_states(self) -> BTreeMap<String, Vec<StateRow>> {
        self.states
    }

    /// The peer's port.
    pub(in super::super) fn peer_port(&self, socket: Socket) -> u16 {
        let known = self.known.get(&socket);
        known.map_or(0, |known| known.remote.port())
    }

    /// Whoever takes the place of a connection in TIME-WAIT leaves no moment without one.
    fn take_over(&mut self, at: Instant, name: &str) {
        if let Some(rows) = self.states.get_mut(name)
            && let [.., before, last] = &rows[..]
            && (before.state.as_str(), last.state.as_str()) == ("TIME_WAIT", "CLOSED")
            && last.t == at
        {
            rows.pop();
        }
    }

    fn write(&mut self, at: Instant, name: String, state: State) {
        let rows = self.states.entry(name).or_default();
        let state = kernel_name(state);
        if rows.last().is_none_or(|last| last.state != state) {
            rows.push(StateRow {
                t: at,
                state: state.to_owned(),
            });
        }
    }
}

impl Known {
    fn name(self, side: Side) -> String {
        if self.listens {
            format!("{} {} LISTEN", side.letter(), self.local.port())
        } else {
            Addresses::socket(side, self.local, self.remote)
        }
    }
}

/// A state as the kernel spells it.
const fn kernel_name(state: State) -> &'static str {
    match state {
        State::Closed => "CLOSED",
        State::Listen => "LISTEN",
        State::SynSent => "SYN_SENT",
        State::SynReceived => "SYN_RECV",
        State::Established => "ESTABLISHED",
        State::FinWait1 => "FIN_WAIT_1",
        State::FinWait2 => "FIN_WAIT_2",
        State::CloseWait => "CLOSE_WAIT",
        State::Closing => "CLOSING",
        State::LastAck => "LAST_ACK",
        State::TimeWait => "TIME_WAIT",
    }
}
