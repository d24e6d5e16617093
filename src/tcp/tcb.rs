//! The transmission control block (RFC 9293 §3.3.1): what one end knows about a connection.

use super::buffer::SendBuffer;
use super::config::Config;
use super::retransmission_queue::RetransmissionQueue;
use super::rto::RttEstimator;
use super::rule::Rule;
use super::segment::Segment;
use super::seq::SeqNumber;
use crate::time::{Duration, Instant};

/// The send sequence variables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SendSequence {
    /// SND.UNA: the oldest number not acknowledged.
    pub una: SeqNumber,
    /// SND.NXT: the next number to send.
    pub nxt: SeqNumber,
    /// SND.WND: how many bytes from `una` on the peer is ready to take.
    pub wnd: u32,
    /// SND.WL1: SEG.SEQ of the segment that last set `wnd`.
    pub wl1: SeqNumber,
    /// SND.WL2: SEG.ACK of the segment that last set `wnd`.
    pub wl2: SeqNumber,
    /// ISS: the number of our SYN.
    pub iss: SeqNumber,
}

/// The receive sequence variables. All zero until the peer's SYN is here, except for the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReceiveSequence {
    /// RCV.NXT: the next number expected.
    pub nxt: SeqNumber,
    /// RCV.WND: how many bytes from `nxt` on we are ready to take, as we last told the peer.
    pub wnd: u32,
    /// IRS: the number of the peer's SYN.
    pub irs: SeqNumber,
}

/// One end's knowledge of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tcb {
    /// What we send.
    pub snd: SendSequence,
    /// What we receive.
    pub rcv: ReceiveSequence,
    /// The most payload bytes we put in one segment: the lesser of the peer's MSS option and our own setting.
    pub mss: u16,
    /// The round-trip time estimate.
    pub rtt: RttEstimator,
    pub(super) outgoing: SendBuffer,
    pub(super) sent: RetransmissionQueue,
    pub(super) fin: Fin,
    pub(super) owed: OwedAck,
    /// The acknowledgment that the peer was last told.
    pub(super) last_ack: SeqNumber,
    /// Whether our SYN went out more than once.
    pub(super) has_repeated_syn: bool,
}

/// How far our own FIN has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fin {
    /// The user has not closed.
    NotAsked,
    /// The user has closed, by the given rule; data still goes first.
    Queued(Rule),
    /// It is out, with this sequence number.
    Sent(SeqNumber),
}

/// Whether the peer must still be told what has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum OwedAck {
    Nothing,
    /// It may wait for something to ride on.
    Soon(Rule),
    /// It must go before the current event is over.
    AtOnce(Rule),
}

/// What to send next from the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Transmission {
    pub(super) len: u32,
    pub(super) push: bool,
    pub(super) fin: Option<Rule>,
}

impl Tcb {
    /// A TCB that knows its own first number and nothing of the peer.
    pub(super) fn new(config: &Config, iss: SeqNumber) -> Self {
        Self {
            snd: SendSequence {
                una: iss,
                nxt: iss,
                wnd: 0,
                wl1: SeqNumber::default(),
                wl2: iss,
                iss,
            },
            rcv: ReceiveSequence {
                wnd: config.largest_window(),
                ..ReceiveSequence::default()
            },
            mss: config.mss.clamp(1, DEFAULT_MSS),
            rtt: RttEstimator::new(config),
            outgoing: SendBuffer::new(iss + 1),
            sent: RetransmissionQueue::default(),
            fin: Fin::NotAsked,
            owed: OwedAck::Nothing,
            last_ack: SeqNumber::default(),
            has_repeated_syn: false,
        }
    }

    /// Learns the peer's first number, window and MSS from its SYN.
    pub(super) fn synchronize(&mut self, config: &Config, syn: &Segment) {
        self.rcv.irs = syn.seq;
        self.rcv.nxt = syn.seq + 1;
        self.mss = syn.mss.unwrap_or(DEFAULT_MSS).min(config.mss).max(1);
        self.set_send_window(syn);
    }

    /// Takes the window from `segment` (RFC 9293 §3.10.7.4, fifth).
    pub(super) fn set_send_window(&mut self, segment: &Segment) {
        self.snd.wnd = u32::from(segment.wnd);
        self.snd.wl1 = segment.seq;
        self.snd.wl2 = segment.ack.unwrap_or(self.snd.iss);
    }

    /// Whether `segment` says more about the window than the one that last set it. `wl1` and `wl2` keep an old segment
    /// that was overtaken from bringing back an old window.
    pub(super) fn is_window_news(&self, segment: &Segment, ack: SeqNumber) -> bool {
        ack.is_after_or_at(self.snd.una)
            && (self.snd.wl1.is_before(segment.seq)
                || (self.snd.wl1 == segment.seq && self.snd.wl2.is_before_or_at(ack)))
    }

    /// SND.UNA < `ack` =< SND.NXT: it acknowledges something new, and nothing that was never sent.
    pub(super) fn is_new_ack(&self, ack: SeqNumber) -> bool {
        ack.is_after(self.snd.una) && ack.is_before_or_at(self.snd.nxt)
    }

    /// Moves SND.UNA. Returns the round-trip time if this completes a measurement.
    pub(super) fn acknowledge(&mut self, now: Instant, up_to: SeqNumber) -> Option<Duration> {
        self.snd.una = up_to;
        self.outgoing.forget_before(up_to);
        self.sent.acknowledge(now, up_to)
    }

    /// Whether our SYN is out and not acknowledged.
    pub(super) fn is_syn_unacknowledged(&self) -> bool {
        self.snd.una == self.snd.iss && self.snd.nxt != self.snd.iss
    }

    /// Whether our FIN is out and acknowledged. An ACK of data before it does not count, nor one of data after which
    /// the FIN has not been sent yet.
    pub(super) fn is_fin_acknowledged(&self) -> bool {
        matches!(self.fin, Fin::Sent(seq) if self.snd.una.is_after(seq))
    }

    /// Numbers that are sent and not acknowledged, SYN and FIN included.
    pub(super) fn unacknowledged(&self) -> u32 {
        self.snd.una.wrapping_distance_to(self.snd.nxt)
    }

    /// Bytes that wait for their first sending.
    pub(super) fn queued(&self) -> u32 {
        self.outgoing.len_from(self.snd.nxt)
    }

    /// What the peer's window lets us send now. A FIN goes with the last byte, or alone, and needs room like a byte.
    pub(super) fn next_transmission(&self) -> Option<Transmission> {
        let usable = self.snd.wnd.saturating_sub(self.unacknowledged());
        let queued = self.queued();
        let len = queued.min(usable).min(u32::from(self.mss));
        let is_last = len == queued;
        let fin = match self.fin {
            Fin::Queued(rule) if is_last && len < usable => Some(rule),
            _ => None,
        };
        (len > 0 || fin.is_some()).then_some(Transmission {
            len,
            push: len > 0 && is_last,
            fin,
        })
    }

    /// Owes an acknowledgment. One that must go at once stays so whatever else arrives with it.
    pub(super) fn owe(&mut self, ack: OwedAck) {
        self.owed = match (self.owed, ack) {
            (OwedAck::AtOnce(_), OwedAck::Soon(rule)) => OwedAck::AtOnce(rule),
            (_, ack) => ack,
        };
    }

    /// Whether two full-sized segments have come since the peer last heard from us: then an ACK waits no longer
    /// (RFC 9293 §3.8.6.3).
    pub(super) fn is_second_full_segment(&self) -> bool {
        self.last_ack.wrapping_distance_to(self.rcv.nxt) >= 2 * u32::from(self.mss)
    }

    /// Widens the receive window to what `free` bytes of buffer allow, but not by crumbs (silly window syndrome,
    /// RFC 9293 §3.8.6.2.2): once it is smaller than a segment, it grows by a segment or half the buffer, or not at all.
    pub(super) fn reopen_receive_window(&mut self, free: u32, config: &Config) {
        let growth = free
            .min(config.largest_window())
            .saturating_sub(self.rcv.wnd);
        let full_segment = u32::from(config.mss);
        let worth_telling = full_segment.min(config.receive_buffer / 2).max(1);
        if self.rcv.wnd >= full_segment || growth >= worth_telling {
            self.rcv.wnd += growth;
        }
    }
}

/// What a peer that sends no MSS option takes (RFC 9293 §3.7.1, IPv4).
const DEFAULT_MSS: u16 = 536;
