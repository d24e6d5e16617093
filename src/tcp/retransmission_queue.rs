//! What was sent and is not acknowledged, and the one round trip being measured (RFC 9293 §3.3.1, RFC 6298 §3–4).

use super::seq::SeqNumber;
use crate::time::{Duration, Instant};

/// A segment on its way, without its bytes: those are in the send buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sent {
    /// The first number that is not acknowledged yet.
    pub(super) seq: SeqNumber,
    /// The number after the last.
    pub(super) end: SeqNumber,
    /// When it went out for the first time, or the peer last answered without taking it.
    pub(super) since: Instant,
}

/// The retransmission queue, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct RetransmissionQueue {
    sent: Vec<Sent>,
    measured: Option<Measured>,
    attempt: u8,
    /// When the timer first expired for the oldest segment.
    first_attempt: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Measured {
    end: SeqNumber,
    sent_at: Instant,
}

impl RetransmissionQueue {
    pub(super) fn oldest(&self) -> Option<Sent> {
        self.sent.first().copied()
    }

    /// The segment that went out so many segments after the oldest.
    pub(super) fn after_oldest(&self, place: u8) -> Option<Sent> {
        self.sent.get(usize::from(place)).copied()
    }

    /// The oldest segment, and as many of those behind it as fit into `most` numbers together with it.
    pub(super) fn oldest_with_followers(&self, most: u32) -> Option<Sent> {
        let mut merged = self.oldest()?;
        for follower in self.sent.iter().skip(1) {
            if merged.seq.wrapping_distance_to(follower.end) > most {
                break;
            }
            merged.end = follower.end;
        }
        Some(merged)
    }

    pub(super) fn newest(&self) -> Option<Sent> {
        self.sent.last().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }

    /// How often in a row the timer has expired for the oldest segment.
    pub(super) fn attempt(&self) -> u8 {
        self.attempt
    }

    /// When the timer first expired for the oldest segment.
    pub(super) fn first_attempt(&self) -> Option<Instant> {
        self.first_attempt
    }

    /// Notes a segment that goes out for the first time, and measures its round trip if none is being measured.
    pub(super) fn push(&mut self, now: Instant, seq: SeqNumber, end: SeqNumber) {
        self.sent.push(Sent {
            seq,
            end,
            since: now,
        });
        self.measured.get_or_insert(Measured { end, sent_at: now });
    }

    /// Forgets what lies before `up_to`. Returns the round-trip time if this completes a measurement.
    pub(super) fn acknowledge(&mut self, now: Instant, up_to: SeqNumber) -> Option<Duration> {
        self.sent.retain(|sent| sent.end.is_after(up_to));
        if let Some(oldest) = self.sent.first_mut()
            && oldest.seq.is_before(up_to)
        {
            oldest.seq = up_to;
        }
        self.attempt = 0;
        self.first_attempt = None;
        let measured = self
            .measured
            .take_if(|measured| measured.end.is_before_or_at(up_to))?;
        Some(now.since(measured.sent_at))
    }

    /// The peer has answered without taking the oldest segment: from now on counts how long it says nothing.
    pub(super) fn on_answer(&mut self, now: Instant) {
        if let Some(oldest) = self.sent.first_mut() {
            oldest.since = now;
        }
        self.first_attempt = None;
    }

    /// Notes that the timer has expired, and the oldest segment goes out again.
    ///
    /// The measurement is given up even if it was of another segment (Karn, RFC 6298 §3): its acknowledgment cannot
    /// come before that of the lost one, so it would measure the loss.
    pub(super) fn on_timeout(&mut self, now: Instant) {
        self.stop_measuring();
        self.first_attempt.get_or_insert(now);
        self.attempt = self.attempt.saturating_add(1);
    }

    /// Measures the round trip of the oldest segment as if it went out now for the first time.
    pub(super) fn measure_oldest_from(&mut self, now: Instant) {
        self.measured = self.oldest().map(|oldest| Measured {
            end: oldest.end,
            sent_at: now,
        });
    }

    pub(super) fn stop_measuring(&mut self) {
        self.measured = None;
    }
}
