//! Why did this happen? The answer is read off the run: from event to cause, back to what an application or the
//! person did. Nothing here knows a lesson.

mod arrival;
mod loss;
mod silence;
mod telling;
#[cfg(test)]
mod tests;

pub use arrival::{Shortfall, full_window, shortfalls};
pub use silence::{Silence, Waiter, end_of_timer};
pub use telling::{headline, most_telling, steps, turns};

use crate::simulation::{Event, EventId, EventKind};
use crate::tcp::Timer;
use crate::timeline::Timeline;

/// The events that led to `selected`, oldest first and `selected` last: from a socket call, an act of the person or, if
/// there is neither, the first event without a cause.
///
/// A retransmission timer goes off because of something that did *not* happen. What kept it from happening, the loss
/// or the delay of the segment or of its acknowledgment, stands in the chain too.
pub fn chain(timeline: &Timeline, selected: EventId) -> Vec<EventId> {
    let mut links = Vec::new();
    let mut next = timeline.event(selected);
    while let Some(event) = next {
        if event.id == selected || is_telling(&event.kind) {
            links.push(event.id);
        }
        let cause = match &event.kind {
            EventKind::CallMade { .. } | EventKind::Commanded(_) => None,
            EventKind::TimerExpired {
                timer: Timer::Retransmission,
                ..
            } => {
                let guarded = loss::guarded_by(timeline, event);
                links.extend(guarded.and_then(|flight| loss::mishap(timeline, flight, event.id)));
                guarded.map(|flight| flight.sent).or(event.cause)
            }
            _ => event.cause,
        };
        next = cause.and_then(|cause| timeline.event(cause));
    }
    links.reverse();
    links
}

/// Whether `event` sets a timer that was running already.
pub fn is_restart(timeline: &Timeline, event: &Event) -> bool {
    let EventKind::TimerArmed {
        host: at,
        timer: set,
        ..
    } = event.kind
    else {
        return false;
    };
    let before = timeline.events()[..event.id.0 as usize].iter().rev();
    let of_socket = before.filter(|earlier| earlier.socket == event.socket);
    let running = of_socket.filter_map(|event| match event.kind {
        EventKind::TimerArmed { host, timer, .. } if (host, timer) == (at, set) => Some(true),
        EventKind::TimerStopped { host, timer, .. }
        | EventKind::TimerExpired { host, timer, .. }
            if (host, timer) == (at, set) =>
        {
            Some(false)
        }
        _ => None,
    });
    running.take(1).any(|is_running| is_running)
}

/// Whether `event` sets a timer to wait longer than it did when it was last set.
pub fn waits_longer(timeline: &Timeline, event: &Event) -> bool {
    let span = |armed: &Event| match armed.kind {
        EventKind::TimerArmed {
            host,
            timer,
            expires,
            ..
        } if armed.socket == event.socket => Some((host, timer, expires.since(armed.at))),
        _ => None,
    };
    let Some((host, timer, now)) = span(event) else {
        return false;
    };
    let before = timeline.events()[..event.id.0 as usize].iter().rev();
    let mut spans = before.filter_map(span);
    spans
        .find(|(h, t, _)| (*h, *t) == (host, timer))
        .is_some_and(|(_, _, then)| then < now)
}

/// Whether an event says something as a link between two others. That a segment arrived goes without saying where
/// its sending and what came of it stand side by side; timers matter when they go off.
const fn is_telling(kind: &EventKind) -> bool {
    match kind {
        EventKind::Commanded(_)
        | EventKind::CallMade { .. }
        | EventKind::CallReturned { .. }
        | EventKind::Slept { .. }
        | EventKind::SegmentSent { .. }
        | EventKind::SegmentDropped { .. }
        | EventKind::SegmentDelayed { .. }
        | EventKind::SegmentHeldBack { .. }
        | EventKind::SegmentDuplicated { .. }
        | EventKind::StateChanged { .. }
        | EventKind::SegmentInjected { .. }
        | EventKind::TimerExpired { .. }
        | EventKind::Overflowed { .. }
        | EventKind::Forgotten { .. }
        | EventKind::DatagramSent { .. }
        | EventKind::DatagramDiscarded { .. }
        | EventKind::ConnectionFailed { .. } => true,
        EventKind::SegmentArrived { .. }
        | EventKind::SegmentRejected { .. }
        | EventKind::Acknowledged { .. }
        | EventKind::DataAccepted { .. }
        | EventKind::DataQueued { .. }
        | EventKind::DatagramQueued { .. }
        | EventKind::TimerArmed { .. }
        | EventKind::TimerStopped { .. } => false,
    }
}
