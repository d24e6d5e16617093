//! A host's sockets, and the ways to find one: by number, by socket pair, by port, by who is due next.

use crate::host::by_id::ById;
use crate::host::{Socket, SocketId};
use crate::tcp::SocketPair;
use crate::time::{Instant, Schedule};
use core::net::{Ipv4Addr, SocketAddrV4};
use std::collections::VecDeque;

/// The sockets of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Table {
    sockets: ById<Socket>,
    /// Those with a peer, in order of their pairs. Ports are given out one after the other, so that most come and go at
    /// the ends.
    pairs: VecDeque<(SocketPair, SocketId)>,
    /// Those that have a port and no peer, in order of their ports.
    bound: Vec<(u16, SocketId)>,
    deadlines: Schedule<SocketId>,
    last: u32,
}

/// What a socket takes up, so that others must do without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Nothing,
    Port(u16),
    Pair(SocketPair),
}

impl Table {
    pub(super) fn get(&self, id: SocketId) -> Option<&Socket> {
        self.sockets.get(id)
    }

    pub(super) fn get_mut(&mut self, id: SocketId) -> Option<&mut Socket> {
        self.sockets.get_mut(id)
    }

    pub(super) const fn sockets(&self) -> &ById<Socket> {
        &self.sockets
    }

    pub(super) fn sockets_mut(&mut self) -> impl Iterator<Item = &mut Socket> {
        self.sockets.iter_mut()
    }

    /// Adds a socket under a new number.
    pub(super) fn insert(&mut self, socket: Socket, place: Place) -> SocketId {
        let id = self.new_id();
        self.sockets.insert(id, socket);
        self.put(id, place);
        id
    }

    /// A number that no socket of the host has had.
    pub(super) fn new_id(&mut self) -> SocketId {
        self.last += 1;
        SocketId(self.last)
    }

    /// Forgets a socket.
    pub(super) fn remove(&mut self, id: SocketId) {
        self.put(id, Place::Nothing);
        if let Some(deadline) = self.sockets.remove(id).and_then(|socket| socket.deadline) {
            self.deadlines.remove(deadline, id);
        }
    }

    /// Forgets them all; their numbers stay used.
    pub(super) fn clear(&mut self) {
        *self = Self {
            last: self.last,
            ..Self::default()
        };
    }

    /// Lets a socket take up `place`, in place of what it took up before.
    pub(super) fn put(&mut self, id: SocketId, place: Place) {
        let Some(socket) = self.sockets.get(id) else {
            return;
        };
        let pair = socket.connection.pair();
        let old = self.first_pair(pair, id);
        if self.pairs.get(old) == Some(&(pair, id)) {
            self.pairs.remove(old);
        }
        let port = pair.local.port();
        let old = self.first_bound(port, id);
        if self.bound.get(old) == Some(&(port, id)) {
            self.bound.remove(old);
        }
        match place {
            Place::Nothing => {}
            Place::Port(port) => self.bound.insert(self.first_bound(port, id), (port, id)),
            Place::Pair(pair) => self.pairs.insert(self.first_pair(pair, id), (pair, id)),
        }
    }

    /// The socket of that pair.
    pub(super) fn with_pair(&self, pair: SocketPair) -> Option<SocketId> {
        let place = self.first_pair(pair, SocketId(0));
        let (found, id) = self.pairs.get(place)?;
        (*found == pair).then_some(*id)
    }

    /// The place of the first pair that does not stand before that one.
    fn first_pair(&self, pair: SocketPair, id: SocketId) -> usize {
        let (Ok(place) | Err(place)) = self.pairs.binary_search(&(pair, id));
        place
    }

    /// The place of the first port that does not stand before that one.
    fn first_bound(&self, port: u16, id: SocketId) -> usize {
        self.bound.partition_point(|entry| *entry < (port, id))
    }

    /// The sockets without a peer that have that port.
    pub(super) fn bound_to(&self, port: u16) -> impl Iterator<Item = SocketId> {
        self.bound[self.first_bound(port, SocketId(0))..]
            .iter()
            .take_while(move |(other, _)| *other == port)
            .map(|(_, id)| *id)
    }

    /// All sockets that have that port.
    pub(super) fn on_port(&self, address: Ipv4Addr, port: u16) -> impl Iterator<Item = SocketId> {
        let local = SocketAddrV4::new(address, port);
        let remote = SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0);
        let start = self.first_pair(SocketPair { local, remote }, SocketId(0));
        let connected = self
            .pairs
            .range(start..)
            .take_while(move |(pair, _)| pair.local == local);
        self.bound_to(port).chain(connected.map(|(_, id)| *id))
    }

    /// The socket that listens on that port.
    pub(super) fn listening_on(&self, port: u16) -> Option<SocketId> {
        self.bound_to(port)
            .find(|id| self.get(*id).is_some_and(|it| it.listener.is_some()))
    }

    /// Who wants to be woken first, and when.
    pub(super) fn next_deadline(&self) -> Option<(Instant, SocketId)> {
        self.deadlines.first()
    }

    /// Takes note of when a socket's connection wants to be woken now.
    pub(super) fn reschedule(&mut self, id: SocketId) {
        let Some(socket) = self.sockets.get_mut(id) else {
            return;
        };
        let wanted = socket.connection.poll_timeout();
        let noted = core::mem::replace(&mut socket.deadline, wanted);
        if wanted == noted {
            return;
        }
        if let Some(old) = noted {
            self.deadlines.remove(old, id);
        }
        if let Some(new) = wanted {
            self.deadlines.insert(new, id);
        }
    }
}
