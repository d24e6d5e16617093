//! The open lesson: which part of it, and how one gets to others.

#[cfg(test)]
mod tests;

use crate::app_state::{AppState, Notice};
use crate::lesson::{Deed, Lesson, LessonId, Place, Slide, lesson};
use crate::simulation::{Command, Profile};
use crate::time::Instant;
use crate::timeline::{PlaybackCommand, Turn};

/// The branch in which the lesson goes on. What the lesson offers is done in it; whatever else a person does is an
/// experiment of their own, in branches of its own, and this one stays as it was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rails {
    branch: usize,
    /// Where the cursor stood when the person left.
    left_at: Instant,
}

impl AppState {
    /// The open lesson.
    pub const fn lesson(&self) -> &'static Lesson {
        lesson(self.place.lesson)
    }

    /// The open part of it.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// Opens a lesson from its start, on the machines that it has chosen.
    #[inline(never)]
    pub(super) fn open_lesson(&mut self, id: LessonId) {
        let place = Place::first_of(id);
        self.open_part(place, place.part().profile());
    }

    /// Whether the branch on the screen is not the lesson's.
    pub fn has_left(&self) -> bool {
        self.branches.current_index() != self.rails.branch
    }

    /// Whether a step of the open part has begun.
    pub fn is_past(&self, step: usize) -> bool {
        let sighting = self.sightings.get(step).copied().flatten();
        sighting.is_some_and(|sighting| sighting.at <= self.playback.cursor)
    }

    /// Whether the lesson has nothing more to say.
    pub fn is_at_the_end(&self) -> bool {
        let is_last_part = self.place.number() + 1 == self.lesson().parts.len();
        let last = self.place.part().steps.len().checked_sub(1);
        let is_over = self.playback.cursor >= self.timeline().end();
        is_last_part && (is_over || self.step().map(|(step, _)| step) == last)
    }

    /// Whether the present step offers this: then whoever does it follows the lesson, by whatever button.
    pub(super) fn is_offered(&self, command: &Command) -> bool {
        let now = self.playback.cursor;
        let Some((_, sighting)) = self.step() else {
            return false;
        };
        self.offers(&|deed| deed.command(self.timeline(), now, sighting).as_ref() == Some(command))
    }

    /// Whether the present step, or the part's slider, offers other runs of this kind.
    pub(super) fn offers_turn(&self, turn: &Turn) -> bool {
        match turn {
            Turn::Varied(variation) => {
                let by_slider = self.slide().is_some_and(|slide| slide.holds(*variation));
                by_slider || self.offers(&|deed| matches!(deed, Deed::Vary(it) if it == variation))
            }
            Turn::Compared(comparison) => {
                self.offers(&|deed| matches!(deed, Deed::Compare(it) if Some(*it) == *comparison))
            }
            Turn::Forked | Turn::Commanded(_) => false,
        }
    }

    fn offers(&self, is_it: &dyn Fn(&Deed) -> bool) -> bool {
        let step = self.step().map(|(step, _)| step);
        let steps = self.place.part().steps;
        step.is_some_and(|step| steps[step].offers.iter().any(is_it))
    }

    /// The slider of the open part. It stays from step to step: what it changes may lead back to an earlier one.
    pub fn slide(&self) -> Option<Slide> {
        let steps = self.place.part().steps.iter();
        let mut deeds = steps.flat_map(|step| step.offers);
        deeds.find_map(|deed| match deed {
            Deed::Slide(slide) => Some(*slide),
            _ => None,
        })
    }

    /// Moves the slider.
    #[inline(never)]
    pub(super) fn slide_to(&mut self, place: u32) {
        if let Some(slide) = self.slide() {
            self.vary(slide.at(place));
        }
    }

    /// Notes that the lesson goes on in the branch that is now on the screen.
    pub(super) const fn stay_on_rails(&mut self) {
        self.rails.branch = self.branches.current_index();
    }

    /// Notes that the lesson's branch was left at `at`.
    pub(super) const fn note_leaving(&mut self, at: Instant) {
        self.rails.left_at = at;
    }

    /// The same at the cursor, if that branch is on the screen.
    pub(super) fn note_leaving_now(&mut self) {
        if !self.has_left() {
            self.rails.left_at = self.playback.cursor;
        }
    }

    /// Goes back to the lesson's branch, to where it was left.
    #[inline(never)]
    pub(super) fn back_to_lesson(&mut self) {
        let at = self.rails.left_at;
        self.switch_branch(self.rails.branch);
        self.stand_at(at);
    }

    /// Goes to where a step has begun. In another part that is played up to there first.
    #[inline(never)]
    pub(super) fn go_to(&mut self, part: usize, step: usize) {
        if part != self.place.number() {
            self.open_sibling(part);
            if step == 0 {
                return;
            }
        }
        match self.sightings.get(step).copied().flatten() {
            Some(sighting) => self.stand_at(sighting.at),
            None => self.notice = Some(Notice::StepNotYet),
        }
    }

    #[inline(never)]
    fn stand_at(&mut self, at: Instant) {
        self.play(PlaybackCommand::To(at));
    }

    /// Opens another part of the same lesson.
    #[inline(never)]
    pub(super) fn open_sibling(&mut self, part: usize) {
        let Some(place) = Place::new(self.place.lesson, part) else {
            return;
        };
        let is_own_choice = self.profile == self.place.part().profile();
        let profile = if is_own_choice {
            place.part().profile()
        } else {
            self.profile
        };
        self.open_part(place, profile);
    }

    /// Notes it when the lesson has been walked to its end.
    pub(super) fn note_progress(&mut self) {
        if self.is_at_the_end() {
            self.learner.finish(self.place.lesson);
        }
    }

    /// Opens a part of a lesson from its start, on hosts of this profile.
    pub(super) fn open_part(&mut self, place: Place, profile: Profile) {
        self.profile = profile;
        self.place = place;
        self.open(place.lanes(profile));
    }
}
