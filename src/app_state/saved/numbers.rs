//! Commands as a few numbers each. A general serializer would do this too, but it takes 5 kB of the first view.

#[cfg(test)]
mod tests;

use crate::network::{Intervention, SegmentId, SegmentKind};
use crate::simulation::{Call, CloseTime, Command, HostId, SocketId};
use crate::time::Duration;

/// How many numbers a command is. The first says what it is; those that it does not need are zero.
pub(super) const LENGTH: usize = 5;

type Numbers = [u64; LENGTH];

/// The numbers of a command; none for one that the page has no button for.
#[inline(never)]
pub(super) fn numbers(command: &Command) -> Option<Numbers> {
    let of = |kind: u64, number: u64| [kind, number, 0, 0, 0];
    Some(match *command {
        Command::Interfere { segment, how } => {
            let (deed, by) = deed(how);
            [0, segment.0.into(), deed, by, 0]
        }
        Command::InterfereNext { from, kind, how } => {
            let (deed, by) = deed(how);
            let from = from.map_or(0, |host| 1 + host as u64);
            [1, kind as u64, deed, by, from]
        }
        Command::CancelNext { kind } => of(2, kind as u64),
        Command::Call {
            host,
            socket,
            ref call,
        } => {
            let (name, detail) = call_numbers(call)?;
            let socket = socket.map_or(0, |socket| socket.0.into());
            [3, host as u64, socket, name, detail]
        }
        Command::SetCloseTime { host, when } => match when {
            CloseTime::After(wait) => [4, host as u64, 0, wait.as_micros(), 0],
            CloseTime::Never => [4, host as u64, 1, 0, 0],
        },
        Command::SetOneWayDelay(delay) => of(5, delay.as_micros()),
        Command::SetLoss(share) => of(6, share.into()),
        Command::SetAckDelay(delay) => of(7, delay.as_micros()),
        Command::SetTimeWait(msls) => of(8, msls.into()),
        Command::Open { host } => of(9, host as u64),
        Command::Replay { segment, after } => [10, segment.0.into(), after.as_micros(), 0, 0],
        Command::CutLink => of(11, 0),
        Command::RestoreLink => of(12, 0),
        Command::Crash { host } => of(13, host as u64),
        Command::Reboot { host } => of(14, host as u64),
        Command::Restart { host } => of(15, host as u64),
        Command::Interrupt { .. } | Command::InterfereNth { .. } | Command::Inject { .. } => {
            return None;
        }
    })
}

/// The command that these numbers stand for, if they do for any.
#[inline(never)]
pub(super) fn command(numbers: &[u64]) -> Option<Command> {
    let [what, a, b, c, d] = *<&Numbers>::try_from(numbers).ok()?;
    let host = |number| nth(&HostId::ALL, number).copied();
    let segment = SegmentId(u32::try_from(a).ok()?);
    Some(match what {
        0 => Command::Interfere {
            segment,
            how: intervention(b, c)?,
        },
        1 => Command::InterfereNext {
            from: match d {
                0 => None,
                _ => Some(host(d - 1)?),
            },
            kind: *nth(&SegmentKind::ALL, a)?,
            how: intervention(b, c)?,
        },
        2 => Command::CancelNext {
            kind: *nth(&SegmentKind::ALL, a)?,
        },
        3 => Command::Call {
            host: host(a)?,
            socket: match b {
                0 => None,
                _ => Some(SocketId(u32::try_from(b).ok()?)),
            },
            call: call(host(a)?, c, d)?,
        },
        4 => Command::SetCloseTime {
            host: host(a)?,
            when: match b {
                0 => CloseTime::After(Duration::from_micros(c)),
                1 => CloseTime::Never,
                _ => return None,
            },
        },
        5 => Command::SetOneWayDelay(Duration::from_micros(a)),
        6 => Command::SetLoss(u16::try_from(a).ok()?),
        7 => Command::SetAckDelay(Duration::from_micros(a)),
        8 => Command::SetTimeWait(u8::try_from(a).ok()?),
        9 => Command::Open { host: host(a)? },
        10 => Command::Replay {
            segment,
            after: Duration::from_micros(b),
        },
        11 => Command::CutLink,
        12 => Command::RestoreLink,
        13 => Command::Crash { host: host(a)? },
        14 => Command::Reboot { host: host(a)? },
        15 => Command::Restart { host: host(a)? },
        _ => return None,
    })
}

/// The thing in that place of a list.
pub(super) fn nth<T>(all: &[T], place: u64) -> Option<&T> {
    all.get(usize::try_from(place).ok()?)
}

const fn deed(how: Intervention) -> (u64, u64) {
    match how {
        Intervention::Drop => (0, 0),
        Intervention::Delay(by) => (1, by.as_micros()),
        Intervention::Duplicate => (2, 0),
        Intervention::Reorder => (3, 0),
    }
}

const fn intervention(deed: u64, by: u64) -> Option<Intervention> {
    Some(match deed {
        0 => Intervention::Drop,
        1 => Intervention::Delay(Duration::from_micros(by)),
        2 => Intervention::Duplicate,
        3 => Intervention::Reorder,
        _ => return None,
    })
}

/// A few bytes as one number, behind a one that keeps their zeros.
#[inline(never)]
fn bytes_number(bytes: &[u8]) -> Option<u64> {
    let with = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
    (bytes.len() < 8).then(|| bytes.iter().fold(1, with))
}

/// The bytes that such a number stands for.
fn number_bytes(number: u64) -> Option<Vec<u8>> {
    let bytes = number.to_be_bytes();
    let one = bytes.iter().position(|byte| *byte != 0)?;
    let (one, bytes) = bytes[one..].split_first()?;
    (*one == 1).then(|| bytes.to_vec())
}

/// A call, and the one number in it.
#[inline(never)]
fn call_numbers(call: &Call) -> Option<(u64, u64)> {
    Some(match call {
        Call::Socket => (0, 0),
        Call::Bind { port } => (1, (*port).into()),
        Call::Listen { backlog } => (2, (*backlog).into()),
        Call::Accept => (3, 0),
        Call::Connect { remote } => (4, remote.port().into()),
        Call::Send(bytes) => (5, bytes_number(bytes)?),
        Call::Receive { max } => (6, (*max).into()),
        Call::Shutdown => (7, 0),
        Call::Close => (8, 0),
        Call::Abort => (9, 0),
        Call::ShutdownRead => (10, 0),
        Call::SendTo { bytes, .. } => (11, bytes_number(bytes)?),
        Call::SetOption(_) | Call::DatagramSocket | Call::ReceiveFrom { .. } => return None,
    })
}

/// The call that these numbers stand for on `host`. Whom it calls is always the other one.
fn call(host: HostId, name: u64, detail: u64) -> Option<Call> {
    Some(match name {
        0 => Call::Socket,
        1 => Call::Bind {
            port: u16::try_from(detail).ok()?,
        },
        2 => Call::Listen {
            backlog: u32::try_from(detail).ok()?,
        },
        3 => Call::Accept,
        4 => {
            let mut remote = host.other().address();
            remote.set_port(u16::try_from(detail).ok()?);
            Call::Connect { remote }
        }
        5 => Call::Send(number_bytes(detail)?),
        6 => Call::Receive {
            max: u32::try_from(detail).ok()?,
        },
        7 => Call::Shutdown,
        8 => Call::Close,
        9 => Call::Abort,
        10 => Call::ShutdownRead,
        11 => Call::SendTo {
            bytes: number_bytes(detail)?,
            remote: host.other().address(),
        },
        _ => return None,
    })
}
