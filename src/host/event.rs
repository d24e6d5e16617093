//! What a host reports.

use crate::host::SocketId;
use crate::tcp::{State, TcpEvent};
use crate::udp::UdpEvent;
use serde::{Deserialize, Serialize};

/// A fact about a host's TCP and UDP. Within one input, events stand in causal order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HostEvent {
    /// The socket it is about: for what a listener turns away, the listener; none if there is nobody.
    pub socket: Option<SocketId>,
    /// What happened.
    pub kind: HostEventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HostEventKind {
    /// Something in the connection under the socket.
    Tcp(TcpEvent),
    /// A segment was dropped because a listener's queue is full.
    Overflow(Queue),
    /// A connection in this state was given up without a word to anybody.
    Forgotten(State),
    /// Something at a datagram socket, or at none.
    Udp(UdpEvent),
}

/// The queues of a listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Queue {
    /// Of half-open connections.
    Syn,
    /// Of connections that wait for `accept()`.
    Accept,
}
