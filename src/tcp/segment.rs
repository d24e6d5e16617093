//! A segment: the unit that TCP puts on the wire (RFC 9293 §3.1), typed rather than as header bytes.

use super::seq::SeqNumber;
use core::fmt;
use core::net::SocketAddrV4;
use serde::{Deserialize, Serialize};

/// The control bits of which a segment has at most one: a segment with, say, both SYN and FIN cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Control {
    /// Synchronize: the sequence number is the sender's ISS. Takes one sequence number.
    Syn,
    /// The sender has no more data. Takes one sequence number, after the payload.
    Fin,
    /// The connection is refused or destroyed. Takes no sequence number.
    Rst,
}

/// The timestamps option (RFC 7323 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timestamps {
    /// `TSval`: the sender's clock, in milliseconds.
    pub value: u32,
    /// `TSecr`: the value that the sender has last seen, which says when what it answers was sent. 0 without an ACK.
    pub echo: u32,
}

/// One segment. The ACK bit is `ack.is_some()`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Segment {
    /// Sender's address and port.
    pub source: SocketAddrV4,
    /// Receiver's address and port.
    pub destination: SocketAddrV4,
    /// SEG.SEQ: the number of the first thing in the segment (SYN, payload byte or FIN).
    pub seq: SeqNumber,
    /// SEG.ACK: the next number the sender expects, if the ACK bit is set.
    pub ack: Option<SeqNumber>,
    /// SYN, FIN or RST.
    pub control: Option<Control>,
    /// PSH: nothing more is waiting behind this payload.
    pub push: bool,
    /// SEG.WND, counted from `ack`: bytes on a SYN, else in the unit that the SYNs have agreed on.
    pub wnd: u16,
    /// The maximum segment size option in bytes; only a SYN carries it (RFC 9293 §3.7.1).
    pub mss: Option<u16>,
    /// The window scale option: the shift of the sender's windows; only a SYN carries it (RFC 7323 §2).
    pub window_scale: Option<u8>,
    /// The timestamps option (RFC 7323 §3).
    pub timestamps: Option<Timestamps>,
    /// The data.
    pub payload: Vec<u8>,
}

impl Segment {
    /// SEG.LEN: the sequence numbers the segment takes, SYN and FIN included (RFC 9293 §3.4).
    pub fn len(&self) -> u32 {
        self.payload_len() + u32::from(self.is_syn() || self.is_fin())
    }

    /// Whether the segment takes no sequence number, so that it is never acknowledged.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of data.
    pub fn payload_len(&self) -> u32 {
        u32::try_from(self.payload.len()).unwrap_or(u32::MAX - 1)
    }

    /// The header in bytes, options included: a multiple of four (RFC 9293 §3.1, Data Offset).
    pub fn header_len(&self) -> u8 {
        let mut options = 0;
        for (is_there, len) in [
            (self.mss.is_some(), 4),
            (self.window_scale.is_some(), 3),
            (self.timestamps.is_some(), 10),
        ] {
            options += if is_there { len } else { 0 };
        }
        20 + u8::next_multiple_of(options, 4)
    }

    /// Whether SYN is set.
    pub fn is_syn(&self) -> bool {
        self.control == Some(Control::Syn)
    }

    /// Whether FIN is set.
    pub fn is_fin(&self) -> bool {
        self.control == Some(Control::Fin)
    }

    /// Whether RST is set.
    pub fn is_rst(&self) -> bool {
        self.control == Some(Control::Rst)
    }

    /// The control bits in words: `SYN,ACK`, `FIN,ACK`, `PSH,ACK`, `ACK`, `RST` …; `none` if no bit is set.
    pub fn flags(&self) -> String {
        let bits = [
            (self.is_syn(), "SYN"),
            (self.is_fin(), "FIN"),
            (self.is_rst(), "RST"),
            (self.push, "PSH"),
            (self.ack.is_some(), "ACK"),
        ];
        let mut flags = String::new();
        for (is_set, name) in bits {
            if is_set {
                flags.push_str(if flags.is_empty() { "" } else { "," });
                flags.push_str(name);
            }
        }
        if flags.is_empty() {
            flags.push_str("none");
        }
        flags
    }
}

/// `SYN,ACK seq=300 ack=101 len=0`: absolute numbers, and the payload's length.
impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} seq={}", self.flags(), self.seq)?;
        if let Some(ack) = self.ack {
            write!(f, " ack={ack}")?;
        }
        write!(f, " len={}", self.payload_len())
    }
}

/// The two ends that name a connection (RFC 9293 §3.3.1), seen from one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SocketPair {
    /// This end.
    pub local: SocketAddrV4,
    /// The other end; `0.0.0.0:0` while it is not known.
    pub remote: SocketAddrV4,
}

impl SocketPair {
    /// Whether the other end is known: a passive OPEN may leave it open (RFC 9293 §3.9.1.1).
    pub fn is_remote_specified(&self) -> bool {
        !self.remote.ip().is_unspecified() && self.remote.port() != 0
    }
}
