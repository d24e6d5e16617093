//! The lesson's steps as marks to go to, and where to go on.

use crate::app_state::{Action, AppState};
use crate::i18n::{Lang, Text};
use crate::lesson::{LessonId, StepKind};
use crate::view_model::lesson_panel::title;
use crate::view_model::wording::say;

/// A step as a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepMark {
    /// `step 3: Break it`.
    pub label: String,
    /// The present one.
    pub is_present: bool,
    /// Whether its cue lies behind the cursor in this run.
    pub is_past: bool,
    /// Whether a new run begins with it.
    pub begins_part: bool,
    /// Goes there.
    pub action: Action,
}

/// Another lesson to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Opens it.
    pub action: Action,
}

/// What a step is for, in a word.
pub(super) const fn kind(kind: StepKind) -> Text {
    match kind {
        StepKind::Watch => Text::PanelLessonKindWatch,
        StepKind::Break => Text::PanelLessonKindBreak,
        StepKind::Compare => Text::PanelLessonKindCompare,
        StepKind::Why => Text::PanelLessonKindWhy,
    }
}

/// All steps of the lesson. What lies in earlier parts is past.
pub(super) fn marks(state: &AppState) -> Vec<StepMark> {
    let lang = state.lang();
    let here = state.place().number();
    let present = state.step().map(|(step, _)| step);
    let mut marks = Vec::new();
    for (part, it) in state.lesson().parts.iter().enumerate() {
        for (step, of) in it.steps.iter().enumerate() {
            let is_present = part == here && Some(step) == present;
            marks.push(StepMark {
                label: say(lang, Text::PanelLessonStep)
                    .slot("n", marks.len() + 1)
                    .slot("kind", lang.text(kind(of.kind)))
                    .done(),
                is_present,
                is_past: part < here || (part == here && state.is_past(step)),
                begins_part: step == 0 && part > 0,
                action: Action::GoTo { part, step },
            });
        }
    }
    marks
}

/// The lessons to go on with, once this one has been walked to its end.
pub(super) fn next(state: &AppState) -> Vec<Link> {
    let mut links = Vec::new();
    if state.is_at_the_end() {
        for id in state.lesson().next {
            links.push(link(state.lang(), Text::PanelLessonNext, *id));
        }
    }
    links
}

/// The lessons beside the open one.
pub(in crate::view_model) fn beside(lang: Lang, open: LessonId) -> [Option<Link>; 2] {
    let mut all = LessonId::ALL.iter();
    let place = all.position(|id| *id == open).unwrap_or_default();
    let before = place.checked_sub(1).map(|place| LessonId::ALL[place]);
    let after = LessonId::ALL.get(place + 1);
    [
        before.map(|id| link(lang, Text::PanelLessonPreviousLesson, id)),
        after.map(|id| link(lang, Text::PanelLessonNext, *id)),
    ]
}

#[inline(never)]
fn link(lang: Lang, text: Text, id: LessonId) -> Link {
    Link {
        label: say(lang, text).slot("title", title(lang, id)).done(),
        action: Action::OpenLesson(id),
    }
}
