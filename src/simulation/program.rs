//! The two programs: a few lines of socket code each, so that *when* the application calls `close()` is a line that
//! the learner can read and change.

use crate::host::{Call, SocketOption};
use crate::network::HostId;
use crate::simulation::Protocol;
use crate::time::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// A host's application, executed line by line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Program {
    /// When the first line runs.
    pub starts: Instant,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// When the `close()` line closes.
    pub closes: CloseTime,
    /// How long after a line has returned the next one starts. Not zero.
    pub pace: Duration,
}

/// One line of a program.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Line {
    /// `socket()`: nothing to see on the wire.
    Socket,
    /// `bind()` to the port of the host's [address](HostId::address): nothing to see on the wire.
    Bind,
    /// Any other call on the program's socket, or on the one that it has accepted; blocks as the socket API does.
    Call(Call),
    /// `time.sleep()`: the application is busy with something else.
    Wait(Duration),
    /// `socket()` for UDP: nothing to see on the wire.
    DatagramSocket,
    /// Goes back to an earlier line: `for _ in range(times):`, or `while True:`, over the lines from there to here. A round
    /// in which nothing happens is the last.
    Repeat {
        /// The first line of the loop.
        from: u8,
        /// How many rounds it makes in all; 0 for ever.
        times: u8,
    },
}

/// When the program's `close()` line closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CloseTime {
    /// So long after the line is reached: the application is busy with something else until then.
    After(Duration),
    /// Never: somebody forgot it. The program stays alive and holds the socket; one that has more to do goes on without.
    Never,
}

impl CloseTime {
    /// As soon as the line is reached.
    pub const NOW: Self = Self::After(Duration::ZERO);
    /// Late enough to see what waits for it.
    pub const LATE: Self = Self::After(Duration::from_secs(2));
}

impl Default for CloseTime {
    fn default() -> Self {
        Self::NOW
    }
}

impl Program {
    /// The usual time between two lines: long enough for each line's segments to stand apart on the ladder.
    pub const PACE: Duration = Duration::from_millis(40);

    /// A program that starts at `starts` and closes when it gets there.
    pub fn new(starts: Instant, lines: Vec<Line>) -> Self {
        Self {
            starts,
            lines,
            closes: CloseTime::NOW,
            pace: Self::PACE,
        }
    }

    /// Changes what the program sets `SO_REUSEADDR` to.
    pub(super) fn set_reuse_addr(&mut self, wanted: bool) {
        for line in &mut self.lines {
            if let Line::Call(Call::SetOption(SocketOption::ReuseAddr(on))) = line {
                *on = wanted;
            }
        }
    }
}

impl Line {
    /// Whether this is the line that [`CloseTime`] is about.
    pub const fn is_close(&self) -> bool {
        matches!(self, Self::Call(Call::Close))
    }

    /// The line as source code in `host`'s program, which speaks `protocol`. What a `Repeat` says stands above its loop.
    pub fn code(&self, host: HostId, protocol: Protocol) -> String {
        // What `socket()` gave, and what the program talks on.
        let (own, socket) = match (protocol, host) {
            (Protocol::Tcp, HostId::Server) => ("l", "conn"),
            (Protocol::Tcp, HostId::Client) | (Protocol::Udp, _) => ("s", "s"),
        };
        match (self, host) {
            (Self::Socket, _) => format!("{own} = socket()"),
            (Self::DatagramSocket, _) => "s = socket(type=SOCK_DGRAM)".into(),
            (Self::Bind, host) => format!("{own}.bind((\"\", {}))", host.address().port()),
            (Self::Call(Call::Listen { .. }), _) => format!("{own}.listen()"),
            (Self::Call(Call::Accept), _) => format!("{socket}, addr = {own}.accept()"),
            (Self::Call(Call::Connect { remote }), _) => {
                format!("{socket}.connect((\"{}\", {}))", remote.ip(), remote.port())
            }
            (Self::Call(Call::Send(bytes)), _) => {
                format!("{socket}.sendall(b\"{}\")", String::from_utf8_lossy(bytes))
            }
            (Self::Call(Call::Receive { max }), _) => format!("{socket}.recv({max})"),
            (Self::Call(Call::SendTo { bytes, remote }), _) => format!(
                "{socket}.sendto(b\"{}\", (\"{}\", {}))",
                String::from_utf8_lossy(bytes),
                remote.ip(),
                remote.port()
            ),
            (Self::Call(Call::ReceiveFrom { max }), _) => format!("{socket}.recvfrom({max})"),
            (Self::Call(Call::Shutdown), _) => format!("{socket}.shutdown(SHUT_WR)"),
            (Self::Call(Call::SetOption(SocketOption::ReuseAddr(on))), _) => {
                let on = u8::from(*on);
                format!("{own}.setsockopt(SOL_SOCKET, SO_REUSEADDR, {on})")
            }
            (Self::Call(Call::SetOption(SocketOption::KeepAlive(on))), _) => {
                let on = u8::from(*on);
                format!("{socket}.setsockopt(SOL_SOCKET, SO_KEEPALIVE, {on})")
            }
            (Self::Call(call), _) => format!("{socket}.{}", call.name()),
            (Self::Wait(span), _) => {
                let ms = span.as_millis();
                match ms % 1_000 {
                    0 => format!("time.sleep({})", ms / 1_000),
                    rest => format!("time.sleep({}.{rest:03})", ms / 1_000),
                }
            }
            (Self::Repeat { times: 0, .. }, _) => "while True:".into(),
            (Self::Repeat { times, .. }, _) => format!("for _ in range({times}):"),
        }
    }
}
