//! Variations as a few numbers each.

use crate::app_state::saved::numbers::nth;
use crate::simulation::{CloseTime, HostId, InitialNumbers, Protocol, SynCookies, Variation};
use crate::tcp::Handshake;
use crate::time::Duration;

/// The first says what it is; those that it does not need are zero.
pub(super) type Numbers = [u64; 3];

const HANDSHAKES: [Handshake; 3] = [Handshake::TwoWay, Handshake::ThreeWay, Handshake::FourWay];
const COOKIES: [SynCookies; 3] = [SynCookies::Off, SynCookies::WhenFull, SynCookies::Always];

/// The numbers of a variation. What may be missing is zero, and one more than it is if it is there.
#[inline(never)]
pub(super) fn numbers(variation: Variation) -> Numbers {
    match variation {
        Variation::Handshake(handshake) => [0, handshake as u64, 0],
        Variation::TimeWait(msls) => [1, msls.into(), 0],
        Variation::Closes(host, CloseTime::Never) => [2, host as u64, 0],
        Variation::Closes(host, CloseTime::After(wait)) => [2, host as u64, wait.as_micros() + 1],
        Variation::SynCookies(cookies) => [3, cookies as u64, 0],
        Variation::AckDelay(delay) => [4, delay.as_micros(), 0],
        Variation::InitialNumbers(InitialNumbers::Clock) => [5, 0, 0],
        Variation::InitialNumbers(InitialNumbers::Fixed(number)) => [5, u64::from(number) + 1, 0],
        Variation::Descriptors(most) => [6, most.map_or(0, |most| u64::from(most) + 1), 0],
        Variation::ReuseAddr(on) => [7, on.into(), 0],
        Variation::Protocol(protocol) => [8, protocol as u64, 0],
    }
}

/// The variation that these numbers stand for, if they do for any.
#[inline(never)]
pub(super) fn variation([what, a, b]: Numbers) -> Option<Variation> {
    Some(match what {
        0 => Variation::Handshake(*nth(&HANDSHAKES, a)?),
        1 => Variation::TimeWait(u8::try_from(a).ok()?),
        2 => {
            let wait = b.checked_sub(1).map(Duration::from_micros);
            let when = wait.map_or(CloseTime::Never, CloseTime::After);
            Variation::Closes(*nth(&HostId::ALL, a)?, when)
        }
        3 => Variation::SynCookies(*nth(&COOKIES, a)?),
        4 => Variation::AckDelay(Duration::from_micros(a)),
        5 => Variation::InitialNumbers(match a.checked_sub(1) {
            None => InitialNumbers::Clock,
            Some(number) => InitialNumbers::Fixed(u32::try_from(number).ok()?),
        }),
        6 => Variation::Descriptors(match a.checked_sub(1) {
            None => None,
            Some(most) => Some(u16::try_from(most).ok()?),
        }),
        7 => Variation::ReuseAddr(a != 0),
        8 => Variation::Protocol(*nth(&[Protocol::Tcp, Protocol::Udp], a)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variation_comes_back() {
        let second = Duration::from_secs(1);
        for varied in [
            Variation::Handshake(Handshake::FourWay),
            Variation::TimeWait(1),
            Variation::Closes(HostId::Server, CloseTime::NOW),
            Variation::Closes(HostId::Client, CloseTime::After(second)),
            Variation::Closes(HostId::Server, CloseTime::Never),
            Variation::SynCookies(SynCookies::WhenFull),
            Variation::AckDelay(second),
            Variation::InitialNumbers(InitialNumbers::Clock),
            Variation::InitialNumbers(InitialNumbers::Fixed(u32::MAX)),
            Variation::Descriptors(None),
            Variation::Descriptors(Some(0)),
            Variation::ReuseAddr(true),
        ] {
            assert_eq!(variation(numbers(varied)), Some(varied));
        }
    }

    #[test]
    fn numbers_that_stand_for_nothing_are_none() {
        for broken in [
            [0, 3, 0],
            [1, 256, 0],
            [2, 2, 0],
            [3, 3, 0],
            [5, 1 << 33, 0],
            [99, 0, 0],
        ] {
            assert_eq!(variation(broken), None, "{broken:?}");
        }
    }
}
