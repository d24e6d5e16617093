//! The system calls: what each asks for, on which socket, and when.

use super::super::trace::{Act, Side, SystemCall, Trace};
use super::{ROUNDING, Start, Unusable, in_words, malformed, payload, start};
use crate::host::SocketOption;
use crate::time::{Duration, Instant};
use core::net::SocketAddrV4;
use std::collections::BTreeSet;

/// A system call to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedCall {
    /// Where.
    pub side: Side,
    /// When.
    pub start: Start,
    /// On which socket, by its place in [`Stimuli::sockets`](super::Stimuli::sockets); none for a remark.
    pub socket: usize,
    /// What it asks for.
    pub operation: Operation,
    /// How long the program waits for it; until it returns, if it is not known that it gave up.
    pub patience: Option<Patience>,
}

/// What a system call asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `setsockopt()`; none for an option that nothing here depends on.
    SetOption(Option<SocketOption>),
    /// `bind()`.
    Bind(SocketAddrV4),
    /// `listen()` with this backlog.
    Listen(u32),
    /// `accept()`.
    Accept,
    /// `connect()`.
    Connect(SocketAddrV4),
    /// `sendall()`.
    Send(Vec<u8>),
    /// `recv()` of so many bytes at most.
    Receive(u32),
    /// `shutdown()`.
    Shutdown {
        /// No more is to be read.
        reading: bool,
        /// No more is to be written.
        writing: bool,
    },
    /// `close()`.
    Close,
    /// A remark in the recording; nothing happens.
    Remark,
}

/// How long a program waits for a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    /// So long. Not at all, for a call that must not wait.
    pub lasts: Duration,
    /// What the program hears when it does not want to wait any longer.
    pub then: String,
}

/// A socket that a program has, from when it gets it until it closes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Socket {
    /// Where.
    pub side: Side,
    /// Whether it came from `accept()`, and not from `socket()`.
    pub accepted: bool,
}

/// The calls of a trace, and the sockets that they name.
pub(super) fn planned(trace: &Trace) -> Result<(Vec<PlannedCall>, Vec<Socket>), Unusable> {
    let (of_call, sockets) = sockets(trace);
    let sent = payload::sent(trace, &of_call);
    let mut calls = Vec::new();
    for (place, (call, bytes)) in trace.app.iter().zip(sent).enumerate() {
        let operation = operation(call, bytes)
            .map_err(|what| malformed(format!("app[{place}] ({})", call.call), what))?;
        calls.push(PlannedCall {
            side: call.side,
            start: start(trace, call.t, |other, returned| {
                let is_before = other < place && returned <= call.t + ROUNDING;
                is_before && trace.app[other].side == call.side
            }),
            socket: of_call[place],
            operation,
            patience: patience(call),
        });
    }
    Ok((calls, sockets))
}

/// The names of the socket options that were set and that nothing here depends on.
pub(super) fn unmodelled(trace: &Trace, calls: &[PlannedCall]) -> BTreeSet<String> {
    let nothing = trace.app.iter().zip(calls);
    let nothing = nothing.filter(|(_, planned)| planned.operation == Operation::SetOption(None));
    nothing
        .filter_map(|(call, _)| {
            let argument = in_words(call.arg.as_ref()?);
            argument.split('=').next().map(str::to_owned)
        })
        .collect()
}

/// Which socket each call is on, and what sockets there are. A name stands for a new socket once its last one is
/// closed. What the program reads or writes before it binds, listens or connects came from `accept()`.
fn sockets(trace: &Trace) -> (Vec<usize>, Vec<Socket>) {
    let mut open: Vec<(Side, Option<&str>, usize)> = Vec::new();
    let mut sockets = Vec::new();
    let mut of_call = Vec::new();
    for (place, call) in trace.app.iter().enumerate() {
        let name = (call.side, call.sock.as_deref());
        let known = open
            .iter()
            .position(|(side, sock, _)| (*side, *sock) == name);
        let entry = known.unwrap_or_else(|| {
            open.push((name.0, name.1, sockets.len()));
            sockets.push(Socket {
                side: call.side,
                accepted: is_accepted(&trace.app[place..]),
            });
            open.len() - 1
        });
        of_call.push(open[entry].2);
        if call.call == "close" {
            open.remove(entry);
        }
    }
    (of_call, sockets)
}

/// Whether the socket of the first of these calls, whose name is new, came from `accept()`.
fn is_accepted(calls: &[SystemCall]) -> bool {
    let first = &calls[0];
    let on_it = |call: &&SystemCall| call.side == first.side && call.sock == first.sock;
    let used = calls.iter().filter(on_it).find_map(|call| {
        let call = call.call.as_str();
        (call != "setsockopt").then_some(call)
    });
    matches!(used, Some("send" | "recv" | "shutdown" | "close"))
}

/// What a call asks for; `bytes` is what it sends, if it does.
fn operation(call: &SystemCall, bytes: Vec<u8>) -> Result<Operation, String> {
    let argument = call.arg.as_ref().map(in_words).unwrap_or_default();
    let address = || {
        let parsed = argument.parse::<SocketAddrV4>();
        parsed.map_err(|_| format!("expected an address and a port, not {argument:?}"))
    };
    Ok(match call.call.as_str() {
        "setsockopt" => Operation::SetOption(option(&argument)?),
        "bind" => Operation::Bind(address()?),
        "listen" => Operation::Listen(
            argument
                .parse()
                .map_err(|_| format!("expected a backlog, not {argument:?}"))?,
        ),
        "accept" => Operation::Accept,
        "connect" => Operation::Connect(address()?),
        "send" if payload::length(call).is_some() => Operation::Send(bytes),
        "send" => return Err(format!("expected a number of bytes, not {argument:?}")),
        "recv" => Operation::Receive(argument.parse().unwrap_or(RECEIVE_MAX)),
        "shutdown" => shutdown(&argument)?,
        "close" => Operation::Close,
        "--" => Operation::Remark,
        _ => return Err(format!("no call of this kind is known: {argument:?}")),
    })
}

fn shutdown(how: &str) -> Result<Operation, String> {
    let (reading, writing) = match how {
        "SHUT_RD" => (true, false),
        "SHUT_WR" => (false, true),
        "SHUT_RDWR" => (true, true),
        _ => {
            return Err(format!(
                "expected SHUT_RD, SHUT_WR or SHUT_RDWR, not {how:?}"
            ));
        }
    };
    Ok(Operation::Shutdown { reading, writing })
}

/// The socket option that `NAME=VALUE` sets; none if nothing here depends on it.
fn option(argument: &str) -> Result<Option<SocketOption>, String> {
    let (name, value) = argument
        .split_once('=')
        .ok_or_else(|| format!("expected NAME=VALUE, not {argument:?}"))?;
    // What is said after the value is a remark.
    let value = value.split_whitespace().next().unwrap_or_default();
    let number = || {
        let number = value.parse::<u32>();
        number.map_err(|_| format!("expected a number for {name}, not {value:?}"))
    };
    let on = || number().map(|number| number != 0);
    let seconds = || number().map(|number| Duration::from_secs(number.into()));
    Ok(Some(match name {
        "SO_REUSEADDR" => SocketOption::ReuseAddr(on()?),
        "SO_LINGER" => SocketOption::Linger0(value == "{1,0}"),
        "TCP_NODELAY" => SocketOption::NoDelay(on()?),
        "TCP_CORK" => SocketOption::Cork(on()?),
        "SO_KEEPALIVE" => SocketOption::KeepAlive(on()?),
        "TCP_KEEPIDLE" => SocketOption::KeepIdle(seconds()?),
        "TCP_KEEPINTVL" => SocketOption::KeepInterval(seconds()?),
        "TCP_KEEPCNT" => SocketOption::KeepCount(u8::try_from(number()?).unwrap_or(u8::MAX)),
        "TCP_SYNCNT" => SocketOption::SynCount(u8::try_from(number()?).unwrap_or(u8::MAX)),
        "TCP_LINGER2" => SocketOption::Linger2(seconds()?),
        "TCP_USER_TIMEOUT" => SocketOption::UserTimeout(Duration::from_millis(number()?.into())),
        _ => return Ok(None),
    }))
}

/// A call that ended in one of these errors was not allowed to wait, or not for longer.
fn patience(call: &SystemCall) -> Option<Patience> {
    let gave_up = |error: &&String| GAVE_UP.contains(&error.as_str());
    let then = call.err.as_ref().filter(gave_up)?.clone();
    let lasts = match then.as_str() {
        "TimeoutError" => call.dt.unwrap_or_default(),
        _ => Duration::ZERO,
    };
    Some(Patience { lasts, then })
}

/// Whether every segment that a host sent can come from the calls that are recorded. The calls of a killed process
/// are not, and the kernel closes for it.
pub(super) fn complete(trace: &Trace) -> Result<(), Unusable> {
    for side in Side::ALL {
        let made = |names: &[&str], by: Instant| {
            let called = |call: &&SystemCall| {
                call.side == side && call.t <= by && names.contains(&call.call.as_str())
            };
            trace.app.iter().any(|call| called(&call))
        };
        let sent = trace
            .segments
            .iter()
            .filter(|row| row.dir == side.outwards() && row.act != Act::Inject && !row.has("RST"));
        for row in sent {
            let needed: &[&str] = match () {
                () if row.has("SYN") && row.has("ACK") => &["listen", "connect"],
                () if row.has("SYN") => &["connect"],
                () if row.has("FIN") => &["close", "shutdown"],
                () if row.len > 0 => &["send"],
                () => continue,
            };
            if !made(needed, row.t + CLOCKS_APART) {
                return Err(incomplete(trace, side, row.n, needed));
            }
        }
    }
    Ok(())
}

fn incomplete(trace: &Trace, side: Side, n: u32, needed: &[&str]) -> Unusable {
    let killed = trace.mark("kill");
    let remark = killed.map_or(String::new(), |mark| format!(" ({mark})"));
    Unusable::Incomplete(format!(
        "segment {n} tells of a {}() on side {} that is not recorded{remark}",
        needed.join("() or "),
        side.letter()
    ))
}

/// The most bytes that a program takes at once that does not say how many: as many as there are.
const RECEIVE_MAX: u32 = 1 << 20;
/// Calls and segments are recorded in different places, and may seem to come in the wrong order by this.
const CLOCKS_APART: Duration = Duration::from_millis(50);
/// The errors of a program that does not wait, or not any longer: the recorder's own timeout, and what sockets say
/// that do not block.
const GAVE_UP: [&str; 4] = ["TimeoutError", "EINPROGRESS", "EAGAIN", "EWOULDBLOCK"];
