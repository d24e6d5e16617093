//! Variants of the run: another scenario under the same commands, one at a time or two side by side.

use crate::app_state::AppState;
use crate::simulation::Variation;
use crate::timeline::{Comparison, Lane, Lanes, Turn};

impl AppState {
    /// The runs on the screen.
    pub fn lanes(&self) -> &Lanes {
        &self.branches.current().lanes
    }

    #[inline(never)]
    pub(super) fn vary(&mut self, variation: Variation) {
        let lanes = self.lanes().varied(variation);
        self.turn(lanes, Turn::Varied(variation));
    }

    #[inline(never)]
    pub(super) fn compare(&mut self, comparison: Option<Comparison>) {
        let lanes = self.lanes().compared(comparison);
        self.turn(lanes, Turn::Compared(comparison));
    }

    /// Says whether that is another lane.
    #[inline(never)]
    pub(super) fn focus_lane(&mut self, lane: Lane) -> bool {
        let is_news = self.branches.focus_on(lane);
        if is_news {
            self.close_menu();
            self.run_changed();
        }
        is_news
    }

    /// Shows other runs at the same instant: as the lesson's, if it offers that.
    fn turn(&mut self, lanes: Lanes, turn: Turn) {
        self.close_menu();
        let follows = !self.has_left() && self.offers_turn(&turn);
        self.note_leaving_now();
        self.branches.turn(self.playback.cursor, lanes, turn);
        if follows {
            self.stay_on_rails();
        }
        self.notice = None;
        self.run_changed();
        self.playback.cursor = self.playback.cursor.min(self.lanes().track().end());
        self.branches.note_seen(self.playback.cursor);
    }
}

#[cfg(test)]
mod tests;
