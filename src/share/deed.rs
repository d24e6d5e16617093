//! One deed as a text: `drop:9`, `delay:4:200ms@3.31s`, `close:server:never@0.5s`.

use crate::network::Intervention;
use crate::share::arguments::Arguments;
use crate::share::words::{Exact, HOSTS, KINDS, instant, is_same, name_of, named, number, span};
use crate::share::{Fault, Problem, call, injection};
use crate::simulation::{CloseTime, Command, SocketId};
use crate::time::{Duration, Instant};
use core::fmt;

/// One deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What is done.
    pub command: Command,
    /// When. None for when it makes sense first: something done to a segment half way of its flight, something else at the
    /// beginning, or as soon as there is what it is done to.
    pub at: Option<Instant>,
}

/// Every deed: its name, and how it is written.
const FORMS: &[(&str, &str)] = &[
    ("drop", "drop:9"),
    ("delay", "delay:9:200ms"),
    ("duplicate", "duplicate:9"),
    ("reorder", "reorder:9"),
    ("replay", "replay:9:1s"),
    ("next", "next:client:fin:drop"),
    ("cancel", "cancel:fin"),
    ("nth", "nth:client:3:drop"),
    ("close", "close:server:never"),
    ("call", "call:client:1:send:Hi"),
    ("open", "open:client"),
    ("interrupt", "interrupt:client:1"),
    ("rtt", "rtt:100ms"),
    ("loss", "loss:5"),
    ("ack-delay", "ack-delay:200ms"),
    ("time-wait", "time-wait:2"),
    ("cut", "cut"),
    ("mend", "mend"),
    ("crash", "crash:client"),
    ("reboot", "reboot:client"),
    ("restart", "restart:client"),
    ("inject", injection::FORM),
];

impl Deed {
    /// How long `delay` holds a segment up if nobody says.
    pub const DELAY: Duration = Duration::from_millis(200);
    /// How long an old duplicate flies if nobody says.
    pub const LATER: Duration = Duration::from_secs(1);

    /// Reads a deed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        read(text).map_err(|fault| Problem::new("do", text, fault))
    }
}

#[inline(never)]
fn read(text: &str) -> Result<Deed, Fault> {
    let (what, at) = match text.rsplit_once('@') {
        Some((what, at)) => (what, Some(instant(at.trim())?)),
        None => (text, None),
    };
    let (name, rest) = match what.split_once(':') {
        Some((name, rest)) => (name, Some(rest)),
        None => (what, None),
    };
    let mut forms = FORMS.iter();
    let (name, form) = forms
        .find(|(known, _)| is_same(known, name.trim()))
        .ok_or(Fault::UnknownDeed)?;
    let mut arguments = Arguments::new(rest, form);
    let command = command(name, &mut arguments)?;
    arguments.end()?;
    Ok(Deed { command, at })
}

fn command(name: &str, it: &mut Arguments) -> Result<Command, Fault> {
    Ok(match name {
        "drop" | "delay" | "duplicate" | "reorder" => Command::Interfere {
            segment: it.segment()?,
            how: it.how_named(name)?,
        },
        "replay" => Command::Replay {
            segment: it.segment()?,
            after: it.span_or(Deed::LATER)?,
        },
        "next" => next(it)?,
        "cancel" => Command::CancelNext {
            kind: it.one_of(KINDS)?,
        },
        "nth" => Command::InterfereNth {
            from: it.host()?,
            ordinal: it.number(u32::MAX.into())?,
            how: it.how()?,
        },
        "close" => Command::SetCloseTime {
            host: it.host()?,
            when: close_time(it)?,
        },
        "call" => call::command(it)?,
        "open" => Command::Open { host: it.host()? },
        "interrupt" => Command::Interrupt {
            host: it.host()?,
            socket: SocketId(it.number(u32::MAX.into())?),
        },
        "rtt" => Command::SetOneWayDelay(Duration::from_micros(it.span()?.as_micros() / 2)),
        "loss" => Command::SetLoss(per_mille(it)?),
        "ack-delay" => Command::SetAckDelay(it.span()?),
        "time-wait" => Command::SetTimeWait(it.number(2)?),
        "cut" => Command::CutLink,
        "mend" => Command::RestoreLink,
        "crash" => Command::Crash { host: it.host()? },
        "reboot" => Command::Reboot { host: it.host()? },
        "restart" => Command::Restart { host: it.host()? },
        "inject" => injection::command(it)?,
        _ => return Err(Fault::UnknownDeed),
    })
}

fn next(it: &mut Arguments) -> Result<Command, Fault> {
    let word = it.word()?;
    let from = named(HOSTS, word);
    let kind = match from {
        Some(_) => it.one_of(KINDS)?,
        None => named(KINDS, word).ok_or(it.fault())?,
    };
    let how = it.how()?;
    Ok(Command::InterfereNext { from, kind, how })
}

/// `now`, `never` or how late.
pub(super) fn close_time(it: &mut Arguments) -> Result<CloseTime, Fault> {
    let word = it.word()?;
    let names = [("now", CloseTime::NOW), ("never", CloseTime::Never)];
    match named(&names, word) {
        Some(when) => Ok(when),
        None => span(word).map(CloseTime::After),
    }
}

/// Per cent with at most one decimal.
fn per_mille(it: &mut Arguments) -> Result<u16, Fault> {
    let word = it.word()?.trim_end_matches('%');
    let (whole, tenths) = word.split_once('.').unwrap_or((word, "0"));
    let number = |text| number(text, 100);
    let is_one_digit = tenths.len() == 1;
    let (whole, tenths) = (number(whole)?, number(tenths)?);
    let share = whole * 10 + tenths;
    let is_share = is_one_digit && share <= 1_000;
    u16::try_from(share)
        .ok()
        .filter(|_| is_share)
        .ok_or(Fault::NoNumber(100))
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, &self.command)?;
        if let Some(at) = self.at {
            write!(f, "@{}", Exact::from(at))?;
        }
        Ok(())
    }
}

fn write(f: &mut fmt::Formatter<'_>, command: &Command) -> fmt::Result {
    let name = |host| name_of(HOSTS, host);
    match command {
        Command::Interfere { segment, how } => match how {
            Intervention::Drop => write!(f, "drop:{}", segment.0),
            Intervention::Delay(by) => write!(f, "delay:{}:{}", segment.0, Exact::from(*by)),
            Intervention::Duplicate => write!(f, "duplicate:{}", segment.0),
            Intervention::Reorder => write!(f, "reorder:{}", segment.0),
        },
        Command::Replay { segment, after } => {
            write!(f, "replay:{}:{}", segment.0, Exact::from(*after))
        }
        Command::InterfereNext { from, kind, how } => {
            f.write_str("next:")?;
            if let Some(host) = from {
                write!(f, "{}:", name(*host))?;
            }
            write!(f, "{}:", name_of(KINDS, *kind))?;
            write_how(f, *how)
        }
        Command::CancelNext { kind } => write!(f, "cancel:{}", name_of(KINDS, *kind)),
        Command::InterfereNth { from, ordinal, how } => {
            write!(f, "nth:{}:{ordinal}:", name(*from))?;
            write_how(f, *how)
        }
        Command::SetCloseTime { host, when } => {
            write!(f, "close:{}:{}", name(*host), Close(*when))
        }
        Command::Call { host, socket, call } => call::write(f, *host, *socket, call),
        Command::Open { host } => write!(f, "open:{}", name(*host)),
        Command::Interrupt { host, socket } => write!(f, "interrupt:{}:{}", name(*host), socket.0),
        Command::SetOneWayDelay(delay) => write!(f, "rtt:{}", Exact::from(*delay * 2)),
        Command::SetLoss(share) => match (share / 10, share % 10) {
            (whole, 0) => write!(f, "loss:{whole}"),
            (whole, tenths) => write!(f, "loss:{whole}.{tenths}"),
        },
        Command::SetAckDelay(delay) => write!(f, "ack-delay:{}", Exact::from(*delay)),
        Command::SetTimeWait(msls) => write!(f, "time-wait:{msls}"),
        Command::CutLink => f.write_str("cut"),
        Command::RestoreLink => f.write_str("mend"),
        Command::Crash { host } => write!(f, "crash:{}", name(*host)),
        Command::Reboot { host } => write!(f, "reboot:{}", name(*host)),
        Command::Restart { host } => write!(f, "restart:{}", name(*host)),
        Command::Inject {
            from,
            segment,
            after,
        } => injection::write(f, *from, *after, segment),
    }
}

fn write_how(f: &mut fmt::Formatter<'_>, how: Intervention) -> fmt::Result {
    match how {
        Intervention::Drop => f.write_str("drop"),
        Intervention::Delay(by) => write!(f, "delay:{}", Exact::from(by)),
        Intervention::Duplicate => f.write_str("duplicate"),
        Intervention::Reorder => f.write_str("reorder"),
    }
}

/// When a program closes.
pub(super) struct Close(pub(super) CloseTime);

impl fmt::Display for Close {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            CloseTime::NOW => f.write_str("now"),
            CloseTime::After(wait) => Exact::from(wait).fmt(f),
            CloseTime::Never => f.write_str("never"),
        }
    }
}

#[cfg(test)]
mod tests;
