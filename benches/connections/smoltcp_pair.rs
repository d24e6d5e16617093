//! The same work done by two smoltcp interfaces. A segment is a packet of bytes here, but without checksums, which ours
//! does not have either; and nothing is logged.

use crate::smoltcp_tokens::{Arrived, Outlet};
use crate::{ANSWER, REQUEST};
use core::net::Ipv4Addr;
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{ChecksumCapabilities, Device, DeviceCapabilities, Medium};
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{HardwareAddress, IpAddress, IpCidr, IpEndpoint};
use std::collections::VecDeque;

const ONE_WAY_DELAY: Duration = Duration::from_millis(50);
const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);
const SERVER: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 2);
const PORT: u16 = 80;
/// The first of the client's ports, and how many it takes in turn.
const CLIENT_PORTS: (u16, u16) = (40_000, 20_000);
const BUFFER: usize = 1_024;

/// Two hosts, and a server that answers each request.
pub(crate) struct Pair {
    now: Instant,
    client: Host,
    server: Host,
    /// For each connection, how many requests its client has still to make.
    left: Vec<usize>,
    opened: u16,
}

impl Pair {
    /// Room for so many connections at once: a socket each, at both ends.
    pub(crate) fn new(room: usize) -> Self {
        Self {
            now: Instant::ZERO,
            client: Host::new(CLIENT, room),
            server: Host::new(SERVER, room),
            left: Vec::new(),
            opened: 0,
        }
    }

    /// Opens so many connections at once, uses each for so many requests, closes them, and waits until TIME-WAIT is over.
    /// Gives how many answers have come.
    pub(crate) fn exchange(&mut self, connections: usize, requests: usize) -> usize {
        self.left = vec![requests; connections];
        for place in 0..connections {
            self.server.socket(place).listen(PORT).unwrap();
            let port = CLIENT_PORTS.0 + self.opened % CLIENT_PORTS.1;
            self.opened = self.opened.wrapping_add(1);
            self.client.connect(place, port);
        }
        let mut answers = 0;
        loop {
            self.client.run(self.now, &mut self.server.port);
            self.server.run(self.now, &mut self.client.port);
            answers += self.react();
            self.client.run(self.now, &mut self.server.port);
            self.server.run(self.now, &mut self.client.port);
            let next = [self.client.next_at(self.now), self.server.next_at(self.now)];
            match next.into_iter().flatten().min() {
                Some(next) => self.now = self.now.max(next),
                None => return answers,
            }
        }
    }

    /// Both programs go on where something has come; gives how many answers have.
    fn react(&mut self) -> usize {
        let mut answers = 0;
        let mut bytes = [0; BUFFER];
        for (place, left) in self.left.iter_mut().enumerate() {
            let socket = self.client.socket(place);
            if socket.can_recv() && socket.recv_slice(&mut bytes).unwrap() > 0 {
                answers += 1;
                *left -= 1;
                if *left == 0 {
                    socket.close();
                } else {
                    socket.send_slice(REQUEST).unwrap();
                }
            } else if self.client.waits_to_ask(place) {
                self.client.socket(place).send_slice(REQUEST).unwrap();
            }
            let socket = self.server.socket(place);
            if socket.can_recv() && socket.recv_slice(&mut bytes).unwrap() > 0 {
                socket.send_slice(ANSWER).unwrap();
            } else if socket.state() == State::CloseWait {
                socket.close();
            }
        }
        answers
    }
}

struct Host {
    interface: Interface,
    sockets: SocketSet<'static>,
    handles: Vec<SocketHandle>,
    /// Whose `connect` has not come back yet.
    is_connecting: Vec<bool>,
    port: Port,
}

impl Host {
    fn new(address: Ipv4Addr, room: usize) -> Self {
        let mut port = Port::default();
        let config = Config::new(HardwareAddress::Ip);
        let mut interface = Interface::new(config, &mut port, Instant::ZERO);
        interface.update_ip_addrs(|addresses| {
            addresses
                .push(IpCidr::new(IpAddress::Ipv4(address), 24))
                .unwrap();
        });
        let mut sockets = SocketSet::new(Vec::new());
        let socket = |_| {
            let buffer = || SocketBuffer::new(vec![0; BUFFER]);
            let mut socket = Socket::new(buffer(), buffer());
            socket.set_ack_delay(None);
            socket.set_nagle_enabled(false);
            sockets.add(socket)
        };
        Self {
            interface,
            handles: (0..room).map(socket).collect(),
            sockets,
            is_connecting: vec![false; room],
            port,
        }
    }

    fn socket(&mut self, place: usize) -> &mut Socket<'static> {
        self.sockets.get_mut(self.handles[place])
    }

    fn connect(&mut self, place: usize, port: u16) {
        let remote = IpEndpoint::new(IpAddress::Ipv4(SERVER), PORT);
        let socket = self.sockets.get_mut::<Socket<'_>>(self.handles[place]);
        let context = self.interface.context();
        socket.connect(context, remote, port).unwrap();
        self.is_connecting[place] = true;
    }

    /// Whether `connect` comes back now.
    fn waits_to_ask(&mut self, place: usize) -> bool {
        let is_open = self.socket(place).state() == State::Established;
        is_open && core::mem::take(&mut self.is_connecting[place])
    }

    /// Takes what has arrived and puts on the wire what goes out.
    fn run(&mut self, now: Instant, other: &mut Port) {
        self.interface.poll(now, &mut self.port, &mut self.sockets);
        let packets = self.port.sent.drain(..);
        other
            .arriving
            .extend(packets.map(|packet| (now + ONE_WAY_DELAY, packet)));
    }

    fn next_at(&mut self, now: Instant) -> Option<Instant> {
        let arrival = self.port.arriving.front().map(|(at, _)| *at);
        let timer = self.interface.poll_at(now, &self.sockets);
        [arrival, timer].into_iter().flatten().min()
    }
}

/// A network card with a long cable.
#[derive(Default)]
struct Port {
    arriving: VecDeque<(Instant, Vec<u8>)>,
    sent: Vec<Vec<u8>>,
}

impl Device for Port {
    type RxToken<'a> = Arrived;
    type TxToken<'a> = Outlet<'a>;

    fn receive(&mut self, now: Instant) -> Option<(Arrived, Outlet<'_>)> {
        self.arriving.front().filter(|(at, _)| *at <= now)?;
        let (_, packet) = self.arriving.pop_front()?;
        Some((Arrived(packet), Outlet(&mut self.sent)))
    }

    fn transmit(&mut self, _now: Instant) -> Option<Outlet<'_>> {
        Some(Outlet(&mut self.sent))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ip;
        capabilities.max_transmission_unit = 1_500;
        capabilities.checksum = ChecksumCapabilities::ignored();
        capabilities
    }
}
