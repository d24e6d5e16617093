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
        let next = self.tcb.possible_transmission()?;
        (!self.holds_back(next)).then_some(next)
    }

    fn holds_back(&self, next: Transmission) -> bool {
        let full = u32::from(self.tcb.mss);
        // Half the largest window is a full segment for a peer with a small buffer.
        let enough = full.min((self.tcb.snd.max_wnd / 2).max(1));
        if next.len >= full || next.fin.is_some() {
            return false;
        }
        let is_cut = next.len < self.tcb.queued();
        if is_cut && self.config.avoids_silly_windows && next.len < enough {
            return true;
        }
        let awaited = match self.config.nagle_waits {
            NagleWaits::ForAll => self.tcb.unacknowledged() > 0,
            NagleWaits::ForSmall => self.tcb.small_end.is_after(self.tcb.snd.una),
        };
        !is_cut && (self.is_corked || (self.config.nagle && awaited))
    }
}
