//! Gives the stimuli of a recorded run to the simulation, and writes down what comes out.
//!
//! The programs of the recording are not known, only their calls. So each call is made by hand when its turn has come:
//! so long after the call before it has come back to *us*. What is due at the same instant as something in the
//! simulation comes after it: a program is never faster than the wire.

mod addresses;
mod calls;
mod injection;
mod record;

use super::stimuli::{Course, Fate, Start, Stimuli};
use super::trace::{Act, Side, Trace};
use crate::host::{CallOutcome, SocketId};
use crate::network::{HostId, Intervention, SegmentId};
use crate::simulation::{Command, EventKind, Program, Scenario, Simulation};
use crate::tcp::State;
use crate::time::{Duration, Instant};
use addresses::{Addresses, side};
use core::net::SocketAddrV4;
use record::Record;
use std::collections::VecDeque;

/// Runs a recorded run's stimuli; gives what happened, told as the recording tells it.
pub(super) fn run(trace: &Trace, stimuli: &Stimuli) -> Trace {
    let addresses = Addresses::new(stimuli.hosts);
    let mut runner = Runner {
        stimuli,
        simulation: Simulation::new(&scenario(stimuli)),
        seen: 0,
        calls: vec![Progress::Waits; stimuli.calls.len()],
        sockets: vec![None; stimuli.sockets.len()],
        accepted: Default::default(),
        opened: None,
        injected: vec![false; stimuli.injections.len()],
        addresses,
        record: Record::new(addresses),
    };
    while runner.simulation.events().len() < EVENT_LIMIT && runner.go_on() {}
    let app = runner.system_calls(trace);
    let states = runner.record.sockets.clone().into_states();
    trace.again(app, runner.record.into_rows(), states)
}

/// Two hosts without programs.
fn scenario(stimuli: &Stimuli) -> Scenario {
    let idle = || Program::new(Instant::ZERO, Vec::new());
    Scenario {
        seed: 1,
        one_way_delay: stimuli.one_way_delay,
        loss: 0,
        duplication: 0,
        reordering: 0,
        settings: stimuli.settings,
        client: idle(),
        server: idle(),
    }
}

struct Runner<'a> {
    stimuli: &'a Stimuli,
    simulation: Simulation,
    /// How many of the simulation's events have been looked at.
    seen: usize,
    /// How each call stands.
    calls: Vec<Progress>,
    /// Our sockets for those of the recording, as far as they are open.
    sockets: Vec<Option<SocketId>>,
    /// Sockets that `accept()` gave and no call has named yet, by side.
    accepted: [VecDeque<SocketId>; 2],
    /// What `socket()` gave last.
    opened: Option<SocketId>,
    /// Which injections are done.
    injected: Vec<bool>,
    addresses: Addresses,
    record: Record,
}

/// How a call stands.
#[derive(Clone, Debug, PartialEq)]
enum Progress {
    /// Its time has not come.
    Waits,
    /// It was made, and has not come back.
    Blocks(Instant),
    /// It has come back.
    Returned {
        made: Instant,
        at: Instant,
        outcome: Outcome,
    },
}

/// What a program heard from a call.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// What the call gave.
    Gave(CallOutcome),
    /// It did not want to wait any longer.
    GaveUp,
}

/// What is to be done next, by its place among the stimuli.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Inject(usize),
    Call(usize),
    GiveUp(usize),
}

impl Runner<'_> {
    /// Lets the next thing happen; says whether there was one before the end.
    fn go_on(&mut self) -> bool {
        let end = self.time_of(self.stimuli.end);
        let mut end = end.unwrap_or(self.stimuli.latest_end);
        if self.is_behind() {
            end += GRACE;
        }
        let due = self.next_due().filter(|(at, _)| *at <= end);
        let until = due.map_or(end, |(at, _)| at);
        if self.simulation.next_at().is_some_and(|at| at <= until) {
            self.simulation.step();
        } else if let Some((at, due)) = due {
            self.do_it(at, due);
        } else {
            return false;
        }
        self.look();
        true
    }

    /// Whether a host has sent less than in the recording, which stopped with the last segment that it tells of.
    fn is_behind(&self) -> bool {
        let counts = |side: Side| {
            (
                self.record.sent_by(side),
                self.stimuli.fates[side.index()].len(),
            )
        };
        let mut counts = Side::ALL.into_iter().map(counts);
        counts.any(|(ours, recorded)| ours < recorded)
    }

    fn next_due(&self) -> Option<(Instant, Due)> {
        let calls = self.calls.iter().enumerate();
        let calls = calls.filter_map(|(place, progress)| {
            let call = &self.stimuli.calls[place];
            match progress {
                Progress::Waits => Some((self.time_of(call.start)?, Due::Call(place))),
                Progress::Blocks(since) => {
                    let patience = call.patience.as_ref()?;
                    Some((*since + patience.lasts, Due::GiveUp(place)))
                }
                Progress::Returned { .. } => None,
            }
        });
        let injections = self.stimuli.injections.iter().enumerate();
        let injections = injections.filter(|(place, _)| !self.injected[*place]);
        let injections = injections.filter_map(|(place, injection)| {
            Some((self.time_of(injection.start)?, Due::Inject(place)))
        });
        calls.chain(injections).min()
    }

    /// When a start is; none while what it waits for has not come.
    fn time_of(&self, start: Start) -> Option<Instant> {
        match start {
            Start::At(at) => Some(at),
            Start::After(call, span) => match &self.calls[call] {
                Progress::Returned { at, .. } => Some(*at + span),
                _ => None,
            },
        }
    }

    fn do_it(&mut self, at: Instant, due: Due) {
        match due {
            Due::Call(place) => self.make(at, place),
            Due::GiveUp(place) => self.give_up(at, place),
            Due::Inject(place) => self.inject(at, place),
        }
    }

    /// Looks at what is new in the simulation, and does to new segments what the network did to those of the recording.
    fn look(&mut self) {
        while let Some(event) = self.simulation.events().get(self.seen).cloned() {
            self.seen += 1;
            let (at, socket) = (event.at, event.socket);
            match event.kind {
                EventKind::SegmentSent {
                    segment,
                    from,
                    content,
                    ..
                } => {
                    let from = side(from);
                    let ordinal = self.record.sent(at, segment, from, &content);
                    let fates = &self.stimuli.fates[from.index()];
                    if let Some(fate) = ordinal.and_then(|ordinal| fates.get(ordinal)) {
                        self.decide(at, segment, *fate);
                    }
                }
                EventKind::SegmentArrived { segment, .. } => self.record.arrived(at, segment),
                EventKind::StateChanged { host, from, to, .. } => {
                    let ends = self.ends(host, socket);
                    let changed = (side(host), socket);
                    self.record.sockets.changed(at, changed, [from, to], ends);
                }
                EventKind::Forgotten { host, state } => {
                    let states = [state, State::Closed];
                    let forgotten = (side(host), socket);
                    self.record.sockets.changed(at, forgotten, states, None);
                }
                EventKind::CallReturned {
                    host,
                    call,
                    outcome,
                    ..
                } => self.returned(at, (side(host), socket), &call, outcome),
                _ => {}
            }
        }
    }

    /// The local and the remote end of a socket, while it is there.
    fn ends(&self, host: HostId, socket: Option<SocketId>) -> Option<[SocketAddrV4; 2]> {
        let socket = self.simulation.host(host).socket(socket?)?;
        Some([socket.local(), socket.remote()])
    }

    fn decide(&mut self, at: Instant, segment: SegmentId, fate: Fate) {
        // Whether a segment has a receiver is not the network's decision.
        if fate.act != Act::Nohost {
            self.record.decided(segment, fate.act);
        }
        if let Some(after) = fate.copy {
            self.record.copied(segment, at + after);
            self.command(at, &Command::Replay { segment, after });
        }
        let how = match fate.course {
            Course::Lost => Intervention::Drop,
            Course::Arrives(late) if late.is_zero() => return,
            Course::Arrives(late) => Intervention::Delay(late),
        };
        self.command(at, &Command::Interfere { segment, how });
    }

    /// Does something to the simulation. What is refused is missing from the run, and that is a difference to be found.
    fn command(&mut self, at: Instant, command: &Command) {
        self.simulation.apply(at, command).ok();
    }
}

/// How much later than the kernel's our timers may be.
const GRACE: Duration = Duration::from_millis(100);
/// A run that has produced so many events is not going to end.
const EVENT_LIMIT: usize = 200_000;
