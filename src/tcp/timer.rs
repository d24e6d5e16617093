//! A connection's timers, as data: nothing here ever runs.

use crate::time::Instant;
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
