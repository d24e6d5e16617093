//! The transmission control block (RFC 9293 §3.3.1): what one end knows about a connection.

use super::ack_policy::AckPacing;
use super::buffer::SendBuffer;
use super::config::Config;
use super::retransmission_queue::RetransmissionQueue;
use super::rto::RttEstimator;
use super::rule::Rule;
use super::segment::Segment;
use super::seq::SeqNumber;
use super::timestamps::{self, TimestampEcho};
use super::window_probe::Probing;
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
    /// MAX.SND.WND: the largest window that the peer has offered (RFC 5961 §5.2).
    pub max_wnd: u32,
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
    /// The most payload bytes we put in one segment: the lesser of the peer's MSS option and our own setting, less what the
    /// timestamps take.
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
    /// The shifts of both windows, if both SYNs have carried one.
    pub(super) scale: Option<WindowScale>,
    /// What to echo, if both SYNs have carried timestamps.
    pub(super) timestamps: Option<TimestampEcho>,
    pub(super) pace: AckPacing,
    pub(super) probing: Probing,
    /// The number after the last segment that was not full.
    pub(super) small_end: SeqNumber,
    /// SND.NXT when the end of this flight was sent again early.
    pub(super) tail_probe: Option<SeqNumber>,
    /// SND.NXT when something was last taken for lost, until all that was out then is acknowledged.
    pub(super) recover: Option<SeqNumber>,
    /// The retransmission timer has been shortened: something has overtaken the oldest segment.
    pub(super) is_overtaken: bool,
    /// ACKs in a row that repeat SND.UNA because something from beyond a gap has come.
    pub(super) duplicate_acks: u8,
    /// When the peer was last heard, and how often it has been asked since whether it is there.
    pub(super) heard: Instant,
    pub(super) keep_alive_probes: u8,
    /// When a segment without data that was not acceptable was last answered.
    pub(super) challenged: Option<Instant>,
}

/// The shifts of the window fields (RFC 7323 §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct WindowScale {
    /// Of the windows we are told.
    pub(super) snd: u8,
    /// Of the windows we tell.
    pub(super) rcv: u8,
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
                max_wnd: 0,
                wl1: SeqNumber::default(),
                wl2: iss,
                iss,
            },
            rcv: ReceiveSequence {
                wnd: config.receive_buffer.min(LARGEST_UNSCALED),
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
            scale: None,
            timestamps: None,
            pace: AckPacing::new(),
            probing: Probing::default(),
            small_end: iss,
            tail_probe: None,
            recover: None,
            is_overtaken: false,
            duplicate_acks: 0,
            heard: Instant::ZERO,
            keep_alive_probes: 0,
            challenged: None,
        }
    }

    /// Learns the peer's first number, window and options from its SYN. An option counts if both SYNs carry it.
    pub(super) fn synchronize(&mut self, now: Instant, config: &Config, syn: &Segment) {
        self.rcv.irs = syn.seq;
        self.rcv.nxt = syn.seq + 1;
        // Or will be, by what answers the SYN.
        self.last_ack = self.rcv.nxt;
        let shifts = config.offered_scale().zip(syn.window_scale);
        self.scale = shifts.map(|(rcv, snd)| WindowScale {
            snd: snd.min(Config::LARGEST_SHIFT),
            rcv,
        });
        let stamp = syn.timestamps.filter(|_| config.timestamps);
        self.timestamps = stamp.map(|stamp| TimestampEcho::new(now, stamp.value));
        let options = if stamp.is_some() {
            timestamps::OPTION_LEN
        } else {
            0
        };
        let mss = syn.mss.unwrap_or(DEFAULT_MSS).min(config.mss);
        self.mss = mss.saturating_sub(options).max(1);
        self.set_send_window(syn);
    }

    /// SEG.WND in bytes. The window of a SYN is never scaled (RFC 7323 §2.2).
    pub(super) fn window_of(&self, segment: &Segment) -> u32 {
        let scale = self.scale.filter(|_| !segment.is_syn());
        u32::from(segment.wnd) << scale.map_or(0, |scale| scale.snd)
    }

    /// The largest window that we can tell.
    fn largest_window(&self, config: &Config) -> u32 {
        let largest = LARGEST_UNSCALED << self.scale.map_or(0, |scale| scale.rcv);
        config.receive_buffer.min(largest)
    }

    /// Takes the window from `segment` (RFC 9293 §3.10.7.4, fifth).
    pub(super) fn set_send_window(&mut self, segment: &Segment) {
        self.snd.wnd = self.window_of(segment);
        self.snd.max_wnd = self.snd.max_wnd.max(self.snd.wnd);
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

    /// Whether `ack` lies further back than any window that the peer has ever offered (RFC 5961 §5.2).
    pub(super) fn is_ack_too_old(&self, ack: SeqNumber) -> bool {
        ack.is_before(self.snd.una) && ack.wrapping_distance_to(self.snd.una) > self.snd.max_wnd
    }

    /// Moves SND.UNA. Returns the round-trip time if this completes a measurement.
    pub(super) fn acknowledge(&mut self, now: Instant, up_to: SeqNumber) -> Option<Duration> {
        self.snd.una = up_to;
        self.is_overtaken = false;
        self.duplicate_acks = 0;
        self.tail_probe.take_if(|end| end.is_before_or_at(up_to));
        self.recover.take_if(|end| end.is_before_or_at(up_to));
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

    /// What the peer's window lets us send now, `most` bytes at once. A FIN goes with the last byte, or alone, and needs room
    /// like a byte.
    pub(super) fn possible_transmission(&self, most: u32) -> Option<Transmission> {
        let usable = self.snd.wnd.saturating_sub(self.unacknowledged());
        let next = self.transmission_into(usable, most);
        next.is_something().then_some(next)
    }

    /// One octet, or the FIN, whether the peer has room for it or not.
    pub(super) fn next_octet(&self) -> Transmission {
        self.transmission_into(1, 1)
    }

    /// Whether there is something to send, and nothing out whose acknowledgment would say when.
    pub(super) fn waits_for_window(&self) -> bool {
        self.unacknowledged() == 0 && (self.queued() > 0 || matches!(self.fin, Fin::Queued(_)))
    }

    fn transmission_into(&self, usable: u32, most: u32) -> Transmission {
        let queued = self.queued();
        let len = queued.min(usable).min(most);
        let is_last = len == queued;
        let fin = match self.fin {
            Fin::Queued(rule) if is_last && len < usable => Some(rule),
            _ => None,
        };
        Transmission {
            len,
            push: len > 0 && is_last,
            fin,
        }
    }

    /// Owes an acknowledgment. One that must go at once stays so whatever else arrives with it.
    pub(super) fn owe(&mut self, ack: OwedAck) {
        self.owed = match (self.owed, ack) {
            (OwedAck::AtOnce(_), OwedAck::Soon(rule)) => OwedAck::AtOnce(rule),
            (_, ack) => ack,
        };
    }

    /// Widens the receive window to what `free` bytes of buffer allow, but not by crumbs (silly window syndrome,
    /// RFC 9293 §3.8.6.2.2): once it is smaller than a segment, it grows by a segment or half the buffer, or not at all.
    pub(super) fn reopen_receive_window(&mut self, free: u32, config: &Config) {
        let growth = free
            .min(self.largest_window(config))
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
/// The largest window that 16 bits can say.
const LARGEST_UNSCALED: u32 = u16::MAX as u32;
