//! Asking a peer whether its window has opened (RFC 9293 §3.8.6.1).

use super::config::{Limit, WindowProbe};
use super::connection::Connection;
use super::event::{ConnectionError, Emission};
use super::rule::Rule;
use super::segment::Segment;
use super::seq::SeqNumber;
use super::tcb::Transmission;
use super::timer::Timer;
use crate::time::Instant;

/// How the asking goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Probing {
    /// How often it has been asked since the window closed.
    asked: u8,
    /// How many questions in a row were not answered.
    pub(super) unanswered: u8,
}

impl Connection {
    /// Watches over what waits: as long as nothing is out, no acknowledgment will come to say that the window has opened,
    /// and the segment that said so may be lost.
    pub(super) fn watch_window(&mut self, now: Instant) {
        let waits = self.state.may_transmit() && self.tcb.waits_for_window();
        let is_watched = self.timers.deadline(Timer::WindowProbe).is_some();
        if waits && !is_watched {
            self.arm(now, Timer::WindowProbe, self.rto(), Rule::WindowProbe);
        } else if !waits && is_watched {
            self.tcb.probing = Probing::default();
            self.stop(Timer::WindowProbe, Rule::WindowOpened);
        }
    }

    #[inline(never)]
    pub(super) fn on_window_probe_timeout(&mut self, now: Instant) {
        if self.has_asked_long_enough(now) {
            self.expire(Timer::WindowProbe, Rule::GiveUp);
            return self.fail(ConnectionError::TimedOut, Rule::GiveUp);
        }
        let rule = Rule::WindowProbe;
        self.expire(Timer::WindowProbe, rule);
        // There is room, but less than would have been worth a segment: that has waited long enough.
        if let Some(next) = self.tcb.possible_transmission(self.full_segment()) {
            return self.transmit(now, next);
        }
        match self.config.window_probe {
            // From here on the retransmission timer asks: the octet is repeated until it is acknowledged.
            WindowProbe::OneOctet => {
                let octet = self.tcb.next_octet();
                self.transmit(now, octet);
            }
            WindowProbe::Empty => {
                self.send_empty_probe(now, rule);
                let probing = &mut self.tcb.probing;
                probing.asked = probing.asked.saturating_add(1);
                probing.unanswered = probing.unanswered.saturating_add(1);
                self.pause_probing(now);
            }
        }
    }

    /// The window is still shut.
    #[inline(never)]
    pub(super) fn on_window_still_shut(&mut self, now: Instant) {
        self.tcb.sent.on_answer(now);
        if self.tcb.probing.asked > 0 {
            self.pause_probing(now);
        }
    }

    /// Waits twice as long as before the last question.
    fn pause_probing(&mut self, now: Instant) {
        let pause = self.rto() * (1 << self.tcb.probing.asked.min(MOST_DOUBLINGS));
        let pause = pause.min(self.config.rto_max);
        self.arm(now, Timer::WindowProbe, pause, Rule::WindowProbe);
    }

    /// Sends nothing, at a number that the peer has acknowledged: it cannot but say where it stands.
    pub(super) fn send_empty_probe(&mut self, now: Instant, rule: Rule) {
        let before = SeqNumber::new(self.tcb.snd.una.value().wrapping_sub(1));
        let probe: Segment = self.segment_at(now, before, None);
        self.put_on_wire(probe, Emission::Original, rule);
    }

    /// A peer that answers may keep its window shut for as long as it likes.
    fn has_asked_long_enough(&self, now: Instant) -> bool {
        let unanswered = self.tcb.probing.unanswered;
        if let Some(limit) = self.config.user_timeout {
            return unanswered > 0 && now.since(self.tcb.heard) >= limit;
        }
        match self.give_up_limit() {
            Limit::After(span) => unanswered > 0 && now.since(self.tcb.heard) >= span,
            Limit::Retransmissions(count) | Limit::TimeOf(count) => unanswered >= count,
        }
    }

    /// The window has opened. What was sent into the closed one was perhaps thrown away there, so it goes again at once.
    #[inline(never)]
    pub(super) fn on_window_opened(&mut self, now: Instant) {
        if self.tcb.sent.is_empty() {
            return;
        }
        self.tcb.sent.stop_measuring();
        self.retransmit_oldest(now, Rule::WindowOpened);
        self.arm_repair(now, Rule::RetransmissionRestarted);
    }
}

impl Transmission {
    /// Whether it takes a sequence number, that is, whether it is anything at all.
    pub(super) const fn is_something(self) -> bool {
        self.len > 0 || self.fin.is_some()
    }
}

const MOST_DOUBLINGS: u8 = 16;
