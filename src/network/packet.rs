//! What is on the wire.

use crate::network::SegmentKind;
use crate::tcp::{Control, Segment};
use crate::udp::Datagram;
use core::net::SocketAddrV4;

/// The content of an IP packet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Packet {
    /// A TCP segment.
    Tcp(Segment),
    /// A UDP datagram.
    Udp(Datagram),
}

impl Packet {
    /// The segment, if it is one.
    pub const fn segment(&self) -> Option<&Segment> {
        match self {
            Self::Tcp(segment) => Some(segment),
            Self::Udp(_) => None,
        }
    }

    /// The datagram, if it is one.
    pub const fn datagram(&self) -> Option<&Datagram> {
        match self {
            Self::Tcp(_) => None,
            Self::Udp(datagram) => Some(datagram),
        }
    }

    /// The sender's address and port.
    pub const fn source(&self) -> SocketAddrV4 {
        match self {
            Self::Tcp(segment) => segment.source,
            Self::Udp(datagram) => datagram.source,
        }
    }

    /// The receiver's address and port.
    pub const fn destination(&self) -> SocketAddrV4 {
        match self {
            Self::Tcp(segment) => segment.destination,
            Self::Udp(datagram) => datagram.destination,
        }
    }

    /// The data.
    pub fn payload(&self) -> &[u8] {
        match self {
            Self::Tcp(segment) => &segment.payload,
            Self::Udp(datagram) => &datagram.payload,
        }
    }

    /// The bytes of header in front of the data, not counting that of IP.
    pub fn header_len(&self) -> u8 {
        self.segment().map_or(Datagram::HEADER, Segment::header_len)
    }

    /// The kind that an intervention can wait for. A datagram is data and nothing else.
    pub fn kind(&self) -> SegmentKind {
        self.segment().map_or(SegmentKind::Data, SegmentKind::of)
    }

    /// `SYN,ACK`, `PSH,ACK` …: a segment's control bits; `UDP` for a datagram, which has none.
    pub fn flags(&self) -> String {
        self.segment()
            .map_or_else(|| "UDP".to_owned(), Segment::flags)
    }

    /// Whether it is a segment with SYN.
    pub fn is_syn(&self) -> bool {
        self.control() == Some(Control::Syn)
    }

    /// Whether it is a segment with FIN.
    pub fn is_fin(&self) -> bool {
        self.control() == Some(Control::Fin)
    }

    /// Whether it is a segment with RST.
    pub fn is_rst(&self) -> bool {
        self.control() == Some(Control::Rst)
    }

    /// SYN, FIN or RST, if it is a segment with one of them.
    pub fn control(&self) -> Option<Control> {
        self.segment()?.control
    }
}

impl From<Segment> for Packet {
    fn from(segment: Segment) -> Self {
        Self::Tcp(segment)
    }
}

impl From<Datagram> for Packet {
    fn from(datagram: Datagram) -> Self {
        Self::Udp(datagram)
    }
}
