//! When the sender waits although the window has room (RFC 9293 §3.7.4, §3.8.6.2.1).

use super::config::NagleWaits;
use super::connection::Connection;
use super::tcb::Transmission;
use crate::time::Instant;

impl Connection {
    /// Nagle's algorithm on or off: whether small segments wait while others are not acknowledged.
    pub fn set_nagle(&mut self, now: Instant, nagle: bool) {
        self.config.nagle = nagle;
        self.output(now);
    }

    /// Puts the cork in or takes it out: while it is in, only full segments go out. Closing takes it out as well.
    pub fn set_cork(&mut self, now: Instant, cork: bool) {
        self.is_corked = cork;
        self.output(now);
    }

    /// What to send now, if anything.
    pub(super) fn next_transmission(&self) -> Option<Transmission> {
        let next = self.tcb.possible_transmission(self.full_segment())?;
        (!self.holds_back(next)).then_some(next)
    }

    /// The most bytes that go in one segment.
    pub(super) fn full_segment(&self) -> u32 {
        let mss = u32::from(self.tcb.mss);
        match self.tcb.snd.max_wnd {
            wnd if wnd > SMALL_WINDOW && self.config.avoids_silly_windows => mss.min(wnd / 2),
            _ => mss,
        }
    }

    fn holds_back(&self, next: Transmission) -> bool {
        if self.config.pauses_after_timeout && self.tcb.sent.attempt() > 0 {
            return true;
        }
        if next.len >= self.full_segment() || next.fin.is_some() {
            return false;
        }
        let is_cut = next.len < self.tcb.queued();
        if is_cut {
            return self.config.avoids_silly_windows;
        }
        let awaited = match self.config.nagle_waits {
            NagleWaits::ForAll => self.tcb.unacknowledged() > 0,
            NagleWaits::ForSmall => self.tcb.small_end.is_after(self.tcb.snd.una),
        };
        self.is_corked || (self.config.nagle && awaited)
    }
}

/// A window so small is not halved: the segments would become silly themselves.
const SMALL_WINDOW: u32 = 536;
