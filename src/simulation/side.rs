//! One of the two sides: a host, the program that runs on it, and the calls that wait.

use crate::host::{ById, Call, CallOutcome, Host, SocketError, SocketId};
use crate::network::HostId;
use crate::simulation::journal::Trace;
use crate::simulation::program::{CloseTime, Line, Program};
use crate::simulation::snapshot::{
    DatagramSocketSnapshot, HostSnapshot, ProgramStatus, SocketSnapshot,
};
use crate::simulation::{EventId, Focus, Protocol, Scenario};
use crate::tcp::State;
use crate::time::Instant;
use std::collections::VecDeque;

/// One of the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) id: HostId,
    pub(super) host: Host,
    pub(super) is_up: bool,
    pub(super) run: Run,
    /// The calls that have not returned, in the order of their sockets, and of one socket in the order of entry.
    pub(super) waiting: VecDeque<Waiting>,
    pub(super) traces: ById<Trace>,
    pub(super) focus: Focus,
}

/// A program as it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) program: Program,
    pub(super) status: ProgramStatus,
    /// What each line gave, of the latest round of a loop; none for one that was left out or gives nothing.
    pub(super) outcomes: Vec<Option<CallOutcome>>,
    /// How many rounds each loop has made since it was last entered, by the place of its `Repeat`.
    rounds: Vec<u8>,
    /// `cause` when a round last began.
    round_began: Option<EventId>,
    /// The event after which the program goes on.
    pub(super) cause: Option<EventId>,
    /// What `socket()` gave.
    pub(super) socket: Option<SocketId>,
    /// What `accept()` gave.
    pub(super) accepted: Option<SocketId>,
}

/// A call that has not returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) socket: SocketId,
    /// The line of the program that made it; none if it was made by hand.
    pub(super) line: Option<u8>,
    pub(super) call: Call,
}

impl Side {
    pub(super) fn new(id: HostId, scenario: &Scenario) -> Self {
        // Each host has a secret of its own.
        let secret = match id {
            HostId::Client => scenario.seed,
            HostId::Server => scenario.seed.rotate_left(32),
        };
        let settings = scenario.settings[id.index()];
        Self {
            id,
            host: Host::new(id.ip(), secret, settings),
            is_up: true,
            run: Run::new(scenario.program(id).clone()),
            waiting: VecDeque::new(),
            traces: ById::new(),
            focus: Focus::new(id),
        }
    }

    /// Notes that a call waits.
    pub(super) fn wait(&mut self, waiting: Waiting) {
        let place = self
            .waiting
            .partition_point(|other| other.socket <= waiting.socket);
        self.waiting.insert(place, waiting);
    }

    /// The places of the calls that wait on a socket.
    pub(super) fn waiting_on(&self, socket: SocketId) -> core::ops::Range<usize> {
        let start = self.waiting.partition_point(|other| other.socket < socket);
        let end = self.waiting.partition_point(|other| other.socket <= socket);
        start..end
    }

    /// What a person may call on the socket in focus, in the order of the buttons. The first opens another, and is for
    /// whoever has none that is open.
    fn calls(&self) -> Vec<(Call, Result<(), SocketError>)> {
        let open = match self.id {
            HostId::Client => Call::connect(self.id.other().address()),
            HostId::Server => Call::listen(),
        };
        let on_focus = |call| {
            let permits = |socket| self.host.permits(socket, &call);
            let permitted = self.focus.socket.map_or(Err(SocketError::BadF), permits);
            (call, permitted)
        };
        if self.run.program.protocol() == Protocol::Udp {
            let bytes = "Hi!".into();
            let remote = self.id.other().address();
            return vec![
                on_focus(Call::SendTo { bytes, remote }),
                on_focus(Call::Close),
            ];
        }
        let opens = if self.focus.state == State::Closed {
            Ok(())
        } else {
            Err(SocketError::IsConn)
        };
        vec![
            (open, opens),
            on_focus(Call::Send("Hi!".into())),
            on_focus(Call::Shutdown),
            on_focus(Call::Close),
            on_focus(Call::Abort),
        ]
    }

    pub(super) fn snapshot(&self) -> HostSnapshot {
        let mut sockets = Vec::new();
        for (id, socket) in self.host.sockets().iter() {
            sockets.push(SocketSnapshot::of(id, socket, &self.traces));
        }
        let mut datagram_sockets = Vec::new();
        for socket in self.host.datagram_sockets() {
            datagram_sockets.push(DatagramSocketSnapshot {
                id: socket.id,
                port: socket.port,
                receive_queue: socket.readable(),
            });
        }
        HostSnapshot {
            sockets,
            datagram_sockets,
            focus: self.focus,
            is_up: self.is_up,
            program: self.run.status,
            closes: self.run.program.closes,
            close_is_past: self.run.close_is_past(),
            outcomes: self.run.outcomes.clone(),
            calls: self.calls(),
        }
    }
}

impl Run {
    fn new(program: Program) -> Self {
        Self {
            status: ProgramStatus::Ready {
                line: 0,
                at: program.starts,
            },
            rounds: vec![0; program.lines.len()],
            round_began: None,
            program,
            outcomes: Vec::new(),
            cause: None,
            socket: None,
            accepted: None,
        }
    }

    /// Goes to the first line, in a process that holds nothing.
    pub(super) fn begin_anew(&mut self, now: Instant, cause: EventId) {
        let program = Program {
            starts: now + self.program.pace,
            ..self.program.clone()
        };
        *self = Self {
            cause: Some(cause),
            ..Self::new(program)
        };
    }

    /// When the program next does something by itself.
    pub(super) const fn due(&self) -> Option<Instant> {
        match self.status {
            ProgramStatus::Ready { at, .. } | ProgramStatus::Sleeping { until: at, .. } => Some(at),
            ProgramStatus::Blocked { .. }
            | ProgramStatus::Forgot { .. }
            | ProgramStatus::Failed { .. }
            | ProgramStatus::Ended => None,
        }
    }

    /// The line that the program is at, unless it has ended.
    pub(super) const fn line_number(&self) -> Option<u8> {
        match self.status {
            ProgramStatus::Ready { line, .. }
            | ProgramStatus::Blocked { line }
            | ProgramStatus::Sleeping { line, .. }
            | ProgramStatus::Forgot { line }
            | ProgramStatus::Failed { line } => Some(line),
            ProgramStatus::Ended => None,
        }
    }

    /// A line of the program.
    pub(super) fn line(&self, line: u8) -> Option<&Line> {
        self.program.lines.get(usize::from(line))
    }

    /// The socket on which the program makes a call: what listens is one socket, what it has accepted another.
    pub(super) fn socket_for(&self, call: &Call) -> Option<SocketId> {
        match call {
            Call::Socket | Call::DatagramSocket => None,
            Call::Bind { .. } | Call::Listen { .. } | Call::Accept => self.socket,
            _ => self.accepted.or(self.socket),
        }
    }

    /// Goes back to the first line of the loop that ends on `line`, if there is another round; says whether there is.
    pub(super) fn begins_round(&mut self, line: u8, from: u8, times: u8) -> bool {
        let begins = self.makes_another_round(line, times)
            && from < line
            && core::mem::replace(&mut self.round_began, self.cause) != self.cause;
        if let Some(round) = self.rounds.get_mut(usize::from(line)) {
            *round = if begins { round.saturating_add(1) } else { 0 };
        }
        if begins {
            self.outcomes.truncate(from.into());
        }
        begins
    }

    /// Whether the loop that ends on `line` comes back once more.
    fn makes_another_round(&self, line: u8, times: u8) -> bool {
        let made = self.rounds.get(usize::from(line));
        times == 0 || made.is_some_and(|made| made.saturating_add(1) < times)
    }

    /// Whether the program will not come to a `close()` line any more, or has none.
    pub(super) fn close_is_past(&self) -> bool {
        if matches!(self.status, ProgramStatus::Failed { .. }) {
            return true;
        }
        let Some(current) = self.line_number() else {
            return true;
        };
        let mut first = current;
        let mut ahead = current;
        while let Some(line) = self.line(ahead) {
            if let Line::Repeat { from, times } = *line
                && self.makes_another_round(ahead, times)
            {
                first = first.min(from);
            }
            ahead += 1;
        }
        let mut to_come = self.program.lines.iter().skip(first.into());
        !to_come.any(Line::is_close)
    }

    /// Changes when the `close()` line closes; says whether the program waits at that line and goes on because of it.
    pub(super) fn set_close_time(&mut self, now: Instant, when: CloseTime) -> bool {
        let is_change = self.program.closes != when;
        let waits_at_close = self
            .line_number()
            .filter(|_| is_change && !matches!(self.status, ProgramStatus::Ready { .. }))
            .filter(|line| self.line(*line).is_some_and(Line::is_close));
        self.program.closes = when;
        let Some(line) = waits_at_close else {
            return false;
        };
        self.status = ProgramStatus::Ready {
            line,
            at: now + self.program.pace,
        };
        true
    }
}
