//! Datagram sockets: UDP as programs see it. A socket is a port and a queue of what has arrived for it; a call needs no
//! state but that, and no state is kept of any peer.

use crate::host::call::{Call, CallOutcome, Progress};
use crate::host::{Host, HostEvent, HostEventKind, SocketError, SocketId, wake};
use crate::udp::{Datagram, Discard, UdpEvent};
use core::net::SocketAddrV4;
use std::collections::VecDeque;

/// A socket of UDP.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DatagramSocket {
    /// 0 before `bind()` or the first `sendto()`.
    port: u16,
    /// What has arrived and has not been read, oldest first.
    queue: VecDeque<Datagram>,
}

impl DatagramSocket {
    /// The most bytes of data that wait for the program: what Linux has room for as it comes (`net.core.rmem_default`),
    /// though it counts some overhead too.
    pub const BUFFER: u32 = 212_992;

    /// Its port; 0 before it has one.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Bytes of data that wait for the program.
    pub fn readable(&self) -> u32 {
        let lengths = self.queue.iter().map(Datagram::payload_len);
        lengths.map(u32::from).sum()
    }
}

impl Host {
    /// Its datagram sockets, in the order in which they came to be.
    pub const fn datagram_sockets(&self) -> &crate::host::ById<DatagramSocket> {
        &self.datagram_sockets
    }

    /// Takes a datagram from the network: it waits for the socket of its port, or is thrown away. What is addressed to
    /// another host is none of its business.
    pub fn on_datagram(&mut self, datagram: Datagram) {
        if *datagram.destination.ip() != self.address {
            return;
        }
        let len = u32::from(datagram.payload_len());
        let Some(id) = self.datagram_socket_at(datagram.destination.port()) else {
            return self.report_udp(None, UdpEvent::Discarded(Discard::NoSocket));
        };
        let socket = self.datagram_sockets.get_mut(id);
        let room = socket.filter(|socket| socket.readable() + len <= DatagramSocket::BUFFER);
        let Some(socket) = room else {
            return self.report_udp(Some(id), UdpEvent::Discarded(Discard::BufferFull));
        };
        socket.queue.push_back(datagram);
        wake(&mut self.woken, id);
        self.report_udp(Some(id), UdpEvent::Queued { len });
    }

    pub(super) fn open_datagram_socket(&mut self) -> CallOutcome {
        if !self.may_hold_another() {
            return CallOutcome::Failed(SocketError::MFile);
        }
        let id = self.table.new_id();
        self.datagram_sockets.insert(id, DatagramSocket::default());
        CallOutcome::Opened(id)
    }

    /// Makes a call on a datagram socket.
    pub(super) fn call_datagram(&mut self, id: SocketId, call: &Call) -> Progress {
        let done = match call {
            Call::Bind { port } => self.bind_datagram(id, *port),
            Call::SendTo { bytes, remote } => self.send_to(id, bytes, *remote),
            Call::ReceiveFrom { max } => return self.receive_from(id, *max),
            Call::Close | Call::Abort => {
                self.datagram_sockets.remove(id);
                wake(&mut self.woken, id);
                Ok(())
            }
            // `connect()` would only fix the peer's address.
            _ => Err(SocketError::OpNotSupp),
        };
        done.map_or_else(Progress::failed, |()| Progress::DONE)
    }

    /// Whether a call could do something now on a datagram socket.
    pub(super) const fn permits_datagram(call: &Call) -> Result<(), SocketError> {
        match call {
            Call::Bind { .. }
            | Call::SendTo { .. }
            | Call::ReceiveFrom { .. }
            | Call::Close
            | Call::Abort => Ok(()),
            _ => Err(SocketError::OpNotSupp),
        }
    }

    fn bind_datagram(&mut self, id: SocketId, port: u16) -> Result<(), SocketError> {
        if self.datagram_sockets.get(id).is_some_and(|it| it.port > 0) {
            return Err(SocketError::Inval);
        }
        let is_taken = |host: &Self, port| host.datagram_socket_at(port).is_some();
        let port = match port {
            0 => {
                let mut ports = self.settings.port_low..=self.settings.port_high;
                ports.find(|port| !is_taken(self, *port))
            }
            port => Some(port).filter(|port| !is_taken(self, *port)),
        };
        let port = port.ok_or(SocketError::AddrInUse)?;
        let socket = self.datagram_sockets.get_mut(id);
        socket.ok_or(SocketError::BadF)?.port = port;
        Ok(())
    }

    fn send_to(
        &mut self,
        id: SocketId,
        bytes: &[u8],
        remote: SocketAddrV4,
    ) -> Result<(), SocketError> {
        if bytes.len() > Datagram::MAX_PAYLOAD {
            return Err(SocketError::MsgSize);
        }
        if remote.port() == 0 || remote.ip().is_unspecified() {
            return Err(SocketError::Inval);
        }
        let port = |host: &Self| host.datagram_sockets.get(id).map_or(0, |it| it.port);
        if port(self) == 0 {
            self.bind_datagram(id, 0)?;
        }
        let datagram = Datagram {
            source: SocketAddrV4::new(self.address, port(self)),
            destination: remote,
            payload: bytes.to_vec(),
        };
        self.report_udp(Some(id), UdpEvent::Sent(datagram));
        Ok(())
    }

    /// One datagram at a time; what `max` has no room for is lost.
    pub(super) fn receive_from(&mut self, id: SocketId, max: u32) -> Progress {
        let Some(socket) = self.datagram_sockets.get_mut(id) else {
            return Progress::failed(SocketError::BadF);
        };
        let Some(mut datagram) = socket.queue.pop_front() else {
            return Progress::Blocks;
        };
        datagram.payload.truncate(max as usize);
        Progress::Returned(CallOutcome::DataFrom(datagram.payload, datagram.source))
    }

    fn datagram_socket_at(&self, port: u16) -> Option<SocketId> {
        let mut sockets = self.datagram_sockets.iter();
        let found = sockets.find(|(_, socket)| socket.port == port && port > 0);
        found.map(|(id, _)| id)
    }

    fn report_udp(&mut self, socket: Option<SocketId>, event: UdpEvent) {
        let kind = HostEventKind::Udp(event);
        self.events.push(HostEvent { socket, kind });
    }
}
