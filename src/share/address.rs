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
        provisional(&mut address.view, query, fragment);
        address
    }
}

fn provisional(view: &mut View, query: &str, fragment: &str) {
    use crate::share::{Controls, MotionChoice, Panel, Panels};
    for item in query.split('&').chain(fragment.split('&')) {
        let item = item.trim_start_matches(['?', '#']);
        let (key, value) = item.split_once('=').unwrap_or((item, ""));
        match key {
            "embed" => view.embed = value == "1",
            "edit" => view.edit = value != "0",
            "links" => view.links = value != "0",
            "keys" => view.keys = value != "0",
            "autoplay" => view.autoplay = Some(value == "1"),
            "motion" => {
                let all = MotionChoice::ALL.into_iter();
                view.motion = all
                    .clone()
                    .find(|it| it.name() == value)
                    .unwrap_or_default();
            }
            "controls" => {
                let all = Controls::ALL.into_iter();
                view.controls = all
                    .clone()
                    .find(|it| it.name() == value)
                    .unwrap_or_default();
            }
            "panels" => {
                view.panels = Panels::NONE;
                for panel in Panel::ALL {
                    if value.split(',').any(|name| name == panel.name()) {
                        view.panels = view.panels.with(panel);
                    }
                }
            }
            _ => {}
        }
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
