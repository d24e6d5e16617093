//! Fifth: the ACK field (RFC 9293 §3.10.7.4, fifth).

use super::super::config::{CrossedSynAck, LastFin};
use super::super::connection::Connection;
use super::super::event::{RejectReason, TcpEvent};
use super::super::rule::Rule;
use super::super::segment::Segment;
use super::super::seq::SeqNumber;
use super::super::state::State;
use super::super::tcb::{Fin, OwedAck};
use super::acceptability::Text;
use crate::time::Instant;
use core::ops::ControlFlow;

impl Connection {
    /// `Break`: the segment is done with.
    pub(super) fn on_ack(
        &mut self,
        now: Instant,
        segment: &Segment,
        text: &Text<'_>,
    ) -> ControlFlow<()> {
        let Some(ack) = segment.ack else {
            self.reject(RejectReason::NoAck, Rule::AckMissing);
            return ControlFlow::Break(());
        };
        if self.state == State::SynReceived {
            self.on_ack_syn_received(now, segment, ack)?;
        } else if ack.is_after(self.tcb.snd.nxt) {
            self.reject(RejectReason::AckOfNotSent, Rule::AckOfNotSent);
            self.challenge(now, Rule::AckOfNotSent);
            return ControlFlow::Break(());
        } else if self.tcb.is_ack_too_old(ack) {
            self.reject(RejectReason::AckTooOld, Rule::AckTooOld);
            self.challenge(now, Rule::AckTooOld);
            return ControlFlow::Break(());
        }
        self.on_heard(now);
        let was_shut = self.tcb.snd.wnd == 0;
        if self.tcb.is_new_ack(ack) {
            self.advance_una(now, ack, segment, self.ack_rule(ack));
        } else if was_shut {
            self.on_window_still_shut(now);
        } else if self.is_duplicate_ack(segment) {
            self.on_duplicate_ack(now);
        }
        if self.tcb.is_window_news(segment, ack) {
            self.tcb.set_send_window(segment);
            if was_shut && self.tcb.snd.wnd > 0 {
                self.on_window_opened(now);
            }
        }
        if self.tcb.is_fin_acknowledged() {
            self.on_fin_acknowledged(now, text);
        }
        if self.state == State::Closed {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Whether the fifth step would find nothing wrong with `ack`: our SYN must be acknowledged, anything else may be.
    pub(super) fn is_valid_ack(&self, ack: SeqNumber) -> bool {
        let is_duplicate = ack.is_before_or_at(self.tcb.snd.una);
        self.tcb.is_new_ack(ack) || (is_duplicate && self.state != State::SynReceived)
    }

    /// Moves SND.UNA, and with it the retransmission timer (RFC 6298 §5.2–5.3).
    pub(super) fn advance_una(
        &mut self,
        now: Instant,
        up_to: SeqNumber,
        segment: &Segment,
        rule: Rule,
    ) {
        let measured = self.tcb.acknowledge(now, up_to);
        if let Some(rtt) = measured.or_else(|| self.echoed_round_trip(now, segment)) {
            self.tcb.rtt.sample(rtt);
        }
        self.emit(TcpEvent::Acknowledged { up_to, rule });
        if self.tcb.sent.is_empty() {
            self.stop_repair(Rule::AllAcknowledged);
        } else {
            self.on_partial_ack(now);
            self.arm_repair(now, Rule::RetransmissionRestarted);
        }
    }

    /// The connection has just become ESTABLISHED.
    pub(super) fn on_handshake_complete(&mut self, now: Instant) {
        if let Some(rto) = self.config.rto_after_syn_timeout
            && self.tcb.has_repeated_syn
        {
            self.tcb.rtt.fall_back(rto);
        }
        self.tcb.heard = now;
        self.watch_peer(now);
        self.take_syn_text();
        // A CLOSE that had to wait for this moment, because data was queued before it.
        if let Fin::Queued(rule) = self.tcb.fin {
            self.change_state(State::FinWait1, rule);
        }
    }

    fn on_ack_syn_received(
        &mut self,
        now: Instant,
        segment: &Segment,
        ack: SeqNumber,
    ) -> ControlFlow<()> {
        if !self.tcb.is_new_ack(ack) {
            let rule = Rule::SynReceivedUnacceptableAck;
            self.reject(RejectReason::AckNotOfOurSyn, rule);
            self.answer_with_reset(segment, rule);
            return ControlFlow::Break(());
        }
        let rule = if segment.is_syn() {
            Rule::SimultaneousSynAck
        } else {
            Rule::SynReceivedAck
        };
        self.advance_una(now, ack, segment, rule);
        self.tcb.set_send_window(segment);
        self.change_state(State::Established, rule);
        self.on_handshake_complete(now);
        if rule == Rule::SimultaneousSynAck
            && self.config.crossed_syn_ack == CrossedSynAck::Acknowledged
        {
            self.pace_repetition_received();
            self.tcb.owe(OwedAck::AtOnce(rule));
        }
        ControlFlow::Continue(())
    }

    /// The rule by which `ack` counts: our FIN's acknowledgment has a meaning of its own in each state.
    fn ack_rule(&self, ack: SeqNumber) -> Rule {
        let covers_fin = matches!(self.tcb.fin, Fin::Sent(seq) if ack.is_after(seq));
        match self.state {
            State::FinWait1 if covers_fin => Rule::FinWait1Ack,
            State::Closing if covers_fin => Rule::ClosingAck,
            State::LastAck if covers_fin => Rule::LastAckAck,
            _ => Rule::EstablishedAck,
        }
    }

    fn on_fin_acknowledged(&mut self, now: Instant, text: &Text<'_>) {
        let has_last_fin = text.ends_stream_at(self.tcb.rcv.nxt);
        match self.state {
            // If the peer's FIN comes along, the eighth step goes straight to TIME-WAIT (RFC 9293 Figure 5, note 2).
            State::FinWait1 if has_last_fin && self.config.last_fin == LastFin::OneStep => {}
            State::FinWait1 => {
                self.change_state(State::FinWait2, Rule::FinWait1Ack);
                if !has_last_fin {
                    self.limit_fin_wait_2(now);
                }
            }
            State::Closing => self.enter_time_wait(now, Rule::ClosingAck),
            State::LastAck => self.delete_tcb(Rule::LastAckAck),
            _ => {}
        }
    }
}
