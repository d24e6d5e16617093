//! The timestamps option: it dates every segment, so that an old one is known as old and every answer measures a round
//! trip (RFC 7323 §3–5).

use super::connection::Connection;
use super::segment::{Segment, SocketPair, Timestamps};
use crate::time::{Duration, Instant};
use core::cmp::Ordering;

/// What is kept once both SYNs have carried the option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TimestampEcho {
    /// TS.Recent: the value to echo.
    pub(super) recent: u32,
    /// When it came.
    since: Instant,
}

impl TimestampEcho {
    pub(super) const fn new(now: Instant, recent: u32) -> Self {
        Self { recent, since: now }
    }

    /// How `value` lies on the sender's clock, seen from the value to echo. None after so long a silence that the clock may
    /// have gone halfway round (RFC 7323 §5.5).
    pub(super) fn order(&self, now: Instant, value: u32) -> Option<Ordering> {
        (now.since(self.since) < OUTDATED).then(|| match value.wrapping_sub(self.recent) {
            0 => Ordering::Equal,
            ahead if ahead < HALF_OF_THE_CLOCK => Ordering::Greater,
            _ => Ordering::Less,
        })
    }
}

impl Connection {
    /// Whether every segment of the connection is dated: both SYNs have offered it.
    pub fn has_timestamps(&self) -> bool {
        self.tcb.timestamps.is_some()
    }

    /// The option of a segment that goes out now, if it has one.
    pub(super) fn timestamps_now(&self, now: Instant) -> Option<Timestamps> {
        let echo = match self.tcb.timestamps {
            Some(echo) => echo.recent,
            None if self.is_offering_options() && self.config.timestamps => 0,
            None => return None,
        };
        let value = clock(&self.pair, now);
        Some(Timestamps { value, echo })
    }

    /// Whether `segment` was sent before one that has come already: "protection against wrapped sequences". A RST is
    /// believed all the same (RFC 7323 §5.2).
    pub(super) fn is_from_the_past(&self, now: Instant, segment: &Segment) -> bool {
        let Some((echo, stamp)) = self.tcb.timestamps.zip(segment.timestamps) else {
            return false;
        };
        !segment.is_rst() && echo.order(now, stamp.value) == Some(Ordering::Less)
    }

    /// Takes the value to echo from a segment in the window, if the segment is not ahead of one that is missing (RFC 7323
    /// §4.3): the sender wants to measure how long the ACK took, the wait for a missing segment included.
    pub(super) fn note_timestamp(&mut self, now: Instant, segment: &Segment) {
        let is_next = segment.seq.is_before_or_at(self.tcb.last_ack);
        if let (Some(echo), Some(stamp)) = (&mut self.tcb.timestamps, segment.timestamps)
            && is_next
        {
            *echo = TimestampEcho::new(now, stamp.value);
        }
    }

    /// The round trip that the echo in `segment` measures. It is that of the very copy that was answered, so it counts for
    /// what was sent twice as well (RFC 7323 §4.1).
    pub(super) fn echoed_round_trip(&self, now: Instant, segment: &Segment) -> Option<Duration> {
        self.tcb.timestamps?;
        let echo = segment.timestamps?.echo;
        let ms = clock(&self.pair, now).wrapping_sub(echo);
        (echo != 0 && ms < HALF_OF_THE_CLOCK).then(|| Duration::from_millis(u64::from(ms)))
    }
}

/// Milliseconds, from a beginning that depends on the two hosts: a new connection between the same two goes on where the
/// last one stopped, which lets its SYN show that it is new.
fn clock(pair: &SocketPair, now: Instant) -> u32 {
    let ms = (now.as_micros() / 1_000) & u64::from(u32::MAX);
    let hosts = u32::from(*pair.local.ip())
        .rotate_left(16)
        .wrapping_add(u32::from(*pair.remote.ip()));
    u32::try_from(ms)
        .unwrap_or(0)
        .wrapping_add(hosts.wrapping_mul(SPREAD))
}

const HALF_OF_THE_CLOCK: u32 = 1 << 31;
/// A clock of milliseconds goes halfway round in 24.8 days.
const OUTDATED: Duration = Duration::from_secs(24 * 24 * 3_600);
/// Any large odd number spreads neighbouring addresses over the clock.
const SPREAD: u32 = 2_654_435_769;
/// The bytes that the option takes in every segment, padding included.
pub(super) const OPTION_LEN: u16 = 12;
