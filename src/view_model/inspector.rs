//! The drawer: why the selected event happened, the selected segment's fields, the log in words, the sockets.

mod log;
mod segment;
#[cfg(test)]
mod tests;
mod why;

pub use log::LoggedEvent;
pub use segment::{Field, SegmentPage};
pub use why::{Fact, Why, WhyLink};

use crate::app_state::Tab;
use crate::simulation::{Event, EventKind};
use crate::tcp::Timer;
use crate::timeline::{Flight, Timeline};
use crate::view_model::scene::Scene;
use crate::view_model::{Diagram, SocketTable, Tone};

/// The drawer's page that is open.
///
/// Most visits begin with `Why`, and of its answers with those about a handshake. The page that loads first has only what
/// the first view runs, function by function: therefore each other page, and each answer that comes up later, is a
/// function of its own, `inline(never)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inspector {
    /// Why it happened, or why nothing did.
    Why(Why),
    /// The state diagram.
    Diagram(Diagram),
    /// The selected segment; none if the selected event is about none.
    Segment(Option<SegmentPage>),
    /// Everything that happened so far, newest last.
    Log(Vec<LoggedEvent>),
    /// Both hosts' sockets.
    Sockets([SocketTable; 2]),
}

impl Inspector {
    /// What the open tab shows: about what is selected, or about what tells most of this moment. The tabs of narrow screens
    /// unfold something else; there it is `Why`.
    pub fn of(scene: &Scene) -> Self {
        match scene.tab {
            Tab::Why | Tab::Experiment | Tab::Host(_) => Self::Why(Why::of(scene)),
            Tab::Diagram => Self::diagram(scene),
            Tab::Segment => Self::Segment(SegmentPage::of(scene)),
            Tab::Log => Self::Log(LoggedEvent::all(scene)),
            Tab::Sockets => Self::sockets(scene),
        }
    }

    #[inline(never)]
    fn diagram(scene: &Scene) -> Self {
        Self::Diagram(Diagram::of(scene))
    }

    #[inline(never)]
    fn sockets(scene: &Scene) -> Self {
        Self::Sockets(SocketTable::both(scene.lang, scene.timeline, scene.now))
    }
}

/// The segment that an event is about: its own, or the one whose arrival caused it.
fn flight_of<'a>(timeline: &'a Timeline, event: &Event) -> Option<&'a Flight> {
    let own = event.kind.segment();
    let segment = own.or_else(|| timeline.event(event.cause?)?.kind.segment())?;
    timeline.flight(segment)
}

fn tone(timeline: &Timeline, event: &Event) -> Tone {
    match event.kind {
        EventKind::StateChanged { to, .. } => Tone::of(to),
        EventKind::SegmentDropped { .. }
        | EventKind::SegmentRejected { .. }
        | EventKind::ConnectionFailed { .. }
        | EventKind::DatagramDiscarded { .. } => Tone::Reset,
        EventKind::TimerArmed {
            timer: Timer::TimeWait,
            ..
        }
        | EventKind::TimerExpired {
            timer: Timer::TimeWait,
            ..
        } => Tone::TimeWait,
        EventKind::SegmentSent { segment, .. } | EventKind::DatagramSent { segment, .. } => {
            timeline
                .flight(segment)
                .map_or(Tone::Neutral, |flight| Tone::of_flight(timeline, flight))
        }
        _ => Tone::Neutral,
    }
}
