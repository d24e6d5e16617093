//! The lesson's strip: where we are, what to look at, and what to try now.

mod guess;
mod offer;
#[cfg(test)]
mod tests;
mod track;

pub use guess::{Grade, Guess, GuessChoice};
pub use offer::{Offer, Slider};
pub use track::{Link, StepMark};

pub(super) use track::beside;

use crate::app_state::{Action, AppState, BookStatus, Selection};
use crate::explain;
use crate::i18n::{self, Book, Lang, Text};
use crate::lesson::{LessonId, Sighting, Step, Value};
use crate::simulation::Event;
use crate::timeline::{PlayStatus, Timeline};
use crate::view_model::wording::{self, grouped, say, unbroken};

/// The open lesson at the present moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonPanel {
    /// The lesson's question; its title while the book is not here.
    pub question: String,
    /// `step 2 of 4`.
    pub progress: String,
    /// What to look at now, in one to three sentences; code stands between backticks. Before the first step it is what
    /// happens.
    pub text: String,
    /// Playback waits here for the person.
    pub waiting: bool,
    /// What the present step is for: `Watch`.
    pub kind: &'static str,
    /// What to try now.
    pub offers: Vec<Offer>,
    /// What to slide.
    pub slider: Option<Slider>,
    /// What is asked now.
    pub guess: Option<Guess>,
    /// What became of the last prediction.
    pub grade: Option<Grade>,
    /// All steps.
    pub steps: Vec<StepMark>,
    /// Leads back to the lesson's own run, for who has left it.
    pub back: Option<Action>,
    /// The lessons to go on with, at the end.
    pub next: Vec<Link>,
    /// How its own words stand.
    pub words: Words,
    /// Asks why; none where the drawer is always open.
    pub why: Option<Action>,
}

/// How a lesson's words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// They are here, or none are wanted.
    Here,
    /// They are on their way.
    Coming,
    /// They could not be got.
    Missing,
}

impl LessonPanel {
    /// The panel at the present moment.
    pub fn of(state: &AppState) -> Self {
        let lang = state.lang();
        let lesson = state.lesson();
        let (book, standing) = match state.shelf().status(state.lesson_book()) {
            BookStatus::Here(book) => (Some(book), Words::Here),
            BookStatus::Coming => (None, Words::Coming),
            BookStatus::Failed => (None, Words::Missing),
        };
        let steps = track::marks(state);
        let mut panel = Self {
            question: book.map_or(title(lang, lesson.id), Book::title).to_owned(),
            progress: String::new(),
            text: String::new(),
            waiting: state.playback().status == PlayStatus::Waiting,
            kind: "",
            offers: Vec::new(),
            slider: Slider::of(state),
            guess: Guess::of(state),
            grade: Grade::of(state),
            back: state.has_left().then_some(Action::BackToLesson),
            next: track::next(state),
            words: standing,
            why: None,
            steps,
        };
        let Some((number, sighting)) = state.step() else {
            panel.text = happening(state);
            return panel;
        };
        let present = panel.steps.iter().position(|step| step.is_present);
        let progress = say(lang, Text::PanelLessonProgress)
            .slot("n", present.unwrap_or_default() + 1)
            .slot("of", panel.steps.len());
        panel.progress = progress.done();
        let step = &state.place().part().steps[number];
        panel.kind = lang.text(track::kind(step.kind));
        if let Some(book) = book {
            panel.text = words(book, step, sighting, state.timeline());
            panel.offers = offer::all(state, book, step, sighting);
        }
        panel
    }
}

impl LessonPanel {
    /// What an embed says below the ladder, and the lesson's question for its head. The words are the step's, or else
    /// those of what happens: off the lesson's own run, before its first step, and where the lesson is to keep silent.
    pub(super) fn caption(state: &AppState) -> (Self, String) {
        let mut panel = Self::of(state);
        let question = core::mem::take(&mut panel.question);
        let mut speaks = state.tells_lesson();
        if !speaks {
            panel.guess = None;
            panel.grade = None;
            panel.back = None;
            panel.words = Words::Here;
        }
        if !speaks || !state.view().edit {
            panel.slider = None;
            panel.offers.clear();
        }
        speaks &= !(state.has_left() || panel.text.is_empty());
        if !speaks {
            panel.text = happening(state);
        }
        // The other steps and lessons are in the whole page.
        panel.steps.clear();
        panel.next.clear();
        panel.why = headline(state).map(|event| Action::Ask(Selection::Event(event.id)));
        (panel, question)
    }
}

/// The event that says most about the present.
fn headline(state: &AppState) -> Option<&Event> {
    let timeline = state.timeline();
    let headline = explain::headline(timeline, state.playback().cursor)?;
    timeline.event(headline)
}

/// The same as a sentence.
#[inline(never)]
fn happening(state: &AppState) -> String {
    let lang = state.lang();
    headline(state).map_or_else(
        || lang.owned(Text::PanelInspectorNothingYet),
        |event| wording::sentence(lang, state.timeline(), event),
    )
}

/// A lesson's title.
pub fn title(lang: Lang, id: LessonId) -> &'static str {
    i18n::LESSONS
        .find(id.name())
        .map_or(id.name(), |text| lang.text(text))
}

/// What the book says at a step, with its slots filled from the run.
pub fn words(book: &Book, step: &Step, sighting: Sighting, timeline: &Timeline) -> String {
    let mut text = book.section(step.name).unwrap_or_default().to_owned();
    if let Some(segment) = sighting.segment {
        text = i18n::put(&text, "segment", &segment.to_string());
    }
    for (slot, figure) in step.figures {
        let value = figure.at(timeline, sighting);
        text = i18n::put(&text, slot, &value.map_or_else(none, told));
    }
    text
}

/// The segment that a step speaks of: `#4`.
fn segment(sighting: Sighting) -> String {
    let segment = sighting.segment;
    segment.map_or_else(String::new, |segment| segment.to_string())
}

/// What stands for a figure that this run does not have.
fn none() -> String {
    "—".to_owned()
}

fn told(value: Value) -> String {
    match value {
        Value::At(at) => unbroken(at),
        Value::Span(span) => unbroken(span),
        Value::Number(number) => grouped(number),
        Value::Segment(segment) => segment.to_string(),
    }
}
