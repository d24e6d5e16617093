//! All other states: the numbered steps, in their order (RFC 9293 §3.10.7.4).

use super::super::config::{Handshake, RepeatedSyn};
use super::super::connection::Connection;
use super::super::event::RejectReason;
use super::super::rule::Rule;
use super::super::segment::Segment;
use super::super::state::State;
use super::acceptability::{self, Text};
use crate::time::Instant;
use core::ops::ControlFlow;

impl Connection {
    pub(super) fn on_segment_synchronized(&mut self, now: Instant, segment: &Segment) {
        if !self.is_simultaneous_syn_ack(segment) {
            if self.is_repeated_syn(segment) {
                return self.on_repeated_syn(now);
            }
            // First, the timestamp (RFC 7323 §5.3) and the sequence number.
            if self.is_from_the_past(now, segment) {
                return self.on_old_timestamp(now, segment);
            }
            if let Err(reason) = acceptability::check(&self.tcb.rcv, segment) {
                return self.on_unacceptable(now, segment, reason);
            }
            // Second, RST.
            if segment.is_rst() {
                return self.on_reset(now, segment);
            }
            // Third, security: not modelled. Fourth, SYN.
            if segment.is_syn() {
                return self.on_syn_in_window(now);
            }
        }
        self.note_timestamp(now, segment);
        // Fifth, ACK.
        let text = Text::of(&self.tcb.rcv, segment);
        if self.on_ack(now, segment, &text).is_break() {
            return;
        }
        // Sixth, URG: not modelled. Seventh, the text; of it, what came with the SYN is here by now.
        let text = Text::of(&self.tcb.rcv, segment);
        if self.has_no_reader() && !text.payload.is_empty() {
            return self.on_orphan_data(segment);
        }
        self.on_text(now, &text);
        // Eighth, FIN.
        self.on_fin(now, &text);
        self.output(now);
    }

    /// Whether this is the SYN,ACK of a peer that called us while we called it.
    ///
    /// It begins at IRS, which the crossed SYN has used up, so read to the letter the first step would turn it away; RFC
    /// 9293 §3.5, Figure 7 shows it opening the connection. Its SYN is known and its ACK is what counts: go on at the fifth.
    fn is_simultaneous_syn_ack(&self, segment: &Segment) -> bool {
        self.state == State::SynReceived
            && self.passive.is_none()
            && segment.is_syn()
            && segment.seq == self.tcb.rcv.irs
            && segment.ack.is_some()
    }

    /// Says where we are, so that a peer that has lost its way finds back; a RST gets no answer.
    #[inline(never)]
    fn on_unacceptable(&mut self, now: Instant, segment: &Segment, reason: RejectReason) {
        self.reject(reason, Rule::Unacceptable);
        if segment.is_rst() {
            return;
        }
        if self.is_repeated_fin_in_time_wait(segment) {
            self.send_ack(now, Rule::TimeWaitFin);
            return self.arm_time_wait(now, Rule::TimeWaitFin);
        }
        // While our window is zero the peer's data has no room, but a valid ACK must still count (§3.10.7.4, first).
        if reason == RejectReason::ZeroWindow
            && segment.seq == self.tcb.rcv.nxt
            && !segment.is_syn()
            && segment.ack.is_some_and(|ack| self.is_valid_ack(ack))
        {
            let nothing = Text::none(&self.tcb.rcv);
            if self.on_ack(now, segment, &nothing) == ControlFlow::Break(()) {
                return;
            }
        }
        if segment.seq.is_before(self.tcb.rcv.nxt) && !segment.is_empty() {
            self.pace_repetition_received();
        }
        self.answer_unacceptable(now, segment, Rule::Unacceptable);
        self.output(now);
    }

    /// It was sent before something that has come already, so it is an old duplicate whatever its number.
    #[inline(never)]
    fn on_old_timestamp(&mut self, now: Instant, segment: &Segment) {
        self.reject(RejectReason::OldTimestamp, Rule::OldTimestamp);
        if self.is_repeated_fin_in_time_wait(segment) {
            self.arm_time_wait(now, Rule::TimeWaitFin);
        }
        self.answer_unacceptable(now, segment, Rule::OldTimestamp);
    }

    /// Whether this is the SYN that began the handshake, once more, and we have an answer ready for it.
    fn is_repeated_syn(&self, segment: &Segment) -> bool {
        let answers = match self.config.handshake {
            Handshake::TwoWay => self.passive.is_some(),
            Handshake::ThreeWay | Handshake::FourWay => {
                self.config.repeated_syn == RepeatedSyn::Answered
                    && self.state == State::SynReceived
            }
        };
        answers && segment.is_syn() && segment.seq == self.tcb.rcv.irs && segment.ack.is_none()
    }

    /// Our answer is late or lost: the peer gets it again, and all the time it needs.
    #[inline(never)]
    fn on_repeated_syn(&mut self, now: Instant) {
        if self.may_challenge(now) {
            let rule = Rule::SynReceivedRepeatedSyn;
            self.resend_syn_with_ack(now, rule);
            if self.tcb.is_syn_unacknowledged() {
                self.arm_retransmission(now, rule);
            }
        }
    }

    /// The only thing that should still come in TIME-WAIT is the peer's FIN, because our last ACK was lost. It lies before
    /// RCV.NXT, so the first step would answer it without ever coming to the eighth, which restarts the 2 MSL.
    fn is_repeated_fin_in_time_wait(&self, segment: &Segment) -> bool {
        self.state == State::TimeWait
            && segment.is_fin()
            && segment.seq + segment.len() == self.tcb.rcv.nxt
    }

    /// Fourth (RFC 5961 §4): a peer that really restarted answers the challenge with a RST that fits.
    #[inline(never)]
    fn on_syn_in_window(&mut self, now: Instant) {
        if self.state == State::SynReceived && self.return_to_listen(Rule::SynReceivedSyn) {
            return;
        }
        self.reject(RejectReason::SynInWindow, Rule::SynInWindow);
        self.challenge(now, Rule::SynInWindow);
    }
}
