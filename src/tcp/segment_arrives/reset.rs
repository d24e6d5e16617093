//! Reset generation and processing (RFC 9293 §3.5.2–3, §3.10.7.4 second).

use super::super::connection::Connection;
use super::super::event::{ConnectionError, Emission, RejectReason, TcpEvent};
use super::super::rule::Rule;
use super::super::segment::{Control, Segment};
use super::super::seq::SeqNumber;
use super::super::state::State;
use crate::time::Instant;

/// The RST that answers `segment` where there is no connection for it (RFC 9293 §3.10.7.1). None answers a RST.
pub fn reset_for(segment: &Segment) -> Option<Segment> {
    // It must be believed at the other end: it stands where that end expects us, or acknowledges what that end sent.
    let (seq, ack) = match segment.ack {
        Some(ack) => (ack, None),
        None => (SeqNumber::new(0), Some(segment.seq + segment.len())),
    };
    (!segment.is_rst()).then(|| Segment {
        source: segment.destination,
        destination: segment.source,
        seq,
        ack,
        control: Some(Control::Rst),
        push: false,
        wnd: 0,
        mss: None,
        window_scale: None,
        timestamps: None,
        payload: Vec::new(),
    })
}

impl Connection {
    #[inline(never)]
    pub(in super::super) fn answer_with_reset(&mut self, segment: &Segment, rule: Rule) {
        if let Some(reset) = reset_for(segment) {
            self.emit(TcpEvent::SegmentEmitted {
                segment: reset,
                emission: Emission::Original,
                rule,
            });
        }
    }

    /// Second: a RST in the window (RFC 5961 §3).
    #[inline(never)]
    pub(super) fn on_reset(&mut self, now: Instant, segment: &Segment) {
        // A blind attacker can hit the window, hardly its first number. A peer that means it will, once challenged.
        if segment.seq != self.tcb.rcv.nxt {
            self.reject(RejectReason::ResetNotExact, Rule::ResetNotExact);
            if self.state != State::TimeWait || self.config.time_wait_challenges {
                self.challenge(now, Rule::ResetNotExact);
            }
            return;
        }
        if self.state == State::TimeWait && self.config.time_wait_ignores_reset {
            return self.reject(RejectReason::ResetIgnored, Rule::TimeWaitRst);
        }
        match self.state {
            State::SynReceived => {
                if !self.return_to_listen(Rule::ResetToListen) {
                    self.fail(ConnectionError::Refused, Rule::ResetRefused);
                }
            }
            // Both have closed: nothing is left that the user could still lose.
            State::Closing | State::LastAck | State::TimeWait => {
                self.delete_tcb(Rule::ResetReceived);
            }
            _ => self.fail(ConnectionError::Reset, Rule::ResetReceived),
        }
    }
}
