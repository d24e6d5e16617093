//! The lesson's strip: where we are, what to look at, and what to try now.

#[cfg(test)]
mod tests;

use crate::app_state::Action;
use crate::i18n::{self, Lang, Text};
use crate::lesson::{Deed, Lesson, LessonId, Sighting};
use crate::network::Intervention;
use crate::simulation::CloseTime;
use crate::time::Instant;
use crate::timeline::{PlayStatus, Timeline};
use crate::view_model::experiment::{time_wait_msl, why_close_is_past};
use crate::view_model::host_panel;
use crate::view_model::wording::{Phrase, say};

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
    pub question: &'static str,
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

impl LessonOption {
    /// The lessons to choose from; `open` is the one on the screen.
    pub fn all(lang: Lang, open: LessonId) -> Vec<Self> {
        let option = |(place, id): (usize, LessonId)| Self {
            id,
            title: say(lang, Text::PanelLessonOption)
                .slot("n", place + 1)
                .slot("title", lang.text(text(id, "title")))
                .done(),
            selected: id == open,
        };
        LessonId::ALL.into_iter().enumerate().map(option).collect()
    }
}

impl LessonPanel {
    /// The panel at `now`, where `step` is the lesson's present step and where its cue was seen.
    pub fn of(
        lang: Lang,
        lesson: &Lesson,
        step: Option<(usize, Sighting)>,
        timeline: &Timeline,
        now: Instant,
        status: PlayStatus,
    ) -> Self {
        let panel = Self {
            question: lang.text(text(lesson.id, "question")),
            progress: String::new(),
            text: String::new(),
            waiting: status == PlayStatus::Waiting,
            offers: Vec::new(),
        };
        let Some((place, sighting)) = step else {
            return panel;
        };
        let step = &lesson.steps[place];
        let mut offers = Vec::new();
        for deed in &step.offers {
            if let Some(offer) = offer(lang, *deed, sighting, timeline, now) {
                offers.push(offer);
            }
        }
        Self {
            progress: say(lang, Text::PanelLessonProgress)
                .slot("n", place + 1)
                .slot("of", lesson.steps.len())
                .done(),
            text: say(lang, text(lesson.id, step.name))
                .slot("segment", segment(sighting))
                .done(),
            offers,
            ..panel
        }
    }
}

/// One of a lesson's texts.
fn text(lesson: LessonId, part: &str) -> Text {
    i18n::LESSONS
        .find(&lesson.key(part))
        .expect("a test looks for every text of every lesson")
}

/// The segment that a step speaks of: `#4`.
fn segment(sighting: Sighting) -> String {
    sighting
        .segment
        .map_or_else(String::new, |segment| segment.to_string())
}

/// A button for a deed; none if it cannot be done now or is done already.
fn offer(
    lang: Lang,
    deed: Deed,
    sighting: Sighting,
    timeline: &Timeline,
    now: Instant,
) -> Option<Offer> {
    let is_possible = match deed {
        Deed::ToSegment(_) => timeline.flight(sighting.segment?)?.is_in_flight(now),
        Deed::Close(host, when) => {
            let closes = timeline.moment_at(now).hosts[host.index()].closes;
            closes != when && why_close_is_past(lang, timeline, now, host).is_none()
        }
        Deed::TimeWait(msls) => time_wait_msl(timeline, now) != msls,
    };
    let command = deed.command(sighting).filter(|_| is_possible)?;
    Some(Offer {
        label: label(lang, deed).slot("segment", segment(sighting)).done(),
        destructive: is_destructive(deed),
        action: Action::Command(command),
    })
}

fn label(lang: Lang, deed: Deed) -> Phrase {
    match deed {
        Deed::ToSegment(Intervention::Drop) => say(lang, Text::PanelLessonDrop),
        Deed::ToSegment(Intervention::Delay(by)) => {
            say(lang, Text::PanelLessonDelay).slot("by", by)
        }
        Deed::ToSegment(Intervention::Duplicate) => say(lang, Text::PanelLessonDuplicate),
        Deed::ToSegment(Intervention::Reorder) => say(lang, Text::PanelLessonReorder),
        Deed::Close(host, when) => {
            let phrase = match when {
                CloseTime::NOW => say(lang, Text::PanelLessonCloseNow),
                CloseTime::After(wait) => say(lang, Text::PanelLessonCloseLate).slot("by", wait),
                CloseTime::Never => say(lang, Text::PanelLessonCloseNever),
            };
            phrase.slot("host", host_panel::name(lang, host))
        }
        Deed::TimeWait(msls) => say(lang, Text::PanelLessonTimeWait).slot("n", msls),
    }
}

/// Whether a deed breaks something, rather than mends or merely changes it.
const fn is_destructive(deed: Deed) -> bool {
    match deed {
        Deed::ToSegment(Intervention::Drop) | Deed::Close(_, CloseTime::Never) => true,
        Deed::ToSegment(_) | Deed::Close(_, CloseTime::After(_)) => false,
        Deed::TimeWait(msls) => msls < 2,
    }
}
