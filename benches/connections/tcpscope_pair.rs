//! Our side of the work: a simulation of two hosts whose programs are played by hand, with the log of events on.

use crate::{ANSWER, REQUEST};
use tcpscope::simulation::{
    Call, CallOutcome, Command, EventKind, HostId, Program, Scenario, Settings, Simulation,
    SocketId,
};
use tcpscope::time::{Duration, Instant};

/// Two hosts, and a server that answers each request.
pub(crate) struct Pair {
    simulation: Simulation,
    /// Events up to here have been looked at.
    seen: usize,
    /// Requests that clients make before they close.
    requests: usize,
    left: Vec<usize>,
    answered: usize,
}

const LISTENER: SocketId = SocketId(1);

impl Pair {
    /// A server that listens, and room for so many connections at once, each used for so many requests.
    pub(crate) fn new(room: usize, requests: usize) -> Self {
        let mut settings = Settings::rfc9293();
        // As long as smoltcp's: 10 s.
        settings.tcp.msl = Duration::from_secs(5);
        settings.max_backlog = u32::try_from(room).unwrap().max(settings.max_backlog);
        settings.max_syn_backlog = 2 * settings.max_backlog;
        let scenario = Scenario {
            settings: [settings; 2],
            client: Program::new(Instant::ZERO, Vec::new()),
            server: Program::new(Instant::ZERO, Vec::new()),
            ..Scenario::request_and_answer()
        };
        let mut pair = Self {
            simulation: Simulation::new(&scenario),
            seen: 0,
            requests,
            left: Vec::new(),
            answered: 0,
        };
        let port = HostId::Server.address().port();
        let backlog = settings.max_backlog;
        pair.call(HostId::Server, None, Call::Socket);
        pair.call(HostId::Server, Some(LISTENER), Call::Bind { port });
        pair.call(HostId::Server, Some(LISTENER), Call::Listen { backlog });
        pair.call(HostId::Server, Some(LISTENER), Call::Accept);
        pair
    }

    /// Opens so many connections at once, uses them, closes them, and waits until TIME-WAIT is over. Gives how many
    /// answers have come.
    pub(crate) fn exchange(&mut self, connections: usize) -> usize {
        self.answered = 0;
        for _ in 0..connections {
            self.call(HostId::Client, None, Call::Socket);
        }
        self.react();
        while let Some(next) = self.simulation.next_at() {
            self.simulation.run_until(next);
            self.react();
        }
        self.answered
    }

    /// How many events there are in the log.
    pub(crate) fn events(&self) -> usize {
        self.simulation.events().len()
    }

    fn call(&mut self, host: HostId, socket: Option<SocketId>, call: Call) {
        let now = self.simulation.now();
        let command = Command::Call { host, socket, call };
        self.simulation.apply(now, &command).unwrap();
    }

    /// Both programs go on where a call has come back.
    fn react(&mut self) {
        while let Some(event) = self.simulation.events().get(self.seen) {
            self.seen += 1;
            let EventKind::CallReturned {
                host,
                call,
                outcome,
                ..
            } = &event.kind
            else {
                continue;
            };
            let (host, socket) = (*host, event.socket);
            let (socket, call) = match (host, call, outcome) {
                (HostId::Client, Call::Socket, CallOutcome::Opened(socket)) => {
                    self.left.resize(socket.0 as usize + 1, self.requests);
                    (Some(*socket), Call::connect(HostId::Server.address()))
                }
                (HostId::Client, Call::Connect { .. }, CallOutcome::Done) => {
                    (socket, Call::Send(REQUEST.to_vec()))
                }
                (HostId::Client, Call::Receive { .. }, CallOutcome::Data(_)) => {
                    self.answered += 1;
                    (socket, self.next_request(socket))
                }
                (HostId::Server, Call::Accept, CallOutcome::Accepted(socket)) => {
                    let socket = *socket;
                    self.call(HostId::Server, Some(LISTENER), Call::Accept);
                    (Some(socket), Call::receive())
                }
                (HostId::Server, Call::Receive { .. }, CallOutcome::Data(_)) => {
                    (socket, Call::Send(ANSWER.to_vec()))
                }
                (HostId::Server, Call::Receive { .. }, CallOutcome::EndOfFile) => {
                    (socket, Call::Close)
                }
                (_, Call::Send(_), CallOutcome::Done) => (socket, Call::receive()),
                (_, _, CallOutcome::Failed(error)) => panic!("{call:?}: {error}"),
                _ => continue,
            };
            self.call(host, socket, call);
        }
    }

    fn next_request(&mut self, socket: Option<SocketId>) -> Call {
        let left = &mut self.left[socket.unwrap().0 as usize];
        *left -= 1;
        if *left == 0 {
            Call::Close
        } else {
            Call::Send(REQUEST.to_vec())
        }
    }
}
