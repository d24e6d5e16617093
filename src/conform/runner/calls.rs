//! The system calls: made when their time has come, and what they gave.

use super::super::stimuli::Operation;
use super::super::trace::{Side, SystemCall, Trace};
use super::addresses::host;
use super::{Outcome, Progress, Runner};
use crate::host::{Call, CallOutcome, SocketError, SocketId};
use crate::simulation::Command;
use crate::time::Instant;
use core::net::SocketAddrV4;

impl Runner<'_> {
    /// Makes a call.
    pub(super) fn make(&mut self, at: Instant, place: usize) {
        self.calls[place] = Progress::Blocks(at);
        let planned = &self.stimuli.calls[place];
        let Some(call) = self.translated(&planned.operation) else {
            return self.finish(at, place, Outcome::Gave(CallOutcome::Done));
        };
        let Some(socket) = self.socket(at, planned.socket) else {
            let failed = CallOutcome::Failed(SocketError::BadF);
            return self.finish(at, place, Outcome::Gave(failed));
        };
        let (host, socket) = (host(planned.side), Some(socket));
        if let Operation::Shutdown {
            reading: true,
            writing: true,
        } = planned.operation
        {
            let call = Call::ShutdownRead;
            self.command(at, &Command::Call { host, socket, call });
        }
        self.command(at, &Command::Call { host, socket, call });
    }

    /// Does not wait for a call any longer.
    pub(super) fn give_up(&mut self, at: Instant, place: usize) {
        let planned = &self.stimuli.calls[place];
        self.finish(at, place, Outcome::GaveUp);
        if let Some(socket) = self.sockets[planned.socket] {
            let command = Command::Interrupt {
                host: host(planned.side),
                socket,
            };
            self.command(at, &command);
        }
    }

    /// Takes note that a call has come back: the one of its kind that has waited longest on that socket.
    pub(super) fn returned(
        &mut self,
        at: Instant,
        (side, socket): (Side, Option<SocketId>),
        call: &Call,
        outcome: CallOutcome,
    ) {
        let sockets = &mut self.record.sockets;
        match (call, &outcome) {
            (_, CallOutcome::Opened(socket)) => self.opened = Some(*socket),
            (_, CallOutcome::Accepted(socket)) => self.accepted[side.index()].push_back(*socket),
            (Call::Bind { .. }, CallOutcome::Done) => sockets.bound((side, socket)),
            (Call::Connect { remote }, CallOutcome::Failed(SocketError::AddrNotAvail)) => {
                let local = self.local(side, socket);
                self.record
                    .sockets
                    .found_no_port(at, side, [local, *remote]);
            }
            _ => {}
        }
        let waits = |place: &usize| {
            let planned = &self.stimuli.calls[*place];
            matches!(self.calls[*place], Progress::Blocks(_))
                && planned.side == side
                && self.sockets[planned.socket] == socket
                && self.translated(&planned.operation).as_ref() == Some(call)
        };
        if let Some(place) = (0..self.calls.len()).find(waits) {
            self.finish(at, place, Outcome::Gave(outcome));
        }
    }

    fn finish(&mut self, at: Instant, place: usize, outcome: Outcome) {
        if let Progress::Blocks(made) = self.calls[place] {
            self.calls[place] = Progress::Returned { made, at, outcome };
        }
    }

    /// Our socket for one of the recording's.
    fn socket(&mut self, at: Instant, place: usize) -> Option<SocketId> {
        let socket = &self.stimuli.sockets[place];
        if self.sockets[place].is_none() && socket.accepted {
            self.sockets[place] = self.accepted[socket.side.index()].pop_front();
        }
        if self.sockets[place].is_none() {
            let command = Command::Call {
                host: host(socket.side),
                socket: None,
                call: Call::Socket,
            };
            self.command(at, &command);
            self.look();
            self.sockets[place] = self.opened.take();
        }
        self.sockets[place]
    }

    /// A call in our words; none if it is nothing to us.
    fn translated(&self, operation: &Operation) -> Option<Call> {
        Some(match operation {
            Operation::SetOption(option) => Call::SetOption((*option)?),
            Operation::Bind(address) => Call::Bind {
                port: address.port(),
            },
            Operation::Listen(backlog) => Call::Listen { backlog: *backlog },
            Operation::Accept => Call::Accept,
            Operation::Connect(address) => Call::Connect {
                remote: self.addresses.ours(*address),
            },
            Operation::Send(bytes) => Call::Send(bytes.clone()),
            Operation::Receive(max) => Call::Receive { max: *max },
            Operation::Shutdown { writing: false, .. } => Call::ShutdownRead,
            Operation::Shutdown { .. } => Call::Shutdown,
            Operation::Close => Call::Close,
            Operation::Remark => return None,
        })
    }

    /// A socket's own end, as far as it has one.
    fn local(&self, side: Side, socket: Option<SocketId>) -> SocketAddrV4 {
        let ends = self.ends(host(side), socket);
        ends.map_or(host(side).address(), |[local, _]| local)
    }

    /// The calls that were made, told as the recording tells them.
    pub(super) fn system_calls(&self, trace: &Trace) -> Vec<SystemCall> {
        let calls = self.calls.iter().zip(&trace.app).enumerate();
        calls
            .filter_map(|(place, (progress, recorded))| {
                let (t, dt, (ret, err)) = match progress {
                    Progress::Waits => return None,
                    Progress::Blocks(made) => (*made, None, (None, None)),
                    Progress::Returned { made, at, outcome } => {
                        (*made, Some(at.since(*made)), self.told(place, outcome))
                    }
                };
                Some(SystemCall {
                    t,
                    dt,
                    ret,
                    err,
                    ..recorded.clone()
                })
            })
            .collect()
    }

    /// What a call gave, or its error.
    fn told(&self, place: usize, outcome: &Outcome) -> (Option<String>, Option<String>) {
        let planned = &self.stimuli.calls[place];
        let outcome = match (outcome, &planned.operation) {
            (_, Operation::Remark) => return (None, None),
            (Outcome::Gave(outcome), _) => outcome,
            (Outcome::GaveUp, _) => {
                let then = planned.patience.as_ref();
                return (None, then.map(|patience| patience.then.clone()));
            }
        };
        let ret = match outcome {
            CallOutcome::Failed(error) => return (None, Some(error.name().to_owned())),
            CallOutcome::Done | CallOutcome::Opened(_) => "ok".to_owned(),
            CallOutcome::EndOfFile => "EOF".to_owned(),
            CallOutcome::Accepted(socket) => {
                format!(
                    "peer port {}",
                    self.record.sockets.peer_port((planned.side, Some(*socket)))
                )
            }
            CallOutcome::Data(bytes) | CallOutcome::DataFrom(bytes, _) => match short_text(bytes) {
                Some(text) => format!("{} bytes '{text}'", bytes.len()),
                None => format!("{} bytes", bytes.len()),
            },
        };
        (Some(ret), None)
    }
}

/// Bytes that are short enough to be shown.
pub(super) fn short_text(bytes: &[u8]) -> Option<String> {
    let is_short = (1..=SHORT).contains(&bytes.len());
    is_short.then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// The most bytes of data that the recording shows.
const SHORT: usize = 24;
