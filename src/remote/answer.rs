//! From a request to what is to be done, or to what is known.

use crate::app_state::{Action, AppState};
use crate::remote::Code;
use crate::remote::fact::fact;
use crate::remote::{Datum, Failure, Marker, Request, Target, TraceForm};
use crate::share::{Address, Problem};
use crate::timeline::{PlayStatus, PlaybackCommand};
use crate::view_model::wording;
use crate::wire::text_ladder;

/// What comes of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// This is to be done, in order.
    Do(Vec<Action>),
    /// This is what was asked for.
    Value(Datum),
}

/// Answers a request.
///
/// # Errors
/// Why it cannot be fulfilled. Then nothing is to be done.
pub fn answer(state: &AppState, request: &Request) -> Result<Answer, Failure> {
    let is_playing = state.playback().status == PlayStatus::Playing;
    let play = |command| vec![Action::Playback(command)];
    Ok(Answer::Do(match request {
        Request::Play if is_playing => Vec::new(),
        Request::Play => play(PlaybackCommand::Toggle),
        Request::Pause => play(PlaybackCommand::Pause),
        Request::Seek(target) => play(place(state, *target)?),
        Request::GetTrace(form) => return Ok(Answer::Value(trace(state, *form))),
        Request::Load(run) => load(state, run)?,
        _ => return Err(Failure::new(Code::Refused, "not yet")),
    }))
}

fn place(state: &AppState, target: Target) -> Result<PlaybackCommand, Failure> {
    Ok(match target {
        Target::Time(at) => PlaybackCommand::To(at),
        Target::Step(step) => {
            let stops = state.lanes().track().stops();
            let at = stops.get(step as usize).ok_or_else(|| {
                let last = (stops.len() - 1).to_string();
                Failure::new(
                    Code::BadMessage,
                    ["`step` of `seek` must be at most ", &last].concat(),
                )
            })?;
            PlaybackCommand::To(*at)
        }
        Target::Marker(marker) => match marker {
            Marker::Start => PlaybackCommand::Home,
            Marker::End => PlaybackCommand::End,
            Marker::Previous => PlaybackCommand::StepBack,
            Marker::Next => PlaybackCommand::StepForward,
            Marker::PreviousState => PlaybackCommand::PreviousStateChange,
            Marker::NextState => PlaybackCommand::NextStateChange,
        },
    })
}

/// Only a run of which everything can be done: what is left out would be another run.
fn load(state: &AppState, text: &str) -> Result<Vec<Action>, Failure> {
    let address = Address::parse("", text);
    without_problems(state, &address.problems)?;
    without_problems(state, &address.run.open().problems)?;
    Ok(vec![Action::OpenLink(Box::new(address.run))])
}

fn without_problems(state: &AppState, problems: &[Problem]) -> Result<(), Failure> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        Code::BadState,
        in_words(state, problems).join(" "),
    ))
}

/// What is wrong with a link, in the page's language.
pub(super) fn in_words(state: &AppState, problems: &[Problem]) -> Vec<String> {
    let mut words = Vec::new();
    for problem in problems {
        words.push(wording::problem(state.lang(), problem));
    }
    words
}

fn trace(state: &AppState, form: TraceForm) -> Datum {
    match form {
        TraceForm::Text => text_ladder(state.timeline(), state.lang()).into(),
        TraceForm::Events => {
            let timeline = state.timeline();
            let mut facts = Vec::new();
            for event in timeline.events() {
                facts.push(fact(timeline, event, state.lang()));
            }
            facts.into()
        }
    }
}
