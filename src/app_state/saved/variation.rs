//! Variations as a few numbers each.

use crate::app_state::saved::numbers::{CLOSE_TIMES, nth};
use crate::simulation::{HostId, SynCookies, Variation};

/// How many numbers a variation is.
pub(super) const LENGTH: usize = 3;

const COOKIES: [SynCookies; 3] = [SynCookies::Off, SynCookies::WhenFull, SynCookies::Always];

/// The numbers of a variation; none for one that the page has no button for.
#[expect(clippy::unnecessary_wraps, reason = "x")]
pub(super) fn numbers(variation: Variation) -> Option<[u64; LENGTH]> {
    Some(match variation {
        Variation::TimeWait(msls) => [0, msls.into(), 0],
        Variation::Closes(host, when) => [1, host as u64, when as u64],
        Variation::SynCookies(cookies) => [2, cookies as u64, 0],
    })
}

/// The variation that these numbers stand for, if they do for any.
pub(super) fn variation([what, a, b]: [u64; LENGTH]) -> Option<Variation> {
    Some(match what {
        0 => Variation::TimeWait(u8::try_from(a).ok()?),
        1 => Variation::Closes(*nth(&HostId::ALL, a)?, *nth(&CLOSE_TIMES, b)?),
        2 => Variation::SynCookies(*nth(&COOKIES, a)?),
        _ => return None,
    })
}
