//! Which segment goes out next (RFC 9293 §3.7–3.8).

use super::config::{AbortReset, Merge};
use super::connection::Connection;
use super::event::{Emission, TcpEvent};
use super::retransmission_queue::Sent;
use super::rule::Rule;
use super::segment::{Control, Segment};
use super::seq::SeqNumber;
use super::state::State;
use super::tcb::{Fin, OwedAck, Transmission};
use super::timer::Timer;
use crate::time::Instant;

impl Connection {
    /// Sends what may go, then settles the acknowledgment that nothing has carried.
    pub(super) fn output(&mut self, now: Instant) {
        while self.state.may_transmit()
            && let Some(next) = self.next_transmission()
        {
            self.transmit(now, next);
        }
        self.settle_ack(now);
        self.watch_window(now);
    }

    pub(super) fn transmit(&mut self, now: Instant, next: Transmission) {
        if let Some(rule) = next.fin {
            self.tcb.fin = Fin::Sent(self.tcb.snd.nxt + next.len);
            if self.state == State::CloseWait {
                self.change_state(State::LastAck, rule);
            }
        }
        let control = next.fin.map(|_| Control::Fin);
        let payload = self.tcb.outgoing.slice(self.tcb.snd.nxt, next.len);
        let mut segment = self.segment_at(now, self.tcb.snd.nxt, control);
        segment.push = next.push;
        segment.payload = payload;
        if next.len > 0 {
            self.pace_data_sent(now);
        }
        if next.len < self.full_segment() {
            self.tcb.small_end = segment.seq + segment.len();
        }
        self.send_original(now, segment, next.fin.unwrap_or(Rule::SendQueued));
    }

    /// Sends our SYN: with an ACK if the peer's SYN is here, without if not.
    pub(super) fn send_syn(&mut self, now: Instant, rule: Rule) {
        let segment = self.segment_at(now, self.tcb.snd.iss, Some(Control::Syn));
        self.send_original(now, segment, rule);
    }

    /// Sends our SYN once more, now with an ACK: because the peer's SYN has crossed it, or has come again. It takes no new
    /// number, and the retransmission timer runs on.
    pub(super) fn resend_syn_with_ack(&mut self, now: Instant, rule: Rule) {
        // The peer may acknowledge either copy, so its answer measures nothing (Karn, RFC 6298 §3).
        self.tcb.sent.stop_measuring();
        let segment = self.segment_at(now, self.tcb.snd.iss, Some(Control::Syn));
        self.put_on_wire(segment, Emission::Original, rule);
    }

    /// Sends the earliest segment that is not acknowledged once more, with the present ACK and window.
    pub(super) fn retransmit_oldest(&mut self, now: Instant, rule: Rule) {
        let merges = match self.config.merge {
            Merge::Never => false,
            Merge::AfterTimeout => self.tcb.sent.attempt() > 0 && self.tcb.duplicate_acks == 0,
            Merge::Always => true,
        };
        let most = if merges { self.full_segment() } else { 0 };
        if let Some(oldest) = self.tcb.sent.oldest_with_followers(most) {
            self.retransmit(now, oldest, rule);
        }
    }

    /// Sends a segment once more, with the present ACK and window.
    pub(super) fn retransmit(&mut self, now: Instant, sent: Sent, rule: Rule) {
        let len = sent.seq.wrapping_distance_to(sent.end);
        let holds = |seq: SeqNumber| seq.is_in_window(sent.seq, len);
        let control = match self.tcb.fin {
            _ if holds(self.tcb.snd.iss) => Some(Control::Syn),
            Fin::Sent(seq) if holds(seq) => Some(Control::Fin),
            _ => None,
        };
        let payload = match control {
            Some(Control::Syn) => Vec::new(),
            _ => self
                .tcb
                .outgoing
                .slice(sent.seq, len - u32::from(control.is_some())),
        };
        let mut segment = self.segment_at(now, sent.seq, control);
        segment.push = !payload.is_empty();
        segment.payload = payload;
        self.put_on_wire(segment, Emission::Retransmission, rule);
    }

    /// Sends `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`.
    pub(super) fn send_ack(&mut self, now: Instant, rule: Rule) {
        let segment = self.segment_at(now, self.tcb.snd.nxt, None);
        self.put_on_wire(segment, Emission::Original, rule);
    }

    /// Sends the RST of an end that throws the connection away.
    pub(super) fn send_reset(&mut self, now: Instant, rule: Rule) {
        let mut segment = self.segment_at(now, self.tcb.snd.nxt, Some(Control::Rst));
        if self.config.abort_reset == AbortReset::Plain {
            segment.ack = None;
            segment.wnd = 0;
        }
        self.emit(TcpEvent::SegmentEmitted {
            segment,
            emission: Emission::Original,
            rule,
        });
    }

    fn send_original(&mut self, now: Instant, segment: Segment, rule: Rule) {
        let end = segment.seq + segment.len();
        self.tcb.sent.push(now, segment.seq, end);
        self.tcb.snd.nxt = end;
        self.put_on_wire(segment, Emission::Original, rule);
        if self.timers.deadline(Timer::Retransmission).is_none() {
            self.arm_repair(now, Rule::RetransmissionArmed);
        }
    }

    /// Emits a segment; if it carries an ACK, none is owed any more.
    pub(super) fn put_on_wire(&mut self, segment: Segment, emission: Emission, rule: Rule) {
        let ack = segment.ack;
        self.emit(TcpEvent::SegmentEmitted {
            segment,
            emission,
            rule,
        });
        if let Some(ack) = ack {
            self.pace_ack_sent();
            self.tcb.last_ack = ack;
            self.tcb.owed = OwedAck::Nothing;
            self.stop(Timer::DelayedAck, Rule::AckSent);
        }
    }

    /// A segment without payload. Every segment but the first SYN has the ACK bit.
    pub(super) fn segment_at(
        &self,
        now: Instant,
        seq: SeqNumber,
        control: Option<Control>,
    ) -> Segment {
        let is_syn = control == Some(Control::Syn);
        let scale = self.tcb.scale;
        let shift = scale.filter(|_| !is_syn).map_or(0, |scale| scale.rcv);
        let offered = match scale {
            None if self.is_offering_options() => self.config.offered_scale(),
            scale => scale.map(|scale| scale.rcv),
        };
        Segment {
            source: self.pair.local,
            destination: self.pair.remote,
            seq,
            ack: (self.state != State::SynSent).then_some(self.tcb.rcv.nxt),
            control,
            push: false,
            wnd: u16::try_from(self.tcb.rcv.wnd >> shift).unwrap_or(u16::MAX),
            mss: is_syn.then_some(self.config.mss),
            window_scale: offered.filter(|_| is_syn),
            timestamps: self.timestamps_now(now),
            payload: Vec::new(),
        }
    }

    /// Whether our SYN is the first, so that it offers options; a second one accepts them or leaves them out.
    pub(super) fn is_offering_options(&self) -> bool {
        self.state == State::SynSent
    }
}
