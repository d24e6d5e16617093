//! The host layer, as traces of the wire between two hosts and of what their programs are told.

mod close;
mod cookies;
mod datagrams;
mod listening;
mod options;
mod ports;
mod sockets;
mod storm;
mod sysctls;
mod time_wait;

use super::*;
use crate::tcp::{Control, SeqNumber, Timer};
use core::net::SocketAddrV4;
use std::collections::VecDeque;

const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);
const SERVER: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 2);
/// Where the server listens.
const SERVICE: SocketAddrV4 = SocketAddrV4::new(SERVER, 80);

/// The two ends, by their places in `Lan::hosts`.
const C: usize = 0;
const S: usize = 1;

/// Two hosts side by side: what one sends, the other has at once, unless it is held or lost on the way.
struct Lan {
    now: Instant,
    hosts: [Host; 2],
    wire: VecDeque<(usize, Segment)>,
    /// What has been on the wire since it was last asked: `> SYN`, `< SYN,ACK`; a lost one ends in `x`.
    trace: Vec<String>,
    /// What else the hosts have reported.
    news: Vec<(usize, HostEvent)>,
    is_held: bool,
    is_cut: bool,
}

impl Lan {
    fn new() -> Self {
        Self::with(|_| {})
    }

    /// Two hosts whose settings have been changed.
    fn with(change: impl Fn(&mut Settings)) -> Self {
        let host = |address, secret| {
            let mut settings = Settings::rfc9293();
            change(&mut settings);
            Host::new(address, secret, settings)
        };
        Self {
            now: Instant::from_millis(1_000),
            hosts: [host(CLIENT, 1), host(SERVER, 2)],
            wire: VecDeque::new(),
            trace: Vec::new(),
            news: Vec::new(),
            is_held: false,
            is_cut: false,
        }
    }

    /// A server that listens, and its socket.
    fn listening(backlog: u32) -> (Self, SocketId) {
        let mut lan = Self::new();
        let listener = lan.listen(backlog);
        (lan, listener)
    }

    /// Makes a call and lets everything happen that follows at once.
    fn call(&mut self, at: usize, socket: SocketId, call: &Call) -> Progress {
        let progress = self.hosts[at].call(self.now, Some(socket), call);
        self.settle();
        progress
    }

    /// The same, for a call that comes back.
    fn done(&mut self, at: usize, socket: SocketId, call: &Call) -> CallOutcome {
        match self.call(at, socket, call) {
            Progress::Returned(outcome) => outcome,
            Progress::Blocks => match self.hosts[at].resume(self.now, socket, call) {
                Progress::Returned(outcome) => outcome,
                Progress::Blocks => panic!("{call:?} waits"),
            },
        }
    }

    fn fails(&mut self, at: usize, socket: SocketId, call: &Call) -> SocketError {
        match self.done(at, socket, call) {
            CallOutcome::Failed(error) => error,
            other => panic!("{call:?} gives {other:?}"),
        }
    }

    fn socket(&mut self, at: usize) -> SocketId {
        match self.hosts[at].call(self.now, None, &Call::Socket) {
            Progress::Returned(CallOutcome::Opened(id)) => id,
            other => panic!("socket() gives {other:?}"),
        }
    }

    /// A server's socket, listening.
    fn listen(&mut self, backlog: u32) -> SocketId {
        let socket = self.socket(S);
        let port = SERVICE.port();
        assert_eq!(
            self.done(S, socket, &Call::Bind { port }),
            CallOutcome::Done
        );
        assert_eq!(
            self.done(S, socket, &Call::Listen { backlog }),
            CallOutcome::Done
        );
        socket
    }

    /// A client's new socket on which `connect()` has been called.
    fn connect(&mut self) -> SocketId {
        let socket = self.socket(C);
        self.call(C, socket, &Call::connect(SERVICE));
        socket
    }

    fn accept(&mut self, listener: SocketId) -> SocketId {
        match self.done(S, listener, &Call::Accept) {
            CallOutcome::Accepted(id) => id,
            other => panic!("accept() gives {other:?}"),
        }
    }

    /// Both ends of a new connection.
    fn pair(&mut self, listener: SocketId) -> [SocketId; 2] {
        [self.connect(), self.accept(listener)]
    }

    /// Carries what is on the wire to the other end, and so on until nothing is.
    fn settle(&mut self) {
        loop {
            for at in [C, S] {
                for event in self.hosts[at].take_events() {
                    self.take(at, event);
                }
            }
            if self.is_held {
                return;
            }
            let Some((from, segment)) = self.wire.pop_front() else {
                return;
            };
            self.hosts[1 - from].on_segment(self.now, &segment);
        }
    }

    fn take(&mut self, at: usize, event: HostEvent) {
        let HostEventKind::Tcp(TcpEvent::SegmentEmitted { segment, .. }) = event.kind else {
            self.news.push((at, event));
            return;
        };
        let reaches = *segment.destination.ip() == [SERVER, CLIENT][at];
        let arrow = ["> ", "< "][at];
        let data = match segment.payload.len() {
            0 => String::new(),
            len => format!(" {len}"),
        };
        let lost = if self.is_cut || !reaches { " x" } else { "" };
        self.trace
            .push(format!("{arrow}{}{data}{lost}", segment.flags()));
        if lost.is_empty() {
            self.wire.push_back((at, segment));
        }
    }

    /// Lets time pass, and timers go off.
    fn pass(&mut self, span: Duration) {
        let until = self.now + span;
        loop {
            let timers = self.hosts.iter().filter_map(Host::poll_timeout);
            let Some(next) = timers.min().filter(|next| *next <= until) else {
                break;
            };
            self.now = next;
            for host in &mut self.hosts {
                host.on_timeout(next);
            }
            self.settle();
        }
        self.now = until;
    }

    /// What has been on the wire since this was last asked.
    fn trace(&mut self) -> Vec<String> {
        core::mem::take(&mut self.trace)
    }

    /// A segment that nobody has sent arrives.
    fn forge(&mut self, at: usize, segment: &Segment) {
        self.hosts[at].on_segment(self.now, segment);
        self.settle();
    }

    fn state(&self, at: usize, socket: SocketId) -> State {
        self.hosts[at]
            .socket(socket)
            .map_or(State::Closed, Socket::state)
    }

    /// The states of all the sockets of a host.
    fn states(&self, at: usize) -> Vec<State> {
        let sockets = self.hosts[at].sockets().iter();
        sockets.map(|(_, socket)| socket.state()).collect()
    }

    /// What a listener has dropped for want of room.
    fn overflows(&self) -> Vec<Queue> {
        let queues = self.news.iter().filter_map(|(_, event)| match event.kind {
            HostEventKind::Overflow(queue) => Some(queue),
            _ => None,
        });
        queues.collect()
    }
}

/// A SYN from somewhere: `10.0.0.1:1000 + n`, or another address if that has nobody.
fn syn(address: Ipv4Addr, n: u16) -> Segment {
    Segment {
        source: SocketAddrV4::new(address, 1_000 + n),
        destination: SERVICE,
        seq: SeqNumber::new(5_000),
        ack: None,
        control: Some(Control::Syn),
        push: false,
        wnd: 8_000,
        mss: Some(1_400),
        window_scale: None,
        timestamps: None,
        payload: Vec::new(),
    }
}

/// An address that nobody has.
const STRANGER: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 7);

fn send(text: &str) -> Call {
    Call::Send(text.into())
}

fn data(text: &str) -> CallOutcome {
    CallOutcome::Data(text.into())
}
