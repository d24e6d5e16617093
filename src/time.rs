//! Virtual time in whole microseconds. Nothing below `ui` ever asks a real clock: the present is always an argument.

mod schedule;

pub use schedule::Schedule;

use core::fmt;
use core::ops::{Add, AddAssign, Mul, Sub};
use serde::{Deserialize, Serialize};

/// A point in virtual time: microseconds since the run began.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Instant(u64);

/// A span of virtual time in microseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Duration(u64);

impl Instant {
    /// The beginning of every run.
    pub const ZERO: Self = Self(0);

    /// The instant `us` microseconds after the beginning.
    pub const fn from_micros(us: u64) -> Self {
        Self(us)
    }

    /// The instant `ms` milliseconds after the beginning.
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms * 1_000)
    }

    /// Microseconds since the beginning.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// The time since `earlier`; zero if `earlier` is in fact later.
    pub const fn since(self, earlier: Self) -> Duration {
        Duration(self.0.saturating_sub(earlier.0))
    }
}

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of `us` microseconds.
    pub const fn from_micros(us: u64) -> Self {
        Self(us)
    }

    /// A span of `ms` milliseconds.
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms * 1_000)
    }

    /// A span of `s` seconds.
    pub const fn from_secs(s: u64) -> Self {
        Self(s * 1_000_000)
    }

    /// The span in microseconds.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// The span in whole milliseconds, rounded down.
    pub const fn as_millis(self) -> u64 {
        self.0 / 1_000
    }

    /// Whether the span is empty.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The span less `other`; zero if `other` is longer.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add<Duration> for Instant {
    type Output = Self;
    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, span: Duration) {
        *self = *self + span;
    }
}

impl Add for Duration {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Duration {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

impl Mul<u32> for Duration {
    type Output = Self;
    fn mul(self, factor: u32) -> Self {
        Self(self.0.saturating_mul(u64::from(factor)))
    }
}

/// Three significant figures in the unit that reads best: `850 µs`, `43.8 ms`, `3.36 s`, `240 s`. From an hour on, in
/// hours and minutes: `2 h 11 min`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, thousandths, unit) = match self.0 {
            us @ 0..1_000 => return write!(f, "{us} µs"),
            us @ 1_000..1_000_000 => (us / 1_000, us % 1_000, "ms"),
            us => (us / 1_000_000, us % 1_000_000 / 1_000, "s"),
        };
        match (whole, thousandths) {
            // There are never so many milliseconds.
            (3_600.., _) => match whole % 3_600 / 60 {
                0 => write!(f, "{} h", whole / 3_600),
                minutes => write!(f, "{} h {minutes} min", whole / 3_600),
            },
            (_, 0) | (100.., _) => write!(f, "{whole} {unit}"),
            (10.., _) if thousandths >= 100 => write!(f, "{whole}.{} {unit}", thousandths / 100),
            (10.., _) => write!(f, "{whole} {unit}"),
            (_, _) => write!(f, "{} {unit}", trimmed(whole, thousandths / 10)),
        }
    }
}

/// Seconds with two decimals, as on the screen's clock: `3.36 s`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}.{:02} s",
            self.0 / 1_000_000,
            self.0 % 1_000_000 / 10_000
        )
    }
}

fn trimmed(whole: u64, hundredths: u64) -> String {
    match (hundredths / 10, hundredths % 10) {
        (0, 0) => whole.to_string(),
        (tenths, 0) => format!("{whole}.{tenths}"),
        _ => format!("{whole}.{hundredths:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_print_in_the_unit_that_reads_best() {
        let printed = |us| Duration::from_micros(us).to_string();
        assert_eq!(printed(850), "850 µs");
        assert_eq!(printed(43_800), "43.8 ms");
        assert_eq!(printed(50_000), "50 ms");
        assert_eq!(printed(3_360_000), "3.36 s");
        assert_eq!(printed(1_500_000), "1.5 s");
        assert_eq!(printed(240_000_000), "240 s");
        assert_eq!(printed(7_200_000_000), "2 h");
        assert_eq!(printed(7_875_480_000), "2 h 11 min");
    }

    #[test]
    fn time_does_not_run_backwards() {
        assert_eq!(Instant::ZERO.since(Instant::from_millis(5)), Duration::ZERO);
    }
}
