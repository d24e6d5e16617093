//! What a step offers to do, as buttons.

use crate::app_state::{Action, AppState};
use crate::i18n::{Book, Text};
use crate::lesson::{Deed, Sighting, Slide, Step};
use crate::network::Intervention;
use crate::simulation::{CloseTime, Command};
use crate::timeline::{Moment, Timeline};
use crate::view_model::Offered;
use crate::view_model::wording;

/// A button that does what the lesson speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// `Drop #4`.
    pub label: String,
    /// Drawn as a warning: it breaks something.
    pub destructive: bool,
    /// Done in this run; what it says then stays a part of the lesson's words.
    pub is_done: bool,
    /// What it does, or why it cannot be done now.
    pub offered: Offered,
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

/// The buttons of a step. One that has been used stays, and so does one whose time is over: the lesson's words lead to it.
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
    let is_done = is_done(state, &action);
    Some(Offer {
        label,
        destructive: is_destructive(&action),
        is_done,
        offered: offered(state, action, is_done),
    })
}

/// What does a deed; none if there is nothing to do it to.
#[inline(never)]
fn action(state: &AppState, deed: Deed, sighting: Sighting) -> Option<Action> {
    Some(match deed {
        Deed::NextPart => {
            let next = state.place().number() + 1;
            let exists = next < state.lesson().parts.len();
            return exists.then_some(Action::OpenPart(next));
        }
        Deed::Vary(variation) => Action::Vary(variation),
        Deed::Compare(comparison) => Action::Compare(Some(comparison)),
        _ => Action::Command(deed.command(state.timeline(), state.playback().cursor, sighting)?),
    })
}

/// Whether the run has this already.
#[inline(never)]
fn is_done(state: &AppState, action: &Action) -> bool {
    let timeline = state.timeline();
    match action {
        Action::Vary(variation) => {
            let scenario = &timeline.recording().scenario;
            scenario.clone().varied(*variation) == *scenario
        }
        Action::Compare(comparison) => state.lanes().comparison() == *comparison,
        Action::Command(command) => {
            is_so_already(timeline.moment_at(state.playback().cursor), command)
                || has_been_given(timeline, command)
        }
        _ => false,
    }
}

fn offered(state: &AppState, action: Action, is_done: bool) -> Offered {
    let lang = state.lang();
    if is_done {
        return Err(lang.owned(Text::PanelLessonDone));
    }
    if let Action::Command(command) = &action {
        let acted = state
            .timeline()
            .acted(state.playback().cursor, command.clone());
        acted.map_err(|refusal| wording::refusal(lang, refusal))?;
    }
    Ok(action)
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
fn has_been_given(timeline: &Timeline, command: &Command) -> bool {
    let mut done = timeline.recording().commands.iter();
    matches!(command, Command::Interfere { .. }) && done.any(|timed| timed.command == *command)
}

#[inline(never)]
fn label(state: &AppState, action: &Action) -> String {
    let lang = state.lang();
    match action {
        Action::Command(command) => capitalized(&wording::deed(lang, command)),
        Action::Vary(variation) => capitalized(&wording::variation(lang, *variation)),
        Action::Compare(Some(comparison)) => capitalized(&wording::comparison(lang, *comparison)),
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
