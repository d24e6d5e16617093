//! TIME-WAIT: nothing is left to say, but an old segment may still be on its way (RFC 9293 §3.6.1).

use super::connection::Connection;
use super::rule::Rule;
use super::segment::Segment;
use super::state::State;
use super::timer::Timer;
use crate::time::Instant;
use core::cmp::Ordering;

impl Connection {
    /// Enters TIME-WAIT: from here on only its own timer and the peer's FIN matter (RFC 9293 §3.6.1).
    pub(super) fn enter_time_wait(&mut self, now: Instant, rule: Rule) {
        // The one branch for the deviation: without TIME-WAIT the last ACK is sent and all is forgotten.
        if self.config.time_wait_msl == 0 {
            self.settle_ack(now);
            return self.delete_tcb(Rule::TimeWaitOmitted);
        }
        self.change_state(State::TimeWait, rule);
        self.stop(Timer::KeepAlive, rule);
        self.stop(Timer::FinWait2, rule);
        self.arm_time_wait(now, rule);
    }

    pub(super) fn arm_time_wait(&mut self, now: Instant, rule: Rule) {
        let duration = self.config.msl * u32::from(self.config.time_wait_msl);
        self.arm(now, Timer::TimeWait, duration, rule);
    }

    pub(super) fn on_time_wait_timeout(&mut self) {
        let rule = Rule::TimeWaitExpired;
        self.expire(Timer::TimeWait, rule);
        self.delete_tcb(rule);
    }

    /// Whether `segment` is a SYN that may begin a new connection between the same two ends before TIME-WAIT is over (RFC
    /// 9293 §3.10.7.4, fourth, MAY-2; RFC 6191): it must be certain that it is no old duplicate, by its timestamp or, where
    /// there is none, by its number.
    pub fn accepts_reincarnation(&self, now: Instant, segment: &Segment) -> bool {
        if self.state != State::TimeWait || !segment.is_syn() || segment.ack.is_some() {
            return false;
        }
        let stamps = self.tcb.timestamps.zip(segment.timestamps);
        match stamps.and_then(|(echo, stamp)| echo.order(now, stamp.value)) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Less) => false,
            _ => segment.seq.is_after(self.tcb.rcv.nxt),
        }
    }
}
