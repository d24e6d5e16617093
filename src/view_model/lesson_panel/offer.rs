//! What a step offers to do, as buttons.

use crate::app_state::{Action, AppState};
use crate::i18n::{Book, Text};
use crate::lesson::{Deed, Sighting, Step};
use crate::network::Intervention;
use crate::simulation::{CloseTime, Command};
use crate::timeline::Moment;
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

/// The buttons of a step, but for those that cannot be used now or have been.
pub(super) fn all(state: &AppState, book: &Book, step: &Step, sighting: Sighting) -> Vec<Offer> {
    let mut offers = Vec::new();
    for (place, deed) in step.offers.iter().enumerate() {
        let Some(action) = action(state, *deed, sighting) else {
            continue;
        };
        let section = [step.name, ".", &(place + 1).to_string()].concat();
        let label = match book.section(&section) {
            Some(label) => label.to_owned(),
            None => label(state, &action),
        };
        offers.push(Offer {
            label,
            destructive: is_destructive(&action),
            action,
        });
    }
    offers
}

/// What a deed does; none if it cannot be done now or is done already.
fn action(state: &AppState, deed: Deed, sighting: Sighting) -> Option<Action> {
    let (timeline, now) = (state.timeline(), state.playback().cursor);
    let command = match deed {
        Deed::NextPart => {
            let next = state.place().number() + 1;
            let exists = next < state.lesson().parts.len();
            return exists.then_some(Action::OpenPart(next));
        }
        Deed::Call(host, call) => Command::Call {
            host,
            socket: timeline.moment_at(now).hosts[host.index()].focus.socket,
            call: call(),
        },
        _ => deed.command(sighting)?,
    };
    if is_so_already(timeline.moment_at(now), &command) {
        return None;
    }
    timeline.acted(now, command.clone()).ok()?;
    Some(Action::Command(command))
}

/// Whether a command would set what is set so.
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

fn label(state: &AppState, action: &Action) -> String {
    match action {
        Action::Command(command) => capitalized(&wording::deed(state.lang(), command)),
        _ => state.lang().owned(Text::PanelLessonNextPart),
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
