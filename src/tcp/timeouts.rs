//! The timeouts (RFC 9293 §3.10.8).

use super::connection::Connection;
use super::timer::Timer;
use crate::time::Instant;

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
                Timer::DelayedAck => self.on_delayed_ack_timeout(now),
                Timer::TimeWait => self.on_time_wait_timeout(),
                Timer::TailLossProbe => self.on_tail_loss_probe(now),
                Timer::WindowProbe => self.on_window_probe_timeout(now),
                Timer::KeepAlive => self.on_keep_alive_timeout(now),
                Timer::FinWait2 => self.on_fin_wait_2_timeout(),
            }
        }
    }
}
