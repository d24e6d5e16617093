//! Scenarios put together from short scripts: both programs as static data.

use crate::network::HostId;
use crate::simulation::{Call, Command, Line, Scenario, SocketOption};
use crate::time::{Duration, Instant};
use crate::timeline::{Recording, TimedCommand};

/// What a program does next, in one line or a few.
#[derive(Clone, Copy)]
pub(super) enum Do {
    /// Makes a socket and calls the other host.
    Connect,
    /// The same from the port that the other host knows.
    ConnectBound,
    /// Makes a socket, binds it and listens.
    Listen,
    /// `accept()`
    Accept,
    /// `sendall()`
    Send(&'static str),
    /// `recv()`
    Receive,
    /// `shutdown(SHUT_WR)`
    Shutdown,
    /// `close()`
    Close,
    /// `setsockopt()`
    Set(SocketOption),
    /// Is busy for so many milliseconds.
    Busy(u16),
}

/// A run of these two programs. The client starts a little later, so that the server is there.
pub(super) fn run(client: &[Do], server: &[Do]) -> Recording {
    let mut scenario = Scenario::request_and_answer();
    scenario.client.lines = lines(HostId::Client, client);
    scenario.server.lines = lines(HostId::Server, server);
    Recording::untouched(scenario)
}

/// The same run, with this done to it so many milliseconds after its beginning.
pub(super) fn acted(mut recording: Recording, acts: &[(u32, Command)]) -> Recording {
    for (at, command) in acts {
        recording.commands.push(TimedCommand {
            at: Instant::from_millis(u64::from(*at)),
            command: command.clone(),
        });
    }
    recording
}

fn lines(host: HostId, script: &[Do]) -> Vec<Line> {
    let mut lines = Vec::new();
    for step in script {
        if matches!(step, Do::Connect | Do::ConnectBound | Do::Listen) {
            lines.push(Line::Socket);
        }
        if matches!(step, Do::ConnectBound | Do::Listen) {
            lines.push(Line::Bind);
        }
        lines.push(match *step {
            Do::Connect | Do::ConnectBound => Line::Call(Call::connect(host.other().address())),
            Do::Listen => Line::Call(Call::listen()),
            Do::Accept => Line::Call(Call::Accept),
            Do::Send(text) => Line::Call(Call::Send(text.into())),
            Do::Receive => Line::Call(Call::receive()),
            Do::Shutdown => Line::Call(Call::Shutdown),
            Do::Close => Line::Call(Call::Close),
            Do::Set(option) => Line::Call(Call::SetOption(option)),
            Do::Busy(ms) => Line::Wait(Duration::from_millis(ms.into())),
        });
    }
    lines
}
