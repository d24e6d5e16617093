//! Two connections, virtual time, and a link that can lose what it is told to lose.

use super::*;
use core::net::{Ipv4Addr, SocketAddrV4};
use std::collections::VecDeque;

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    Server,
}

pub(super) const CLIENT: Side = Side::Client;
pub(super) const SERVER: Side = Side::Server;

/// The client's ISS.
pub(super) const CLIENT_ISS: u32 = 100;
/// The server's ISS.
pub(super) const SERVER_ISS: u32 = 300;

pub(super) fn client_address() -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 1), 40_000)
}

pub(super) fn server_address() -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 2), 80)
}

pub(super) fn nobody() -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0)
}

/// Two ends 50 ms apart.
pub(super) struct Pair {
    pub(super) now: Instant,
    pub(super) client: Connection,
    pub(super) server: Connection,
    /// All events of each side so far.
    pub(super) client_events: Vec<TcpEvent>,
    pub(super) server_events: Vec<TcpEvent>,
    /// From when the trace counts.
    origin: Instant,
    in_flight: Vec<(Instant, Side, Segment)>,
    wire: Vec<String>,
    /// (sender, how many segments it has still to send before the one that is lost).
    losses: Vec<(Side, u32)>,
    /// What happens to the next segments that are not lost: copies, each with its extra delay in ms.
    fates: VecDeque<Vec<u64>>,
}

impl Pair {
    pub(super) fn new(client: Config, server: Config) -> Self {
        let pair = |local, remote| SocketPair { local, remote };
        Self {
            now: Instant::ZERO,
            client: Connection::new(pair(client_address(), server_address()), client),
            server: Connection::new(pair(server_address(), nobody()), server),
            client_events: Vec::new(),
            server_events: Vec::new(),
            origin: Instant::ZERO,
            in_flight: Vec::new(),
            wire: Vec::new(),
            losses: Vec::new(),
            fates: VecDeque::new(),
        }
    }

    pub(super) fn rfc9293() -> Self {
        Self::new(Config::rfc9293(), Config::rfc9293())
    }

    /// The server listens; nothing else has happened.
    pub(super) fn listening(config: Config) -> Self {
        let mut pair = Self::new(config, config);
        pair.server
            .open_passive(SeqNumber::new(SERVER_ISS))
            .unwrap();
        pair
    }

    /// Both ESTABLISHED, and the wire trace empty.
    pub(super) fn established() -> Self {
        Self::established_with(Config::rfc9293())
    }

    pub(super) fn established_with(config: Config) -> Self {
        let mut pair = Self::listening(config);
        pair.open_active();
        pair.settle();
        assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
        pair.clear_wire();
        pair
    }

    /// The client has closed, the server not: FIN-WAIT-2 and CLOSE-WAIT.
    pub(super) fn in_close_wait() -> Self {
        let mut pair = Self::established();
        pair.close(CLIENT);
        pair.settle();
        assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
        pair.clear_wire();
        pair
    }

    /// Both have closed, the client first: TIME-WAIT and CLOSED.
    pub(super) fn in_time_wait() -> Self {
        let mut pair = Self::in_close_wait();
        pair.close(SERVER);
        pair.settle();
        assert_eq!(pair.states(), "TIME-WAIT CLOSED");
        pair.clear_wire();
        pair
    }

    pub(super) fn open_active(&mut self) {
        let now = self.now;
        self.client
            .open_active(now, SeqNumber::new(CLIENT_ISS))
            .unwrap();
        self.collect(CLIENT);
    }

    pub(super) fn send(&mut self, side: Side, bytes: &[u8]) {
        let now = self.now;
        self.end(side).send(now, bytes).unwrap();
        self.collect(side);
    }

    pub(super) fn receive(&mut self, side: Side) -> Received {
        let now = self.now;
        let received = self.end(side).receive(now, u32::MAX).unwrap();
        self.collect(side);
        received
    }

    pub(super) fn close(&mut self, side: Side) {
        let now = self.now;
        self.end(side).close(now).unwrap();
        self.collect(side);
    }

    pub(super) fn abort(&mut self, side: Side) {
        let now = self.now;
        self.end(side).abort(now).unwrap();
        self.collect(side);
    }

    /// Hands `segment` to `side` now, as if it had come from the network; returns what that did.
    pub(super) fn inject(&mut self, side: Side, segment: &Segment) -> Vec<TcpEvent> {
        let now = self.now;
        self.end(side).on_segment(now, segment);
        let before = self.events(side).len();
        self.collect(side);
        self.events(side)[before..].to_vec()
    }

    /// A segment as the other end of `side` would send it next: its ACK, without payload.
    pub(super) fn segment_for(&self, side: Side) -> Segment {
        let peer = if side == CLIENT {
            &self.server
        } else {
            &self.client
        };
        let own = if side == CLIENT {
            &self.client
        } else {
            &self.server
        };
        let tcb = own.tcb().unwrap();
        Segment {
            source: peer.pair().local,
            destination: own.pair().local,
            seq: tcb.rcv.nxt,
            ack: Some(tcb.snd.nxt),
            control: None,
            push: false,
            wnd: u16::MAX,
            mss: None,
            window_scale: None,
            timestamps: None,
            payload: Vec::new(),
        }
    }

    /// Loses the `nth` segment that `side` sends from now on; 0 is the next.
    pub(super) fn lose(&mut self, side: Side, nth: u32) {
        self.losses.push((side, nth));
    }

    /// Loses all that `side` sends from now on, and what is in flight to the other.
    pub(super) fn in_vain(&mut self, side: Side) {
        self.losses.extend((0..100).map(|nth| (side, nth)));
        self.in_flight.retain(|(_, to, _)| *to == side);
    }

    /// Lets the next segments, of either side, arrive as often and as much later as `fates` says.
    pub(super) fn shuffle(&mut self, fates: Vec<Vec<u64>>) {
        self.fates = fates.into();
    }

    /// Runs until nothing is in flight; timers do not fire unless their time comes before that.
    pub(super) fn settle(&mut self) {
        while let Some(arrival) = self.in_flight.iter().map(|(at, ..)| *at).min() {
            self.run_until(arrival);
        }
    }

    /// Runs until nothing is in flight and no timer is running that waits for an answer.
    pub(super) fn run(&mut self) {
        for _ in 0..1_000 {
            let running = |end: &Connection| {
                let timers = [
                    Timer::Retransmission,
                    Timer::DelayedAck,
                    Timer::TailLossProbe,
                    Timer::WindowProbe,
                ];
                timers.iter().filter_map(|timer| end.timer(*timer)).min()
            };
            let arrival = self.in_flight.iter().map(|(at, ..)| *at).min();
            let Some(next) = [arrival, running(&self.client), running(&self.server)]
                .into_iter()
                .flatten()
                .min()
            else {
                return;
            };
            self.run_until(next);
        }
        panic!("no rest after 1,000 steps");
    }

    pub(super) fn run_for(&mut self, span: Duration) {
        self.run_until(self.now + span);
    }

    /// Runs until `end`, arrivals before timers of the same instant.
    pub(super) fn run_until(&mut self, end: Instant) {
        loop {
            let arrival = self.in_flight.iter().map(|(at, ..)| *at).min();
            let timeout = [&self.client, &self.server]
                .into_iter()
                .filter_map(Connection::poll_timeout)
                .min();
            let Some(next) = [arrival, timeout]
                .into_iter()
                .flatten()
                .min()
                .filter(|next| *next <= end)
            else {
                self.now = end;
                return;
            };
            self.now = next;
            if arrival == Some(next) {
                self.deliver_first(next);
            } else {
                self.client.on_timeout(next);
                self.server.on_timeout(next);
                self.collect(CLIENT);
                self.collect(SERVER);
            }
        }
    }

    /// What was on the wire since the state the test begins with, in ms: `0 C SYN seq=100 len=0`. `lost` and `again` mark losses and retransmissions.
    pub(super) fn wire(&self) -> Vec<&str> {
        self.wire.iter().map(String::as_str).collect()
    }

    /// Forgets the trace so far, and counts time from now.
    pub(super) fn clear_wire(&mut self) {
        self.origin = self.now;
        self.wire.clear();
    }

    pub(super) fn states(&self) -> String {
        format!("{} {}", self.client.state(), self.server.state())
    }

    pub(super) fn end(&mut self, side: Side) -> &mut Connection {
        match side {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        }
    }

    pub(super) fn events(&self, side: Side) -> &[TcpEvent] {
        match side {
            Side::Client => &self.client_events,
            Side::Server => &self.server_events,
        }
    }

    /// Takes the events of `side` and puts its segments on the wire.
    pub(super) fn collect(&mut self, side: Side) {
        for event in self.end(side).take_events() {
            if let TcpEvent::SegmentEmitted {
                segment, emission, ..
            } = &event
            {
                self.put_on_wire(side, segment, *emission);
            }
            match side {
                Side::Client => self.client_events.push(event),
                Side::Server => self.server_events.push(event),
            }
        }
    }

    fn put_on_wire(&mut self, from: Side, segment: &Segment, emission: Emission) {
        let is_lost = self.losses.contains(&(from, 0));
        self.losses.retain(|loss| *loss != (from, 0));
        for (side, left) in &mut self.losses {
            *left -= u32::from(*side == from);
        }
        let (letter, to) = if from == CLIENT {
            ('C', SERVER)
        } else {
            ('S', CLIENT)
        };
        let again = if emission == Emission::Retransmission {
            " again"
        } else {
            ""
        };
        let lost = if is_lost { " lost" } else { "" };
        let ms = self.now.since(self.origin).as_millis();
        self.wire
            .push(format!("{ms} {letter} {segment}{again}{lost}"));
        if !is_lost {
            for extra_ms in self.fates.pop_front().unwrap_or_else(|| vec![0]) {
                let arrival = self.now + ONE_WAY_DELAY + Duration::from_millis(extra_ms);
                self.in_flight.push((arrival, to, segment.clone()));
            }
        }
    }

    fn deliver_first(&mut self, at: Instant) {
        if let Some(index) = self
            .in_flight
            .iter()
            .position(|(arrival, ..)| *arrival == at)
        {
            let (_, to, segment) = self.in_flight.remove(index);
            self.end(to).on_segment(at, &segment);
            self.collect(to);
        }
    }
}

const ONE_WAY_DELAY: Duration = Duration::from_millis(50);
