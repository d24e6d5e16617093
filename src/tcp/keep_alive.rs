//! Asking an idle peer whether it is still there (RFC 9293 §3.8.4).

use super::config::KeepAlive;
use super::connection::Connection;
use super::event::ConnectionError;
use super::rule::Rule;
use super::state::State;
use super::timer::Timer;
use crate::time::Instant;

impl Connection {
    /// Sets when to ask an idle peer whether it is still there; none: never.
    #[inline(never)]
    pub fn set_keep_alive(&mut self, now: Instant, keep_alive: Option<KeepAlive>) {
        self.config.keep_alive = keep_alive;
        self.tcb.keep_alive_probes = 0;
        self.stop(Timer::KeepAlive, Rule::KeepAlive);
        if !matches!(
            self.state,
            State::Closed | State::Listen | State::SynSent | State::SynReceived | State::TimeWait
        ) {
            self.watch_peer(now);
        }
    }

    /// Starts to count the silence, if that is asked for.
    pub(super) fn watch_peer(&mut self, now: Instant) {
        if let Some(KeepAlive { idle, .. }) = self.config.keep_alive {
            let due = (self.tcb.heard + idle).max(now);
            self.arm(now, Timer::KeepAlive, due.since(now), Rule::KeepAlive);
        }
    }

    /// Something from the peer has been accepted.
    pub(super) fn on_heard(&mut self, now: Instant) {
        self.tcb.heard = now;
        self.tcb.keep_alive_probes = 0;
        self.tcb.probing.unanswered = 0;
    }

    #[inline(never)]
    pub(super) fn on_keep_alive_timeout(&mut self, now: Instant) {
        let Some(KeepAlive {
            idle,
            interval,
            count,
        }) = self.config.keep_alive
        else {
            return;
        };
        let rule = Rule::KeepAlive;
        // The timer is not touched at every segment: only now does it matter when the last one came.
        if now.since(self.tcb.heard) < idle {
            return self.watch_peer(now);
        }
        // What is out or waits has a timer that asks the same.
        if self.tcb.unacknowledged() > 0 || self.tcb.queued() > 0 {
            return self.arm(now, Timer::KeepAlive, idle, rule);
        }
        if self.tcb.keep_alive_probes >= count {
            self.expire(Timer::KeepAlive, Rule::KeepAliveFailed);
            self.send_reset(now, Rule::KeepAliveFailed);
            return self.fail(ConnectionError::TimedOut, Rule::KeepAliveFailed);
        }
        self.expire(Timer::KeepAlive, rule);
        self.send_empty_probe(now, rule);
        self.tcb.keep_alive_probes += 1;
        self.arm(now, Timer::KeepAlive, interval, rule);
    }
}
