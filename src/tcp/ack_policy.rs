//! Which acknowledgments wait, and for how long (RFC 9293 §3.8.6.3).

use super::config::AckPace;
use super::connection::Connection;
use super::rule::Rule;
use super::tcb::OwedAck;
use super::timer::Timer;
use crate::time::{Duration, Instant};

/// What an end that adapts has learned about its peer and its own program ([`AckPace::Adaptive`]).
///
/// At first acknowledgments go at once, so that the peer can get up speed. Once the program is seen to answer soon, they
/// wait for its answers; when one has waited in vain, they go at once again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct AckPacing {
    /// How many acknowledgments are still to go at once.
    quick: u32,
    /// The program answers soon enough to carry the acknowledgments.
    ping_pong: bool,
    /// How long one may wait. Zero until the first data.
    wait: Duration,
    /// When data last came.
    received: Instant,
    /// The most data that has come in one segment.
    largest: u32,
    /// How many segments have ended a piece of data since the last acknowledgment: 2 stands for more.
    ends: u8,
}

impl AckPacing {
    pub(super) const fn new() -> Self {
        Self {
            quick: 0,
            ping_pong: false,
            wait: Duration::ZERO,
            received: Instant::ZERO,
            largest: SMALLEST_GUESS,
            ends: 0,
        }
    }

    fn on_data_received(
        &mut self,
        now: Instant,
        len: u32,
        wnd: u32,
        least: Duration,
        rto: Duration,
    ) {
        if len < self.largest {
            self.ends = (self.ends + 1).min(2);
        }
        self.largest = self.largest.max(len);
        let pause = now.since(self.received);
        self.received = now;
        let half = |span: Duration| Duration::from_micros(span.as_micros() / 2);
        if self.wait.is_zero() {
            self.hurry(wnd);
            self.wait = least;
        } else if pause <= half(least) {
            self.wait = half(self.wait) + half(least);
        } else if pause < self.wait {
            self.wait = (half(self.wait) + pause).min(rto);
        } else if pause > rto {
            self.hurry(wnd);
        }
        // The window grows with it, and the peer is to hear that soon.
        if len >= GROWTH {
            self.quick = self.quick.max(1);
        }
    }

    /// Lets the next acknowledgments go at once: as many as the window holds pairs of segments, within reason.
    fn hurry(&mut self, wnd: u32) {
        let quick = match wnd / (2 * self.largest) {
            0 => 2,
            pairs => pairs.min(MOST_QUICK),
        };
        self.quick = self.quick.max(quick);
    }

    fn on_timeout(&mut self, least: Duration, rto: Duration) {
        self.wait = if self.ping_pong {
            least
        } else {
            (self.wait * 2).min(rto)
        };
        self.ping_pong = false;
    }
}

impl Connection {
    /// Sends the acknowledgment that is owed, or lets it wait if it may.
    pub(super) fn settle_ack(&mut self, now: Instant) {
        let wait = self.ack_wait();
        match self.tcb.owed {
            OwedAck::Nothing => {}
            OwedAck::Soon(_) if !wait.is_zero() => {
                if self.timers.deadline(Timer::DelayedAck).is_none() {
                    self.arm(now, Timer::DelayedAck, wait, Rule::AckDelayed);
                }
            }
            OwedAck::Soon(rule) | OwedAck::AtOnce(rule) => self.send_ack(now, rule),
        }
    }

    /// How long an acknowledgment that is not urgent may wait.
    fn ack_wait(&self) -> Duration {
        let pace = &self.tcb.pace;
        let unacknowledged = self.tcb.last_ack.wrapping_distance_to(self.tcb.rcv.nxt);
        let (is_quick, wait) = match self.config.ack_pace {
            AckPace::Even => (
                unacknowledged >= 2 * u32::from(self.tcb.mss),
                self.config.ack_delay,
            ),
            AckPace::Adaptive => {
                let round_trip = self.tcb.rtt.srtt().unwrap_or(LONGEST_WAIT);
                let most = round_trip.max(self.config.ack_delay).min(LONGEST_WAIT);
                (
                    unacknowledged > pace.largest || (pace.quick > 0 && !pace.ping_pong),
                    pace.wait.min(most).max(TICK),
                )
            }
        };
        if is_quick { Duration::ZERO } else { wait }
    }

    pub(super) fn pace_data_received(&mut self, now: Instant, len: u32) {
        let (wnd, rto) = (self.tcb.rcv.wnd, self.rto());
        let least = self.config.ack_delay;
        self.tcb.pace.on_data_received(now, len, wnd, least, rto);
    }

    /// The peer will not send more, so its FIN may wait for ours to carry the answer.
    pub(super) fn pace_fin_received(&mut self) {
        self.tcb.pace.ping_pong = true;
    }

    /// The peer has sent something again: perhaps it misses our acknowledgments.
    pub(super) fn pace_repetition_received(&mut self) {
        let wnd = self.tcb.rcv.wnd;
        self.tcb.pace.hurry(wnd);
        self.tcb.pace.ping_pong = false;
        self.tcb.pace.wait = self.config.ack_delay;
    }

    pub(super) fn pace_data_sent(&mut self, now: Instant) {
        let pace = &mut self.tcb.pace;
        pace.ping_pong |= now.since(pace.received) < pace.wait;
    }

    pub(super) fn pace_ack_sent(&mut self) {
        let pace = &mut self.tcb.pace;
        pace.ends = 0;
        if pace.quick > 0 && self.tcb.owed != OwedAck::Nothing {
            pace.quick -= 1;
            if pace.quick == 0 {
                pace.wait = self.config.ack_delay;
            }
        }
    }

    /// The program has read all there was: an acknowledgment that still waits has nothing to wait for if the peer is at the
    /// end of a piece of data and the program does not use to answer soon.
    pub(super) fn settle_ack_after_reading(&mut self, now: Instant) {
        let pace = &self.tcb.pace;
        let is_end = pace.ends > u8::from(pace.ping_pong);
        if let OwedAck::Soon(rule) = self.tcb.owed
            && self.config.ack_pace == AckPace::Adaptive
            && self.incoming.readable() == 0
            && is_end
        {
            self.send_ack(now, rule);
        }
    }

    pub(super) fn on_delayed_ack_timeout(&mut self, now: Instant) {
        let rule = Rule::DelayedAckTimeout;
        self.expire(Timer::DelayedAck, rule);
        let (least, rto) = (self.config.ack_delay, self.rto());
        self.tcb.pace.on_timeout(least, rto);
        self.send_ack(now, rule);
    }
}

/// The largest segment of a peer that has not sent any: what every TCP may send (RFC 9293 §3.7.1).
const SMALLEST_GUESS: u32 = 536;
/// How many acknowledgments go at once, at most, before they begin to wait.
const MOST_QUICK: u32 = 16;
/// From this size on a segment makes the receiver widen its window.
const GROWTH: u32 = 128;
/// No acknowledgment waits longer than this.
const LONGEST_WAIT: Duration = Duration::from_millis(200);
/// No wait is shorter than the timers can tell: even where none is wanted, the program gets this long to answer a FIN.
const TICK: Duration = Duration::from_millis(4);
