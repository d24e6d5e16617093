//! What is due when.

use crate::time::Instant;
use std::collections::VecDeque;

/// Keys in the order in which they are due, and of those due at one instant in their own order.
///
/// Most of what is scheduled is due after all the rest, and most of what is taken is due first: at both ends this is
/// cheap, however much lies between them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule<K> {
    due: VecDeque<(Instant, K)>,
}

impl<K: Copy + Ord> Schedule<K> {
    /// Nothing is due.
    pub const fn new() -> Self {
        Self {
            due: VecDeque::new(),
        }
    }

    /// What is due first, and when.
    pub fn first(&self) -> Option<(Instant, K)> {
        self.due.front().copied()
    }

    /// Adds `key`, due at `at`.
    pub fn insert(&mut self, at: Instant, key: K) {
        let place = self.place(at, key);
        self.due.insert(place, (at, key));
    }

    /// Takes `key` away again, which was to be due at `at`.
    pub fn remove(&mut self, at: Instant, key: K) {
        let place = self.place(at, key);
        if self.due.get(place) == Some(&(at, key)) {
            self.due.remove(place);
        }
    }

    fn place(&self, at: Instant, key: K) -> usize {
        if self.due.back().is_some_and(|last| *last < (at, key)) {
            return self.due.len();
        }
        self.due.partition_point(|entry| *entry < (at, key))
    }
}

impl<K: Copy + Ord> Default for Schedule<K> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_comes_first_whatever_the_order_of_entry() {
        let mut schedule = Schedule::new();
        for (ms, key) in [(30, 1), (10, 2), (20, 3), (10, 1), (40, 9)] {
            schedule.insert(Instant::from_millis(ms), key);
        }
        schedule.remove(Instant::from_millis(20), 3);
        schedule.remove(Instant::from_millis(40), 3);
        let mut order = Vec::new();
        while let Some((at, key)) = schedule.first() {
            schedule.remove(at, key);
            order.push((at.as_micros() / 1_000, key));
        }
        assert_eq!(order, [(10, 1), (10, 2), (30, 1), (40, 9)]);
    }
}
