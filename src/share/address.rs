//! The page's address: query and fragment as one list of `key=value`.

use crate::i18n::Lang;
use crate::lesson::{LessonId, Place};
use crate::share::{Fault, Link, Problem, Theme, View};

/// What the page's address asks for. Query and fragment are one list of `key=value`; the fragment has precedence. Reading
/// never fails: what is wrong stands in `problems`, and the rest holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The run.
    pub run: Link,
    /// How it is shown.
    pub view: View,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Address {
    /// Reads an address's query and fragment, with or without their `?` and `#`.
    pub fn parse(query: &str, fragment: &str) -> Self {
        let mut address = Self::default();
        for item in query.split('&').chain(fragment.split('&')) {
            let item = item.trim_start_matches(['?', '#']);
            let (key, value) = item.split_once('=').unwrap_or((item, ""));
            match key {
                "lesson" => match LessonId::from_name(value) {
                    Some(lesson) => address.run = Link::to(Place::first_of(lesson)),
                    None => address.problems.push(Problem {
                        key: "lesson",
                        text: value.to_owned(),
                        fault: Fault::UnknownLesson,
                    }),
                },
                "lang" => address.view.lang = Lang::from_tag(value),
                "theme" => address.view.theme = Theme::from_name(value),
                _ => {}
            }
        }
        address
    }
}

impl From<Link> for Address {
    fn from(run: Link) -> Self {
        Self {
            run,
            ..Self::default()
        }
    }
}
