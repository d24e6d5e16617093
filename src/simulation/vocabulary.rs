//! The words that commands and events share: hosts, socket calls and what they give, refusals.

use crate::network::{SegmentId, SegmentKind};
use crate::tcp::CallError;
use core::net::{Ipv4Addr, SocketAddrV4};
use serde::{Deserialize, Serialize};

/// One of the two hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HostId {
    /// Opens actively.
    Client,
    /// Opens passively.
    Server,
}

/// A socket call that reaches TCP.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Call {
    /// `listen()`: RFC 9293's passive OPEN.
    Listen,
    /// `accept()`: waits until a connection is established. TCP itself knows nothing of it.
    Accept,
    /// `connect()`: active OPEN; waits until established.
    Connect,
    /// `sendall()`: SEND.
    Send(String),
    /// `recv()`: RECEIVE; waits for data or end of file.
    Receive,
    /// `shutdown(SHUT_WR)`: CLOSE; the application goes on reading.
    Shutdown,
    /// `close()`: CLOSE; the application is done.
    Close,
    /// ABORT: what `close()` does with `SO_LINGER` 0.
    Abort,
}

/// What a socket call gave.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CallOutcome {
    /// It is done, nothing to give.
    Done,
    /// `recv()` gave these bytes.
    Data(Vec<u8>),
    /// `recv()` gave the end of file: the peer has closed.
    EndOfFile,
    /// It failed.
    Failed(CallError),
}

/// Why a command cannot be carried out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The segment has landed, was lost, or was never sent.
    NotInFlight(SegmentId),
    /// No intervention waits for this kind.
    NothingToCancel(SegmentKind),
    /// TCP would refuse the call.
    Call(CallError),
    /// The host's `close()` has been called already.
    CloseIsPast(HostId),
    /// A number that makes no sense.
    OutOfRange,
}

impl HostId {
    /// Both, client first.
    pub const ALL: [Self; 2] = [Self::Client, Self::Server];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }

    /// Its address and port.
    pub const fn address(self) -> SocketAddrV4 {
        match self {
            Self::Client => SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 1), 40_000),
            Self::Server => SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 2), 80),
        }
    }

    /// Its place in arrays of two.
    pub const fn index(self) -> usize {
        match self {
            Self::Client => 0,
            Self::Server => 1,
        }
    }
}

impl Call {
    /// The calls that a person may make on a host, in the order of the buttons.
    pub fn by_hand(host: HostId) -> [Self; 5] {
        let open = match host {
            HostId::Client => Self::Connect,
            HostId::Server => Self::Listen,
        };
        [
            open,
            Self::Send("Hi!".into()),
            Self::Shutdown,
            Self::Close,
            Self::Abort,
        ]
    }

    /// The call's name in the socket API: `connect()`, `sendall()` …
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Listen => "listen()",
            Self::Accept => "accept()",
            Self::Connect => "connect()",
            Self::Send(_) => "send()",
            Self::Receive => "recv()",
            Self::Shutdown => "shutdown()",
            Self::Close => "close()",
            Self::Abort => "abort()",
        }
    }
}
