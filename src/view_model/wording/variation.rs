//! What is had otherwise, in words.

use crate::i18n::{Lang, Text};
use crate::simulation::{CloseTime, SynCookies, Variation};
use crate::timeline::{Comparison, Turn};
use crate::view_model::wording::deed;
use crate::view_model::wording::phrase::say;

/// A variation as a name: `two-way handshake`, `TIME-WAIT: 0 MSL`.
pub fn variation(lang: Lang, variation: Variation) -> String {
    let phrase = match variation {
        Variation::TimeWait(msls) => say(lang, Text::PanelLanesTimeWait).slot("n", msls),
        Variation::Closes(host, when) => say(
            lang,
            match when {
                CloseTime::Now => Text::PanelLanesCloseNow,
                CloseTime::Late => Text::PanelLanesCloseLate,
                CloseTime::Never => Text::PanelLanesCloseNever,
            },
        )
        .host(host),
        Variation::SynCookies(cookies) => say(
            lang,
            match cookies {
                SynCookies::Off => Text::PanelLanesCookiesOff,
                SynCookies::WhenFull => Text::PanelLanesCookiesWhenFull,
                SynCookies::Always => Text::PanelLanesCookiesOn,
            },
        ),
    };
    phrase.done()
}

/// Whether that is still TCP.
pub const fn is_tcp(variation: Variation) -> bool {
    match variation {
        Variation::TimeWait(msls) => msls == 2,
        Variation::Closes(..) | Variation::SynCookies(_) => true,
    }
}

/// Two variations that are compared: `TIME-WAIT: 0 MSL | TIME-WAIT: 2 MSL`.
pub(in crate::view_model) fn comparison(lang: Lang, Comparison(a, b): Comparison) -> String {
    format!("{} | {}", variation(lang, a), variation(lang, b))
}

/// What made a branch another one than its parent; empty if nothing did.
pub(in crate::view_model) fn turn(lang: Lang, turn: &Turn) -> String {
    match turn {
        Turn::Forked => String::new(),
        Turn::Commanded(command) => deed(lang, command),
        Turn::Varied(varied) => variation(lang, *varied),
        Turn::Compared(Some(compared)) => comparison(lang, *compared),
        Turn::Compared(None) => lang.owned(Text::PanelLanesOne),
    }
}
