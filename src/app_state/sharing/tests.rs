//! The dialog's choices: what opening it does to the run, and what is remembered.

use super::*;
use crate::app_state::{Action, Settings};
use crate::share::Theme;

fn opened() -> AppState {
    let mut state = AppState::new(&Settings::default());
    open(&mut state);
    state
}

fn open(state: &mut AppState) {
    choose(
        state,
        Share::Open(SharedPage {
            address: "https://example.org/".to_owned(),
            around: Surroundings::Alone,
        }),
    );
}

fn choose(state: &mut AppState, choice: Share) {
    state.apply(Action::Share(Box::new(choice)));
}

#[test]
fn the_run_stands_while_it_is_handed_on_and_goes_on_afterwards() {
    let mut state = opened();
    assert_eq!(state.playback().status, PlayStatus::Paused);
    choose(&mut state, Share::Close);
    assert_eq!(state.playback().status, PlayStatus::Playing);
    assert_eq!(state.sharing(), None);

    // A run that stood before stands afterwards.
    state.apply(Action::Playback(crate::timeline::PlaybackCommand::Pause));
    open(&mut state);
    choose(&mut state, Share::Close);
    assert_eq!(state.playback().status, PlayStatus::Paused);
}

#[test]
fn choices_outlive_the_dialog_but_what_came_of_copying_does_not() {
    let mut state = opened();
    let view = View {
        theme: Some(Theme::Dark),
        ..View::default()
    };
    choose(&mut state, Share::Format(Format::Jsx));
    choose(&mut state, Share::View(view));
    choose(&mut state, Share::Outcome(Outcome::Copied));
    assert_eq!(
        state.sharing().and_then(|it| it.outcome),
        Some(Outcome::Copied)
    );
    choose(&mut state, Share::Close);
    open(&mut state);
    let sharing = state.sharing().expect("it is open");
    assert_eq!(
        (sharing.format, sharing.view, sharing.outcome),
        (Format::Jsx, view, None)
    );
}

#[test]
fn what_was_copied_is_no_longer_so_after_another_choice() {
    let mut state = opened();
    choose(&mut state, Share::Outcome(Outcome::Copied));
    choose(&mut state, Share::Format(Format::Html));
    assert_eq!(state.sharing().and_then(|it| it.outcome), None);
}

#[test]
fn a_size_is_kept_within_what_a_page_can_hold() {
    let mut state = opened();
    choose(&mut state, Share::Height(Some(3)));
    choose(&mut state, Share::Width(Some(99_999)));
    let sharing = state.sharing().expect("it is open");
    assert_eq!((sharing.height, sharing.width), (200, Some(4000)));
    choose(&mut state, Share::Height(None));
    choose(&mut state, Share::Width(None));
    let sharing = state.sharing().expect("it is open");
    assert_eq!((sharing.height, sharing.width), (Sharing::HEIGHT, None));
}

#[test]
fn a_choice_without_the_dialog_is_nothing() {
    let mut state = AppState::new(&Settings::default());
    choose(&mut state, Share::Format(Format::Jsx));
    assert_eq!(state.sharing(), None);
    assert_eq!(state.playback().status, PlayStatus::Playing);
}
