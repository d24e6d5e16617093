//! What a socket call fails with, by the names that programs know.

use crate::tcp::{ConnectionError, State};
use core::fmt;
use serde::{Deserialize, Serialize};

/// An errno.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SocketError {
    /// A RST answered our SYN.
    ConnRefused,
    /// A RST ended the connection.
    ConnReset,
    /// Nobody answered.
    TimedOut,
    /// The connection takes no more data: it is shut on this side, or gone.
    Pipe,
    /// Another socket has the port.
    AddrInUse,
    /// No port is free to call from, or the connection that would be asked for exists already.
    AddrNotAvail,
    /// The socket is not connected.
    NotConn,
    /// The socket is connected, is being connected, or listens.
    IsConn,
    /// The socket cannot do this at all: `accept()` without `listen()`, `bind()` twice.
    Inval,
    /// The program holds no such socket.
    BadF,
    /// The call was interrupted while it waited.
    Intr,
    /// The data does not fit into one datagram.
    MsgSize,
    /// This kind of socket does not have that call.
    OpNotSupp,
    /// The program holds as many sockets as it may.
    MFile,
}

impl SocketError {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::ConnRefused,
        Self::ConnReset,
        Self::TimedOut,
        Self::Pipe,
        Self::AddrInUse,
        Self::AddrNotAvail,
        Self::NotConn,
        Self::IsConn,
        Self::Inval,
        Self::BadF,
        Self::Intr,
        Self::MsgSize,
        Self::OpNotSupp,
        Self::MFile,
    ];

    /// The name that programs know it by: `ECONNREFUSED`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConnRefused => "ECONNREFUSED",
            Self::ConnReset => "ECONNRESET",
            Self::TimedOut => "ETIMEDOUT",
            Self::Pipe => "EPIPE",
            Self::AddrInUse => "EADDRINUSE",
            Self::AddrNotAvail => "EADDRNOTAVAIL",
            Self::NotConn => "ENOTCONN",
            Self::IsConn => "EISCONN",
            Self::Inval => "EINVAL",
            Self::BadF => "EBADF",
            Self::Intr => "EINTR",
            Self::MsgSize => "EMSGSIZE",
            Self::OpNotSupp => "EOPNOTSUPP",
            Self::MFile => "EMFILE",
        }
    }

    /// What a program is told of a connection that fails with `error` in `state`. After the peer's FIN a reset can only
    /// hurt who writes, so it is a broken pipe.
    pub(super) const fn of(error: ConnectionError, state: State) -> Self {
        match error {
            ConnectionError::Refused => Self::ConnRefused,
            ConnectionError::Reset if matches!(state, State::CloseWait) => Self::Pipe,
            ConnectionError::Reset => Self::ConnReset,
            ConnectionError::TimedOut => Self::TimedOut,
        }
    }
}

impl fmt::Display for SocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
