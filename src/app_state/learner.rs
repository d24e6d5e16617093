//! What is remembered of the person who learns, on their own device only.

use crate::lesson::LessonId;

/// What the person has done so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// Whether lessons ask for predictions.
    pub predicts: bool,
    /// How many were right.
    pub right: u32,
    /// How many were made.
    pub made: u32,
    /// The lessons walked to their end.
    pub finished: Vec<LessonId>,
}

impl Default for Learner {
    fn default() -> Self {
        Self {
            predicts: true,
            right: 0,
            made: 0,
            finished: Vec::new(),
        }
    }
}

impl Learner {
    /// As a text to be kept: `yes 3 5 four_waves`.
    #[inline(never)]
    pub fn text(&self) -> String {
        let predicts = if self.predicts { "yes" } else { "no" };
        let mut text = [
            predicts,
            " ",
            &self.right.to_string(),
            " ",
            &self.made.to_string(),
        ]
        .concat();
        for lesson in &self.finished {
            text.push(' ');
            text.push_str(lesson.name());
        }
        text
    }

    /// What such a text says. Lessons that do not exist any more are forgotten; whatever else it does not say is as at the
    /// beginning.
    #[inline(never)]
    pub fn from_text(text: &str) -> Self {
        let mut words = text.split(' ');
        let predicts = words.next() != Some("no");
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        let (right, made) = (number(), number());
        let mut finished = Vec::new();
        for word in words {
            finished.extend(LessonId::from_name(word));
        }
        Self {
            predicts,
            right: u32::min(right, made),
            made,
            finished,
        }
    }

    /// Notes a prediction.
    pub(super) fn note(&mut self, is_right: bool) {
        self.made = self.made.saturating_add(1);
        self.right = self.right.saturating_add(is_right.into());
    }

    /// Notes a lesson that was walked to its end.
    pub(super) fn finish(&mut self, lesson: LessonId) {
        if !self.finished.contains(&lesson) {
            self.finished.push(lesson);
        }
    }

    /// Forgets everything but the wish not to be asked.
    #[inline(never)]
    pub(super) fn clear(&mut self) {
        *self = Self {
            predicts: self.predicts,
            ..Self::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let mut learner = Learner::default();
        learner.note(true);
        learner.note(false);
        learner.finish(LessonId::FourWaves);
        learner.predicts = false;
        assert_eq!(learner.text(), "no 1 2 four_waves");
        assert_eq!(Learner::from_text(&learner.text()), learner);
    }

    #[test]
    fn what_cannot_be_read_is_as_at_the_beginning() {
        for text in ["", "yes", "maybe x y", "yes 3 -1 five_waves"] {
            assert_eq!(Learner::from_text(text), Learner::default(), "{text}");
        }
    }
}
