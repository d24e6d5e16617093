//! The same programs over TCP and over UDP.

use crate::host::Call;
use crate::network::HostId;
use crate::simulation::{Line, Program, Scenario};
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
    pub fn over(mut self, protocol: Protocol) -> Self {
        for (program, host) in [
            (&mut self.client, HostId::Client),
            (&mut self.server, HostId::Server),
        ] {
            match protocol {
                _ if program.protocol() == protocol => {}
                Protocol::Tcp => program.connect_first(host),
                Protocol::Udp => program.connect_never(host),
            }
        }
        self
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

    /// Without the calls that are about a connection, and each message with the address that it goes to.
    fn connect_never(&mut self, host: HostId) {
        let remote = host.other().address();
        self.lines.retain(|line| {
            !matches!(
                line,
                Line::Call(
                    Call::Connect { .. } | Call::Listen { .. } | Call::Accept | Call::Shutdown
                )
            )
        });
        for line in &mut self.lines {
            match line {
                Line::Socket => *line = Line::DatagramSocket,
                Line::Call(Call::Send(bytes)) => {
                    let bytes = core::mem::take(bytes);
                    *line = Line::Call(Call::SendTo { bytes, remote });
                }
                Line::Call(Call::Receive { max }) => {
                    *line = Line::Call(Call::ReceiveFrom { max: *max });
                }
                _ => {}
            }
        }
    }

    /// With the calls that make a connection: the client's as soon as it has a socket, the server's once it has a port.
    fn connect_first(&mut self, host: HostId) {
        let mut lines = Vec::new();
        for line in core::mem::take(&mut self.lines) {
            match line {
                Line::DatagramSocket => {
                    lines.push(Line::Socket);
                    if host == HostId::Client {
                        lines.push(Line::Call(Call::connect(host.other().address())));
                    }
                }
                Line::Bind if host == HostId::Server => {
                    lines.extend([
                        Line::Bind,
                        Line::Call(Call::listen()),
                        Line::Call(Call::Accept),
                    ]);
                }
                Line::Call(Call::SendTo { bytes, .. }) => lines.push(Line::Call(Call::Send(bytes))),
                Line::Call(Call::ReceiveFrom { max }) => {
                    lines.push(Line::Call(Call::Receive { max }));
                }
                line => lines.push(line),
            }
        }
        self.lines = lines;
    }
}
