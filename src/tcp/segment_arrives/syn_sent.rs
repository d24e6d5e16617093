//! SYN-SENT (RFC 9293 §3.10.7.3).

use super::super::config::Handshake;
use super::super::connection::Connection;
use super::super::event::{ConnectionError, RejectReason};
use super::super::rule::Rule;
use super::super::segment::Segment;
use super::super::seq::SeqNumber;
use super::super::state::State;
use super::super::tcb::Tcb;
use super::super::timer::Timer;
use crate::time::Instant;

/// What to do with a segment in SYN-SENT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disposition {
    Drop(RejectReason, Rule),
    Reset,
    Refused,
    /// The answer to our SYN, with its acknowledgment.
    Answered(SeqNumber),
    /// The peer has called us while we called it.
    Crossed,
}

impl Connection {
    pub(super) fn on_segment_syn_sent(&mut self, now: Instant, segment: &Segment) {
        match decide(&self.tcb, segment) {
            Disposition::Drop(reason, rule) => self.reject(reason, rule),
            Disposition::Reset => self.on_ack_of_another(now, segment),
            Disposition::Refused => self.fail(ConnectionError::Refused, Rule::SynSentRst),
            Disposition::Answered(ack) => {
                let rule = Rule::SynSentSynAck;
                self.tcb.synchronize(now, &self.config, segment);
                self.advance_una(now, ack, segment, rule);
                self.change_state(State::Established, rule);
                self.keep_syn_text(segment);
                self.on_handshake_complete(now);
                if self.config.handshake != Handshake::TwoWay {
                    self.send_ack(now, rule);
                }
                self.output(now);
            }
            Disposition::Crossed => self.on_crossed_syn(now, segment),
        }
    }

    #[inline(never)]
    fn on_ack_of_another(&mut self, now: Instant, segment: &Segment) {
        self.reject(RejectReason::AckNotOfOurSyn, Rule::SynSentUnacceptableAck);
        self.answer_with_reset(segment, Rule::SynSentUnacceptableAck);
        if let Some(soon) = self.config.syn_retry_after_reset
            && self.tcb.sent.attempt() == 0
        {
            self.arm(now, Timer::Retransmission, soon, Rule::SynSentRetry);
        }
    }

    #[inline(never)]
    fn on_crossed_syn(&mut self, now: Instant, segment: &Segment) {
        self.tcb.synchronize(now, &self.config, segment);
        self.change_state(State::SynReceived, Rule::SynSentSyn);
        self.keep_syn_text(segment);
        self.resend_syn_with_ack(now, Rule::SynSentSyn);
        if self.config.measures_crossed_syn {
            self.tcb.sent.measure_oldest_from(now);
        }
    }
}

fn decide(tcb: &Tcb, segment: &Segment) -> Disposition {
    // First: an ACK of anything but our SYN belongs to a connection that is no more.
    let has_bad_ack = segment.ack.is_some_and(|ack| !tcb.is_new_ack(ack));
    if has_bad_ack && !segment.is_rst() {
        return Disposition::Reset;
    }
    // Second: only a RST that acknowledges our SYN comes from someone who has seen it (RFC 5961 §3.2).
    if segment.is_rst() {
        return match segment.ack {
            Some(_) if !has_bad_ack => Disposition::Refused,
            _ => Disposition::Drop(RejectReason::ResetIgnored, Rule::SynSentRst),
        };
    }
    // Third, security: not modelled. Fourth and fifth.
    match (segment.is_syn(), segment.ack) {
        (true, Some(ack)) => Disposition::Answered(ack),
        (true, None) => Disposition::Crossed,
        (false, _) => Disposition::Drop(RejectReason::NotSyn, Rule::SynSentOther),
    }
}
