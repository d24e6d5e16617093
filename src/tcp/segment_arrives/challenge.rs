//! Answers to segments that are not acceptable: they say where this end stands, so that a peer that has lost its way finds
//! back, and they are rationed, so that two such ends do not answer each other for ever (RFC 5961 §7).

use super::super::connection::Connection;
use super::super::rule::Rule;
use super::super::segment::Segment;
use crate::time::Instant;

impl Connection {
    /// Answers `segment`, which is not acceptable. One that brings data is always answered: it is no mere answer itself.
    pub(super) fn answer_unacceptable(&mut self, now: Instant, segment: &Segment, rule: Rule) {
        if segment.is_empty() || segment.is_syn() {
            self.challenge(now, rule);
        } else {
            self.send_ack(now, rule);
        }
    }

    /// Sends a challenge ACK, unless the last one has only just gone.
    pub(super) fn challenge(&mut self, now: Instant, rule: Rule) {
        if self.may_challenge(now) {
            self.send_ack(now, rule);
        }
    }

    /// Whether the last challenge is long enough ago; if so, the next one counts from now.
    pub(super) fn may_challenge(&mut self, now: Instant) -> bool {
        let interval = self.config.challenge_interval;
        let is_early = |last: Instant| now.since(last) < interval;
        if self.tcb.challenged.is_some_and(is_early) {
            return false;
        }
        self.tcb.challenged = Some(now);
        true
    }
}
