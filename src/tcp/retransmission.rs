//! Sending again what was not acknowledged: when, how often, and when to stop (RFC 6298 §5, RFC 8985 §7, RFC 9293 §3.8.3).

use super::config::Limit;
use super::connection::Connection;
use super::event::ConnectionError;
use super::rule::Rule;
use super::segment::Segment;
use super::state::State;
use super::timer::Timer;
use crate::time::{Duration, Instant};

impl Connection {
    /// Starts the timer that repairs a loss: the probe for the end of a flight if there may be one, or the retransmission
    /// timer.
    pub(super) fn arm_repair(&mut self, now: Instant, rule: Rule) {
        if let Some(wait) = self.tail_probe_wait() {
            self.stop(Timer::Retransmission, rule);
            self.arm(now, Timer::TailLossProbe, wait, rule);
        } else {
            self.stop(Timer::TailLossProbe, rule);
            self.arm_retransmission(now, rule);
        }
    }

    pub(super) fn stop_repair(&mut self, rule: Rule) {
        self.stop(Timer::Retransmission, rule);
        self.stop(Timer::TailLossProbe, rule);
    }

    pub(super) fn arm_retransmission(&mut self, now: Instant, rule: Rule) {
        let mut wait = self.rto();
        if let (Some(limit), Some(since)) = (self.config.user_timeout, self.unanswered_since()) {
            wait = wait.min((since + limit).since(now).max(SHORTEST));
        }
        self.arm(now, Timer::Retransmission, wait, rule);
    }

    /// How long to wait before the end of a flight goes again: two round trips, and if it is a single segment the time by
    /// which the peer may delay its acknowledgment. None where the timeout proper must do: before the first measurement, in
    /// the handshake, and after one probe (RFC 8985 §7.2).
    fn tail_probe_wait(&self) -> Option<Duration> {
        let may_probe = self.config.tail_loss_probe
            && self.state.may_transmit()
            && self.tcb.sent.attempt() == 0
            && self.tcb.tail_probe.is_none();
        let srtt = self.tcb.rtt.srtt().filter(|_| may_probe)?;
        let allowance = if self.tcb.sent.oldest() == self.tcb.sent.newest() {
            self.config.rto_min
        } else {
            TAIL_SLACK
        };
        Some((srtt * 2 + allowance).min(self.rto()))
    }

    /// Sends something new, or else the last segment again: either shows what is missing. The timeout is not backed off.
    #[inline(never)]
    pub(super) fn on_tail_loss_probe(&mut self, now: Instant) {
        let rule = Rule::TailLossProbe;
        self.expire(Timer::TailLossProbe, rule);
        self.tcb.tail_probe = Some(self.tcb.snd.nxt);
        if let Some(next) = self.tcb.possible_transmission(self.full_segment()) {
            self.transmit(now, next);
            self.tcb.tail_probe = Some(self.tcb.snd.nxt);
        } else if let Some(last) = self.tcb.sent.newest() {
            self.tcb.sent.stop_measuring();
            self.retransmit(now, last, rule);
            self.arm_retransmission(now, rule);
        }
    }

    /// Takes note of an ACK that repeats SND.UNA. Each comes from a segment that has overtaken the one that is missing; so many
    /// of them, and it is not late but lost.
    #[inline(never)]
    pub(super) fn on_duplicate_ack(&mut self, now: Instant) {
        let count = self.tcb.duplicate_acks.saturating_add(1);
        self.tcb.duplicate_acks = count;
        if count == self.config.duplicate_ack_threshold {
            self.repair_early(now, Rule::FastRetransmit);
        } else if count < self.config.duplicate_ack_threshold && self.config.repairs_overtaken {
            self.suspect_oldest(now, count);
        }
    }

    /// So many segments behind the oldest have arrived. Had it kept its distance to the last of them, it would have been here
    /// first: it gets a quarter of a round trip more, and then counts as lost (RFC 8985 §6.2).
    fn suspect_oldest(&mut self, now: Instant, count: u8) {
        let sent = &self.tcb.sent;
        let (Some(oldest), Some(overtaker)) = (sent.oldest(), sent.after_oldest(count)) else {
            return;
        };
        let Some(srtt) = self.tcb.rtt.srtt().filter(|_| self.tcb.recover.is_none()) else {
            return;
        };
        let rule = Rule::Overtaken;
        let patience = Duration::from_micros(srtt.as_micros() / 4);
        // A probe overtakes all that went before it by far.
        let due = match self.tcb.tail_probe {
            Some(_) => now,
            None => oldest.since + now.since(overtaker.since) + patience,
        };
        if due <= now {
            return self.repair_early(now, rule);
        }
        self.stop(Timer::TailLossProbe, rule);
        self.tcb.is_overtaken = true;
        self.arm(
            now,
            Timer::Retransmission,
            due.since(now) + TAIL_SLACK,
            rule,
        );
    }

    /// Sends the oldest segment again before its timeout.
    fn repair_early(&mut self, now: Instant, rule: Rule) {
        self.tcb.is_overtaken = false;
        self.tcb.recover = Some(self.tcb.snd.nxt);
        self.tcb.sent.stop_measuring();
        self.retransmit_oldest(now, rule);
        self.stop(Timer::TailLossProbe, rule);
        self.arm_retransmission(now, rule);
    }

    /// Only a part of what was out when something was lost has been acknowledged: so the next segment is lost as well, and
    /// need not wait for the timer.
    pub(super) fn on_partial_ack(&mut self, now: Instant) {
        if self.tcb.recover.is_some() {
            self.tcb.sent.stop_measuring();
            self.retransmit_oldest(now, Rule::PartialAck);
        }
    }

    /// Whether `segment` repeats SND.UNA and says nothing else (RFC 5681 §2).
    pub(super) fn is_duplicate_ack(&self, segment: &Segment) -> bool {
        let moved = self.tcb.window_of(segment).abs_diff(self.tcb.snd.wnd);
        segment.ack == Some(self.tcb.snd.una)
            && segment.is_empty()
            && moved < u32::from(self.tcb.mss)
            && !self.tcb.sent.is_empty()
    }

    #[inline(never)]
    pub(super) fn on_retransmission_timeout(&mut self, now: Instant) {
        if self.tcb.sent.is_empty() {
            return;
        }
        if self.tcb.is_overtaken {
            self.expire(Timer::Retransmission, Rule::Overtaken);
            return self.repair_early(now, Rule::Overtaken);
        }
        if let Some(rule) = self.is_to_give_up(now) {
            self.expire(Timer::Retransmission, rule);
            return self.give_up(rule);
        }
        // Into a closed window, it is a question (RFC 9293 §3.8.6.1).
        let is_probe = self.tcb.snd.wnd == 0 && !self.tcb.is_syn_unacknowledged();
        let rule = if is_probe {
            Rule::WindowProbe
        } else {
            Rule::RetransmissionTimeout
        };
        self.expire(Timer::Retransmission, rule);
        self.tcb.sent.on_timeout(now);
        self.tcb.recover = Some(self.tcb.snd.nxt);
        if !self.is_linear_attempt() {
            self.tcb.rtt.back_off();
        }
        self.tcb.has_repeated_syn |= self.tcb.is_syn_unacknowledged();
        self.retransmit_oldest(now, rule);
        let is_r1 =
            rule == Rule::RetransmissionTimeout && self.tcb.sent.attempt() == self.config.r1;
        self.arm_retransmission(now, if is_r1 { Rule::R1Reached } else { rule });
    }

    fn is_linear_attempt(&self) -> bool {
        self.state == State::SynSent && self.tcb.sent.attempt() <= self.config.syn_linear_timeouts
    }

    /// The limit that holds for what is out.
    pub(super) fn give_up_limit(&self) -> Limit {
        match self.state {
            State::SynSent => self.config.r2_syn,
            _ if self.tcb.is_syn_unacknowledged() => self.config.r2_syn_ack,
            _ if self.is_orphan => self.config.r2_orphan,
            _ => self.config.r2,
        }
    }

    /// From when the limit counts.
    fn unanswered_since(&self) -> Option<Instant> {
        match self.give_up_limit() {
            Limit::TimeOf(_) => self.tcb.sent.first_attempt(),
            Limit::After(_) | Limit::Retransmissions(_) => Some(self.tcb.sent.oldest()?.since),
        }
    }

    fn is_to_give_up(&self, now: Instant) -> Option<Rule> {
        let unanswered = now.since(self.unanswered_since()?);
        if let Some(limit) = self.config.user_timeout {
            return (unanswered >= limit).then_some(Rule::UserTimeout);
        }
        let is_past = match self.give_up_limit() {
            Limit::After(span) => unanswered >= span,
            Limit::TimeOf(count) => unanswered >= self.time_of(count, self.config.rto_min),
            Limit::Retransmissions(count) if self.state == State::SynSent => {
                self.tcb.sent.attempt() >= count.saturating_add(self.config.syn_linear_timeouts)
                    || unanswered >= self.time_of(count, self.config.rto_initial)
            }
            Limit::Retransmissions(count) => self.tcb.sent.attempt() >= count,
        };
        is_past.then_some(Rule::GiveUp)
    }

    /// How long it takes to send something again `count` times, and to wait once more, if the timeout begins at `wait` and
    /// doubles each time.
    fn time_of(&self, count: u8, mut wait: Duration) -> Duration {
        let mut total = Duration::ZERO;
        for _ in 0..=count {
            total = total + wait;
            wait = (wait * 2).min(self.config.rto_max);
        }
        total
    }

    /// A caller who does not answer our SYN,ACK was perhaps never there: someone who listens goes on listening.
    fn give_up(&mut self, rule: Rule) {
        if self.state != State::SynReceived || !self.return_to_listen(rule) {
            self.fail(ConnectionError::TimedOut, rule);
        }
    }
}

/// What a probe leaves to chance when more than one segment is out.
const TAIL_SLACK: Duration = Duration::from_millis(8);
const SHORTEST: Duration = Duration::from_micros(1);
