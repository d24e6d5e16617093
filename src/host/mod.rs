//! A host's TCP and UDP and its socket API, sans-IO: many connections, told apart by their socket pairs.
//!
//! Calls, segments and timeouts go in; [`HostEvent`]s come out, each with its socket. A connection is `tcp`'s; what is
//! here is what lies between connections and programs: which socket a segment is for, who may have which port, the
//! queues of a listener, what a program is told.
//!
//! # What is not modelled, and what that costs
//! - **More than one address**: a port is taken on all of them at once.
//! - **A full send buffer**: `send()` takes everything and never waits.
//! - **ICMP**: a datagram for a port that nobody has is thrown away without an answer.
//! - **Sending data on a SYN, Fast Open, `SO_REUSEPORT`**: nothing here speaks of them.

mod by_id;
mod call;
mod cookie;
mod datagram;
mod error;
mod event;
mod iss;
mod listener;
mod options;
mod ports;
mod settings;
mod socket;
mod sysctl;
mod table;
mod time_wait;
mod user;

pub use by_id::ById;
pub use call::{Call, CallOutcome, Progress, SocketOption};
pub use datagram::DatagramSocket;
pub use error::SocketError;
pub use event::{HostEvent, HostEventKind, Queue};
pub use listener::Listener;
pub use settings::{InitialNumbers, Profile, Settings, SynCookies};
pub use socket::{Socket, SocketId};
pub use sysctl::SysctlError;

use crate::tcp::{Connection, Segment, SocketPair, State, TcpEvent};
use crate::time::{Duration, Instant};
use core::net::Ipv4Addr;
use options::Options;
use socket::Owner;
use table::Table;

/// A host.
///
/// - *Input*: [`call`](Self::call) and [`resume`](Self::resume), [`on_segment`](Self::on_segment) and
///   [`on_datagram`](Self::on_datagram), and [`on_timeout`](Self::on_timeout) once [`poll_timeout`](Self::poll_timeout)
///   has come.
/// - *Output*: [`take_events`](Self::take_events) and [`take_woken`](Self::take_woken) after each input.
/// - *Views*: everything else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host {
    address: Ipv4Addr,
    /// What nobody else knows, so that nobody else can guess the sequence numbers.
    secret: u64,
    /// How often the host has started anew.
    starts: u32,
    settings: Settings,
    table: Table,
    /// UDP's, whose ports are other ports than TCP's.
    datagram_sockets: Vec<DatagramSocket>,
    /// The port that `connect()` last chose by itself.
    last_port: u16,
    events: Vec<HostEvent>,
    woken: Vec<SocketId>,
}

impl Host {
    /// A host without sockets.
    pub fn new(address: Ipv4Addr, secret: u64, settings: Settings) -> Self {
        Self {
            address,
            secret,
            starts: 0,
            settings,
            table: Table::default(),
            datagram_sockets: Vec::new(),
            last_port: 0,
            events: Vec::new(),
            woken: Vec::new(),
        }
    }

    /// Its address.
    pub const fn address(&self) -> Ipv4Addr {
        self.address
    }

    /// Its settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Its sockets of TCP, in the order in which they came to be.
    pub const fn sockets(&self) -> &ById<Socket> {
        self.table.sockets()
    }

    /// One of them.
    pub fn socket(&self, id: SocketId) -> Option<&Socket> {
        self.table.get(id)
    }

    /// What has happened since the last call, in order.
    pub fn take_events(&mut self) -> Vec<HostEvent> {
        core::mem::take(&mut self.events)
    }

    /// The sockets to which something has happened since the last call: a call that waits on one of them may now come
    /// back.
    pub fn take_woken(&mut self) -> Vec<SocketId> {
        core::mem::take(&mut self.woken)
    }

    /// When [`on_timeout`](Self::on_timeout) is due next.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.table.next_deadline().map(|(at, _)| at)
    }

    /// Wakes the socket whose timer went off first.
    pub fn on_timeout(&mut self, now: Instant) {
        if let Some((at, id)) = self.table.next_deadline()
            && at <= now
            && !self.trims(now, id)
        {
            self.drive(id, |connection| connection.on_timeout(now));
        }
    }

    /// Takes a segment from the network, and finds out whom it is for. What is addressed to another host is none of its
    /// business.
    pub fn on_segment(&mut self, now: Instant, segment: &Segment) {
        if *segment.destination.ip() != self.address {
            return;
        }
        let pair = self.pair(segment.destination.port(), segment.source);
        if let Some(id) = self.table.with_pair(pair) {
            if let Some((listener, iss)) = self.reincarnates(now, id, segment) {
                self.on_call(now, listener, segment, iss);
            } else if !self.overflows(now, id, segment) {
                self.drive(id, |connection| connection.on_segment(now, segment));
            }
        } else if let Some(listener) = self.table.listening_on(pair.local.port()) {
            self.on_segment_listening(now, listener, segment);
        } else {
            self.on_segment_for_nobody(now, segment);
        }
    }

    /// That is what CLOSED is for.
    #[inline(never)]
    fn on_segment_for_nobody(&mut self, now: Instant, segment: &Segment) {
        let pair = self.pair(segment.destination.port(), segment.source);
        let mut nobody = Connection::new(pair, self.settings.tcp);
        nobody.on_segment(now, segment);
        self.report(None, nobody.take_events());
    }

    /// Loses all that it knows, and tells nobody. What it does afterwards it does as a new start.
    pub fn crash(&mut self) {
        let first = |table: &Table| table.sockets().iter().next().map(|(id, _)| id);
        while let Some(id) = first(&self.table) {
            self.forget(id);
        }
        self.table.clear();
        self.datagram_sockets.clear();
        self.starts += 1;
    }

    /// Sets how long acknowledgments may wait from now on, on every connection.
    pub fn set_ack_delay(&mut self, ack_delay: Duration) {
        self.settings.tcp.ack_delay = ack_delay;
        for socket in self.table.sockets_mut() {
            socket.connection.set_ack_delay(ack_delay);
        }
    }

    /// Sets the length of TIME-WAIT in multiples of MSL for every connection that is not in it yet.
    pub fn set_time_wait_msl(&mut self, time_wait_msl: u8) {
        self.settings.tcp.time_wait_msl = time_wait_msl;
        for socket in self.table.sockets_mut() {
            socket.connection.set_time_wait_msl(time_wait_msl);
        }
    }

    /// A connection that does not exist yet, under these options.
    fn connection(&self, now: Instant, pair: SocketPair, options: Options) -> Connection {
        let mut connection = Connection::new(pair, options.config(&self.settings));
        connection.set_cork(now, options.is_corked());
        connection
    }

    /// Puts something into a socket's connection, and sees to all that comes of it.
    fn drive<R>(&mut self, id: SocketId, input: impl FnOnce(&mut Connection) -> R) -> Option<R> {
        let socket = self.table.get_mut(id)?;
        let before = socket.state();
        let result = input(&mut socket.connection);
        self.settle(id, before);
        Some(result)
    }

    /// Takes note of what has become of a socket whose connection was in state `before`.
    fn settle(&mut self, id: SocketId, before: State) {
        let Some(socket) = self.table.get_mut(id) else {
            return;
        };
        let events = socket.connection.take_events();
        if !events.is_empty() {
            wake(&mut self.woken, id);
        }
        self.report(Some(id), events);
        let Some(socket) = self.table.get_mut(id) else {
            return;
        };
        let (state, owner) = (socket.state(), socket.owner);
        socket.was_connected |=
            !is_calling(state) && !matches!(state, State::Closed | State::Listen);
        if state == State::Closed && before != State::Closed {
            let error = socket.connection.error();
            socket.error = error.map(|error| SocketError::of(error, before));
            socket.has_ended |= has_fin(before);
            let place = socket.place_without_peer();
            self.table.put(id, place);
        }
        match owner {
            Owner::Listener(listener) if is_half_open(before) => self.on_child(id, listener, state),
            Owner::Nobody if state == State::Closed => self.table.remove(id),
            _ => {}
        }
        self.table.reschedule(id);
    }

    /// Reports what happened in a connection.
    fn report(&mut self, socket: Option<SocketId>, events: Vec<TcpEvent>) {
        self.events
            .extend(events.into_iter().map(|event| HostEvent {
                socket,
                kind: HostEventKind::Tcp(event),
            }));
    }

    fn overflow(&mut self, listener: SocketId, queue: Queue) {
        self.events.push(HostEvent {
            socket: Some(listener),
            kind: HostEventKind::Overflow(queue),
        });
    }

    /// Gives a connection up without a word to anybody.
    #[inline(never)]
    fn forget(&mut self, id: SocketId) {
        let Some(state) = self.table.get(id).map(Socket::state) else {
            return;
        };
        wake(&mut self.woken, id);
        self.table.remove(id);
        if state != State::Closed {
            self.events.push(HostEvent {
                socket: Some(id),
                kind: HostEventKind::Forgotten(state),
            });
        }
    }
}

/// Takes note, in order and once each, of a socket to which something has happened.
fn wake(woken: &mut Vec<SocketId>, id: SocketId) {
    if let Err(place) = woken.binary_search(&id) {
        woken.insert(place, id);
    }
}

/// Whether the handshake has begun in this state and is not over.
const fn is_calling(state: State) -> bool {
    matches!(state, State::SynSent | State::SynReceived)
}

/// Whether the peer has ended its stream in this state.
const fn has_fin(state: State) -> bool {
    matches!(
        state,
        State::CloseWait | State::LastAck | State::Closing | State::TimeWait
    )
}

/// Whether a connection in this state waits for the end of the handshake, or has just been called.
const fn is_half_open(state: State) -> bool {
    matches!(state, State::Listen | State::SynReceived)
}

#[cfg(test)]
mod tests;
