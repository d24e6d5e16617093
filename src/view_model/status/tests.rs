//! What a listener is told, word by word.

use crate::app_state::{Action, AppState, Selection, Settings};
use crate::lesson::{LessonId, Place};
use crate::share::Link;
use crate::time::Duration;
use crate::timeline::PlaybackCommand;
use crate::view_model::{Inspector, ViewModel};

fn opened(id: LessonId) -> AppState {
    let mut state = AppState::new(&Settings {
        address: Link::to(Place::first_of(id)).into(),
        ..Settings::default()
    });
    state.read_up();
    state
}

fn status(state: &AppState) -> String {
    ViewModel::of(state).status
}

/// What is told while playback runs on to where it waits, each thing once.
fn told_on_the_way(state: &mut AppState) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    while state.is_moving() {
        let status = status(state);
        if !status.is_empty() && told.last() != Some(&status) {
            told.push(status);
        }
        state.apply(Action::Tick(Duration::from_millis(20)));
    }
    told
}

#[test]
fn while_time_passes_only_changes_of_states_and_mishaps_are_told() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    assert_eq!(
        told_on_the_way(&mut state),
        [
            "The server goes from CLOSED to LISTEN.",
            "The client goes from CLOSED to SYN-SENT.",
        ]
    );
    assert!(!state.is_moving(), "it waits for the person now");
    state.apply(Action::Predict(None));
    told_on_the_way(&mut state);
    // #3, in flight now.
    state.apply(Action::DropInFlight);
    let told = told_on_the_way(&mut state);
    assert!(told[0].starts_with("You drop #3 (ACK)"), "{told:?}");
}

#[test]
fn where_playback_waits_the_lesson_is_told_too() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    told_on_the_way(&mut state);
    let asked = status(&state);
    let parts = [
        "The server goes from LISTEN to SYN-RECEIVED. The server sends #2 (SYN,ACK)",
        "step 3 of 6: ",
        "Your guess: which state does the client go to next?",
    ];
    for part in parts {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    assert!(!asked.contains('`'), "{asked}");

    state.apply(Action::Predict(None));
    told_on_the_way(&mut state);
    let offered = status(&state);
    assert!(offered.ends_with("Lose it: Drop #3"), "{offered}");
}

#[test]
fn who_asks_why_is_told_the_answer() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    told_on_the_way(&mut state);
    let first = state.timeline().events()[0].id;
    state.apply(Action::Ask(Selection::Event(first)));
    let Some(Inspector::Why(why)) = ViewModel::of(&state).inspector else {
        panic!("the answer is shown");
    };
    assert!(!why.sentence.is_empty());
    assert_eq!(status(&state), why.sentence);
}

#[test]
fn what_became_of_a_guess_is_told_first() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    told_on_the_way(&mut state);
    let answer = state.asked().expect("it asks").truth.answer;
    state.apply(Action::Predict(Some(answer)));
    told_on_the_way(&mut state);
    let told = status(&state);
    assert!(
        told.starts_with("Right: ESTABLISHED. The client goes"),
        "{told}"
    );
}

#[test]
fn who_steps_is_told_each_moment_and_the_lesson_where_a_step_of_it_begins() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    state.apply(Action::Playback(PlaybackCommand::Home));
    let mut told = Vec::new();
    for _ in 0..12 {
        state.apply(Action::Playback(PlaybackCommand::StepForward));
        told.push(status(&state));
    }
    let again = told.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert_eq!(again, 0, "{told:#?}");
    let steps = told.iter().filter(|told| told.contains(" of 6: ")).count();
    assert_eq!(steps, 4, "the second to the fifth: {told:#?}");
    // A moment in which nothing is sent, and no state changes.
    assert!(
        told.contains(&"The client’s program calls recv().".to_owned()),
        "{told:#?}"
    );
}
