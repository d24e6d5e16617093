//! Why did nothing happen? What each host waited for, what was on its way, and what ended it.

use crate::simulation::{
    Event, EventId, EventKind, HostId, HostSnapshot, ProgramStatus, RunningTimer,
};
use crate::time::Instant;
use crate::timeline::{Flight, Timeline};

/// A stretch of time between two moments, in which nothing happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence<'a> {
    /// The moment after which nothing happened.
    pub from: Instant,
    /// The first event of the next moment; none if that has not come yet.
    pub ended_by: Option<&'a Event>,
    /// Both hosts, client first.
    pub hosts: [Waiter<'a>; 2],
    /// What was on the wire, in the order of sending.
    pub flying: Vec<&'a Flight>,
}

/// A host that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter<'a> {
    /// Which host.
    pub host: HostId,
    /// How it stands.
    pub snapshot: &'a HostSnapshot,
    /// The calls that have not returned: the events with which they were made.
    pub calls: Vec<&'a Event>,
    /// The timers that run on any of its sockets, the first to go off first.
    pub timers: Vec<RunningTimer>,
}

impl<'a> Silence<'a> {
    /// The silence at the instant `at`, as far as it is known at `now`.
    pub fn of(timeline: &'a Timeline, at: Instant, now: Instant) -> Self {
        let moments = timeline.moments();
        let moment = &moments[timeline.moment_index(at.min(now))];
        let mut flying = Vec::new();
        for flight in timeline.flights() {
            if flight.is_in_flight(moment.at) {
                flying.push(flight);
            }
        }
        Self {
            from: moment.at,
            ended_by: Self::ended_by(timeline, at, now),
            hosts: HostId::ALL.map(|host| {
                let snapshot = &moment.hosts[host.index()];
                Waiter {
                    host,
                    snapshot,
                    calls: waiting(timeline, host, moment.at),
                    timers: running(snapshot),
                }
            }),
            flying,
        }
    }

    /// The event that ended the silence at the instant `at`, if that has come by `now`.
    pub fn ended_by(timeline: &'a Timeline, at: Instant, now: Instant) -> Option<&'a Event> {
        let next = timeline.moment_index(at.min(now)) + 1;
        let next = timeline.moments().get(next);
        // The last moment of a run may hold no event: there the silence goes on.
        timeline.event(EventId(next.filter(|next| next.at <= now)?.events.start))
    }

    /// When something next happens by itself, but for what is on its way: a timer goes off, or a program goes on. None
    /// if nothing ever will.
    pub fn due(&self) -> Option<Instant> {
        let mut due: Option<Instant> = None;
        for waiter in &self.hosts {
            let timer = waiter.timers.first().map(|timer| timer.expires);
            for at in [timer, waiter.resumes()].into_iter().flatten() {
                due = Some(due.map_or(at, |due| due.min(at)));
            }
        }
        due
    }
}

impl Waiter<'_> {
    /// When its program goes on by itself.
    pub const fn resumes(&self) -> Option<Instant> {
        match self.snapshot.program {
            ProgramStatus::Ready { at, .. } | ProgramStatus::Sleeping { until: at, .. } => Some(at),
            _ => None,
        }
    }
}

/// The calls on `host` that have been made and have not returned by `at`, oldest first.
fn waiting(timeline: &Timeline, host: HostId, at: Instant) -> Vec<&Event> {
    let mut waiting: Vec<&Event> = Vec::new();
    for event in timeline.events_until(at) {
        match &event.kind {
            EventKind::CallMade { host: on, .. } if *on == host => waiting.push(event),
            EventKind::CallReturned {
                host: on,
                line,
                call,
                ..
            } if *on == host => {
                let is_its_call = |made: &&Event| {
                    matches!(&made.kind, EventKind::CallMade { line: l, call: c, .. } if l == line && c == call)
                        && made.socket == event.socket
                };
                if let Some(place) = waiting.iter().position(is_its_call) {
                    waiting.remove(place);
                }
            }
            // A crash takes the programs with it.
            EventKind::Commanded(crate::simulation::Command::Crash { host: on }) if *on == host => {
                waiting.clear();
            }
            _ => {}
        }
    }
    waiting
}

fn running(host: &HostSnapshot) -> Vec<RunningTimer> {
    let mut timers: Vec<RunningTimer> = Vec::new();
    for socket in &host.sockets {
        for timer in &socket.timers {
            let is_earlier = |other: &RunningTimer| other.expires <= timer.expires;
            let place = timers.iter().take_while(|other| is_earlier(other)).count();
            timers.insert(place, *timer);
        }
    }
    timers
}

/// What became by `now` of the timer that `armed` set: the event that set it anew, stopped it, or with which it went off.
/// None if it still runs.
#[inline(never)]
pub fn end_of_timer<'a>(timeline: &'a Timeline, armed: &Event, now: Instant) -> Option<&'a Event> {
    let EventKind::TimerArmed { host, timer, .. } = armed.kind else {
        return None;
    };
    let mut later = timeline
        .events_until(now)
        .iter()
        .skip(armed.id.0 as usize + 1);
    later.find(|event| {
        event.socket == armed.socket
            && match event.kind {
                EventKind::TimerArmed {
                    host: h, timer: t, ..
                }
                | EventKind::TimerStopped {
                    host: h, timer: t, ..
                }
                | EventKind::TimerExpired {
                    host: h, timer: t, ..
                } => (h, t) == (host, timer),
                EventKind::Forgotten { host: h, .. } => h == host,
                _ => false,
            }
    })
}
