//! Stills: a picture of each lesson, for before the page has come, and for where it cannot come.

use crate::app_state::Theme;
use crate::i18n::Lang;
use crate::lesson::{LessonId, lesson};
use crate::picture::{Look, style, svg};
use crate::time::Instant;
use crate::timeline::{Branches, Lanes, Timeline};
use crate::view_model::{Scene, title};
use crate::wire;

/// A lesson's still: how its first part goes if nobody acts, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    lesson: LessonId,
    lang: Lang,
    branches: Branches,
}

impl Still {
    /// The ladder's width on a phone.
    pub const NARROW: u32 = 360;
    /// The name of the file with their style.
    pub const SHEET: &str = "still.css";
    /// A longer ladder is cut. In pixels.
    const TALLEST: u64 = 900;

    /// The still of a lesson.
    pub fn of(id: LessonId, lang: Lang) -> Self {
        let lanes = Lanes::one(lesson(id).opening());
        let comparison = lesson(id).parts[0].lanes;
        let lanes = match comparison {
            Some(_) => lanes.compared(comparison),
            None => lanes,
        };
        Self {
            lesson: id,
            lang,
            branches: Branches::of(lanes),
        }
    }

    /// How all stills look, as a file beside them: a picture's own style is inline, and is not heeded where it is opened by
    /// itself under a policy that forbids such. As an image of a page it is, and then this is not fetched.
    pub fn sheet() -> String {
        style::sheet(Theme::Auto, &|_| true)
    }

    /// The picture, in the colours of whoever shows it.
    pub fn svg(&self, width: u32) -> String {
        let scene = Scene {
            now: self.end(),
            width,
            ..Scene::still(&self.branches, self.lang)
        };
        let look = Look {
            title: title(self.lang, self.lesson),
            theme: Theme::Auto,
        };
        let named = format!("<?xml-stylesheet href=\"{}\"?>\n", Self::SHEET);
        named + &svg(&scene, &look)
    }

    /// The last moment of the run that is not too far down, and at which nothing is in flight, if there is one.
    fn end(&self) -> Instant {
        let lanes = &self.branches.current().lanes;
        let (track, runs) = (lanes.track(), lanes.runs());
        let last = track.stop_index(track.scale().instant(Self::TALLEST * 1_000));
        let stops = &track.stops()[..=last];
        let is_quiet = |at: &&Instant| {
            let mut flights = runs.iter().flat_map(Timeline::flights);
            !flights.any(|flight| flight.is_in_flight(**at))
        };
        *stops.iter().rev().find(is_quiet).unwrap_or(&stops[last])
    }

    /// The whole run as a ladder of text; of two that are compared, one below the other.
    pub fn text(&self) -> String {
        let lanes = &self.branches.current().lanes;
        let mut text = String::new();
        for run in lanes.runs() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&wire::text_ladder(run, self.lang));
        }
        text
    }
}
