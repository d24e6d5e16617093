//! From a request to what is to be done, or to what is known.

use crate::app_state::{Action, AppState};
use crate::remote::fact::fact;
use crate::remote::{Code, Datum, Failure, Marker, Request, Target, TraceForm};
use crate::share::{Address, Deed, Link, Problem, View};
use crate::simulation::Command;
use crate::time::{Duration, Instant};
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
    let play = |command| vec![Action::Playback(command)];
    Ok(Answer::Do(match request {
        Request::Play if is_playing(state) => Vec::new(),
        Request::Play => play(PlaybackCommand::Toggle),
        Request::Pause => play(PlaybackCommand::Pause),
        Request::Seek(target) => play(place(state, *target)?),
        Request::Config(query) => config(state, query)?,
        Request::Load(run) => load(state, run)?,
        Request::Action(deed) => act(state, deed)?,
        Request::GetState => return Ok(Answer::Value(state.link().to_string().into())),
        Request::GetTrace(form) => return Ok(Answer::Value(trace(state, *form))),
    }))
}

fn is_playing(state: &AppState) -> bool {
    state.playback().status == PlayStatus::Playing
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

/// How it is shown now, with the speed that its reader has chosen since.
fn view(state: &AppState) -> View {
    View {
        speed: state.playback().speed,
        ..*state.view()
    }
}

fn config(state: &AppState, query: &str) -> Result<Vec<Action>, Failure> {
    let address = Address::parse_over(view(state), "", query);
    without_problems(state, &address.problems)?;
    Ok(vec![Action::SetView(address.view)])
}

/// Only a run of which everything can be done: what is left out would be another run.
fn load(state: &AppState, text: &str) -> Result<Vec<Action>, Failure> {
    let address = Address::parse_over(view(state), "", text);
    without_problems(state, &address.problems)?;
    without_problems(state, &address.run.open().problems)?;
    Ok(vec![Action::Visit(Box::new(address))])
}

/// At its own time if it has one, else where it can be done. Whoever watches goes on watching.
fn act(state: &AppState, text: &str) -> Result<Vec<Action>, Failure> {
    let deed = deed(state, text)?;
    let at = deed.at.unwrap_or_else(|| when(state, &deed.command));
    let action = Action::Command(deed.command.clone());
    if let Err(refusal) = state.lanes().acted(at, deed.command) {
        let words = wording::refusal(state.lang(), refusal);
        return Err(Failure::new(Code::Refused, words));
    }
    let mut actions = vec![action];
    if at != state.playback().cursor {
        actions.insert(0, Action::Playback(PlaybackCommand::To(at)));
        if is_playing(state) {
            actions.push(Action::Playback(PlaybackCommand::Toggle));
        }
    }
    // Whoever holds the page may do what its readers may not.
    let view = view(state);
    if !view.edit {
        actions.insert(0, Action::SetView(View { edit: true, ..view }));
        actions.push(Action::SetView(view));
    }
    Ok(actions)
}

/// The deed that a link would do that has it, and nothing else.
fn deed(state: &AppState, text: &str) -> Result<Deed, Failure> {
    let said = Address::parse("", &["do=", text].concat());
    without_problems(state, &said.problems)?;
    let first = said.run.deeds.list.first().cloned();
    let mut only = Link::default();
    only.deeds.list.extend(first.clone());
    first
        .filter(|_| said == only.into())
        .ok_or_else(|| Failure::new(Code::BadMessage, "`deed` of `action` must be one deed"))
}

/// At the cursor; but what is done to a segment that does not fly then is done half way of its flight.
fn when(state: &AppState, command: &Command) -> Instant {
    let cursor = state.playback().cursor;
    let Command::Interfere { segment, .. } = command else {
        return cursor;
    };
    match state.timeline().flight(*segment) {
        Some(flight) if !flight.is_in_flight(cursor) => {
            flight.sent_at + Duration::from_micros(flight.one_way_delay.as_micros() / 2)
        }
        _ => cursor,
    }
}

fn without_problems(state: &AppState, problems: &[Problem]) -> Result<(), Failure> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(unreadable(state, problems))
    }
}

fn unreadable(state: &AppState, problems: &[Problem]) -> Failure {
    Failure::new(Code::BadState, in_words(state, problems).join(" "))
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
