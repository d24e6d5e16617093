//! Names, numbers and times as links have them. Names are the same with `-` and `_`, in capitals and without.

use crate::network::{HostId, SegmentKind};
use crate::share::Fault;
use crate::time::{Duration, Instant};
use core::fmt;

/// Names and what they stand for.
pub(super) type Names<T> = [(&'static str, T)];

/// The hosts.
pub(super) const HOSTS: &Names<HostId> = &[("client", HostId::Client), ("server", HostId::Server)];
/// The kinds of segment.
pub(super) const KINDS: &Names<SegmentKind> = &[
    ("syn", SegmentKind::Syn),
    ("ack", SegmentKind::Ack),
    ("fin", SegmentKind::Fin),
    ("data", SegmentKind::Data),
    ("rst", SegmentKind::Rst),
];
/// Yes and no.
pub(super) const SWITCH: &Names<bool> = &[("1", true), ("0", false)];

/// The latest moment that a link can name: three years.
const LATEST: u64 = 100_000_000_000_000;

/// Whether two names are the same.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let plain = |byte: u8| match byte {
        b'-' => b'_',
        _ => byte.to_ascii_lowercase(),
    };
    one.len() == other.len() && one.bytes().map(plain).eq(other.bytes().map(plain))
}

/// What a name stands for.
pub(super) fn named<T: Copy>(names: &Names<T>, name: &str) -> Option<T> {
    let mut all = names.iter();
    all.find(|(known, _)| is_same(known, name))
        .map(|(_, it)| *it)
}

/// The name of something that has one.
pub(super) fn name_of<T: Copy + PartialEq>(names: &Names<T>, it: T) -> &'static str {
    let mut all = names.iter();
    all.find(|(_, known)| *known == it)
        .map_or("", |(name, _)| *name)
}

/// A whole number up to `most`.
pub(super) fn number(text: &str, most: u64) -> Result<u64, Fault> {
    let number = text.parse().ok().filter(|number| *number <= most);
    // `parse` takes a sign; nobody means it.
    number
        .filter(|_| !text.starts_with('+'))
        .ok_or(Fault::NoNumber(most))
}

/// A moment: a span since the beginning. Seconds need no unit.
pub(super) fn instant(text: &str) -> Result<Instant, Fault> {
    let us = match number_with_unit(text) {
        Some((number, "")) => clock(number).or_else(|| decimal(number, 6)),
        _ => micros(text),
    };
    us.map(Instant::from_micros).ok_or(Fault::NoTime)
}

/// A span, with its unit. Only zero needs none.
pub(super) fn span(text: &str) -> Result<Duration, Fault> {
    let us = micros(text).or_else(|| (text == "0").then_some(0));
    us.map(Duration::from_micros).ok_or(Fault::NoTime)
}

fn micros(text: &str) -> Option<u64> {
    let (number, unit) = number_with_unit(text)?;
    let digits = match unit.to_ascii_lowercase().as_str() {
        "s" => 6,
        "ms" => 3,
        "us" | "µs" | "μs" => 0,
        "min" => {
            return decimal(number, 6)?
                .checked_mul(60)
                .filter(|us| *us <= LATEST);
        }
        _ => return None,
    };
    decimal(number, digits)
}

fn number_with_unit(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ':'));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    (!number.is_empty()).then_some((number, unit.trim_start()))
}

/// `1:05`, `1:02:03.5`: in microseconds.
fn clock(text: &str) -> Option<u64> {
    let (whole, seconds) = text.rsplit_once(':')?;
    let mut minutes = 0_u64;
    for part in whole.split(':') {
        minutes = minutes.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let seconds = decimal(seconds, 6)?;
    let us = minutes.checked_mul(60_000_000)?.checked_add(seconds)?;
    (us <= LATEST).then_some(us)
}

/// A number with at most `digits` decimals, in units of the last of them.
fn decimal(text: &str, digits: usize) -> Option<u64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if text == "." || !is_digits(whole) || !is_digits(rest) || rest.len() > digits {
        return None;
    }
    let mut value = 0_u64;
    let zeros = core::iter::repeat_n(b'0', digits - rest.len());
    for digit in whole.bytes().chain(rest.bytes()).chain(zeros) {
        value = value
            .checked_mul(10)?
            .checked_add(u64::from(digit - b'0'))?;
    }
    (value <= LATEST && !text.is_empty()).then_some(value)
}

/// A time to the microsecond, as short as it can be said: `3.36s`, `200ms`, `0.5us` never.
pub(super) struct Exact(pub(super) u64);

impl From<Instant> for Exact {
    fn from(at: Instant) -> Self {
        Self(at.as_micros())
    }
}

impl From<Duration> for Exact {
    fn from(span: Duration) -> Self {
        Self(span.as_micros())
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, digits, name) = match self.0 {
            0 => return f.write_str("0s"),
            us if us < 1_000 => (1, 0, "us"),
            us if us < 1_000_000 => (1_000, 3, "ms"),
            _ => (1_000_000, 6, "s"),
        };
        write!(f, "{}", self.0 / unit)?;
        let rest = self.0 % unit;
        if rest > 0 {
            let decimals = [
                &"0".repeat(digits)[rest.to_string().len()..],
                &rest.to_string(),
            ]
            .concat();
            write!(f, ".{}", decimals.trim_end_matches('0'))?;
        }
        f.write_str(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_people_write_them() {
        let us = |text| instant(text).map(Instant::as_micros);
        for (text, wanted) in [
            ("3.36s", 3_360_000),
            ("3.36", 3_360_000),
            ("3.36 s", 3_360_000),
            ("3.36S", 3_360_000),
            ("200ms", 200_000),
            ("200MS", 200_000),
            ("0.5ms", 500),
            ("850us", 850),
            ("850Us", 850),
            ("850µs", 850),
            ("1:05", 65_000_000),
            ("1:02:03.5", 3_723_500_000),
            ("2Min", 120_000_000),
            (".5s", 500_000),
            ("0", 0),
        ] {
            assert_eq!(us(text), Ok(wanted), "{text}");
        }
        for wrong in [
            "",
            ".",
            "s",
            "-1s",
            "+1s",
            "1.2345678s",
            "soon",
            "1h",
            "1:",
            ":5",
            "1::5",
            "1.5us",
            "1,5s",
            "99999999999999999999s",
            "1e3s",
            "١s",
        ] {
            assert_eq!(us(wrong), Err(Fault::NoTime), "{wrong}");
        }
    }

    #[test]
    fn spans_need_their_unit() {
        assert_eq!(span("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(span("0"), Ok(Duration::ZERO));
        assert_eq!(span("200"), Err(Fault::NoTime));
        assert_eq!(span("1:05"), Err(Fault::NoTime));
    }

    #[test]
    fn times_are_printed_exactly_and_read_again() {
        for (us, text) in [
            (0, "0s"),
            (850, "850us"),
            (200_000, "200ms"),
            (52_500, "52.5ms"),
            (1_001, "1.001ms"),
            (3_360_000, "3.36s"),
            (1_000_001, "1.000001s"),
            (LATEST, "100000000s"),
        ] {
            assert_eq!(Exact(us).to_string(), text);
            assert_eq!(instant(text).map(Instant::as_micros), Ok(us));
        }
    }

    #[test]
    fn names_are_the_same_however_they_are_joined() {
        assert!(is_same("last-ack-lost", "Last_Ack_Lost"));
        assert!(!is_same("syn", "sync"));
        assert_eq!(number("+1", 9), Err(Fault::NoNumber(9)));
    }
}
