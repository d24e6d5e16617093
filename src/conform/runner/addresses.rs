//! The hosts have one address in a recording and another in the simulation. Ports are the same.

use super::super::trace::Side;
use crate::simulation::HostId;
use core::net::{Ipv4Addr, SocketAddrV4};

/// Both addresses of both hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Addresses {
    recorded: [SocketAddrV4; 2],
}

impl Addresses {
    /// For hosts that have these addresses in the recording, client first.
    pub(super) const fn new(recorded: [SocketAddrV4; 2]) -> Self {
        Self { recorded }
    }

    /// A recorded address, here. One that is neither host's is nobody's in both worlds.
    pub(super) fn ours(self, recorded: SocketAddrV4) -> SocketAddrV4 {
        let is_it = |side: &Side| self.recorded[side.index()].ip() == recorded.ip();
        let host = Side::ALL.into_iter().find(is_it);
        let ip = host.map_or(*recorded.ip(), address);
        SocketAddrV4::new(ip, recorded.port())
    }

    /// What the recording calls a socket on `side` with these ends: `S 8000>40000`, and the peer's address if it is not
    /// the other host.
    pub(super) fn socket(side: Side, local: SocketAddrV4, remote: SocketAddrV4) -> String {
        let (letter, from, to) = (side.letter(), local.port(), remote.port());
        if *remote.ip() == address(side.other()) {
            format!("{letter} {from}>{to}")
        } else {
            format!("{letter} {from}>{to}@{}", remote.ip())
        }
    }

    /// What the recording calls the connection between these ends; none for the usual one.
    pub(super) fn connection(self, client: SocketAddrV4, server: SocketAddrV4) -> Option<String> {
        let is_usual = [client, server].map(Some) == self.recorded.map(|end| Some(self.ours(end)));
        let ports = format!("{}-{}", client.port(), server.port());
        match () {
            () if is_usual => None,
            () if *client.ip() == address(Side::C) => Some(ports),
            () => Some(format!("{ports}-{}", client.ip())),
        }
    }
}

/// The address of a host here.
fn address(side: Side) -> Ipv4Addr {
    *host(side).address().ip()
}

/// The host of a side.
pub(super) const fn host(side: Side) -> HostId {
    match side {
        Side::C => HostId::Client,
        Side::S => HostId::Server,
    }
}

/// The side of a host.
pub(super) const fn side(host: HostId) -> Side {
    match host {
        HostId::Client => Side::C,
        HostId::Server => Side::S,
    }
}
