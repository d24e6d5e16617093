//! Everything that happened so far, in words.

use crate::app_state::Selection;
use crate::simulation::EventId;
use crate::view_model::Tone;
use crate::view_model::inspector::{tone, why};
use crate::view_model::scene::Scene;
use crate::view_model::wording;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Which.
    pub event: EventId,
    /// `0.09 s`.
    pub at: String,
    /// A sentence.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
    /// The one whose why is shown.
    pub selected: bool,
}

impl LoggedEvent {
    /// The log shows so many events; older ones are left out.
    pub(super) const LIMIT: usize = 200;

    /// The log up to the present, newest last.
    #[inline(never)]
    pub fn all(scene: &Scene) -> Vec<Self> {
        let selected = why::selected(scene).and_then(Selection::event);
        let events = scene.timeline.events_until(scene.now);
        let mut lines = Vec::new();
        for event in &events[events.len().saturating_sub(Self::LIMIT)..] {
            lines.push(Self {
                event: event.id,
                at: event.at.to_string(),
                text: wording::sentence(scene.lang, scene.timeline, event),
                tone: tone(scene.timeline, event),
                selected: Some(event.id) == selected,
            });
        }
        lines
    }
}
