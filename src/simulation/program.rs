//! The two programs: a few lines of socket code each, so that *when* the application calls `close()` is a line that
//! the learner can read and change.

use crate::host::Call;
use crate::network::HostId;
use crate::simulation::Protocol;
use crate::time::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// A host's application, executed line by line. Each line starts [`Program::PACE`] after the one before it returned.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Program {
    /// When the first line runs.
    pub starts: Instant,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// When the `close()` line closes.
    pub closes: CloseTime,
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
}

/// When the program's `close()` line closes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CloseTime {
    /// As soon as the line is reached.
    #[default]
    Now,
    /// [`Program::LATE`] after the line is reached: the application is slow.
    Late,
    /// Never: somebody forgot it. The program stays alive and holds the socket.
    Never,
}

impl Program {
    /// The time between two lines: long enough for each line's segments to stand apart on the ladder.
    pub const PACE: Duration = Duration::from_millis(40);
    /// How long a late `close()` is late.
    pub const LATE: Duration = Duration::from_secs(2);

    /// A program that starts at `starts` and closes when it gets there.
    pub fn new(starts: Instant, lines: Vec<Line>) -> Self {
        Self {
            starts,
            lines,
            closes: CloseTime::Now,
        }
    }
}

impl Line {
    /// The line as source code in `host`'s program, which speaks `protocol`.
    pub fn code(&self, host: HostId, protocol: Protocol) -> String {
        // What listens is one socket, what it has accepted another.
        let (socket, bound) = match (protocol, host) {
            (Protocol::Tcp, HostId::Server) => ("conn", "l"),
            (Protocol::Tcp, HostId::Client) => ("s", "l"),
            (Protocol::Udp, _) => ("s", "s"),
        };
        match (self, host) {
            (Self::Socket, HostId::Client) => "s = socket()".into(),
            (Self::Socket, HostId::Server) => "l = socket()".into(),
            (Self::DatagramSocket, _) => "s = socket(type=SOCK_DGRAM)".into(),
            (Self::Bind, host) => format!("{bound}.bind((\"\", {}))", host.address().port()),
            (Self::Call(Call::Listen { .. }), _) => "l.listen()".into(),
            (Self::Call(Call::Accept), _) => "conn, addr = l.accept()".into(),
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
            (Self::Call(call), _) => format!("{socket}.{}", call.name()),
            (Self::Wait(span), _) => {
                let ms = span.as_millis();
                format!("time.sleep({}.{:03})", ms / 1_000, ms % 1_000)
            }
        }
    }
}
