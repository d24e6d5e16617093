//! Who may have which port.

use crate::host::{Host, SocketError, SocketId};
use crate::tcp::SocketPair;
use crate::time::Instant;
use core::net::SocketAddrV4;

impl Host {
    /// Whether a socket may take `port`, or listen on it: `SO_REUSEADDR` lets it share the port with those that have set
    /// it too, unless one of them listens.
    pub(super) fn check_port(&self, id: SocketId, port: u16) -> Result<(), SocketError> {
        let shares = |id: SocketId| self.table.get(id).is_some_and(|it| it.options.reuse_addr);
        let listens = |id: SocketId| self.table.get(id).is_some_and(|it| it.listener.is_some());
        let is_taken = self
            .table
            .on_port(self.address, port)
            .any(|other| other != id && !(shares(id) && shares(other) && !listens(other)));
        if is_taken {
            Err(SocketError::AddrInUse)
        } else {
            Ok(())
        }
    }

    /// A port that nobody has.
    pub(super) fn free_port(&mut self) -> Option<u16> {
        self.ports()
            .find(|port| self.is_free(*port))
            .inspect(|port| self.last_port = *port)
    }

    /// A port from which `remote` can be called: one that no `bind()` has taken, and from which it is not called already.
    pub(super) fn port_to_call(&mut self, now: Instant, remote: SocketAddrV4) -> Option<u16> {
        let can_call = |port: &u16| {
            let pair = self.pair(*port, remote);
            self.table.bound_to(*port).next().is_none() && self.may_call(now, pair, false)
        };
        self.ports()
            .find(can_call)
            .inspect(|port| self.last_port = *port)
    }

    /// The two ends of a connection from here to there.
    pub(super) const fn pair(&self, port: u16, remote: SocketAddrV4) -> SocketPair {
        SocketPair {
            local: SocketAddrV4::new(self.address, port),
            remote,
        }
    }

    fn is_free(&self, port: u16) -> bool {
        self.table.on_port(self.address, port).next().is_none()
    }

    /// The ports to choose from, beginning after the last choice. Real hosts begin anywhere (RFC 6056); one after the
    /// other is easier to follow.
    fn ports(&self) -> impl Iterator<Item = u16> + use<> {
        let (low, high, last) = (
            self.settings.port_low,
            self.settings.port_high,
            self.last_port,
        );
        let first = if (low..high).contains(&last) {
            last + 1
        } else {
            low
        };
        (first..=high).chain(low..first)
    }
}
