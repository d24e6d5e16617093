//! Sequence numbers: 32 bits that wrap around (RFC 9293 §3.4).

use core::fmt;
use core::ops::{Add, AddAssign};
use serde::{Deserialize, Serialize};

/// A sequence number, modulo 2³².
///
/// There is no `Ord`: "before" only means something for two numbers less than 2³¹ apart, and is not transitive.
/// Two numbers exactly 2³¹ apart are neither before nor after one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SeqNumber(u32);

impl SeqNumber {
    /// The sequence number `value`.
    pub const fn new(value: u32) -> Self {
        Self(value)
    }

    /// The number as it stands in the header.
    pub const fn value(self) -> u32 {
        self.0
    }

    /// How many steps forward lead from `self` to `later`; going back one step is 2³² − 1 steps forward.
    pub const fn wrapping_distance_to(self, later: Self) -> u32 {
        later.0.wrapping_sub(self.0)
    }

    /// Whether `self` comes before `other` (`self < other` in the RFC's notation).
    pub const fn is_before(self, other: Self) -> bool {
        let distance = self.wrapping_distance_to(other);
        0 < distance && distance < HALF_OF_THE_SPACE
    }

    /// Whether `self` comes after `other` (`self > other`).
    pub const fn is_after(self, other: Self) -> bool {
        other.is_before(self)
    }

    /// Whether `self` is `other` or comes before it (`self =< other`).
    pub const fn is_before_or_at(self, other: Self) -> bool {
        self.0 == other.0 || self.is_before(other)
    }

    /// Whether `self` is `other` or comes after it (`self >= other`).
    pub const fn is_after_or_at(self, other: Self) -> bool {
        other.is_before_or_at(self)
    }

    /// Whether `self` is one of the `size` numbers that begin at `start`; nothing is in an empty window.
    pub const fn is_in_window(self, start: Self, size: u32) -> bool {
        start.wrapping_distance_to(self) < size
    }
}

impl Add<u32> for SeqNumber {
    type Output = Self;
    fn add(self, steps: u32) -> Self {
        Self(self.0.wrapping_add(steps))
    }
}

impl AddAssign<u32> for SeqNumber {
    fn add_assign(&mut self, steps: u32) {
        *self = *self + steps;
    }
}

impl fmt::Display for SeqNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

const HALF_OF_THE_SPACE: u32 = 1 << 31;
