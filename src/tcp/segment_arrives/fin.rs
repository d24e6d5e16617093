//! Eighth: the FIN bit (RFC 9293 §3.10.7.4, eighth).

use super::super::connection::Connection;
use super::super::rule::Rule;
use super::super::state::State;
use super::super::tcb::OwedAck;
use super::acceptability::Text;
use crate::time::Instant;

impl Connection {
    /// A FIN counts when all data before it is here: with its own segment, or with a later one that closes the gap.
    pub(super) fn on_fin(&mut self, now: Instant, text: &Text<'_>) {
        if !self.state.may_receive() {
            return;
        }
        self.hold_fin(text);
        if !self.incoming.take_fin(self.tcb.rcv.nxt) {
            if text.has_fin {
                self.tcb.owe(OwedAck::AtOnce(Rule::FinHeld));
            }
            return;
        }
        self.tcb.rcv.nxt += 1;
        self.pace_fin_received();
        match self.state {
            State::Established => {
                self.change_state(State::CloseWait, Rule::FinEstablished);
                self.tcb.owe(OwedAck::Soon(Rule::FinEstablished));
            }
            State::FinWait1 if self.tcb.is_fin_acknowledged() => {
                self.on_last_fin(now, Rule::FinWait1FinAck);
            }
            State::FinWait1 => {
                self.change_state(State::Closing, Rule::FinWait1Fin);
                self.tcb.owe(OwedAck::AtOnce(Rule::FinWait1Fin));
            }
            _ => self.on_last_fin(now, Rule::FinWait2Fin),
        }
    }

    /// Remembers the FIN of a segment, before anything is taken from beyond it: segments count in the order of SEG.SEQ
    /// (RFC 9293 §3.10.7.4, first), not in that of arrival.
    pub(super) fn hold_fin(&mut self, text: &Text<'_>) {
        if text.has_fin {
            self.incoming.hold_fin(self.tcb.rcv.nxt, text.end());
        }
    }

    fn on_last_fin(&mut self, now: Instant, rule: Rule) {
        self.tcb.owe(OwedAck::AtOnce(rule));
        self.enter_time_wait(now, rule);
    }
}
