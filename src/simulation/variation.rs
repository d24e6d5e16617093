//! What two runs may differ in.

use crate::host::{InitialNumbers, SynCookies};
use crate::network::HostId;
use crate::simulation::{CloseTime, Protocol, Scenario};
use crate::tcp::Handshake;
use crate::time::Duration;

/// One thing about a scenario, had otherwise. It holds from the start of a run, so it is no [`Command`](super::Command).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variation {
    /// How both hosts open connections. Anything but three-way is not TCP.
    Handshake(Handshake),
    /// How many MSL both hosts stay in TIME-WAIT. Anything but two is not TCP.
    TimeWait(u8),
    /// When the program of a host calls `close()`.
    Closes(HostId, CloseTime),
    /// Whether the server answers a SYN without remembering it.
    SynCookies(SynCookies),
    /// How long both hosts hold back an ACK (RFC 9293 §3.8.6.3).
    AckDelay(Duration),
    /// Where both hosts take their initial sequence numbers from. Fixed ones are not TCP.
    InitialNumbers(InitialNumbers),
    /// How many sockets the server's program may hold; none for as many as it likes.
    Descriptors(Option<u16>),
    /// What the programs of both hosts set `SO_REUSEADDR` to, where they set it.
    ReuseAddr(bool),
    /// What carries the programs' messages. UDP is not TCP.
    Protocol(Protocol),
}

impl Variation {
    /// Changes a scenario.
    pub fn apply(self, scenario: &mut Scenario) {
        let [one, other] = &mut scenario.settings;
        let server = HostId::Server.index();
        match self {
            Self::Handshake(it) => (one.tcp.handshake, other.tcp.handshake) = (it, it),
            Self::TimeWait(it) => (one.tcp.time_wait_msl, other.tcp.time_wait_msl) = (it, it),
            Self::Closes(HostId::Client, when) => scenario.client.closes = when,
            Self::Closes(HostId::Server, when) => scenario.server.closes = when,
            Self::SynCookies(cookies) => scenario.settings[server].syn_cookies = cookies,
            Self::AckDelay(it) => (one.tcp.ack_delay, other.tcp.ack_delay) = (it, it),
            Self::InitialNumbers(it) => (one.initial_numbers, other.initial_numbers) = (it, it),
            Self::Descriptors(most) => scenario.settings[server].descriptors = most,
            Self::Protocol(protocol) => {
                scenario.client.speak(protocol, HostId::Client);
                scenario.server.speak(protocol, HostId::Server);
            }
            Self::ReuseAddr(on) => {
                for program in [&mut scenario.client, &mut scenario.server] {
                    program.set_reuse_addr(on);
                }
            }
        }
    }
}

impl Scenario {
    /// The same, but for one thing.
    #[must_use]
    pub fn varied(mut self, variation: Variation) -> Self {
        variation.apply(&mut self);
        self
    }
}
