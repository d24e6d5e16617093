//! The socket API: calls, and what they give.

use crate::host::{SocketError, SocketId};
use crate::time::Duration;
use core::net::SocketAddrV4;
use serde::{Deserialize, Serialize};

/// A socket call. All but those that open a socket are made on one that the program holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Call {
    /// `socket()`.
    Socket,
    /// `bind()` to a port of all addresses; 0 for any that is free.
    Bind {
        /// The port.
        port: u16,
    },
    /// `listen()`: RFC 9293's passive OPEN.
    Listen {
        /// How many connections may wait for `accept()`, and how many half-open ones for the rest of the handshake.
        backlog: u32,
    },
    /// `accept()`: waits until a connection is established. TCP itself knows nothing of it.
    Accept,
    /// `connect()`: active OPEN; waits until established.
    Connect {
        /// Whom to call.
        remote: SocketAddrV4,
    },
    /// `sendall()`: SEND.
    Send(Vec<u8>),
    /// `recv()`: RECEIVE; waits for data or end of file.
    Receive {
        /// The most bytes to take.
        max: u32,
    },
    /// `shutdown(SHUT_WR)`: CLOSE; the application goes on reading.
    Shutdown,
    /// `close()`: the application is done with the socket.
    Close,
    /// `close()` with `SO_LINGER` 0: ABORT.
    Abort,
    /// `setsockopt()`.
    SetOption(SocketOption),
    /// `shutdown(SHUT_RD)`: the application will not read what is still to come. The peer hears nothing of it.
    ShutdownRead,
    /// `socket(AF_INET, SOCK_DGRAM)`: a socket of UDP. It has `bind()`, the next two calls, and `close()`.
    DatagramSocket,
    /// `sendto()`: one datagram, gone as soon as it is said.
    SendTo {
        /// The data.
        bytes: Vec<u8>,
        /// To whom.
        remote: SocketAddrV4,
    },
    /// `recvfrom()`: waits for a datagram.
    ReceiveFrom {
        /// The most bytes to take of it; the rest is lost.
        max: u32,
    },
}

/// What `setsockopt()` can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SocketOption {
    /// `SO_REUSEADDR`: share the port with others that have set it too, unless they listen.
    ReuseAddr(bool),
    /// `SO_LINGER` with a time of 0: `close()` aborts.
    Linger0(bool),
    /// `TCP_NODELAY`: small segments do not wait for others (RFC 9293 §3.7.4).
    NoDelay(bool),
    /// `TCP_CORK`: only full segments, until it is pulled.
    Cork(bool),
    /// `SO_KEEPALIVE`: ask an idle peer whether it is still there (RFC 9293 §3.8.4).
    KeepAlive(bool),
    /// `TCP_KEEPIDLE`: after how long.
    KeepIdle(Duration),
    /// `TCP_KEEPINTVL`: and how long after that again.
    KeepInterval(Duration),
    /// `TCP_KEEPCNT`: and how often.
    KeepCount(u8),
    /// `TCP_USER_TIMEOUT`: how long data may stay unacknowledged; zero for as long as the host lets it.
    UserTimeout(Duration),
    /// `TCP_SYNCNT`: how often a SYN is repeated.
    SynCount(u8),
    /// `TCP_LINGER2`: how long FIN-WAIT-2 lasts once nobody holds the socket any more; zero for as long as usual.
    Linger2(Duration),
}

/// What a socket call gave.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CallOutcome {
    /// It is done, nothing to give.
    Done,
    /// `socket()` gave this new socket.
    Opened(SocketId),
    /// `accept()` gave this socket, connected.
    Accepted(SocketId),
    /// `recv()` gave these bytes.
    Data(Vec<u8>),
    /// `recv()` gave the end of file: the peer has closed.
    EndOfFile,
    /// It failed.
    Failed(SocketError),
    /// `recvfrom()` gave the bytes of one datagram, and who sent them.
    DataFrom(Vec<u8>, SocketAddrV4),
}

/// How a call stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It has come back.
    Returned(CallOutcome),
    /// It waits.
    Blocks,
}

impl Call {
    /// The most bytes that a program's `recv(1024)` takes.
    pub const RECEIVE_MAX: u32 = 1_024;
    /// The backlog of a `listen()` that names none.
    pub const BACKLOG: u32 = 128;

    /// `recv(1024)`.
    pub const fn receive() -> Self {
        Self::Receive {
            max: Self::RECEIVE_MAX,
        }
    }

    /// `recvfrom(1024)`.
    pub const fn receive_from() -> Self {
        Self::ReceiveFrom {
            max: Self::RECEIVE_MAX,
        }
    }

    /// `listen()`.
    pub const fn listen() -> Self {
        Self::Listen {
            backlog: Self::BACKLOG,
        }
    }

    /// `connect()` to `remote`.
    pub const fn connect(remote: SocketAddrV4) -> Self {
        Self::Connect { remote }
    }

    /// The call's name in the socket API: `connect()`, `send()` …
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Socket | Self::DatagramSocket => "socket()",
            Self::Bind { .. } => "bind()",
            Self::Listen { .. } => "listen()",
            Self::Accept => "accept()",
            Self::Connect { .. } => "connect()",
            Self::Send(_) => "send()",
            Self::Receive { .. } => "recv()",
            Self::Shutdown | Self::ShutdownRead => "shutdown()",
            Self::Close => "close()",
            Self::Abort => "abort()",
            Self::SetOption(_) => "setsockopt()",
            Self::SendTo { .. } => "sendto()",
            Self::ReceiveFrom { .. } => "recvfrom()",
        }
    }
}

impl Progress {
    pub(super) const DONE: Self = Self::Returned(CallOutcome::Done);

    pub(super) const fn failed(error: SocketError) -> Self {
        Self::Returned(CallOutcome::Failed(error))
    }
}
