//! A host: one connection and the program that uses it.

use crate::simulation::program::{CloseTime, Line, Program};
use crate::simulation::snapshot::{HostSnapshot, ProgramStatus, RunningTimer};
use crate::simulation::{Call, CallOutcome, EventId, HostId};
use crate::tcp::{
    CallError, Config, Connection, Received, SeqNumber, SocketPair, State, Timer, UserCall,
};
use crate::time::Instant;
use core::net::{Ipv4Addr, SocketAddrV4};

/// The largest number of bytes that one `recv()` takes.
const RECEIVE_MAX: u32 = 1_024;

/// One of the two hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    pub(super) id: HostId,
    pub(super) connection: Connection,
    pub(super) program: Program,
    pub(super) status: ProgramStatus,
    pub(super) outcomes: Vec<CallOutcome>,
    /// When the present state was entered.
    pub(super) since: Instant,
    /// When and by which event each timer was last set, by the timer's place in [`Timer::ALL`].
    pub(super) armed: [Option<(Instant, EventId)>; Timer::ALL.len()],
    /// The event after which the program goes on.
    pub(super) program_cause: Option<EventId>,
}

/// What a line of a program leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The call came back.
    Returned(CallOutcome),
    /// The call waits.
    Blocks,
}

impl Host {
    pub(super) fn new(id: HostId, program: Program, config: Config) -> Self {
        // Who calls must say whom; who only listens takes whoever comes.
        let calls = id == HostId::Client || program.lines.contains(&Line::Call(Call::Connect));
        let pair = SocketPair {
            local: id.address(),
            remote: if calls {
                id.other().address()
            } else {
                SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0)
            },
        };
        Self {
            id,
            connection: Connection::new(pair, config),
            status: ProgramStatus::Ready {
                line: 0,
                at: program.starts,
            },
            program,
            outcomes: Vec::new(),
            since: Instant::ZERO,
            armed: [None; Timer::ALL.len()],
            program_cause: None,
        }
    }

    /// When the program next does something by itself.
    pub(super) const fn program_due(&self) -> Option<Instant> {
        match self.status {
            ProgramStatus::Ready { at, .. } | ProgramStatus::Sleeping { until: at, .. } => Some(at),
            ProgramStatus::Blocked { .. }
            | ProgramStatus::Forgot { .. }
            | ProgramStatus::Failed { .. }
            | ProgramStatus::Ended => None,
        }
    }

    /// Enters a call into TCP. `iss` is for the calls that open.
    pub(super) fn enter(&mut self, now: Instant, call: &Call, iss: SeqNumber) -> Progress {
        let entered = match call {
            Call::Listen => self.connection.open_passive(iss),
            Call::Connect => self.connection.open_active(now, iss),
            Call::Send(text) => self.connection.send(now, text.as_bytes()),
            Call::Shutdown | Call::Close => self.connection.close(now),
            Call::Abort => self.connection.abort(now),
            Call::Accept | Call::Receive => Ok(()),
        };
        match entered {
            Ok(()) => self.resume(now, call),
            // After `shutdown()` there is nothing left to close but the socket itself.
            Err(CallError::Closing) if *call == Call::Close => {
                Progress::Returned(CallOutcome::Done)
            }
            Err(error) => Progress::Returned(CallOutcome::Failed(error)),
        }
    }

    /// Asks whether a call that was entered comes back now.
    pub(super) fn resume(&mut self, now: Instant, call: &Call) -> Progress {
        match call {
            Call::Listen | Call::Send(_) | Call::Shutdown | Call::Close | Call::Abort => {
                Progress::Returned(CallOutcome::Done)
            }
            Call::Connect | Call::Accept => self.opened(),
            Call::Receive => match self.connection.receive(now, RECEIVE_MAX) {
                Ok(Received::Data(bytes)) => Progress::Returned(CallOutcome::Data(bytes)),
                Ok(Received::EndOfFile) => Progress::Returned(CallOutcome::EndOfFile),
                Ok(Received::WouldBlock) => Progress::Blocks,
                Err(error) => Progress::Returned(CallOutcome::Failed(error)),
            },
        }
    }

    fn opened(&self) -> Progress {
        match (self.connection.state(), self.connection.error()) {
            (State::Listen | State::SynSent | State::SynReceived, _) => Progress::Blocks,
            (State::Closed, Some(error)) => {
                Progress::Returned(CallOutcome::Failed(CallError::Failed(error)))
            }
            (State::Closed, None) => {
                Progress::Returned(CallOutcome::Failed(CallError::NotConnected))
            }
            _ => Progress::Returned(CallOutcome::Done),
        }
    }

    /// Whether TCP would take this call now.
    pub(super) fn permits(&self, call: &Call) -> Result<(), CallError> {
        self.connection.permits(match call {
            Call::Listen => UserCall::OpenPassive,
            Call::Connect => UserCall::OpenActive,
            Call::Send(_) => UserCall::Send,
            Call::Accept | Call::Receive => UserCall::Receive,
            Call::Shutdown | Call::Close => UserCall::Close,
            Call::Abort => UserCall::Abort,
        })
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

    /// Whether the program's `close()` line lies behind it, or there is none.
    pub(super) fn close_is_past(&self) -> bool {
        let close = self
            .program
            .lines
            .iter()
            .position(|line| *line == Line::Call(Call::Close));
        match (close, self.line_number()) {
            (Some(close), Some(line)) => {
                usize::from(line) > close || matches!(self.status, ProgramStatus::Failed { .. })
            }
            _ => true,
        }
    }

    /// Changes when the `close()` line closes; says whether the program waits at that line and goes on because of it.
    pub(super) fn set_close_time(&mut self, now: Instant, when: CloseTime) -> bool {
        let is_change = self.program.closes != when;
        let waits_at_close = self
            .line_number()
            .filter(|_| is_change && !matches!(self.status, ProgramStatus::Ready { .. }))
            .filter(|line| self.line(*line) == Some(&Line::Call(Call::Close)));
        self.program.closes = when;
        let Some(line) = waits_at_close else {
            return false;
        };
        self.status = ProgramStatus::Ready {
            line,
            at: now + Program::PACE,
        };
        true
    }

    pub(super) fn snapshot(&self) -> HostSnapshot {
        let timers = Timer::ALL
            .iter()
            .zip(self.armed)
            .filter_map(|(timer, armed)| {
                let (armed, event) = armed?;
                let expires = self.connection.timer(*timer)?;
                Some(RunningTimer {
                    timer: *timer,
                    armed,
                    expires,
                    event,
                })
            });
        HostSnapshot {
            state: self.connection.state(),
            since: self.since,
            tcb: self.connection.tcb().cloned(),
            timers: timers.collect(),
            program: self.status,
            closes: self.program.closes,
            close_is_past: self.close_is_past(),
            outcomes: self.outcomes.clone(),
            calls: Call::by_hand(self.id)
                .into_iter()
                .map(|call| (call.clone(), self.permits(&call)))
                .collect(),
        }
    }
}
