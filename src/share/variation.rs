//! What is had otherwise as a text: `handshake:2`, `time-wait:0`, `close:server:never`.

use crate::share::Fault;
use crate::share::arguments::Arguments;
use crate::share::deed::{Close, close_time};
use crate::share::words::{Exact, HOSTS, Names, SWITCH, is_same, name_of};
use crate::simulation::{InitialNumbers, Protocol, SynCookies, Variation};
use crate::tcp::Handshake;
use core::fmt;

const FORMS: &[(&str, &str)] = &[
    ("handshake", "handshake:2, handshake:3, handshake:4"),
    ("time-wait", "time-wait:0, time-wait:1, time-wait:2"),
    ("close", "close:server:never"),
    ("cookies", "cookies:off, cookies:full, cookies:always"),
    ("ack-delay", "ack-delay:200ms"),
    ("numbers", "numbers:clock, numbers:1000"),
    ("sockets", "sockets:any, sockets:3"),
    ("reuse-addr", "reuse-addr:1, reuse-addr:0"),
    ("protocol", "protocol:tcp, protocol:udp"),
];
/// All names, for who has written another one.
const NAMES: &str =
    "handshake, time-wait, close, cookies, ack-delay, numbers, sockets, reuse-addr, protocol";

const HANDSHAKES: &Names<Handshake> = &[
    ("2", Handshake::TwoWay),
    ("3", Handshake::ThreeWay),
    ("4", Handshake::FourWay),
];
const COOKIES: &Names<SynCookies> = &[
    ("off", SynCookies::Off),
    ("full", SynCookies::WhenFull),
    ("always", SynCookies::Always),
];
const PROTOCOLS: &Names<Protocol> = &[("tcp", Protocol::Tcp), ("udp", Protocol::Udp)];

/// Reads a variation.
pub(super) fn variation(text: &str) -> Result<Variation, Fault> {
    let (name, rest) = text.split_once(':').unwrap_or((text, ""));
    let mut forms = FORMS.iter();
    let (name, form) = forms
        .find(|(known, _)| is_same(known, name.trim()))
        .ok_or(Fault::NotOneOf(NAMES))?;
    let mut it = Arguments::new((!rest.is_empty()).then_some(rest), form);
    let variation = match *name {
        "handshake" => Variation::Handshake(it.one_of(HANDSHAKES)?),
        "time-wait" => Variation::TimeWait(it.number(2)?),
        "close" => Variation::Closes(it.host()?, close_time(&mut it)?),
        "cookies" => Variation::SynCookies(it.one_of(COOKIES)?),
        "ack-delay" => Variation::AckDelay(it.span()?),
        "numbers" => Variation::InitialNumbers(match any_or(&mut it, "clock", u32::MAX)? {
            None => InitialNumbers::Clock,
            Some(number) => InitialNumbers::Fixed(number),
        }),
        "sockets" => Variation::Descriptors(any_or(&mut it, "any", u16::MAX)?),
        "reuse-addr" => Variation::ReuseAddr(it.one_of(SWITCH)?),
        _ => Variation::Protocol(it.one_of(PROTOCOLS)?),
    };
    it.end()?;
    Ok(variation)
}

/// A number, or a word for none.
fn any_or<N: TryFrom<u64> + Into<u64>>(
    it: &mut Arguments,
    none: &str,
    most: N,
) -> Result<Option<N>, Fault> {
    if it.clone().word().is_ok_and(|word| is_same(word, none)) {
        return it.word().map(|_| None);
    }
    it.number(most.into()).map(Some)
}

/// A variation, to be printed.
pub(super) struct Written(pub(super) Variation);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Variation::Handshake(it) => write!(f, "handshake:{}", name_of(HANDSHAKES, it)),
            Variation::TimeWait(msls) => write!(f, "time-wait:{msls}"),
            Variation::Closes(host, when) => {
                write!(f, "close:{}:{}", name_of(HOSTS, host), Close(when))
            }
            Variation::SynCookies(it) => write!(f, "cookies:{}", name_of(COOKIES, it)),
            Variation::AckDelay(delay) => write!(f, "ack-delay:{}", Exact::from(delay)),
            Variation::InitialNumbers(InitialNumbers::Clock) => f.write_str("numbers:clock"),
            Variation::InitialNumbers(InitialNumbers::Fixed(it)) => write!(f, "numbers:{it}"),
            Variation::Descriptors(None) => f.write_str("sockets:any"),
            Variation::Descriptors(Some(most)) => write!(f, "sockets:{most}"),
            Variation::ReuseAddr(on) => write!(f, "reuse-addr:{}", u8::from(on)),
            Variation::Protocol(it) => write!(f, "protocol:{}", name_of(PROTOCOLS, it)),
        }
    }
}
