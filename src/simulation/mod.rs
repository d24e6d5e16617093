//! Two hosts, the network between them, their programs and a virtual clock. [`Command`] in, [`Event`] out.
//!
//! The simulation goes from one occurrence to the next: a segment lands or is lost, a timer goes off, a program runs
//! a line. What falls on the same instant happens in that order, client before server, so a run never depends on
//! anything but its scenario and its commands.

mod command;
mod event;
mod host;
mod program;
mod scenario;
mod snapshot;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use command::Command;
pub use event::{Event, EventId, EventKind};
pub use program::{CloseTime, Line, Program};
pub use scenario::Scenario;
pub use snapshot::{HostSnapshot, ProgramStatus, RunningTimer};
pub use vocabulary::{Call, CallOutcome, HostId, Refusal};

use crate::network::{Effect, Fate, InFlight, Intervention, Network, Reason, Rule, SegmentId, Verdict};
use crate::rng;
use crate::tcp::{SeqNumber, TcpEvent, Timer};
use crate::time::{Duration, Instant};
use host::{Host, Progress};

/// A run in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulation {
    seed: u64,
    now: Instant,
    hosts: [Host; 2],
    network: Network,
    events: Vec<Event>,
    /// How many times each host has opened a connection; each opening has an initial sequence number of its own.
    openings: [u64; 2],
}

impl Simulation {
    /// A run that has produced so many events is stopped: two confused endpoints could answer each other for ever.
    pub const EVENT_LIMIT: usize = 20_000;
    /// The streams of luck from which initial sequence numbers are drawn, far from the network's.
    const ISS_STREAM: u64 = 1_000;
    /// The longest one-way delay or ACK delay that a person may set.
    const LONGEST_DELAY: Duration = Duration::from_secs(60);

    /// The beginning of a run: nothing has happened yet.
    pub fn new(scenario: &Scenario) -> Self {
        let host = |id| Host::new(id, scenario.program(id).clone(), scenario.config.clone());
        let faults = [
            (scenario.loss, Intervention::Drop),
            (scenario.duplication, Intervention::Duplicate),
            (scenario.reordering, Intervention::Reorder),
        ];
        let rules = faults.into_iter().filter(|(share, _)| *share > 0).map(|(share, how)| Rule::Random { share, how });
        Self {
            seed: scenario.seed,
            now: Instant::ZERO,
            hosts: HostId::ALL.map(host),
            network: Network::new(scenario.seed, scenario.one_way_delay, rules.collect()),
            events: Vec::new(),
            openings: [0; 2],
        }
    }

    /// The present.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Everything that has happened.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Gives the log away.
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// The network.
    pub const fn network(&self) -> &Network {
        &self.network
    }

    /// Both hosts as they are now, client first.
    pub fn snapshots(&self) -> [HostSnapshot; 2] {
        HostId::ALL.map(|id| self.host(id).snapshot())
    }

    /// When something next happens by itself; none if nothing ever will.
    pub fn next_at(&self) -> Option<Instant> {
        if self.events.len() >= Self::EVENT_LIMIT {
            return None;
        }
        let timers = self.hosts.iter().filter_map(|host| host.connection.poll_timeout());
        let programs = self.hosts.iter().filter_map(Host::program_due);
        self.network.next_at().into_iter().chain(timers).chain(programs).min()
    }

    /// Goes to the next occurrence and lets it happen. Does nothing if there is none.
    pub fn step(&mut self) {
        let Some(next) = self.next_at() else { return };
        self.now = self.now.max(next);
        if let Some(flight) = self.network.take_due(self.now) {
            self.land(flight);
            return;
        }
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= next);
        if let Some(id) = HostId::ALL.into_iter().find(|id| is_due(self.host(*id).connection.poll_timeout())) {
            let now = self.now;
            self.host_mut(id).connection.on_timeout(now);
            self.settle(id, None);
        } else if let Some(id) = HostId::ALL.into_iter().find(|id| is_due(self.host(*id).program_due())) {
            self.run_line(id);
        }
    }

    /// Lets everything happen that happens up to and including `until`.
    pub fn run_until(&mut self, until: Instant) {
        while self.next_at().is_some_and(|next| next <= until) {
            self.step();
        }
    }

    /// Carries out a command at `at`, after everything else that happens at that instant.
    ///
    /// # Errors
    /// Why it cannot be done now; then nothing has changed but the clock.
    pub fn apply(&mut self, at: Instant, command: &Command) -> Result<(), Refusal> {
        self.run_until(at);
        self.now = self.now.max(at);
        self.check(command)?;
        let act = self.emit(None, EventKind::Commanded(command.clone()));
        match command {
            Command::Interfere { segment, how } => self.interfere(act, *segment, *how, Reason::ByHand),
            Command::InterfereNext { kind, how } => self.network.add_rule(Rule::Next { kind: *kind, how: *how }),
            Command::CancelNext { kind } => {
                self.network.remove_rules(|rule| rule.waits_for(*kind));
            }
            Command::Call { host, call } => self.call_by_hand(act, *host, call),
            Command::SetCloseTime { host, when } => {
                let now = self.now;
                let host = self.host_mut(*host);
                host.set_close_time(now, *when);
                host.program_cause = Some(act);
            }
            Command::SetOneWayDelay(delay) => self.network.set_one_way_delay(*delay),
            Command::SetLoss(share) => {
                let is_loss = |rule: &Rule| matches!(rule, Rule::Random { how: Intervention::Drop, .. });
                self.network.remove_rules(is_loss);
                if *share > 0 {
                    self.network.add_rule(Rule::Random { share: *share, how: Intervention::Drop });
                }
            }
            Command::SetAckDelay(delay) => {
                self.hosts.iter_mut().for_each(|host| host.connection.set_ack_delay(*delay));
            }
            Command::SetTimeWait(msls) => {
                self.hosts.iter_mut().for_each(|host| host.connection.set_time_wait_msl(*msls));
            }
        }
        Ok(())
    }

    fn check(&self, command: &Command) -> Result<(), Refusal> {
        let refused = match command {
            Command::Interfere { segment, .. } => {
                let flies = self.network.in_flight().iter().any(|flight| flight.segment == *segment);
                (!flies).then_some(Refusal::NotInFlight(*segment))
            }
            Command::CancelNext { kind } => {
                let waits = self.network.rules().iter().any(|rule| rule.waits_for(*kind));
                (!waits).then_some(Refusal::NothingToCancel(*kind))
            }
            Command::Call { host, call } => self.host(*host).permits(call).err().map(Refusal::Call),
            Command::SetCloseTime { host, .. } => {
                self.host(*host).close_is_past().then_some(Refusal::CloseIsPast(*host))
            }
            Command::SetOneWayDelay(delay) => {
                let sane = !delay.is_zero() && *delay <= Self::LONGEST_DELAY;
                (!sane).then_some(Refusal::OutOfRange)
            }
            Command::SetLoss(share) => (*share > 1_000).then_some(Refusal::OutOfRange),
            Command::SetAckDelay(delay) => (*delay > Self::LONGEST_DELAY).then_some(Refusal::OutOfRange),
            Command::SetTimeWait(msls) => (*msls > 2).then_some(Refusal::OutOfRange),
            Command::InterfereNext { .. } => None,
        };
        refused.map_or(Ok(()), Err)
    }

    fn host(&self, id: HostId) -> &Host {
        &self.hosts[id.index()]
    }

    fn host_mut(&mut self, id: HostId) -> &mut Host {
        &mut self.hosts[id.index()]
    }

    fn emit(&mut self, cause: Option<EventId>, kind: EventKind) -> EventId {
        let id = EventId(u32::try_from(self.events.len()).expect("the log is bounded"));
        self.events.push(Event { id, at: self.now, cause, kind });
        id
    }

    fn land(&mut self, flight: InFlight) {
        let InFlight { segment, from, content, fate, cause, .. } = flight;
        match fate {
            Fate::Lose(_, reason) => {
                self.emit(cause, EventKind::SegmentDropped { segment, reason });
            }
            Fate::Arrive(_) => {
                let at_host = from.other();
                let arrival = self.emit(cause, EventKind::SegmentArrived { segment, at_host });
                let now = self.now;
                self.host_mut(at_host).connection.on_segment(now, &content);
                self.settle(at_host, Some(arrival));
            }
        }
    }

    fn interfere(&mut self, cause: EventId, segment: SegmentId, how: Intervention, reason: Reason) {
        let Ok(effect) = self.network.interfere(self.now, segment, how, reason) else { return };
        match effect {
            Effect::Condemned => {}
            Effect::Dropped => {
                self.emit(Some(cause), EventKind::SegmentDropped { segment, reason });
            }
            Effect::Delayed(by) => {
                let event = self.emit(Some(cause), EventKind::SegmentDelayed { segment, by, reason });
                self.network.set_cause(segment, event);
            }
            Effect::Duplicated(copy) => {
                let event = self.emit(Some(cause), EventKind::SegmentDuplicated { segment, copy, reason });
                self.network.set_cause(copy, event);
            }
        }
    }

    fn call_by_hand(&mut self, act: EventId, host: HostId, call: &Call) {
        let made = self.emit(Some(act), EventKind::CallMade { host, line: None, call: call.clone() });
        if let Progress::Returned(outcome) = self.enter(host, call) {
            self.emit(Some(made), EventKind::CallReturned { host, line: None, call: call.clone(), outcome });
        }
        self.settle(host, Some(made));
    }

    fn enter(&mut self, host: HostId, call: &Call) -> Progress {
        let opening = self.openings[host.index()];
        if matches!(call, Call::Listen | Call::Connect) {
            self.openings[host.index()] += 1;
        }
        let drawn = rng::fate(self.seed, Self::ISS_STREAM + host.index() as u64, opening);
        let iss = SeqNumber::new((drawn >> 32) as u32);
        let now = self.now;
        self.host_mut(host).enter(now, call, iss)
    }

    /// Runs the line that the program is at, or goes on after its sleep.
    fn run_line(&mut self, id: HostId) {
        let now = self.now;
        let host = self.host_mut(id);
        let (line, slept) = match host.status {
            ProgramStatus::Ready { line, .. } => (line, false),
            ProgramStatus::Sleeping { line, .. } => (line, true),
            _ => return,
        };
        let (code, cause, closes) = (host.line(line).cloned(), host.program_cause, host.program.closes);
        match code {
            None => host.status = ProgramStatus::Ended,
            Some(Line::Socket | Line::Bind) => self.go_on(id, line, CallOutcome::Done),
            Some(Line::Wait(_)) if slept => self.go_on(id, line, CallOutcome::Done),
            Some(Line::Wait(span)) => self.sleep(id, line, span),
            Some(Line::Call(Call::Close)) if closes == CloseTime::Never => {
                host.status = ProgramStatus::Forgot { line };
            }
            Some(Line::Call(Call::Close)) if closes == CloseTime::Late && !slept => self.sleep(id, line, Program::LATE),
            Some(Line::Call(call)) => {
                host.status = ProgramStatus::Blocked { line };
                let made = self.emit(cause, EventKind::CallMade { host: id, line: Some(line), call: call.clone() });
                self.host_mut(id).program_cause = Some(made);
                if let Progress::Returned(outcome) = self.enter(id, &call) {
                    self.return_call(id, line, call, outcome, Some(made));
                }
                self.settle(id, Some(made));
            }
        }
        debug_assert!(self.host(id).program_due().is_none_or(|due| due > now), "a program makes progress");
    }

    fn sleep(&mut self, id: HostId, line: u8, span: Duration) {
        let (cause, until) = (self.host(id).program_cause, self.now + span);
        let slept = self.emit(cause, EventKind::Slept { host: id, line, span });
        let host = self.host_mut(id);
        host.status = ProgramStatus::Sleeping { line, until };
        host.program_cause = Some(slept);
    }

    fn return_call(&mut self, id: HostId, line: u8, call: Call, outcome: CallOutcome, cause: Option<EventId>) {
        let kind = EventKind::CallReturned { host: id, line: Some(line), call, outcome: outcome.clone() };
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

    /// After anything was put into a connection: logs what came of it, and lets a waiting program go on.
    fn settle(&mut self, id: HostId, cause: Option<EventId>) {
        let cause = self.log_connection(id, cause);
        let ProgramStatus::Blocked { line } = self.host(id).status else { return };
        let Some(Line::Call(call)) = self.host(id).line(line).cloned() else { return };
        let now = self.now;
        if let Progress::Returned(outcome) = self.host_mut(id).resume(now, &call) {
            self.return_call(id, line, call, outcome, cause);
            self.log_connection(id, cause);
        }
    }

    /// Logs a connection's events and sends its segments; gives the cause of what follows from them.
    fn log_connection(&mut self, host: HostId, mut cause: Option<EventId>) -> Option<EventId> {
        let mut sent = None;
        for event in self.host_mut(host).connection.take_events() {
            match event {
                TcpEvent::StateChanged { from, to, rule } => {
                    let now = self.now;
                    self.host_mut(host).since = now;
                    self.emit(cause, EventKind::StateChanged { host, from, to, rule });
                }
                TcpEvent::SegmentEmitted { segment: content, emission, rule } => {
                    let (segment, verdict) = self.network.send(self.now, host, content.clone());
                    let one_way_delay = self.network.one_way_delay();
                    let kind = EventKind::SegmentSent { segment, from: host, content, emission, one_way_delay, rule };
                    let event = self.emit(cause, kind);
                    self.network.set_cause(segment, event);
                    if let Verdict::Intervene(how, reason) = verdict {
                        self.interfere(event, segment, how, reason);
                    }
                    sent = Some(event);
                }
                TcpEvent::SegmentRejected { reason, rule } => {
                    self.emit(cause, EventKind::SegmentRejected { host, reason, rule });
                }
                TcpEvent::Acknowledged { up_to, rule } => {
                    self.emit(cause, EventKind::Acknowledged { host, up_to, rule });
                }
                TcpEvent::DataAccepted { len, rule } => {
                    self.emit(cause, EventKind::DataAccepted { host, len, rule });
                }
                TcpEvent::DataQueued { len, rule } => {
                    self.emit(cause, EventKind::DataQueued { host, len, rule });
                }
                TcpEvent::TimerArmed { timer, expires, rule, attempt } => {
                    // A retransmission timer guards a segment; the others answer what was going on.
                    let cause = if timer == Timer::Retransmission { sent.or(cause) } else { cause };
                    let event = self.emit(cause, EventKind::TimerArmed { host, timer, expires, attempt, rule });
                    let now = self.now;
                    self.host_mut(host).armed[timer as usize] = Some((now, event));
                }
                TcpEvent::TimerStopped { timer, rule } => {
                    self.emit(cause, EventKind::TimerStopped { host, timer, rule });
                }
                TcpEvent::TimerExpired { timer, rule } => {
                    let armed = self.host(host).armed[timer as usize].map(|(_, event)| event);
                    cause = Some(self.emit(armed, EventKind::TimerExpired { host, timer, rule }));
                }
                TcpEvent::Failed { error, rule } => {
                    self.emit(cause, EventKind::ConnectionFailed { host, error, rule });
                }
            }
        }
        cause
    }
}
