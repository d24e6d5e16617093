//! A connection's timers, as data: nothing here ever runs.

use crate::time::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// The timers a connection may have running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Timer {
    /// Something sent is not acknowledged yet (RFC 6298 §5).
    Retransmission,
    /// An acknowledgment waits for something to ride on (RFC 9293 §3.8.6.3).
    DelayedAck,
    /// 2 MSL in TIME-WAIT (RFC 9293 §3.6.1).
    TimeWait,
    /// The end of a flight is not acknowledged yet: runs in place of the retransmission timer (RFC 8985 §7).
    TailLossProbe,
    /// Something waits for the peer's window to open, and nothing is out whose acknowledgment would tell (RFC 9293 §3.8.6.1).
    WindowProbe,
    /// Nothing has come from the peer for a while (RFC 9293 §3.8.4).
    KeepAlive,
    /// Nobody holds the connection, and the peer does not close.
    FinWait2,
}

impl Timer {
    /// All timers.
    pub const ALL: &'static [Self] = &[
        Self::Retransmission,
        Self::DelayedAck,
        Self::TimeWait,
        Self::TailLossProbe,
        Self::WindowProbe,
        Self::KeepAlive,
        Self::FinWait2,
    ];
}

/// When each running timer expires.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TimerTable {
    deadlines: [Option<Instant>; Timer::ALL.len()],
}

impl TimerTable {
    /// Starts or restarts `timer`.
    pub fn set(&mut self, timer: Timer, deadline: Instant) {
        self.deadlines[timer as usize] = Some(deadline);
    }

    /// Stops `timer`; says whether it was running.
    pub fn stop(&mut self, timer: Timer) -> bool {
        self.deadlines[timer as usize].take().is_some()
    }

    /// When `timer` expires, if it is running.
    pub fn deadline(&self, timer: Timer) -> Option<Instant> {
        self.deadlines[timer as usize]
    }

    /// The earliest deadline of all.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.deadlines.iter().flatten().min().copied()
    }

    /// The running timer that expires first, if its time has come. Of two at the same instant, the first in `Timer::ALL`.
    pub fn first_expired(&self, now: Instant) -> Option<Timer> {
        let due = |timer: Timer| self.deadline(timer).filter(|deadline| *deadline <= now);
        Timer::ALL
            .iter()
            .copied()
            .filter(|timer| due(*timer).is_some())
            .min_by_key(|timer| due(*timer))
    }
}

/// When a timer goes off that is to wait that long, on a clock with this tick; none, and it goes off to the moment.
///
/// The clock of Linux looks at timers that wait long every 8 ticks only, and each goes off at the end of the tick, or of the
/// 8, in which it is due. (Those that wait for seconds may be later still; that depends on when the machine was started.)
pub(super) fn due(now: Instant, wait: Duration, tick: Duration) -> Instant {
    if tick.is_zero() {
        return now + wait;
    }
    let tick = tick.as_micros();
    let ticks = wait.as_micros().div_ceil(tick);
    let step = if ticks < LONG { 1 } else { 8 };
    let due = (now.as_micros() / tick + ticks) / step + 1;
    Instant::from_micros(due.saturating_mul(step).saturating_mul(tick))
}

/// From so many ticks on a timer waits long.
const LONG: u64 = 63;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_a_timer_waits_on_a_clock_with_ticks_the_later_it_may_be() {
        let tick = Duration::from_millis(4);
        for (now, wait, expected) in [
            (0, 0, 4),
            (1, 1, 8),
            (3, 40, 44),
            (100, 240, 344),
            (100, 1_000, 1_120),
            (1_120, 1_000, 2_144),
            (100, 4_000, 4_128),
        ] {
            let due = due(Instant::from_millis(now), Duration::from_millis(wait), tick);
            assert_eq!(
                due,
                Instant::from_millis(expected),
                "{wait} ms from {now} on"
            );
        }
    }

    #[test]
    fn without_ticks_a_timer_goes_off_to_the_moment() {
        let now = Instant::from_micros(17);
        let wait = Duration::from_micros(1);
        assert_eq!(due(now, wait, Duration::ZERO), now + wait);
    }
}
