//! A segment that nobody has sent, as a text. Nobody writes it by hand; but a run that has one can be shared.

use crate::network::HostId;
use crate::share::Fault;
use crate::share::arguments::Arguments;
use crate::share::bytes::{Bytes, bytes};
use crate::share::call::address;
use crate::share::words::{Exact, HOSTS, Names, SWITCH, name_of, number};
use crate::simulation::Command;
use crate::tcp::{Control, Segment, SeqNumber, Timestamps};
use crate::time::Duration;
use core::fmt;

/// How it is written: from whom, its flight, the ends, SYN or FIN or RST, SEG.SEQ, SEG.ACK, PSH, SEG.WND, the options, the
/// data.
pub(super) const FORM: &str =
    "inject:client:50ms:10.0.0.1/40000:10.0.0.2/80:syn:1000:-:0:65535:-:-:-:-:hex:";

const CONTROLS: &Names<Option<Control>> = &[
    ("-", None),
    ("syn", Some(Control::Syn)),
    ("fin", Some(Control::Fin)),
    ("rst", Some(Control::Rst)),
];
/// The largest shift that means something (RFC 7323 §2.3).
const SCALE: u64 = 14;

/// What follows `inject:`.
pub(super) fn command(it: &mut Arguments) -> Result<Command, Fault> {
    let (from, after) = (it.host()?, it.span()?);
    let mut end = || it.word().map(address)?.ok_or(it.fault());
    let (source, destination) = (end()?, end()?);
    let control = it.one_of(CONTROLS)?;
    let seq = SeqNumber::new(it.number(u32::MAX.into())?);
    let ack = maybe(it, u32::MAX.into())?.map(SeqNumber::new);
    let push = it.one_of(SWITCH)?;
    let wnd = it.number(u16::MAX.into())?;
    let mss = maybe(it, u16::MAX.into())?;
    let window_scale = maybe(it, SCALE)?;
    let stamps = (maybe(it, u32::MAX.into())?, maybe(it, u32::MAX.into())?);
    let timestamps = match stamps {
        (Some(value), Some(echo)) => Some(Timestamps { value, echo }),
        (None, None) => None,
        _ => return Err(it.fault()),
    };
    let segment = Segment {
        source,
        destination,
        seq,
        ack,
        control,
        push,
        wnd,
        mss,
        window_scale,
        timestamps,
        payload: bytes(it.remainder()?)?,
    };
    Ok(Command::Inject {
        from,
        segment,
        after,
    })
}

/// A number, or a dash for none.
fn maybe<N: TryFrom<u64>>(it: &mut Arguments, most: u64) -> Result<Option<N>, Fault> {
    match it.word()? {
        "-" => Ok(None),
        word => {
            let number = N::try_from(number(word, most)?);
            number.map(Some).map_err(|_| Fault::NoNumber(most))
        }
    }
}

pub(super) fn write(
    f: &mut fmt::Formatter<'_>,
    from: HostId,
    after: Duration,
    segment: &Segment,
) -> fmt::Result {
    let Segment {
        source,
        destination,
        seq,
        ack,
        control,
        push,
        wnd,
        mss,
        window_scale,
        timestamps,
        payload,
    } = segment;
    write!(f, "inject:{}:{}", name_of(HOSTS, from), Exact::from(after))?;
    for end in [source, destination] {
        write!(f, ":{}/{}", end.ip(), end.port())?;
    }
    write!(f, ":{}:{}", name_of(CONTROLS, *control), seq.value())?;
    write_maybe(f, ack.map(SeqNumber::value))?;
    write!(f, ":{}:{wnd}", u8::from(*push))?;
    write_maybe(f, mss.map(u32::from))?;
    write_maybe(f, window_scale.map(u32::from))?;
    write_maybe(f, timestamps.map(|it| it.value))?;
    write_maybe(f, timestamps.map(|it| it.echo))?;
    write!(f, ":{}", Bytes(payload))
}

fn write_maybe(f: &mut fmt::Formatter<'_>, number: Option<u32>) -> fmt::Result {
    match number {
        Some(number) => write!(f, ":{number}"),
        None => f.write_str(":-"),
    }
}
