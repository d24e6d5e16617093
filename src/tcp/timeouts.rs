//! The timeouts (RFC 9293 §3.10.8, RFC 6298 §5).

use super::connection::Connection;
use super::event::{ConnectionError, TcpEvent};
use super::rule::Rule;
use super::state::State;
use super::timer::Timer;
use crate::time::{Duration, Instant};

impl Connection {
    /// When `on_timeout` is due next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next_deadline()
    }

    /// Fires every timer whose time has come, the earliest first.
    pub fn on_timeout(&mut self, now: Instant) {
        // Each timer at most once per call, or one with no length (an MSL of zero, say) could keep us here.
        for _ in Timer::ALL {
            let Some(timer) = self.timers.first_expired(now) else {
                return;
            };
            self.timers.stop(timer);
            match timer {
                Timer::Retransmission => self.on_retransmission_timeout(now),
                Timer::DelayedAck => self.on_delayed_ack_timeout(),
                Timer::TimeWait => self.on_time_wait_timeout(),
            }
        }
    }

    fn on_retransmission_timeout(&mut self, now: Instant) {
        let Some(oldest) = self.tcb.sent.oldest() else {
            return;
        };
        if now.since(oldest.since) >= self.give_up_after() {
            self.emit(TcpEvent::TimerExpired {
                timer: Timer::Retransmission,
                rule: Rule::GiveUp,
            });
            return self.give_up();
        }
        let rule = Rule::RetransmissionTimeout;
        self.emit(TcpEvent::TimerExpired {
            timer: Timer::Retransmission,
            rule,
        });
        self.tcb.rtt.back_off();
        self.tcb.sent.on_retransmission();
        self.tcb.has_repeated_syn |= self.tcb.is_syn_unacknowledged();
        self.retransmit_oldest(rule);
        self.arm(Timer::Retransmission, now + self.rto(), rule);
    }

    fn give_up_after(&self) -> Duration {
        if self.tcb.is_syn_unacknowledged() {
            self.config.r2_syn
        } else {
            self.config.r2
        }
    }

    /// A caller who does not answer our SYN,ACK was perhaps never there: someone who listens goes on listening.
    fn give_up(&mut self) {
        if self.state != State::SynReceived || !self.return_to_listen(Rule::GiveUp) {
            self.fail(ConnectionError::TimedOut, Rule::GiveUp);
        }
    }

    fn on_delayed_ack_timeout(&mut self) {
        let rule = Rule::DelayedAckTimeout;
        self.emit(TcpEvent::TimerExpired {
            timer: Timer::DelayedAck,
            rule,
        });
        self.send_ack(rule);
    }

    fn on_time_wait_timeout(&mut self) {
        let rule = Rule::TimeWaitExpired;
        self.emit(TcpEvent::TimerExpired {
            timer: Timer::TimeWait,
            rule,
        });
        self.delete_tcb(rule);
    }
}
