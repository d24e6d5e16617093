//! smoltcp as an endpoint: an interface with one address and one socket.

use super::endpoint::{Endpoint, Received, Settings};
use super::wire;
use crate::smoltcp_tokens::{Arrived, Outlet};
use core::cell::Cell;
use core::net::SocketAddrV4;
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium};
use smoltcp::socket::tcp::{RecvError, Socket, SocketBuffer, State as Phase};
use smoltcp::time;
use smoltcp::wire::{HardwareAddress, IpAddress, IpCidr, IpEndpoint};
use std::collections::VecDeque;
use tcpscope::tcp::{ConnectionError, SocketPair, State};
use tcpscope::time::Instant;

/// More than any program of this test sends.
const SEND_BUFFER: usize = 1 << 17;

thread_local! {
    /// Milliseconds for the timestamps option: smoltcp asks a function without arguments for them.
    static CLOCK: Cell<u32> = const { Cell::new(0) };
}

pub(crate) struct SmoltcpEnd {
    pair: SocketPair,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
    port: Port,
    error: Option<ConnectionError>,
}

impl SmoltcpEnd {
    pub(crate) fn new(pair: SocketPair, settings: &Settings) -> Self {
        let mut port = Port {
            mtu: usize::from(settings.mss) + 40,
            arrived: VecDeque::new(),
            sent: Vec::new(),
        };
        let mut config = Config::new(HardwareAddress::Ip);
        config.random_seed = u64::from(settings.iss);
        let mut interface = Interface::new(config, &mut port, time::Instant::ZERO);
        interface.update_ip_addrs(|addresses| {
            let address = IpCidr::new(IpAddress::Ipv4(*pair.local.ip()), 24);
            addresses.push(address).unwrap();
        });
        let buffer = |len: usize| SocketBuffer::new(vec![0; len]);
        let mut socket = Socket::new(
            buffer(settings.receive_buffer as usize),
            buffer(SEND_BUFFER),
        );
        socket.set_nagle_enabled(false);
        socket.set_tsval_generator(Some(|| CLOCK.get()));
        socket.set_timeout(
            settings
                .patience
                .map(|span| time::Duration::from_micros(span.as_micros())),
        );
        let delay = (!settings.ack_delay.is_zero())
            .then(|| time::Duration::from_micros(settings.ack_delay.as_micros()));
        socket.set_ack_delay(delay);
        let mut sockets = SocketSet::new(Vec::new());
        Self {
            pair,
            interface,
            socket: sockets.add(socket),
            sockets,
            port,
            error: None,
        }
    }

    fn socket(&mut self) -> &mut Socket<'static> {
        self.sockets.get_mut(self.socket)
    }

    fn phase(&self) -> Phase {
        self.sockets.get::<Socket<'_>>(self.socket).state()
    }

    fn run(&mut self, now: Instant) {
        CLOCK.set(u32::try_from(now.as_micros() / 1_000).unwrap());
        self.interface
            .poll(instant(now), &mut self.port, &mut self.sockets);
    }
}

impl Endpoint for SmoltcpEnd {
    fn connect(&mut self, _now: Instant) {
        let (local, remote) = (endpoint(self.pair.local), endpoint(self.pair.remote));
        let context = self.interface.context();
        let socket = self.sockets.get_mut::<Socket<'_>>(self.socket);
        socket.connect(context, remote, local).unwrap();
    }

    fn listen(&mut self) {
        let port = self.pair.local.port();
        self.socket().listen(port).unwrap();
    }

    fn send(&mut self, _now: Instant, bytes: &[u8]) {
        assert_eq!(self.socket().send_slice(bytes).unwrap(), bytes.len());
    }

    fn receive(&mut self, _now: Instant, max: u32) -> Received {
        let mut bytes = vec![0; max as usize];
        match self.socket().recv_slice(&mut bytes) {
            Ok(0) | Err(RecvError::InvalidState) => Received::Nothing,
            Ok(len) => Received::Data(bytes[..len].to_vec()),
            Err(RecvError::Finished) => Received::EndOfFile,
        }
    }

    fn close(&mut self, _now: Instant) {
        self.socket().close();
    }

    fn abort(&mut self, _now: Instant) {
        self.socket().abort();
    }

    /// smoltcp does not name errors: this is the name that RFC 9293 §3.10.7 gives to what happened.
    fn deliver(&mut self, now: Instant, packet: &[u8]) {
        let before = self.phase();
        self.port.arrived.push_back(packet.to_vec());
        self.run(now);
        let was_reset = wire::from_packet(packet).is_rst() && self.phase() == Phase::Closed;
        if was_reset {
            self.error = match before {
                Phase::Closed | Phase::Closing | Phase::LastAck | Phase::TimeWait => self.error,
                Phase::SynSent | Phase::SynReceived => Some(ConnectionError::Refused),
                _ => Some(ConnectionError::Reset),
            };
        }
    }

    fn poll(&mut self, now: Instant) -> Vec<Vec<u8>> {
        let before = self.phase();
        self.run(now);
        let has_ended = self.phase() == Phase::Closed;
        if has_ended && !matches!(before, Phase::Closed | Phase::TimeWait) {
            self.error = Some(ConnectionError::TimedOut);
        }
        core::mem::take(&mut self.port.sent)
    }

    fn poll_at(&mut self, now: Instant) -> Option<Instant> {
        let at = self.interface.poll_at(instant(now), &self.sockets)?;
        Some(Instant::from_micros(
            u64::try_from(at.total_micros()).unwrap(),
        ))
    }

    fn state(&self) -> State {
        match self.phase() {
            Phase::Closed => State::Closed,
            Phase::Listen => State::Listen,
            Phase::SynSent => State::SynSent,
            Phase::SynReceived => State::SynReceived,
            Phase::Established => State::Established,
            Phase::FinWait1 => State::FinWait1,
            Phase::FinWait2 => State::FinWait2,
            Phase::CloseWait => State::CloseWait,
            Phase::Closing => State::Closing,
            Phase::LastAck => State::LastAck,
            Phase::TimeWait => State::TimeWait,
        }
    }

    fn is_waiting(&self) -> bool {
        let socket = self.sockets.get::<Socket<'_>>(self.socket);
        let has_fin = matches!(
            socket.state(),
            Phase::FinWait1 | Phase::Closing | Phase::LastAck
        );
        has_fin || socket.is_open() && socket.send_queue() > 0
    }

    fn error(&self) -> Option<ConnectionError> {
        self.error
    }
}

fn instant(now: Instant) -> time::Instant {
    time::Instant::from_micros(i64::try_from(now.as_micros()).unwrap())
}

fn endpoint(address: SocketAddrV4) -> IpEndpoint {
    IpEndpoint::new(IpAddress::Ipv4(*address.ip()), address.port())
}

/// A network card: a queue in and a list out.
struct Port {
    mtu: usize,
    arrived: VecDeque<Vec<u8>>,
    sent: Vec<Vec<u8>>,
}

impl Device for Port {
    type RxToken<'a> = Arrived;
    type TxToken<'a> = Outlet<'a>;

    fn receive(&mut self, _now: time::Instant) -> Option<(Arrived, Outlet<'_>)> {
        let packet = self.arrived.pop_front()?;
        Some((Arrived(packet), Outlet(&mut self.sent)))
    }

    fn transmit(&mut self, _now: time::Instant) -> Option<Outlet<'_>> {
        Some(Outlet(&mut self.sent))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ip;
        capabilities.max_transmission_unit = self.mtu;
        capabilities
    }
}
