//! What a step offers to do, as buttons.

use crate::app_state::{Action, AppState};
use crate::i18n::{Book, Text};
use crate::lesson::{Deed, Sighting, Slide, Step};
use crate::network::Intervention;
use crate::simulation::{CloseTime, Command};
use crate::timeline::{Comparison, Moment, Timeline};
use crate::view_model::wording;

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

/// A slider over one thing of the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slider {
    /// What it says where it stands.
    pub label: String,
    /// Where it stands, counted from its left end.
    pub place: u32,
    /// Its right end.
    pub places: u32,
}

impl Slider {
    /// The open part's slider.
    pub(super) fn of(state: &AppState) -> Option<Self> {
        let slide = state.slide()?;
        Some(Self::on(state, slide))
    }

    #[inline(never)]
    fn on(state: &AppState, slide: Slide) -> Self {
        let place = slide.place_in(&state.timeline().recording().scenario);
        let place = place.unwrap_or_default();
        Self {
            label: capitalized(&wording::variation(state.lang(), slide.at(place))),
            place,
            places: slide.places(),
        }
    }
}

/// The buttons of a step, but for those that cannot be used now or have been.
pub(super) fn all(state: &AppState, book: &Book, step: &Step, sighting: Sighting) -> Vec<Offer> {
    let mut offers = Vec::new();
    for place in 0..step.offers.len() {
        offers.extend(offer(state, book, step, sighting, place));
    }
    offers
}

#[inline(never)]
fn offer(
    state: &AppState,
    book: &Book,
    step: &Step,
    sighting: Sighting,
    place: usize,
) -> Option<Offer> {
    let action = action(state, step.offers[place], sighting)?;
    let section = [step.name, ".", &(place + 1).to_string()].concat();
    let label = match book.section(&section) {
        Some(label) => label.to_owned(),
        None => label(state, &action),
    };
    Some(Offer {
        label,
        destructive: is_destructive(&action),
        action,
    })
}

/// What a deed does; none if it cannot be done now or is done already.
#[inline(never)]
fn action(state: &AppState, deed: Deed, sighting: Sighting) -> Option<Action> {
    let (timeline, now) = (state.timeline(), state.playback().cursor);
    let command = match deed {
        Deed::NextPart => {
            let next = state.place().number() + 1;
            let exists = next < state.lesson().parts.len();
            return exists.then_some(Action::OpenPart(next));
        }
        Deed::Vary(variation) => {
            let scenario = &timeline.recording().scenario;
            let is_news = scenario.clone().varied(variation) != *scenario;
            return is_news.then_some(Action::Vary(variation));
        }
        Deed::Compare(comparison) => {
            let is_news = state.lanes().comparison() != Some(comparison);
            return is_news.then_some(Action::Compare(Some(comparison)));
        }
        _ => deed.command(timeline, now, sighting)?,
    };
    if is_so_already(timeline.moment_at(now), &command) || is_done_already(timeline, &command) {
        return None;
    }
    timeline.acted(now, command.clone()).ok()?;
    Some(Action::Command(command))
}

/// Whether a command would set what is set so.
#[inline(never)]
fn is_so_already(moment: &Moment, command: &Command) -> bool {
    let conditions = &moment.conditions;
    match *command {
        Command::SetCloseTime { host, when } => moment.hosts[host.index()].closes == when,
        Command::SetTimeWait(msls) => conditions.time_wait_msl == msls,
        Command::SetAckDelay(delay) => conditions.ack_delay == delay,
        Command::SetOneWayDelay(delay) => conditions.one_way_delay == delay,
        Command::SetLoss(share) => conditions.loss == share,
        _ => false,
    }
}

/// Whether just this has been done to a segment: twice is not offered.
#[inline(never)]
fn is_done_already(timeline: &Timeline, command: &Command) -> bool {
    let mut done = timeline.recording().commands.iter();
    matches!(command, Command::Interfere { .. }) && done.any(|timed| timed.command == *command)
}

#[inline(never)]
fn label(state: &AppState, action: &Action) -> String {
    let lang = state.lang();
    match action {
        Action::Command(command) => capitalized(&wording::deed(lang, command)),
        Action::Vary(variation) => capitalized(&wording::variation(lang, *variation)),
        Action::Compare(Some(Comparison(one, other))) => [
            capitalized(&wording::variation(lang, *one)),
            wording::variation(lang, *other),
        ]
        .join(" | "),
        _ => lang.owned(Text::PanelLessonNextPart),
    }
}

/// `drop #4` becomes `Drop #4`.
fn capitalized(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Whether it breaks something, rather than mends or merely changes it.
const fn is_destructive(action: &Action) -> bool {
    matches!(
        action,
        Action::Command(
            Command::Interfere {
                how: Intervention::Drop,
                ..
            } | Command::InterfereNext {
                how: Intervention::Drop,
                ..
            } | Command::InterfereNth {
                how: Intervention::Drop,
                ..
            } | Command::SetCloseTime {
                when: CloseTime::Never,
                ..
            } | Command::SetTimeWait(0 | 1)
                | Command::CutLink
                | Command::Crash { .. }
        )
    )
}
