//! Our own stack as an endpoint.

use super::endpoint::{Endpoint, Received, Settings};
use super::wire;
use tcpscope::tcp::{
    self, Config, Connection, ConnectionError, Limit, SeqNumber, SocketPair, State, TcpEvent,
};
use tcpscope::time::{Duration, Instant};

pub(crate) struct TcpscopeEnd {
    connection: Connection,
    iss: SeqNumber,
}

impl TcpscopeEnd {
    pub(crate) fn new(pair: SocketPair, settings: &Settings, profile: &Config) -> Self {
        let patience = Limit::After(settings.patience.unwrap_or(Duration::from_secs(1_000_000)));
        let config = Config {
            mss: settings.mss,
            receive_buffer: settings.receive_buffer,
            ack_delay: settings.ack_delay,
            nagle: false,
            r2: patience,
            r2_syn: patience,
            r2_syn_ack: patience,
            r2_orphan: patience,
            ..*profile
        };
        Self {
            connection: Connection::new(pair, config),
            iss: SeqNumber::new(settings.iss),
        }
    }
}

impl Endpoint for TcpscopeEnd {
    fn connect(&mut self, now: Instant) {
        self.connection.open_active(now, self.iss).unwrap();
    }

    fn listen(&mut self) {
        self.connection.open_passive(self.iss).unwrap();
    }

    fn send(&mut self, now: Instant, bytes: &[u8]) {
        self.connection.send(now, bytes).unwrap();
    }

    fn receive(&mut self, now: Instant, max: u32) -> Received {
        match self.connection.receive(now, max) {
            Ok(tcp::Received::Data(bytes)) => Received::Data(bytes),
            Ok(tcp::Received::EndOfFile) => Received::EndOfFile,
            Ok(tcp::Received::WouldBlock) | Err(_) => Received::Nothing,
        }
    }

    fn close(&mut self, now: Instant) {
        self.connection.close(now).unwrap();
    }

    fn abort(&mut self, now: Instant) {
        self.connection.abort(now).unwrap();
    }

    fn deliver(&mut self, now: Instant, packet: &[u8]) {
        self.connection.on_segment(now, &wire::from_packet(packet));
    }

    fn poll(&mut self, now: Instant) -> Vec<Vec<u8>> {
        self.connection.on_timeout(now);
        let packet = |event| match event {
            TcpEvent::SegmentEmitted { segment, .. } => Some(wire::to_packet(&segment)),
            _ => None,
        };
        self.connection
            .take_events()
            .into_iter()
            .filter_map(packet)
            .collect()
    }

    fn poll_at(&mut self, _now: Instant) -> Option<Instant> {
        self.connection.poll_timeout()
    }

    fn state(&self) -> State {
        self.connection.state()
    }

    fn is_waiting(&self) -> bool {
        self.connection.unacknowledged() > 0 || self.connection.queued() > 0
    }

    fn error(&self) -> Option<ConnectionError> {
        self.connection.error()
    }
}
