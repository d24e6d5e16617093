//! Socket calls: made by a program or by hand, and coming back at once or later. One way for all of them.

use crate::host::{Call, CallOutcome, Progress, SocketError, SocketId};
use crate::network::HostId;
use crate::simulation::side::Waiting;
use crate::simulation::{EventId, EventKind, Simulation};

impl Simulation {
    /// Whether a call waits on a socket.
    pub fn call_waits(&self, host: HostId, socket: SocketId) -> bool {
        !self.side(host).waiting_on(socket).is_empty()
    }

    /// Makes a call; gives what it gave, if it came back at once.
    pub(super) fn make_call(
        &mut self,
        host: HostId,
        socket: Option<SocketId>,
        line: Option<u8>,
        call: &Call,
        cause: Option<EventId>,
    ) -> Option<CallOutcome> {
        let made = self.emit_made(cause, host, socket, line, call);
        let now = self.now;
        let progress = self.side_mut(host).host.call(now, socket, call);
        self.log_host(host, Some(made));
        self.forget_trace(host, socket);
        let outcome = match (progress, socket) {
            (Progress::Returned(outcome), _) => {
                self.return_call(host, socket, line, call, &outcome, Some(made));
                Some(outcome)
            }
            (Progress::Blocks, Some(socket)) => {
                let call = call.clone();
                let side = self.side_mut(host);
                side.wait(Waiting { socket, line, call });
                None
            }
            (Progress::Blocks, None) => None,
        };
        self.wake(host, Some(made));
        outcome
    }

    /// Lets the calls go on for which something has happened at `host`.
    pub(super) fn wake(&mut self, host: HostId, cause: Option<EventId>) {
        loop {
            let woken = self.side_mut(host).host.take_woken();
            if woken.is_empty() {
                return;
            }
            for socket in woken {
                for _ in self.side(host).waiting_on(socket) {
                    if !self.resume_first(host, socket, cause) {
                        break;
                    }
                }
            }
        }
    }

    /// Lets the call that has waited longest on a socket come back, if there is one, with EINTR.
    pub(super) fn interrupt(&mut self, host: HostId, socket: SocketId, cause: EventId) {
        let place = self.side(host).waiting_on(socket).start;
        let error = CallOutcome::Failed(SocketError::Intr);
        self.return_waiting(host, place, &error, Some(cause));
    }

    /// Asks the call that has waited longest on a socket whether it comes back; says whether it does.
    fn resume_first(&mut self, host: HostId, socket: SocketId, cause: Option<EventId>) -> bool {
        let (now, side) = (self.now, self.side_mut(host));
        let place = side.waiting_on(socket).start;
        let progress = side.host.resume(now, socket, &side.waiting[place].call);
        let Progress::Returned(outcome) = progress else {
            return false;
        };
        self.return_waiting(host, place, &outcome, cause);
        self.log_host(host, cause);
        true
    }

    fn return_waiting(
        &mut self,
        host: HostId,
        place: usize,
        outcome: &CallOutcome,
        cause: Option<EventId>,
    ) {
        let Some(waiting) = self.side_mut(host).waiting.remove(place) else {
            return;
        };
        let Waiting { socket, line, call } = waiting;
        self.return_call(host, Some(socket), line, &call, outcome, cause);
    }

    pub(super) fn emit_made(
        &mut self,
        cause: Option<EventId>,
        host: HostId,
        socket: Option<SocketId>,
        line: Option<u8>,
        call: &Call,
    ) -> EventId {
        let call = call.clone();
        self.emit(cause, socket, EventKind::CallMade { host, line, call })
    }

    pub(super) fn return_call(
        &mut self,
        host: HostId,
        socket: Option<SocketId>,
        line: Option<u8>,
        call: &Call,
        outcome: &CallOutcome,
        cause: Option<EventId>,
    ) {
        let returned = self.emit(
            cause,
            socket,
            EventKind::CallReturned {
                host,
                line,
                call: call.clone(),
                outcome: outcome.clone(),
            },
        );
        if let Some(line) = line {
            self.side_mut(host).run.cause = Some(returned);
            self.go_on(host, line, Some(outcome.clone()));
        }
    }
}
