//! What the two stacks have in common: one end of one connection, with packets for segments.

use super::smoltcp_end::SmoltcpEnd;
use super::tcpscope_end::TcpscopeEnd;
use tcpscope::tcp::{Config, ConnectionError, SocketPair, State};
use tcpscope::time::{Duration, Instant};

/// What may be set about both stacks alike.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The largest payload of one segment.
    pub(crate) mss: u16,
    /// Bytes held for a program that does not read.
    pub(crate) receive_buffer: u32,
    /// How long an acknowledgment may wait.
    pub(crate) ack_delay: Duration,
    /// How long one end goes on without an answer; `None`: for ever.
    pub(crate) patience: Option<Duration>,
    /// Where each end's sequence numbers begin, or the seed for that.
    pub(crate) iss: u32,
}

/// One end of one connection in one of the stacks.
pub(crate) trait Endpoint {
    /// Calls the other end.
    fn connect(&mut self, now: Instant);
    /// Waits to be called.
    fn listen(&mut self);
    /// Hands over all of `bytes`.
    fn send(&mut self, now: Instant, bytes: &[u8]);
    /// Takes up to `max` bytes; none if there are none.
    fn receive(&mut self, now: Instant, max: u32) -> Received;
    /// Ends the own direction, as the RFC's CLOSE.
    fn close(&mut self, now: Instant);
    /// Throws the connection away, as the RFC's ABORT.
    fn abort(&mut self, now: Instant);
    /// Takes a packet from the wire.
    fn deliver(&mut self, now: Instant, packet: &[u8]);
    /// Does what is due, and gives the packets that go out.
    fn poll(&mut self, now: Instant) -> Vec<Vec<u8>>;
    /// When `poll` has something to do, if nothing happens before.
    fn poll_at(&mut self, now: Instant) -> Option<Instant>;
    /// The state.
    fn state(&self) -> State;
    /// Whether something it was to send, a FIN included, is not acknowledged.
    fn is_waiting(&self) -> bool;
    /// Why the connection ended, if not by closing.
    fn error(&self) -> Option<ConnectionError>;
}

/// What `receive` brings.
pub(crate) enum Received {
    /// At least one byte.
    Data(Vec<u8>),
    /// The other end has closed, and all is read.
    EndOfFile,
    /// Nothing, now or ever.
    Nothing,
}

/// Which implementation. Ours comes as both of its profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stack {
    Rfc9293,
    Linux,
    Smoltcp,
}

impl Stack {
    pub(crate) const ALL: [Self; 3] = [Self::Rfc9293, Self::Linux, Self::Smoltcp];

    /// Every way to pair two of them; the first pair is the one that the others are compared with.
    pub(crate) fn pairs() -> impl Iterator<Item = [Self; 2]> {
        let with_each = |client| Self::ALL.map(|server| [client, server]);
        Self::ALL.into_iter().flat_map(with_each)
    }

    pub(crate) fn endpoint(self, pair: SocketPair, settings: &Settings) -> Box<dyn Endpoint> {
        match self {
            Self::Rfc9293 => Box::new(TcpscopeEnd::new(pair, settings, &Config::rfc9293())),
            Self::Linux => Box::new(TcpscopeEnd::new(pair, settings, &Config::linux())),
            Self::Smoltcp => Box::new(SmoltcpEnd::new(pair, settings)),
        }
    }
}
