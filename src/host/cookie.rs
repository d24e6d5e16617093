//! SYN cookies (RFC 4987 §3.6): the answer to a SYN says all that must be remembered of it, in its own sequence number, so
//! that the listener need not remember anything. What comes back in an ACK is believed if it can only have come from
//! here.
//!
//! A cookie has no room for a window scale: such a connection has none.

use crate::host::Host;
use crate::tcp::{Control, Segment, SeqNumber, SocketPair};
use crate::time::{Duration, Instant};

/// The segment sizes that a cookie can tell apart: RFC 9293's least, and what tunnels and Ethernet leave of 1,500 bytes.
const SIZES: [u16; 4] = [536, 1_300, 1_440, 1_460];
/// How long a cookie's time is, and for how many of them it is good.
const PERIOD: Duration = Duration::from_secs(60);
const GOOD_FOR: u32 = 2;
/// The lower bits, which hide the size; the upper ones tell the time.
const LOW: u32 = 0x00FF_FFFF;

impl Host {
    /// The number with which to answer `syn`.
    pub(super) fn cookie(&self, now: Instant, pair: SocketPair, syn: &Segment) -> SeqNumber {
        let size = syn.mss.unwrap_or(SIZES[0]);
        // They ascend: as many as fit lie below the largest that fits.
        let class: u32 = SIZES[1..]
            .iter()
            .map(|least| u32::from(*least <= size))
            .sum();
        let count = count(now);
        let hidden = self.scatter(period_salt(count), pair).wrapping_add(class) & LOW;
        let base = self.scatter(1, pair).wrapping_add(syn.seq.value());
        SeqNumber::new(base.wrapping_add(count << 24).wrapping_add(hidden))
    }

    /// The SYN to which the cookie in `segment` was the answer; none if it is no cookie of ours, or too old.
    pub(super) fn syn_of_cookie(
        &self,
        now: Instant,
        pair: SocketPair,
        segment: &Segment,
    ) -> Option<Segment> {
        let cookie = segment.ack?.value().wrapping_sub(1);
        let irs = segment.seq.value().wrapping_sub(1);
        let base = self.scatter(1, pair).wrapping_add(irs);
        let said = cookie.wrapping_sub(base);
        let age = count(now).wrapping_sub(said >> 24) & 0xFF;
        if age >= GOOD_FOR {
            return None;
        }
        let made = count(now).wrapping_sub(age);
        let class = said.wrapping_sub(self.scatter(period_salt(made), pair)) & LOW;
        let mss = *SIZES.get(class as usize)?;
        let mut syn = segment.clone();
        syn.seq = SeqNumber::new(irs);
        syn.ack = None;
        syn.control = Some(Control::Syn);
        syn.push = false;
        syn.mss = Some(mss);
        syn.window_scale = None;
        syn.payload.clear();
        Some(syn)
    }
}

/// The period in which `now` lies; it wraps around.
fn count(now: Instant) -> u32 {
    let periods = now.since(Instant::ZERO).as_micros() / PERIOD.as_micros();
    (periods & 0xFFFF_FFFF) as u32
}

/// Each period has a secret of its own.
fn period_salt(count: u32) -> u64 {
    u64::from(count) + 2
}
