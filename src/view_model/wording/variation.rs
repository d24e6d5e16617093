//! What is had otherwise, in words.

use crate::i18n::{Lang, Text};
use crate::simulation::{CloseTime, InitialNumbers, Protocol, SynCookies, Variation};
use crate::tcp::Handshake;
use crate::timeline::{Comparison, Turn};
use crate::view_model::wording::deed;
use crate::view_model::wording::phrase::say;

/// A variation as a name: `two-way handshake`, `TIME-WAIT 0 MSL`.
pub fn variation(lang: Lang, variation: Variation) -> String {
    let name = |text| say(lang, text);
    let phrase = match variation {
        Variation::Handshake(handshake) => name(match handshake {
            Handshake::TwoWay => Text::PanelLanesTwoWay,
            Handshake::ThreeWay => Text::PanelLanesThreeWay,
            Handshake::FourWay => Text::PanelLanesFourWay,
        }),
        Variation::TimeWait(msls) => name(Text::PanelLanesTimeWait).slot("n", msls),
        Variation::Closes(host, CloseTime::NOW) => name(Text::PanelLanesCloseNow).host(host),
        Variation::Closes(host, CloseTime::After(span)) => name(Text::PanelLanesCloseLate)
            .host(host)
            .slot("span", span),
        Variation::Closes(host, CloseTime::Never) => name(Text::PanelLanesCloseNever).host(host),
        Variation::SynCookies(cookies) => name(match cookies {
            SynCookies::Off => Text::PanelLanesCookiesOff,
            SynCookies::WhenFull => Text::PanelLanesCookiesWhenFull,
            SynCookies::Always => Text::PanelLanesCookiesOn,
        }),
        Variation::AckDelay(delay) => name(Text::PanelLanesAckDelay).slot("span", delay),
        Variation::InitialNumbers(InitialNumbers::Clock) => name(Text::PanelLanesNumbersClock),
        Variation::InitialNumbers(InitialNumbers::Fixed(_)) => name(Text::PanelLanesNumbersFixed),
        Variation::Descriptors(None) => name(Text::PanelLanesSocketsAny),
        Variation::Descriptors(Some(most)) => name(Text::PanelLanesSockets).slot("n", most),
        Variation::ReuseAddr(on) => name(Text::PanelLanesReuse).slot("n", u8::from(on)),
        Variation::Protocol(Protocol::Tcp) => return "TCP".to_owned(),
        Variation::Protocol(Protocol::Udp) => return "UDP".to_owned(),
    };
    phrase.done()
}

/// Whether that is still TCP.
pub fn is_tcp(variation: Variation) -> bool {
    match variation {
        Variation::Handshake(handshake) => handshake == Handshake::ThreeWay,
        Variation::TimeWait(msls) => msls == 2,
        Variation::InitialNumbers(numbers) => numbers == InitialNumbers::Clock,
        Variation::Protocol(protocol) => protocol == Protocol::Tcp,
        Variation::Closes(..)
        | Variation::SynCookies(_)
        | Variation::AckDelay(_)
        | Variation::Descriptors(_)
        | Variation::ReuseAddr(_) => true,
    }
}

/// Two variations that are compared, the words that they share said once: `TIME-WAIT 0 | 2 MSL`.
#[inline(never)]
pub(in crate::view_model) fn comparison(lang: Lang, Comparison(a, b): Comparison) -> String {
    let (a, b) = (variation(lang, a), variation(lang, b));
    let before = alike(a.bytes(), b.bytes());
    let before = a.as_bytes()[..before]
        .iter()
        .rposition(|byte| *byte == b' ');
    let before = before.map_or(0, |space| space + 1);
    let after = alike(a[before..].bytes().rev(), b[before..].bytes().rev());
    let end = &a.as_bytes()[a.len() - after..];
    let space = end.iter().position(|byte| *byte == b' ').unwrap_or(after);
    [&a[..a.len() - after + space], " | ", &b[before..]].concat()
}

/// How many bytes from the first on are the same.
fn alike(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

/// What made a branch another one than its parent; empty if nothing did.
#[inline(never)]
pub(in crate::view_model) fn turn(lang: Lang, turn: &Turn) -> String {
    match turn {
        Turn::Forked => String::new(),
        Turn::Commanded(command) => deed(lang, command),
        Turn::Varied(varied) => variation(lang, *varied),
        Turn::Compared(Some(compared)) => comparison(lang, *compared),
        Turn::Compared(None) => lang.owned(Text::PanelLanesOne),
    }
}
