//! The User Datagram Protocol, RFC 768: ports, a length and a checksum in front of the data, and nothing else. There is
//! no connection, no order and no acknowledgment, so there is no machine: a datagram is all of it.

#[cfg(test)]
mod tests;

use core::fmt;
use core::net::SocketAddrV4;
use serde::{Deserialize, Serialize};

/// One datagram: the unit that UDP puts on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Datagram {
    /// Sender's address and port.
    pub source: SocketAddrV4,
    /// Receiver's address and port.
    pub destination: SocketAddrV4,
    /// The data.
    pub payload: Vec<u8>,
}

/// What a host's UDP does, seen from one of its sockets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum UdpEvent {
    /// A datagram goes out.
    Sent(Datagram),
    /// A datagram of so many bytes waits for the program.
    Queued {
        /// Bytes of data.
        len: u32,
    },
    /// A datagram that arrived is thrown away, and nobody is told.
    Discarded(Discard),
}

/// Why a datagram that arrived is thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Discard {
    /// No socket has its port. (A host with ICMP would say so: RFC 1122 §4.1.3.1.)
    NoSocket,
    /// The socket's receive buffer has no room for it.
    BufferFull,
}

impl Discard {
    /// A stable key in snake case, for translations.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoSocket => "no_socket",
            Self::BufferFull => "buffer_full",
        }
    }
}

impl Datagram {
    /// The header in bytes: source port, destination port, length, checksum.
    pub const HEADER: u8 = 8;
    /// The most bytes of data: an IPv4 packet has 65 535 bytes, of which its own header takes 20 (RFC 791 §3.1).
    pub const MAX_PAYLOAD: usize = 65_535 - 20 - Self::HEADER as usize;
    /// The clause that says what a host does with datagrams.
    pub const CLAUSE: &str = "RFC 768";
    /// UDP's number in the IP header, which the checksum covers.
    const PROTOCOL: u16 = 17;

    /// The length field: header and data in bytes.
    pub fn length(&self) -> u16 {
        u16::from(Self::HEADER) + self.payload_len()
    }

    /// Bytes of data, [`MAX_PAYLOAD`](Self::MAX_PAYLOAD) at most.
    pub fn payload_len(&self) -> u16 {
        let len = self.payload.len().min(Self::MAX_PAYLOAD);
        u16::try_from(len).unwrap_or(u16::MAX)
    }

    /// The checksum field: over a pseudo header of addresses, protocol and length, the header and the data. Never zero,
    /// which would mean that there is none.
    pub fn checksum(&self) -> u16 {
        let mut sum = 0_u32;
        for end in [self.source, self.destination] {
            let [a, b, c, d] = end.ip().octets();
            for word in [
                u16::from_be_bytes([a, b]),
                u16::from_be_bytes([c, d]),
                end.port(),
            ] {
                sum += u32::from(word);
            }
        }
        // The length stands in both headers.
        sum += u32::from(Self::PROTOCOL) + 2 * u32::from(self.length());
        for pair in self.payload.chunks(2) {
            let low = pair.get(1).copied().unwrap_or(0);
            sum += u32::from(u16::from_be_bytes([pair[0], low]));
        }
        while sum > 0xFFFF {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        match !u16::try_from(sum).unwrap_or(u16::MAX) {
            0 => u16::MAX,
            checksum => checksum,
        }
    }
}

/// `UDP len=5`: the bytes of data, as a segment tells its own.
impl fmt::Display for Datagram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UDP len={}", self.payload_len())
    }
}
