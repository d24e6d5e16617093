//! A part of a lesson, by name and number.

use crate::lesson::{LessonId, Part, lesson};
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
    pub fn lanes(self, profile: Profile) -> Lanes {
        let part = self.part();
        let one = Lanes::one(part.timeline(profile));
        if part.lanes.is_some() {
            one.compared(part.lanes)
        } else {
            one
        }
    }
}

/// Where somebody begins who asks for nothing: the first lesson.
impl Default for Place {
    fn default() -> Self {
        Self::first_of(LessonId::ALL[0])
    }
}
