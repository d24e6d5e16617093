//! Sequence numbers as readers want them: counted from each side's initial one.

use crate::tcp::{Segment, SeqNumber};
use core::net::SocketAddrV4;

/// A segment's numbers, counted from the initial sequence number that each end had when it was sent.
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
#[derive(Clone, Debug, Default)]
pub(super) struct Counter {
    /// What each end has said to each other end, in order of the ends.
    said: Vec<(Way, Said)>,
}

/// From whom to whom.
type Way = (SocketAddrV4, SocketAddrV4);

#[derive(Clone, Copy, Debug, Default)]
struct Said {
    iss: Option<SeqNumber>,
    ack: Option<SeqNumber>,
}

impl Counter {
    pub(super) fn numbers(&mut self, segment: &Segment) -> Numbers {
        let peer = self.said(segment.destination, segment.source).iss;
        let own = self.said(segment.source, segment.destination);
        if segment.is_syn() {
            own.iss = Some(segment.seq);
        }
        let ack_is_news = segment.ack.is_some() && segment.ack != own.ack;
        own.ack = segment.ack.or(own.ack);
        // Who has no connection answers a SYN with <SEQ=0><CTL=RST,ACK> (RFC 9293 §3.10.7.1): a zero, not a count.
        let is_from_nobody = segment.is_rst() && segment.ack.is_some() && segment.seq.value() == 0;
        Numbers {
            seq: counted(own.iss.filter(|_| !is_from_nobody), segment.seq),
            ack: segment.ack.map(|ack| counted(peer, ack)),
            ack_is_news,
        }
    }

    fn said(&mut self, from: SocketAddrV4, to: SocketAddrV4) -> &mut Said {
        let found = self.said.binary_search_by_key(&(from, to), |(way, _)| *way);
        let place = found.unwrap_or_else(|place| {
            self.said.insert(place, ((from, to), Said::default()));
            place
        });
        &mut self.said[place].1
    }
}

/// `number` counted from `iss`; as it is if there is none.
pub(super) fn counted(iss: Option<SeqNumber>, number: SeqNumber) -> u32 {
    iss.map_or(number.value(), |iss| iss.wrapping_distance_to(number))
}
