//! The lesson's strip: where we are, what to look at, and what to try now.

use crate::app_state::Action;
use crate::lesson::LessonId;

/// A lesson to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonOption {
    /// Which.
    pub id: LessonId,
    /// `2 · Four waves`.
    pub title: String,
    /// The open one.
    pub selected: bool,
}

/// The open lesson at the present moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonPanel {
    /// The lesson's question.
    pub question: String,
    /// `step 2 of 4`.
    pub progress: String,
    /// What to look at now; one to three sentences.
    pub text: String,
    /// Playback waits here for the person.
    pub waiting: bool,
    /// What to try now.
    pub offers: Vec<Offer>,
}

/// A button that does what the lesson speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// `Drop #4`.
    pub label: String,
    /// Drawn as a warning: it breaks something.
    pub destructive: bool,
    /// What it does.
    pub action: Action,
}
