//! The applications: programs run line by line, and calls come back when TCP lets them.

use crate::rng;
use crate::simulation::host::Progress;
use crate::simulation::{
    Call, CallOutcome, CloseTime, EventId, EventKind, HostId, Line, Program, ProgramStatus,
    Simulation,
};
use crate::tcp::SeqNumber;
use crate::time::Duration;

impl Simulation {
    /// The streams of luck from which initial sequence numbers are drawn, far from the network's.
    const ISS_STREAM: u64 = 1_000;

    /// Runs the line that the program is at, or goes on after its sleep.
    pub(super) fn run_line(&mut self, id: HostId) {
        let now = self.now;
        let host = self.host_mut(id);
        let (line, slept) = match host.status {
            ProgramStatus::Ready { line, .. } => (line, false),
            ProgramStatus::Sleeping { line, .. } => (line, true),
            _ => return,
        };
        let (code, cause, closes) = (
            host.line(line).cloned(),
            host.program_cause,
            host.program.closes,
        );
        match code {
            None => host.status = ProgramStatus::Ended,
            Some(Line::Socket | Line::Bind) => self.go_on(id, line, CallOutcome::Done),
            Some(Line::Wait(_)) if slept => self.go_on(id, line, CallOutcome::Done),
            Some(Line::Wait(span)) => self.sleep(id, line, span),
            Some(Line::Call(Call::Close)) if closes == CloseTime::Never => {
                host.status = ProgramStatus::Forgot { line };
            }
            Some(Line::Call(Call::Close)) if closes == CloseTime::Late && !slept => {
                self.sleep(id, line, Program::LATE);
            }
            Some(Line::Call(call)) => {
                host.status = ProgramStatus::Blocked { line };
                let made = self.emit(
                    cause,
                    EventKind::CallMade {
                        host: id,
                        line: Some(line),
                        call: call.clone(),
                    },
                );
                self.host_mut(id).program_cause = Some(made);
                let progress = self.enter(id, &call);
                self.log_connection(id, Some(made));
                if let Progress::Returned(outcome) = progress {
                    self.return_call(id, line, call, outcome, Some(made));
                }
            }
        }
        debug_assert!(
            self.host(id).program_due().is_none_or(|due| due > now),
            "a program makes progress"
        );
    }

    fn sleep(&mut self, id: HostId, line: u8, span: Duration) {
        let (cause, until) = (self.host(id).program_cause, self.now + span);
        let slept = self.emit(
            cause,
            EventKind::Slept {
                host: id,
                line,
                span,
            },
        );
        let host = self.host_mut(id);
        host.status = ProgramStatus::Sleeping { line, until };
        host.program_cause = Some(slept);
    }

    pub(super) fn return_call(
        &mut self,
        id: HostId,
        line: u8,
        call: Call,
        outcome: CallOutcome,
        cause: Option<EventId>,
    ) {
        let kind = EventKind::CallReturned {
            host: id,
            line: Some(line),
            call,
            outcome: outcome.clone(),
        };
        let returned = self.emit(cause, kind);
        self.host_mut(id).program_cause = Some(returned);
        self.go_on(id, line, outcome);
    }

    /// Takes note of what a line gave, and turns to the next one.
    fn go_on(&mut self, id: HostId, line: u8, outcome: CallOutcome) {
        let at = self.now + Program::PACE;
        let host = self.host_mut(id);
        host.status = match outcome {
            CallOutcome::Failed(_) => ProgramStatus::Failed { line },
            _ if host.line(line + 1).is_none() => ProgramStatus::Ended,
            _ => ProgramStatus::Ready { line: line + 1, at },
        };
        host.outcomes.push(outcome);
    }

    pub(super) fn enter(&mut self, host: HostId, call: &Call) -> Progress {
        let opening = self.openings[host.index()];
        if matches!(call, Call::Listen | Call::Connect) {
            self.openings[host.index()] += 1;
        }
        let drawn = rng::fate(self.seed, Self::ISS_STREAM + host.index() as u64, opening);
        let iss = SeqNumber::new((drawn >> 32) as u32);
        let now = self.now;
        self.host_mut(host).enter(now, call, iss)
    }
}
