//! How long to wait for an acknowledgment (RFC 6298).

use super::config::{Config, RtoFloor};
use crate::time::Duration;

/// The round-trip time estimate and the retransmission timeout that follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RttEstimator {
    smoothed: Option<Smoothed>,
    rto: Duration,
    rto_min: Duration,
    rto_max: Duration,
    floor: RtoFloor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Smoothed {
    srtt: Duration,
    rttvar: Duration,
}

impl RttEstimator {
    /// No measurement yet (RFC 6298 §2.1).
    pub(super) fn new(config: &Config) -> Self {
        let unmeasured = Self {
            smoothed: None,
            rto: Duration::ZERO,
            rto_min: config.rto_min,
            rto_max: config.rto_max,
            floor: config.rto_floor,
        };
        Self {
            rto: unmeasured.bounded(config.rto_initial),
            ..unmeasured
        }
    }

    /// The retransmission timeout as it stands, back-off included.
    pub fn rto(&self) -> Duration {
        self.rto
    }

    /// SRTT, once there is a measurement.
    pub fn srtt(&self) -> Option<Duration> {
        self.smoothed.map(|smoothed| smoothed.srtt)
    }

    /// Takes one measurement (RFC 6298 §2.2–2.4). It also ends any back-off.
    pub(super) fn sample(&mut self, rtt: Duration) {
        let smoothed = match self.smoothed {
            None => Smoothed {
                srtt: rtt,
                rttvar: Duration::from_micros(rtt.as_micros() / 2),
            },
            Some(Smoothed { srtt, rttvar }) => Smoothed {
                // RTTVAR first: it is measured against the old SRTT.
                rttvar: weighted(rttvar, 3, difference(srtt, rtt), 4),
                srtt: weighted(srtt, 7, rtt, 8),
            },
        };
        self.smoothed = Some(smoothed);
        let least_variation = match self.floor {
            RtoFloor::Timeout => CLOCK_GRANULARITY,
            RtoFloor::Variation => self.rto_min,
        };
        self.rto = self.bounded(smoothed.srtt + (smoothed.rttvar * 4).max(least_variation));
    }

    /// Doubles the timeout after it has expired (RFC 6298 §5.5).
    pub(super) fn back_off(&mut self) {
        self.rto = self.bounded(self.rto * 2);
    }

    /// A SYN had to be repeated, so the first guess was bad: data starts with another (RFC 6298 §5.7).
    pub(super) fn fall_back(&mut self, rto: Duration) {
        if self.smoothed.is_none() {
            self.rto = self.bounded(rto);
        }
    }

    // Never zero, or the timer would expire for ever at one instant.
    fn bounded(&self, rto: Duration) -> Duration {
        rto.max(self.rto_min)
            .min(self.rto_max)
            .max(CLOCK_GRANULARITY)
    }
}

fn difference(a: Duration, b: Duration) -> Duration {
    a.saturating_sub(b).max(b.saturating_sub(a))
}

/// `old` with `weight` parts out of `parts`, and `new` with the one that is left.
fn weighted(old: Duration, weight: u64, new: Duration, parts: u64) -> Duration {
    Duration::from_micros(
        (old.as_micros()
            .saturating_mul(weight)
            .saturating_add(new.as_micros()))
            / parts,
    )
}

const CLOCK_GRANULARITY: Duration = Duration::from_micros(1);
