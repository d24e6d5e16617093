//! A socket: what a program holds, or has held until the connection under it is over.

use crate::host::SocketError;
use crate::host::listener::Listener;
use crate::host::options::Options;
use crate::host::table::Place;
use crate::tcp::{Connection, State};
use crate::time::Instant;
use core::fmt;
use core::net::SocketAddrV4;
use serde::{Deserialize, Serialize};

/// A socket's number on its host: counted from one, and never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SocketId(pub u32);

/// A socket.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Socket {
    /// What TCP knows of it: CLOSED before `connect()` and after the end, LISTEN for a listener.
    pub(super) connection: Connection,
    /// The queues behind `listen()`.
    pub(super) listener: Option<Box<Listener>>,
    pub(super) options: Options,
    pub(super) owner: Owner,
    /// Whether `bind()` fixed the port: then it outlives the connection.
    pub(super) is_bound: bool,
    /// Whether it has been connected, so that it cannot be again.
    pub(super) was_connected: bool,
    /// Whether the peer's FIN had come when the connection ended: then what is told last is the end of file.
    pub(super) has_ended: bool,
    /// What the next call that asks will be told, once.
    pub(super) error: Option<SocketError>,
    /// When its connection wants to be woken, as the table has it.
    pub(super) deadline: Option<Instant>,
}

/// Who would miss a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// A program holds it.
    Program,
    /// It waits in a queue of this listener: for the end of the handshake, or for `accept()`.
    Listener(SocketId),
    /// Nobody: it is gone with its connection.
    Nobody,
}

impl Socket {
    /// What it takes up once it has no peer.
    pub(super) fn place_without_peer(&self) -> Place {
        if self.is_bound {
            Place::Port(self.local().port())
        } else {
            Place::Nothing
        }
    }

    pub(super) fn new(connection: Connection, options: Options, owner: Owner) -> Self {
        Self {
            connection,
            listener: None,
            options,
            owner,
            is_bound: false,
            was_connected: false,
            has_ended: false,
            error: None,
            deadline: None,
        }
    }

    /// Its end of the connection under it.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The state of that.
    pub fn state(&self) -> State {
        self.connection.state()
    }

    /// Its address and port; port 0 before it has any.
    pub fn local(&self) -> SocketAddrV4 {
        self.connection.pair().local
    }

    /// The peer's; `0.0.0.0:0` if there is none.
    pub fn remote(&self) -> SocketAddrV4 {
        self.connection.pair().remote
    }

    /// Whether a program holds it. One that nobody holds is gone when its connection is.
    pub fn is_held(&self) -> bool {
        self.owner == Owner::Program
    }

    /// The queues, if it listens.
    pub fn listener(&self) -> Option<&Listener> {
        self.listener.as_deref()
    }

    /// The error that waits to be told.
    pub fn error(&self) -> Option<SocketError> {
        self.error
    }
}

impl fmt::Display for SocketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
