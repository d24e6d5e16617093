//! Sequence numbers as readers want them: counted from each side's initial one. If a side has begun more than once, each
//! number belongs to the beginning that it lies behind, however old that is: what a host says of a connection that the
//! other has forgotten is still told in the numbers of that connection.

use crate::tcp::{Segment, SeqNumber};
use core::net::SocketAddrV4;

/// A segment's numbers, counted from the initial sequence numbers of its connection.
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

#[derive(Clone, Debug, Default)]
struct Said {
    /// The numbers of its SYNs, each once.
    beginnings: Vec<SeqNumber>,
    ack: Option<SeqNumber>,
}

impl Counter {
    pub(super) fn numbers(&mut self, segment: &Segment) -> Numbers {
        let peer = self.said(segment.destination, segment.source);
        // What a SYN,ACK answers has begun something, whoever sent it.
        if let Some(ack) = segment.ack.filter(|_| segment.is_syn()) {
            peer.begin(SeqNumber::new(ack.value().wrapping_sub(1)));
        }
        let ack = segment.ack.map(|ack| counted(&peer.beginnings, ack));
        let own = self.said(segment.source, segment.destination);
        if segment.is_syn() {
            own.begin(segment.seq);
        }
        let ack_is_news = segment.ack.is_some() && segment.ack != own.ack;
        own.ack = segment.ack.or(own.ack);
        // Who has no connection answers a SYN with <SEQ=0><CTL=RST,ACK> (RFC 9293 §3.10.7.1): a zero, not a count.
        let is_from_nobody = segment.is_rst() && segment.ack.is_some() && segment.seq.value() == 0;
        Numbers {
            seq: if is_from_nobody {
                0
            } else {
                counted(&own.beginnings, segment.seq)
            },
            ack,
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

impl Said {
    fn begin(&mut self, iss: SeqNumber) {
        if !self.beginnings.contains(&iss) {
            self.beginnings.push(iss);
        }
    }
}

/// `number` counted from the last of `beginnings` before it; as it is if there is none.
pub(super) fn counted<'a>(
    beginnings: impl IntoIterator<Item = &'a SeqNumber>,
    number: SeqNumber,
) -> u32 {
    let counts = beginnings.into_iter();
    let counts = counts.map(|beginning| beginning.wrapping_distance_to(number));
    counts.min().unwrap_or(number.value())
}
