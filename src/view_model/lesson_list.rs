//! The list of questions, and the way to it in the page's head.

#[cfg(test)]
mod tests;

use crate::app_state::{AppState, BookId, BookName, BookStatus};
use crate::i18n::{Lang, StateNames, Text};
use crate::lesson::{LessonId, Topic, lesson};
use crate::view_model::lesson_panel::{Link, beside, title};
use crate::view_model::wording::say;

/// The way to other lessons in the page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonSwitch {
    /// The open lesson: `2 · Why not two?`.
    pub open_title: String,
    /// The lesson before it.
    pub previous: Option<Link>,
    /// The one behind it.
    pub next: Option<Link>,
}

/// The list of all lessons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonList {
    /// All lessons by topic.
    pub groups: Vec<LessonGroup>,
    /// Whether lessons ask for predictions.
    pub predicts: bool,
    /// How the states are spelt.
    pub states: StateNames,
    /// `3 of 5 guesses right`; none before the first.
    pub score: Option<String>,
}

/// The lessons of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonGroup {
    /// `Opening a connection`.
    pub topic: &'static str,
    /// Its lessons in teaching order.
    pub lessons: Vec<LessonItem>,
}

/// A lesson to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonItem {
    /// Which.
    pub id: LessonId,
    /// `2 · Why not two?`.
    pub title: String,
    /// What it asks; empty while that is not here.
    pub question: String,
    /// The open one.
    pub is_open: bool,
    /// Walked to its end before.
    pub is_finished: bool,
}

impl LessonSwitch {
    /// The way from the open lesson.
    pub fn of(state: &AppState) -> Self {
        let (lang, open) = (state.lang(), state.lesson().id);
        let [previous, next] = beside(lang, open);
        Self {
            open_title: numbered(lang, open),
            previous,
            next,
        }
    }
}

impl LessonList {
    /// The list as it stands. What is shown only when it is opened may come later: a function of its own.
    #[inline(never)]
    pub fn of(state: &AppState) -> Self {
        let lang = state.lang();
        let learner = state.learner();
        let score = (learner.made > 0).then(|| {
            let score = say(lang, Text::PanelListScore).slot("right", learner.right);
            score.slot("made", learner.made).done()
        });
        Self {
            groups: groups(state),
            predicts: learner.predicts,
            states: state.states(),
            score,
        }
    }
}

fn groups(state: &AppState) -> Vec<LessonGroup> {
    let lang = state.lang();
    let questions = state.shelf().status(BookId {
        lang,
        name: BookName::Questions,
    });
    let question = |id: LessonId| match questions {
        BookStatus::Here(book) => book.section(id.name()).unwrap_or_default().to_owned(),
        BookStatus::Coming | BookStatus::Failed => String::new(),
    };
    let mut groups = Vec::new();
    for topic in Topic::ALL {
        let mut lessons = Vec::new();
        for id in LessonId::ALL {
            if lesson(id).topic == topic {
                lessons.push(LessonItem {
                    id,
                    title: numbered(lang, id),
                    question: question(id),
                    is_open: id == state.lesson().id,
                    is_finished: state.learner().finished.contains(&id),
                });
            }
        }
        if !lessons.is_empty() {
            groups.push(LessonGroup {
                topic: lang.text(heading(topic)),
                lessons,
            });
        }
    }
    groups
}

/// A lesson's title with its number; a claim has none.
fn numbered(lang: Lang, id: LessonId) -> String {
    if lesson(id).topic == Topic::Myth {
        return title(lang, id).to_owned();
    }
    let number = LessonId::ALL.iter().take_while(|it| **it != id).count() + 1;
    say(lang, Text::PanelLessonOption)
        .slot("n", number)
        .slot("title", title(lang, id))
        .done()
}

const fn heading(topic: Topic) -> Text {
    match topic {
        Topic::Opening => Text::PanelListOpening,
        Topic::Data => Text::PanelListData,
        Topic::Closing => Text::PanelListClosing,
        Topic::Trouble => Text::PanelListTrouble,
        Topic::Myth => Text::PanelListMyth,
    }
}
