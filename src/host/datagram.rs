//! Datagram sockets: UDP as programs see it. A socket is a port and a queue of what has arrived for it; a call needs no
//! state but that, and no state is kept of any peer.

use crate::host::call::{Call, CallOutcome, Progress};
use crate::host::{Host, HostEvent, HostEventKind, SocketError, SocketId, wake};
use crate::udp::{Datagram, Discard, UdpEvent};
use core::net::SocketAddrV4;

/// A socket of UDP.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DatagramSocket {
    /// Its number: no other socket of the host has it.
    pub id: SocketId,
    /// Its port; 0 before `bind()` or the first `sendto()`.
    pub port: u16,
    /// What has arrived and has not been read, oldest first.
    queue: Vec<Datagram>,
}

impl DatagramSocket {
    /// The most bytes of data that wait for the program: what Linux has room for as it comes (`net.core.rmem_default`),
    /// though it counts some overhead too.
    pub const BUFFER: u32 = 212_992;

    /// Bytes of data that wait for the program.
    pub fn readable(&self) -> u32 {
        let mut sum = 0;
        for datagram in &self.queue {
            sum += u32::from(datagram.payload_len());
        }
        sum
    }
}

impl Host {
    /// Its datagram sockets, in the order in which they came to be.
    pub fn datagram_sockets(&self) -> &[DatagramSocket] {
        &self.datagram_sockets
    }

    /// Takes a datagram from the network: it waits for the socket of its port, or is thrown away. What is addressed to
    /// another host is none of its business.
    #[inline(never)]
    pub fn on_datagram(&mut self, datagram: Datagram) {
        if *datagram.destination.ip() != self.address {
            return;
        }
        let (port, len) = (
            datagram.destination.port(),
            u32::from(datagram.payload_len()),
        );
        let Some(place) = self.place_of_port(port) else {
            return self.report_udp(None, UdpEvent::Discarded(Discard::NoSocket));
        };
        let socket = &mut self.datagram_sockets[place];
        let id = socket.id;
        let event = if socket.readable() + len > DatagramSocket::BUFFER {
            UdpEvent::Discarded(Discard::BufferFull)
        } else {
            socket.queue.push(datagram);
            wake(&mut self.woken, id);
            UdpEvent::Queued { len }
        };
        self.report_udp(Some(id), event);
    }

    #[inline(never)]
    pub(super) fn open_datagram_socket(&mut self) -> CallOutcome {
        if !self.may_hold_another() {
            return CallOutcome::Failed(SocketError::MFile);
        }
        let id = self.table.new_id();
        self.datagram_sockets.push(DatagramSocket {
            id,
            port: 0,
            queue: Vec::new(),
        });
        CallOutcome::Opened(id)
    }

    /// Where that socket stands, if it is one of UDP.
    pub(super) fn datagram_place(&self, id: SocketId) -> Option<usize> {
        let mut sockets = self.datagram_sockets.iter();
        sockets.position(|socket| socket.id == id)
    }

    /// Makes a call on the datagram socket at that place.
    #[inline(never)]
    pub(super) fn call_datagram(&mut self, place: usize, call: &Call) -> Progress {
        let done = match call {
            Call::Bind { port } => self.bind_datagram(place, *port),
            Call::SendTo { bytes, remote } => self.send_to(place, bytes, *remote),
            Call::ReceiveFrom { max } => return self.receive_from(place, *max),
            Call::Close | Call::Abort => {
                let id = self.datagram_sockets.remove(place).id;
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

    fn bind_datagram(&mut self, place: usize, wanted: u16) -> Result<(), SocketError> {
        if self.datagram_sockets[place].port > 0 {
            return Err(SocketError::Inval);
        }
        let (mut port, last) = match wanted {
            0 => (self.settings.port_low, self.settings.port_high),
            port => (port, port),
        };
        while self.place_of_port(port).is_some() {
            if port >= last {
                return Err(SocketError::AddrInUse);
            }
            port += 1;
        }
        self.datagram_sockets[place].port = port;
        Ok(())
    }

    fn send_to(
        &mut self,
        place: usize,
        bytes: &[u8],
        remote: SocketAddrV4,
    ) -> Result<(), SocketError> {
        if bytes.len() > Datagram::MAX_PAYLOAD {
            return Err(SocketError::MsgSize);
        }
        if remote.port() == 0 || remote.ip().is_unspecified() {
            return Err(SocketError::Inval);
        }
        if self.datagram_sockets[place].port == 0 {
            self.bind_datagram(place, 0)?;
        }
        let DatagramSocket { id, port, .. } = self.datagram_sockets[place];
        let datagram = Datagram {
            source: SocketAddrV4::new(self.address, port),
            destination: remote,
            payload: bytes.to_vec(),
        };
        self.report_udp(Some(id), UdpEvent::Sent(datagram));
        Ok(())
    }

    /// One datagram at a time; what `max` has no room for is lost.
    #[inline(never)]
    pub(super) fn receive_from(&mut self, place: usize, max: u32) -> Progress {
        let queue = &mut self.datagram_sockets[place].queue;
        if queue.is_empty() {
            return Progress::Blocks;
        }
        let mut datagram = queue.remove(0);
        datagram.payload.truncate(max as usize);
        Progress::Returned(CallOutcome::DataFrom(datagram.payload, datagram.source))
    }

    /// Where the socket of that port stands.
    fn place_of_port(&self, port: u16) -> Option<usize> {
        let mut sockets = self.datagram_sockets.iter();
        sockets.position(|socket| socket.port == port && port > 0)
    }

    fn report_udp(&mut self, socket: Option<SocketId>, event: UdpEvent) {
        let kind = HostEventKind::Udp(event);
        self.events.push(HostEvent { socket, kind });
    }
}
