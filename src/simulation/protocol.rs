//! The same programs over TCP and over UDP.

use crate::host::Call;
use crate::network::HostId;
use crate::simulation::{Line, Program, Scenario, Variation};
use serde::{Deserialize, Serialize};

/// What carries the programs' messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Protocol {
    /// The Transmission Control Protocol.
    Tcp,
    /// The User Datagram Protocol.
    Udp,
}

impl Scenario {
    /// The same programs and messages over that protocol.
    #[must_use]
    pub fn over(self, protocol: Protocol) -> Self {
        self.varied(Variation::Protocol(protocol))
    }
}

impl Program {
    /// What it speaks: UDP, if it opens a socket of that.
    pub fn protocol(&self) -> Protocol {
        let mut lines = self.lines.iter();
        if lines.any(|line| matches!(line, Line::DatagramSocket)) {
            Protocol::Udp
        } else {
            Protocol::Tcp
        }
    }

    /// Says the same over `protocol` on `host`. Over UDP the calls that are about a connection go, and each message gets
    /// the address that it goes to; over TCP the client connects as soon as it has a socket, and the server listens and
    /// accepts once it has a port.
    pub(super) fn speak(&mut self, protocol: Protocol, host: HostId) {
        if self.protocol() == protocol {
            return;
        }
        let remote = host.other().address();
        let mut lines = Vec::new();
        let mut places = Vec::new();
        for line in core::mem::take(&mut self.lines) {
            places.push(u8::try_from(lines.len()).unwrap_or(u8::MAX));
            match line {
                Line::Socket => lines.push(Line::DatagramSocket),
                Line::DatagramSocket => {
                    lines.push(Line::Socket);
                    if host == HostId::Client {
                        lines.push(Line::Call(Call::connect(remote)));
                    }
                }
                Line::Bind if protocol == Protocol::Tcp && host == HostId::Server => {
                    lines.push(Line::Bind);
                    lines.push(Line::Call(Call::listen()));
                    lines.push(Line::Call(Call::Accept));
                }
                Line::Call(call) => {
                    if let Some(call) = spoken(call, remote) {
                        lines.push(Line::Call(call));
                    }
                }
                line => lines.push(line),
            }
        }
        for line in &mut lines {
            if let Line::Repeat { from, .. } = line
                && let Some(place) = places.get(usize::from(*from))
            {
                *from = *place;
            }
        }
        self.lines = lines;
    }
}

/// The call of the other protocol that does the same; none if there is nothing of the kind.
fn spoken(call: Call, remote: core::net::SocketAddrV4) -> Option<Call> {
    Some(match call {
        Call::Connect { .. }
        | Call::Listen { .. }
        | Call::Accept
        | Call::Shutdown
        | Call::ShutdownRead
        | Call::SetOption(_) => return None,
        Call::Send(bytes) => Call::SendTo { bytes, remote },
        Call::SendTo { bytes, .. } => Call::Send(bytes),
        Call::Receive { max } => Call::ReceiveFrom { max },
        Call::ReceiveFrom { max } => Call::Receive { max },
        call => call,
    })
}
