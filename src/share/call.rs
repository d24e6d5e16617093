//! A call by hand as a text: `call:client:1:send:Hi`, `call:server:socket`.

use crate::network::HostId;
use crate::share::Fault;
use crate::share::arguments::Arguments;
use crate::share::bytes::{Bytes, bytes};
use crate::share::words::{Exact, HOSTS, Names, SWITCH, name_of, named, number};
use crate::simulation::{Call, Command, SocketId, SocketOption};
use core::fmt;
use core::net::SocketAddrV4;

/// The calls.
const CALLS: &str = "socket, bind:80, listen, accept, connect:80, send:Hi, recv, shutdown, shutdown-read, close, abort, \
    datagram-socket, sendto:80:Hi, recvfrom, set:no-delay:1";

/// The options that are on or off.
const OPTIONS: &Names<fn(bool) -> SocketOption> = &[
    ("reuse-addr", SocketOption::ReuseAddr),
    ("linger0", SocketOption::Linger0),
    ("no-delay", SocketOption::NoDelay),
    ("cork", SocketOption::Cork),
    ("keep-alive", SocketOption::KeepAlive),
];

/// What follows `call:`.
pub(super) fn command(it: &mut Arguments) -> Result<Command, Fault> {
    let host = it.host()?;
    let mut name = it.word()?;
    let socket = name.parse().ok().map(SocketId);
    if socket.is_some() {
        name = it.word()?;
    }
    let call = call(name, host, it)?;
    Ok(Command::Call { host, socket, call })
}

fn call(name: &str, host: HostId, it: &mut Arguments) -> Result<Call, Fault> {
    const CALL: Fault = Fault::NotOneOf(CALLS);
    let name = name.to_ascii_lowercase().replace('_', "-");
    Ok(match name.as_str() {
        "socket" => Call::Socket,
        "bind" => Call::Bind {
            port: it.number(u16::MAX.into())?,
        },
        "listen" => Call::Listen {
            backlog: it.number_or(u32::MAX.into(), Call::BACKLOG)?,
        },
        "accept" => Call::Accept,
        "connect" => Call::Connect {
            remote: remote(host, it)?,
        },
        "send" => Call::Send(bytes(it.remainder()?)?),
        "recv" => Call::Receive {
            max: it.number_or(u32::MAX.into(), Call::RECEIVE_MAX)?,
        },
        "shutdown" => Call::Shutdown,
        "shutdown-read" => Call::ShutdownRead,
        "close" => Call::Close,
        "abort" => Call::Abort,
        "datagram-socket" => Call::DatagramSocket,
        "sendto" => Call::SendTo {
            remote: remote(host, it)?,
            bytes: bytes(it.remainder()?)?,
        },
        "recvfrom" => Call::ReceiveFrom {
            max: it.number_or(u32::MAX.into(), Call::RECEIVE_MAX)?,
        },
        "set" => Call::SetOption(option(it)?),
        _ => return Err(CALL),
    })
}

fn option(it: &mut Arguments) -> Result<SocketOption, Fault> {
    let name = it.word()?;
    if let Some(option) = named(OPTIONS, name) {
        return it.one_of(SWITCH).map(option);
    }
    Ok(match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "keep-idle" => SocketOption::KeepIdle(it.span()?),
        "keep-interval" => SocketOption::KeepInterval(it.span()?),
        "keep-count" => SocketOption::KeepCount(it.number(u8::MAX.into())?),
        "user-timeout" => SocketOption::UserTimeout(it.span()?),
        "syn-count" => SocketOption::SynCount(it.number(u8::MAX.into())?),
        "linger2" => SocketOption::Linger2(it.span()?),
        _ => return Err(it.fault()),
    })
}

/// A port of the other host, or any address and port: `80`, `10.0.0.9/80`.
fn remote(host: HostId, it: &mut Arguments) -> Result<SocketAddrV4, Fault> {
    let word = it.word()?;
    if let Some(address) = address(word) {
        return Ok(address);
    }
    let port = number(word, u16::MAX.into())?;
    let mut remote = host.other().address();
    remote.set_port(u16::try_from(port).unwrap_or_default());
    Ok(remote)
}

/// `10.0.0.9/80`
pub(super) fn address(text: &str) -> Option<SocketAddrV4> {
    let (ip, port) = text.split_once('/')?;
    Some(SocketAddrV4::new(ip.parse().ok()?, port.parse().ok()?))
}

pub(super) fn write(
    f: &mut fmt::Formatter<'_>,
    host: HostId,
    socket: Option<SocketId>,
    call: &Call,
) -> fmt::Result {
    write!(f, "call:{}:", name_of(HOSTS, host))?;
    if let Some(socket) = socket {
        write!(f, "{}:", socket.0)?;
    }
    match call {
        Call::Socket => f.write_str("socket"),
        Call::Bind { port } => write!(f, "bind:{port}"),
        Call::Listen {
            backlog: Call::BACKLOG,
        } => f.write_str("listen"),
        Call::Listen { backlog } => write!(f, "listen:{backlog}"),
        Call::Accept => f.write_str("accept"),
        Call::Connect { remote } => write!(f, "connect:{}", Remote(host, *remote)),
        Call::Send(data) => write!(f, "send:{}", Bytes(data)),
        Call::Receive {
            max: Call::RECEIVE_MAX,
        } => f.write_str("recv"),
        Call::Receive { max } => write!(f, "recv:{max}"),
        Call::Shutdown => f.write_str("shutdown"),
        Call::ShutdownRead => f.write_str("shutdown-read"),
        Call::Close => f.write_str("close"),
        Call::Abort => f.write_str("abort"),
        Call::DatagramSocket => f.write_str("datagram-socket"),
        Call::SendTo { bytes, remote } => {
            write!(f, "sendto:{}:{}", Remote(host, *remote), Bytes(bytes))
        }
        Call::ReceiveFrom {
            max: Call::RECEIVE_MAX,
        } => f.write_str("recvfrom"),
        Call::ReceiveFrom { max } => write!(f, "recvfrom:{max}"),
        Call::SetOption(option) => write_option(f, *option),
    }
}

fn write_option(f: &mut fmt::Formatter<'_>, option: SocketOption) -> fmt::Result {
    let on = |on: bool| u8::from(on);
    match option {
        SocketOption::ReuseAddr(it) => write!(f, "set:reuse-addr:{}", on(it)),
        SocketOption::Linger0(it) => write!(f, "set:linger0:{}", on(it)),
        SocketOption::NoDelay(it) => write!(f, "set:no-delay:{}", on(it)),
        SocketOption::Cork(it) => write!(f, "set:cork:{}", on(it)),
        SocketOption::KeepAlive(it) => write!(f, "set:keep-alive:{}", on(it)),
        SocketOption::KeepIdle(span) => write!(f, "set:keep-idle:{}", Exact::from(span)),
        SocketOption::KeepInterval(span) => write!(f, "set:keep-interval:{}", Exact::from(span)),
        SocketOption::KeepCount(count) => write!(f, "set:keep-count:{count}"),
        SocketOption::UserTimeout(span) => write!(f, "set:user-timeout:{}", Exact::from(span)),
        SocketOption::SynCount(count) => write!(f, "set:syn-count:{count}"),
        SocketOption::Linger2(span) => write!(f, "set:linger2:{}", Exact::from(span)),
    }
}

/// Whom a host calls.
struct Remote(HostId, SocketAddrV4);

impl fmt::Display for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(host, remote) = self;
        if *remote.ip() == host.other().ip() {
            write!(f, "{}", remote.port())
        } else {
            write!(f, "{}/{}", remote.ip(), remote.port())
        }
    }
}
