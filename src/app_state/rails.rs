//! The open lesson: which part of it, and how one gets to others.

use crate::app_state::AppState;
use crate::lesson::{Lesson, LessonId, Part, lesson};
use crate::simulation::Profile;
use crate::timeline::Lanes;

/// A part of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The lesson.
    pub lesson: LessonId,
    /// Which of its parts, counted from zero. There is such a part.
    part: usize,
}

impl Place {
    /// Where a lesson begins.
    pub const fn first_of(lesson: LessonId) -> Self {
        Self { lesson, part: 0 }
    }

    /// That part of a lesson; none if it has not so many.
    pub fn new(id: LessonId, part: usize) -> Option<Self> {
        let exists = part < lesson(id).parts.len();
        exists.then_some(Self { lesson: id, part })
    }

    /// Which of the lesson's parts it is, counted from zero.
    pub const fn number(self) -> usize {
        self.part
    }

    /// The part itself.
    pub const fn part(self) -> &'static Part {
        &lesson(self.lesson).parts[self.part]
    }

    /// Its runs on hosts of this profile, if nobody acts.
    pub(super) fn lanes(self, profile: Profile) -> Lanes {
        let part = self.part();
        let one = Lanes::one(part.timeline(profile));
        if part.lanes.is_some() {
            one.compared(part.lanes)
        } else {
            one
        }
    }
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
    pub(super) fn open_lesson(&mut self, id: LessonId) {
        let place = Place::first_of(id);
        self.open_part(place, place.part().profile());
    }

    /// Opens another part of the same lesson.
    pub(super) fn open_sibling(&mut self, part: usize) {
        if let Some(place) = Place::new(self.place.lesson, part) {
            self.open_part(place, self.profile);
        }
    }

    /// Opens a part of a lesson from its start, on hosts of this profile.
    pub(super) fn open_part(&mut self, place: Place, profile: Profile) {
        self.profile = profile;
        self.place = place;
        self.open(place.lanes(profile));
    }
}
