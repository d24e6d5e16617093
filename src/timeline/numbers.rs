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
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// What each end has said to each other end, in order of the ends.
    said: Vec<(Way, Said)>,
}

/// From whom to whom.
type Way = (SocketAddrV4, SocketAddrV4);

#[derive(Debug, Default)]
struct Said {
    /// The numbers of its SYNs, each once.
    beginnings: Vec<SeqNumber>,
    ack: Option<SeqNumber>,
}

impl Counter {
    /// The numbers of a segment, which may be one that nobody has said.
    pub(super) fn numbers(&self, segment: &Segment) -> Numbers {
        let (begun, answered) = begun(segment);
        let peer = self.said(segment.destination, segment.source);
        let own = self.said(segment.source, segment.destination);
        let count = |said: Option<&Said>, begun: Option<SeqNumber>, number| {
            let before = said.map_or(&[][..], |said| &said.beginnings);
            counted(before.iter().chain(&begun), number)
        };
        // Who has no connection answers a SYN with <SEQ=0><CTL=RST,ACK> (RFC 9293 §3.10.7.1): a zero, not a count.
        let is_from_nobody = segment.is_rst() && segment.ack.is_some() && segment.seq.value() == 0;
        Numbers {
            seq: if is_from_nobody {
                0
            } else {
                count(own, begun, segment.seq)
            },
            ack: segment.ack.map(|ack| count(peer, answered, ack)),
            ack_is_news: segment.ack.is_some() && segment.ack != own.and_then(|own| own.ack),
        }
    }

    /// The numbers of a segment that its sender has said; goes on after it.
    pub(super) fn note(&mut self, segment: &Segment) -> Numbers {
        let (begun, answered) = begun(segment);
        let own = self.said_mut(segment.source, segment.destination);
        // In a four-way handshake, an end confirms before it says where it begins itself.
        let is_early = own.beginnings.is_empty() && !segment.is_rst();
        own.begin(begun.or(is_early.then_some(segment.seq)));
        self.said_mut(segment.destination, segment.source)
            .begin(answered);
        let numbers = self.numbers(segment);
        let own = self.said_mut(segment.source, segment.destination);
        own.ack = segment.ack.or(own.ack);
        numbers
    }

    fn said(&self, from: SocketAddrV4, to: SocketAddrV4) -> Option<&Said> {
        let place = self.place(from, to).ok()?;
        Some(&self.said[place].1)
    }

    fn said_mut(&mut self, from: SocketAddrV4, to: SocketAddrV4) -> &mut Said {
        let place = self.place(from, to).unwrap_or_else(|place| {
            self.said.insert(place, ((from, to), Said::default()));
            place
        });
        &mut self.said[place].1
    }

    fn place(&self, from: SocketAddrV4, to: SocketAddrV4) -> Result<usize, usize> {
        self.said.binary_search_by_key(&(from, to), |(way, _)| *way)
    }
}

impl Said {
    fn begin(&mut self, iss: Option<SeqNumber>) {
        if let Some(iss) = iss.filter(|iss| !self.beginnings.contains(iss)) {
            self.beginnings.push(iss);
        }
    }
}

/// Where a segment makes its sender begin, and where the other end: what a SYN,ACK answers has begun something, whoever
/// sent it.
fn begun(segment: &Segment) -> (Option<SeqNumber>, Option<SeqNumber>) {
    if !segment.is_syn() {
        return (None, None);
    }
    let answered = segment
        .ack
        .map(|ack| SeqNumber::new(ack.value().wrapping_sub(1)));
    (Some(segment.seq), answered)
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
