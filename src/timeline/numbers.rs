//! Sequence numbers as readers want them: counted from each side's initial one.

use crate::simulation::HostId;
use crate::tcp::{Segment, SeqNumber};

/// A segment's numbers, counted from the initial sequence number that each side had when it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// SEG.SEQ; as it is if the segment belongs to no connection of the sender's.
    pub seq: u32,
    /// SEG.ACK, if there is one.
    pub ack: Option<u32>,
    /// Whether the sender has not said the same `ack` before.
    pub ack_is_news: bool,
}

/// Goes along the segments of a run in order, and counts.
#[derive(Debug, Default)]
pub(super) struct Counter {
    iss: [Option<SeqNumber>; 2],
    told: [Option<SeqNumber>; 2],
}

impl Counter {
    pub(super) fn numbers(&mut self, from: HostId, segment: &Segment) -> Numbers {
        let (own, peer) = (from.index(), from.other().index());
        if segment.is_syn() {
            self.iss[own] = Some(segment.seq);
        }
        let ack_is_news = segment.ack.is_some() && segment.ack != self.told[own];
        self.told[own] = segment.ack.or(self.told[own]);
        // Who has no connection answers a SYN with <SEQ=0><CTL=RST,ACK> (RFC 9293 §3.10.7.1): a zero, not a count.
        let is_from_nobody = segment.is_rst() && segment.ack.is_some();
        Numbers {
            seq: counted(self.iss[own].filter(|_| !is_from_nobody), segment.seq),
            ack: segment.ack.map(|ack| counted(self.iss[peer], ack)),
            ack_is_news,
        }
    }
}

/// `number` counted from `iss`; as it is if there is none.
pub(super) fn counted(iss: Option<SeqNumber>, number: SeqNumber) -> u32 {
    iss.map_or(number.value(), |iss| iss.wrapping_distance_to(number))
}
