//! The two ends of the wire.

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

    /// Its address.
    pub const fn ip(self) -> Ipv4Addr {
        match self {
            Self::Client => Ipv4Addr::new(10, 0, 0, 1),
            Self::Server => Ipv4Addr::new(10, 0, 0, 2),
        }
    }

    /// Its address, and the port that it binds if a program binds one: that of the service at the server.
    pub const fn address(self) -> SocketAddrV4 {
        match self {
            Self::Client => SocketAddrV4::new(self.ip(), 40_000),
            Self::Server => SocketAddrV4::new(self.ip(), 80),
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
