//! What the cursor moves over: the moments of one run, or of two in lockstep, on one scale. So both runs are drawn alike,
//! and what happens at the same instant stands at the same height.

use crate::simulation::EventKind;
use crate::time::Instant;
use crate::timeline::{TimeScale, Timeline};

/// Where the cursor can stop, and where each instant is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// In order, each once; never empty.
    stops: Vec<Instant>,
    state_changes: Vec<Instant>,
    scale: TimeScale,
}

impl Track {
    /// The track of these runs. There must be one; they start from the same links.
    pub fn of(runs: &[Timeline]) -> Self {
        let (mut stops, mut state_changes) = (vec![Instant::ZERO], Vec::new());
        for run in runs {
            for moment in run.moments() {
                add(&mut stops, moment.at);
            }
            for event in run.events() {
                if matches!(event.kind, EventKind::StateChanged { .. }) {
                    add(&mut state_changes, event.at);
                }
            }
        }
        let delay = runs[0].recording().scenario.one_way_delay;
        let scale = TimeScale::new(stops.iter().copied(), delay);
        Self {
            stops,
            state_changes,
            scale,
        }
    }

    /// Every instant at which something happens, in order; the first is the beginning.
    pub fn stops(&self) -> &[Instant] {
        &self.stops
    }

    /// The place of the last stop that is not after `at`.
    pub fn stop_index(&self, at: Instant) -> usize {
        let after = self.stops.partition_point(|stop| *stop <= at);
        after.saturating_sub(1)
    }

    /// Every instant at which a state changes, in order.
    pub fn state_changes(&self) -> &[Instant] {
        &self.state_changes
    }

    /// Where each instant is drawn.
    pub const fn scale(&self) -> &TimeScale {
        &self.scale
    }

    /// When the last thing happens.
    pub fn end(&self) -> Instant {
        self.stops[self.stops.len() - 1]
    }
}

/// Puts an instant in its place among others, unless it is there. Most come last: each run is in order.
fn add(instants: &mut Vec<Instant>, at: Instant) {
    let place = instants.partition_point(|earlier| *earlier < at);
    if instants.get(place) != Some(&at) {
        instants.insert(place, at);
    }
}
