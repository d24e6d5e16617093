//! The applications: programs run line by line.

use crate::host::{Call, CallOutcome, Progress, SocketError};
use crate::network::HostId;
use crate::simulation::{CloseTime, EventId, EventKind, Line, ProgramStatus, Simulation};
use crate::time::Duration;

impl Simulation {
    /// Runs the line that the program is at, or goes on after its sleep.
    pub(super) fn run_line(&mut self, id: HostId) {
        let now = self.now;
        let run = &mut self.side_mut(id).run;
        let (line, slept) = match run.status {
            ProgramStatus::Ready { line, .. } => (line, false),
            ProgramStatus::Sleeping { line, .. } => (line, true),
            _ => return,
        };
        let code = run.line(line).cloned();
        let closes = run.program.closes;
        let sleep = match (&code, closes) {
            (Some(Line::Wait(span)), _) => *span,
            (Some(Line::Call(Call::Close)), CloseTime::After(span)) => span,
            _ => Duration::ZERO,
        };
        match code {
            _ if !slept && !sleep.is_zero() => self.sleep(id, line, sleep),
            None => run.status = ProgramStatus::Ended,
            Some(Line::Wait(_)) => self.go_on(id, line, Some(CallOutcome::Done)),
            Some(Line::Call(Call::Close)) if closes == CloseTime::Never => {
                if run.line(line + 1).is_some() {
                    self.go_on(id, line, None);
                } else {
                    run.status = ProgramStatus::Forgot { line };
                }
            }
            Some(Line::Socket) => self.prepare(id, line, &Call::Socket),
            Some(Line::DatagramSocket) => self.prepare(id, line, &Call::DatagramSocket),
            Some(Line::Bind) => {
                let port = id.address().port();
                self.prepare(id, line, &Call::Bind { port });
            }
            Some(Line::Call(call)) => {
                run.status = ProgramStatus::Blocked { line };
                let (socket, cause) = (run.socket_for(&call), run.cause);
                self.make_call(id, socket, Some(line), &call, cause);
            }
            Some(Line::Repeat { from, times }) => {
                if run.begins_round(line, from, times) {
                    run.status = ProgramStatus::Ready {
                        line: from,
                        at: now,
                    };
                    self.run_line(id);
                } else {
                    self.go_on(id, line, None);
                }
            }
        }
        debug_assert!(
            self.side(id).run.due().is_none_or(|due| due > self.now),
            "a program makes progress"
        );
    }

    /// Makes a call that nobody else can see anything of. It is news only if it fails.
    fn prepare(&mut self, id: HostId, line: u8, call: &Call) {
        let (now, side) = (self.now, self.side_mut(id));
        let (socket, cause) = (side.run.socket_for(call), side.run.cause);
        let Progress::Returned(outcome) = side.host.call(now, socket, call) else {
            return;
        };
        if !matches!(outcome, CallOutcome::Failed(_)) {
            return self.go_on(id, line, Some(outcome));
        }
        let made = self.emit_made(cause, id, socket, Some(line), call);
        self.return_call(id, socket, Some(line), call, &outcome, Some(made));
    }

    fn sleep(&mut self, id: HostId, line: u8, span: Duration) {
        let (cause, until) = (self.side(id).run.cause, self.now + span);
        let slept = self.emit(
            cause,
            None,
            EventKind::Slept {
                host: id,
                line,
                span,
            },
        );
        let run = &mut self.side_mut(id).run;
        run.status = ProgramStatus::Sleeping { line, until };
        run.cause = Some(slept);
    }

    /// Takes note of what a line gave, if anything, and turns to the next one.
    pub(super) fn go_on(&mut self, id: HostId, line: u8, outcome: Option<CallOutcome>) {
        let now = self.now;
        let run = &mut self.side_mut(id).run;
        // A server that may open nothing more stands there with all that it has, and its port goes on being called.
        let stands = outcome == Some(CallOutcome::Failed(SocketError::MFile));
        run.status = match outcome {
            Some(CallOutcome::Failed(_)) => ProgramStatus::Failed { line },
            _ if run.line(line + 1).is_none() => ProgramStatus::Ended,
            _ => ProgramStatus::Ready {
                line: line + 1,
                at: now + run.program.pace,
            },
        };
        match outcome {
            Some(CallOutcome::Opened(socket)) => {
                (run.socket, run.accepted) = (Some(socket), None);
            }
            Some(CallOutcome::Accepted(socket)) => run.accepted = Some(socket),
            _ => {}
        }
        run.outcomes.push(outcome);
        if run.due().is_none() && !stands {
            self.stop_listening(id);
        }
    }

    /// Ends the process, as `exit()` and `kill` do, and begins its program anew.
    pub(super) fn restart(&mut self, id: HostId, act: EventId) {
        let (now, side) = (self.now, self.side_mut(id));
        side.waiting.clear();
        let mut held = Vec::new();
        for (socket, _) in side.host.sockets().iter() {
            held.push(socket);
        }
        for socket in side.host.datagram_sockets() {
            held.push(socket.id);
        }
        for socket in &held {
            // What the process does not hold is none of its business, and says so.
            side.host.call(now, Some(*socket), &Call::Close);
        }
        side.run.begin_anew(now, act);
        self.settle(id, Some(act));
        for socket in held {
            self.forget_trace(id, Some(socket));
        }
    }

    /// A program that is over listens no more. A connection that it has left open stays, to be looked at.
    fn stop_listening(&mut self, id: HostId) {
        let (now, side) = (self.now, self.side_mut(id));
        let (socket, cause) = (side.run.socket, side.run.cause);
        let listens = socket
            .and_then(|socket| side.host.socket(socket))
            .is_some_and(|socket| socket.listener().is_some());
        if listens {
            side.host.call(now, socket, &Call::Close);
            self.log_host(id, cause);
        }
    }
}
