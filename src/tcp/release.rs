//! A connection that its program has let go of.
//!
//! The user of RFC 9293 can go on receiving after CLOSE. A program that gives back its socket cannot, and the RFC has two
//! things to say about that (§3.6.1): data that nobody will read is answered with a RST, whether it waits already or is
//! still to come.

use super::connection::Connection;
use super::event::{ConnectionError, RejectReason};
use super::rule::Rule;
use super::segment::Segment;
use super::state::State;
use super::timer::Timer;
use crate::time::{Duration, Instant};

impl Connection {
    /// The program has let go: closes, unless it has closed before, and goes on without a user. Data that was not read
    /// turns the FIN into a RST.
    pub fn release(&mut self, now: Instant) {
        if self.state == State::Closed {
            return;
        }
        self.is_orphan = true;
        if self.incoming.readable() > 0 && self.state.may_be_reset() {
            self.send_reset(now, Rule::ReleaseUnread);
            return self.delete_tcb(Rule::ReleaseUnread);
        }
        if self.close(now).is_err() && self.state == State::FinWait2 {
            self.limit_fin_wait_2(now);
        }
    }

    /// Whether the program has let go of the connection, which has not ended yet.
    pub fn is_orphan(&self) -> bool {
        self.is_orphan
    }

    /// The program will not read what is still to come. The peer is told only when it sends something after we have said
    /// all that we had to say.
    #[inline(never)]
    pub fn stop_reading(&mut self) {
        self.is_read_shut = true;
    }

    /// Whether the program has said that it will not read any more.
    pub fn is_read_shut(&self) -> bool {
        self.is_read_shut
    }

    /// Whether data that comes now will not be read.
    pub(super) fn has_no_reader(&self) -> bool {
        let has_closed = matches!(self.state, State::FinWait1 | State::FinWait2);
        (self.is_orphan && self.state.may_receive()) || (self.is_read_shut && has_closed)
    }

    /// Sets how long FIN-WAIT-2 lasts once the program has let go; none: as long as the peer likes.
    pub fn set_fin_wait_2_timeout(&mut self, timeout: Option<Duration>) {
        self.config.fin_wait_2_timeout = timeout;
    }

    /// Nobody is left who could ask how long FIN-WAIT-2 has lasted already.
    pub(super) fn limit_fin_wait_2(&mut self, now: Instant) {
        if let Some(limit) = self.config.fin_wait_2_timeout
            && self.is_orphan
        {
            self.arm(now, Timer::FinWait2, limit, Rule::OrphanFinWait2);
        }
    }

    #[inline(never)]
    pub(super) fn on_fin_wait_2_timeout(&mut self) {
        self.expire(Timer::FinWait2, Rule::OrphanFinWait2);
        self.delete_tcb(Rule::OrphanFinWait2);
    }

    /// Data has come that nobody will read.
    #[inline(never)]
    pub(super) fn on_orphan_data(&mut self, segment: &Segment) {
        self.reject(RejectReason::NobodyReads, Rule::OrphanData);
        self.answer_with_reset(segment, Rule::OrphanData);
        if self.is_orphan {
            self.delete_tcb(Rule::OrphanData);
        } else {
            self.fail(ConnectionError::Reset, Rule::OrphanData);
        }
    }
}
