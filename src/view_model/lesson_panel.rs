//! The lesson's strip: where we are, what to look at, and what to try now.

mod offer;
#[cfg(test)]
mod tests;

pub use offer::Offer;

use crate::app_state::{AppState, BookStatus};
use crate::i18n::{self, Book, Lang, Text};
use crate::lesson::{LessonId, Sighting, Step, Value};
use crate::timeline::{PlayStatus, Timeline};
use crate::view_model::wording::{grouped, say};

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
    /// The lesson's question; its title while the book is not here.
    pub question: String,
    /// `step 2 of 4`.
    pub progress: String,
    /// What to look at now, in one to three sentences; code stands between backticks.
    pub text: String,
    /// Playback waits here for the person.
    pub waiting: bool,
    /// What to try now.
    pub offers: Vec<Offer>,
}

impl LessonOption {
    /// The lessons to choose from; `open` is the one on the screen.
    pub fn all(lang: Lang, open: LessonId) -> Vec<Self> {
        let option = |(place, id): (usize, LessonId)| Self {
            id,
            title: say(lang, Text::PanelLessonOption)
                .slot("n", place + 1)
                .slot("title", title(lang, id))
                .done(),
            selected: id == open,
        };
        LessonId::ALL.into_iter().enumerate().map(option).collect()
    }
}

impl LessonPanel {
    /// The panel at the present moment.
    pub fn of(state: &AppState) -> Self {
        let lang = state.lang();
        let lesson = state.lesson();
        let book = match state.shelf().status(state.lesson_book()) {
            BookStatus::Here(book) => Some(book),
            BookStatus::Coming | BookStatus::Failed => None,
        };
        let mut panel = Self {
            question: book.map_or(title(lang, lesson.id), Book::title).to_owned(),
            progress: String::new(),
            text: String::new(),
            waiting: state.playback().status == PlayStatus::Waiting,
            offers: Vec::new(),
        };
        let Some((number, sighting)) = state.step() else {
            return panel;
        };
        let part = state.place().number();
        let before: usize = lesson.parts[..part].iter().map(|it| it.steps.len()).sum();
        let of: usize = lesson.parts.iter().map(|it| it.steps.len()).sum();
        let progress = say(lang, Text::PanelLessonProgress).slot("n", before + number + 1);
        panel.progress = progress.slot("of", of).done();
        let step = &state.place().part().steps[number];
        if let Some(book) = book {
            panel.text = words(book, step, sighting, state.timeline());
            panel.offers = offer::all(state, book, step, sighting);
        }
        panel
    }
}

/// A lesson's title.
pub fn title(lang: Lang, id: LessonId) -> &'static str {
    i18n::LESSONS
        .find(id.name())
        .map_or(id.name(), |text| lang.text(text))
}

/// What the book says at a step, with its slots filled from the run.
fn words(book: &Book, step: &Step, sighting: Sighting, timeline: &Timeline) -> String {
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

/// What stands for a figure that this run does not have.
fn none() -> String {
    "—".to_owned()
}

fn told(value: Value) -> String {
    match value {
        Value::At(at) => at.to_string(),
        Value::Span(span) => span.to_string(),
        Value::Number(number) => grouped(number),
        Value::Segment(segment) => segment.to_string(),
    }
}
