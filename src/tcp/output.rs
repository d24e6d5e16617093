//! Which segment goes out next (RFC 9293 §3.7–3.8).

use super::connection::Connection;
use super::event::{Emission, TcpEvent};
use super::rule::Rule;
use super::segment::{Control, Segment};
use super::seq::SeqNumber;
use super::state::State;
use super::tcb::{Fin, OwedAck, Transmission};
use super::timer::Timer;
use crate::time::Instant;

impl Connection {
    /// Sends what the peer's window allows, then settles the acknowledgment that nothing has carried.
    pub(super) fn output(&mut self, now: Instant) {
        while self.state.may_transmit()
            && let Some(next) = self.tcb.next_transmission()
        {
            self.transmit(now, next);
        }
        self.settle_ack(now);
    }

    fn transmit(&mut self, now: Instant, next: Transmission) {
        if let Some(rule) = next.fin {
            self.tcb.fin = Fin::Sent(self.tcb.snd.nxt + next.len);
            if self.state == State::CloseWait {
                self.change_state(State::LastAck, rule);
            }
        }
        let control = next.fin.map(|_| Control::Fin);
        let payload = self.tcb.outgoing.slice(self.tcb.snd.nxt, next.len);
        let segment = Segment {
            push: next.push,
            payload,
            ..self.segment_at(self.tcb.snd.nxt, control)
        };
        self.send_original(now, segment, next.fin.unwrap_or(Rule::SendQueued));
    }

    /// Sends our SYN: with an ACK if the peer's SYN is here, without if not.
    pub(super) fn send_syn(&mut self, now: Instant, rule: Rule) {
        let segment = self.segment_at(self.tcb.snd.iss, Some(Control::Syn));
        self.send_original(now, segment, rule);
    }

    /// Sends our SYN with the ACK it could not have the first time, because the peer's SYN has crossed it. It takes no new
    /// number, and the retransmission timer runs on.
    pub(super) fn resend_syn_with_ack(&mut self, rule: Rule) {
        // The peer may acknowledge either copy, so its answer measures nothing (Karn, RFC 6298 §3).
        self.tcb.sent.stop_measuring();
        let segment = self.segment_at(self.tcb.snd.iss, Some(Control::Syn));
        self.put_on_wire(segment, Emission::Original, rule);
    }

    /// Sends the earliest segment that is not acknowledged once more, with the present ACK and window.
    pub(super) fn retransmit_oldest(&mut self, rule: Rule) {
        let Some(oldest) = self.tcb.sent.oldest() else {
            return;
        };
        let holds = |seq: SeqNumber| {
            seq.is_in_window(oldest.seq, oldest.seq.wrapping_distance_to(oldest.end))
        };
        let control = match self.tcb.fin {
            _ if holds(self.tcb.snd.iss) => Some(Control::Syn),
            Fin::Sent(seq) if holds(seq) => Some(Control::Fin),
            _ => None,
        };
        let control_len = u32::from(control.is_some());
        let payload = match control {
            Some(Control::Syn) => Vec::new(),
            _ => self.tcb.outgoing.slice(
                oldest.seq,
                oldest.seq.wrapping_distance_to(oldest.end) - control_len,
            ),
        };
        let segment = Segment {
            push: !payload.is_empty(),
            payload,
            ..self.segment_at(oldest.seq, control)
        };
        self.put_on_wire(segment, Emission::Retransmission, rule);
    }

    /// Sends `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`.
    pub(super) fn send_ack(&mut self, rule: Rule) {
        let segment = self.segment_at(self.tcb.snd.nxt, None);
        self.put_on_wire(segment, Emission::Original, rule);
    }

    /// Sends `<SEQ=SND.NXT><CTL=RST>`.
    pub(super) fn send_reset(&mut self, rule: Rule) {
        let reset = self.segment_at(self.tcb.snd.nxt, Some(Control::Rst));
        let segment = Segment {
            ack: None,
            wnd: 0,
            ..reset
        };
        self.emit(TcpEvent::SegmentEmitted {
            segment,
            emission: Emission::Original,
            rule,
        });
    }

    /// Sends the acknowledgment that is owed, or lets it wait if it may.
    pub(super) fn settle_ack(&mut self, now: Instant) {
        let may_wait = !self.config.ack_delay.is_zero() && !self.tcb.is_second_full_segment();
        match self.tcb.owed {
            OwedAck::Nothing => {}
            OwedAck::Soon(_) if may_wait => {
                if self.timers.deadline(Timer::DelayedAck).is_none() {
                    self.arm(
                        Timer::DelayedAck,
                        now + self.config.ack_delay,
                        Rule::AckDelayed,
                    );
                }
            }
            OwedAck::Soon(rule) | OwedAck::AtOnce(rule) => self.send_ack(rule),
        }
    }

    fn send_original(&mut self, now: Instant, segment: Segment, rule: Rule) {
        let end = segment.seq + segment.len();
        self.tcb.sent.push(now, segment.seq, end);
        self.tcb.snd.nxt = end;
        self.put_on_wire(segment, Emission::Original, rule);
        if self.timers.deadline(Timer::Retransmission).is_none() {
            self.arm(
                Timer::Retransmission,
                now + self.rto(),
                Rule::RetransmissionArmed,
            );
        }
    }

    /// Emits a segment; if it carries an ACK, none is owed any more.
    fn put_on_wire(&mut self, segment: Segment, emission: Emission, rule: Rule) {
        let ack = segment.ack;
        self.emit(TcpEvent::SegmentEmitted {
            segment,
            emission,
            rule,
        });
        if let Some(ack) = ack {
            self.tcb.last_ack = ack;
            self.tcb.owed = OwedAck::Nothing;
            self.stop(Timer::DelayedAck, Rule::AckSent);
        }
    }

    /// A segment without payload. Every segment but the first SYN has the ACK bit.
    fn segment_at(&self, seq: SeqNumber, control: Option<Control>) -> Segment {
        Segment {
            source: self.pair.local,
            destination: self.pair.remote,
            seq,
            ack: (self.state != State::SynSent).then_some(self.tcb.rcv.nxt),
            control,
            push: false,
            wnd: u16::try_from(self.tcb.rcv.wnd).unwrap_or(u16::MAX),
            mss: (control == Some(Control::Syn)).then_some(self.config.mss),
            payload: Vec::new(),
        }
    }
}
