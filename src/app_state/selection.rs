//! What the person asks "why?" of.

use crate::app_state::{AppState, Tab};
use crate::network::SegmentId;
use crate::simulation::EventId;
use crate::time::Instant;
use crate::timeline::{PlayStatus, PlaybackCommand};

/// What the person asks "why?" of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// That this happened.
    Event(EventId),
    /// That nothing happened then: after the last moment that is not after it.
    Silence(Instant),
}

impl Selection {
    /// The event; none for a silence.
    pub const fn event(self) -> Option<EventId> {
        match self {
            Self::Event(event) => Some(event),
            Self::Silence(_) => None,
        }
    }
}

impl AppState {
    /// Shows the answer, and stands still for it: the next moment would ask something else.
    #[inline(never)]
    pub(super) fn ask(&mut self, selection: Selection) {
        let is_there = selection
            .event()
            .is_none_or(|event| self.timeline().event(event).is_some());
        if !is_there {
            return;
        }
        self.choose(selection);
        // Who reads the fields of one segment after the other goes on doing so.
        if self.tab != Tab::Segment || selection.event().is_none() {
            self.tab = Tab::Why;
        }
    }

    #[inline(never)]
    pub(super) fn inspect(&mut self, segment: SegmentId) {
        if let Some(sent) = self.timeline().flight(segment).map(|flight| flight.sent) {
            self.choose(Selection::Event(sent));
            self.tab = Tab::Segment;
        }
    }

    fn choose(&mut self, selection: Selection) {
        self.close_menu();
        if self.playback.status == PlayStatus::Playing {
            self.playback.status = PlayStatus::Paused;
        }
        self.selected = Some(selection);
    }

    /// Goes to where an event happened, and asks why. The drawer stays as it is: who walks along the diagram wants to see
    /// it.
    #[inline(never)]
    pub(super) fn jump(&mut self, event: EventId) {
        let Some(at) = self.timeline().event(event).map(|event| event.at) else {
            return;
        };
        self.play(PlaybackCommand::To(at));
        self.selected = Some(Selection::Event(event));
    }
}
