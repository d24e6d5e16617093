//! What is worth telling of a moment: to who sees it in one line, and to who hears it.

use crate::simulation::{Event, EventId, EventKind};
use crate::tcp::{Rule, State};
use crate::time::Instant;
use crate::timeline::{Moment, Timeline};

/// From this weight on, something is told of each moment that somebody steps to: what was sent, and whatever says more.
const STEP: u8 = 5;
/// From this weight on, something is told while time passes: states change, or something goes wrong.
const TURN: u8 = 8;

/// The most telling event of the moment at `at`, or of the last one before it that has any.
pub fn headline(timeline: &Timeline, at: Instant) -> Option<EventId> {
    let moments = &timeline.moments()[..=timeline.moment_index(at)];
    let moment = moments
        .iter()
        .rev()
        .find(|moment| !moment.events.is_empty())?;
    events(timeline, moment)
        .iter()
        .max_by_key(|event| weight(&event.kind))
        .map(|event| event.id)
}

/// Of some events of a run, the one that says most.
pub fn most_telling<'a>(timeline: &'a Timeline, events: &[EventId]) -> Option<&'a Event> {
    let events = events.iter().filter_map(|event| timeline.event(*event));
    events.max_by_key(|event| weight(&event.kind))
}

/// What to tell who stands at `at`: what was sent in the last moment that has anything and what came of it, or else the
/// one event that says most.
pub fn steps(timeline: &Timeline, at: Instant) -> Vec<&Event> {
    let headline = headline(timeline, at).and_then(|event| timeline.event(event));
    let Some(headline) = headline else {
        return Vec::new();
    };
    let moment = &timeline.moments()[timeline.moment_index(headline.at)];
    let mut steps = heavy(timeline, moment, STEP);
    if steps.len() > 1 {
        // What came of a command says what the command was.
        steps.retain(|event| !matches!(event.kind, EventKind::Commanded(_)));
    }
    if steps.is_empty() {
        steps.push(headline);
    }
    steps
}

/// What to tell who lets time pass up to `at`: the last change of a state, or what last went wrong.
pub fn turns(timeline: &Timeline, at: Instant) -> Vec<&Event> {
    let moments = &timeline.moments()[..=timeline.moment_index(at)];
    let all = moments.iter().rev();
    let mut turns = all.map(|moment| heavy(timeline, moment, TURN));
    turns.find(|turns| !turns.is_empty()).unwrap_or_default()
}

fn heavy<'a>(timeline: &'a Timeline, moment: &Moment, least: u8) -> Vec<&'a Event> {
    let mut heavy = Vec::new();
    for event in events(timeline, moment) {
        if weight(&event.kind) >= least {
            heavy.push(event);
        }
    }
    heavy
}

fn events<'a>(timeline: &'a Timeline, moment: &Moment) -> &'a [Event] {
    &timeline.events()[moment.events.start as usize..moment.events.end as usize]
}

/// How much an event says about its moment.
const fn weight(kind: &EventKind) -> u8 {
    match kind {
        // A listener goes when its program ends; what happens to the connection then says more.
        EventKind::CallReturned { .. }
        | EventKind::StateChanged {
            from: State::Listen,
            to: State::Closed,
            ..
        } => 2,
        // The point of TIME-WAIT: the FIN came again and was answered. The refusal and the ACK beside it say less.
        EventKind::TimerArmed {
            rule: Rule::TimeWaitFin,
            ..
        }
        | EventKind::StateChanged { .. }
        | EventKind::Forgotten { .. } => 12,
        EventKind::ConnectionFailed { .. } => 11,
        EventKind::SegmentDropped { .. } => 10,
        EventKind::SegmentDelayed { .. }
        | EventKind::SegmentHeldBack { .. }
        | EventKind::SegmentDuplicated { .. }
        | EventKind::SegmentInjected { .. }
        | EventKind::Overflowed { .. } => 9,
        EventKind::SegmentRejected { .. }
        | EventKind::DataQueued { .. }
        | EventKind::DatagramDiscarded { .. } => 8,
        EventKind::TimerExpired { .. } => 7,
        EventKind::Commanded(_) => 6,
        EventKind::SegmentSent { .. } | EventKind::DatagramSent { .. } => 5,
        EventKind::DataAccepted { .. }
        | EventKind::Acknowledged { .. }
        | EventKind::DatagramQueued { .. } => 4,
        EventKind::SegmentArrived { .. } => 3,
        EventKind::CallMade { .. } | EventKind::Slept { .. } => 1,
        EventKind::TimerArmed { .. } | EventKind::TimerStopped { .. } => 0,
    }
}
