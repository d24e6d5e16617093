//! Every lesson has its words, and offers only what can be done.

use super::*;
use crate::app_state::{Action, Settings};
use crate::lesson::Place;
use crate::share;
use crate::time::Duration;
use crate::timeline::PlaybackCommand;
use std::collections::BTreeSet;

/// The page with a lesson open, its book here, and playback waiting for the person or at the end.
fn waiting(id: LessonId) -> AppState {
    let mut state = AppState::new(&Settings {
        address: share::Link::to(Place::first_of(id)).into(),
        ..Settings::default()
    });
    state.read_up();
    play(&mut state);
    state
}

/// Lets a lesson run on to where it waits.
fn play(state: &mut AppState) {
    while state.is_moving() {
        state.apply(Action::Tick(Duration::from_millis(100)));
    }
}

fn labels(state: &AppState) -> Vec<String> {
    let offers = LessonPanel::of(state).offers.into_iter();
    let open = offers.filter(|offer| offer.offered.is_ok());
    open.map(|offer| offer.label).collect()
}

fn take(state: &mut AppState, place: usize) {
    let offer = LessonPanel::of(state).offers.remove(place);
    state.apply(offer.offered.unwrap());
}

#[test]
fn every_lesson_has_its_title_and_every_title_its_lesson() {
    let wanted: BTreeSet<String> = LessonId::ALL
        .into_iter()
        .map(|id| format!("lesson.{}", id.name()))
        .collect();
    let written = i18n::ALL.iter().map(|(key, _)| (*key).to_owned());
    let written: BTreeSet<String> = written.filter(|key| key.starts_with("lesson.")).collect();
    assert_eq!(wanted, written);
}

#[test]
fn the_data_can_be_dropped_while_it_flies() {
    let mut state = waiting(LessonId::SequenceNumbers);
    let panel = LessonPanel::of(&state);
    assert!(panel.waiting);
    assert_eq!(panel.progress, "step 1 of 6");
    assert!(panel.text.starts_with("#4 carries 5 bytes"));
    assert_eq!(labels(&state), ["Drop #4"]);
    assert!(panel.offers[0].destructive);
    take(&mut state, 0);
    let [offer] = LessonPanel::of(&state).offers.try_into().unwrap();
    assert!(
        offer.is_done && offer.offered.is_err(),
        "it stays, to be seen"
    );
}

#[test]
fn an_offer_whose_time_is_over_says_so() {
    let mut state = waiting(LessonId::SequenceNumbers);
    let dropping = Offer {
        label: "Drop #4".to_owned(),
        destructive: true,
        is_done: false,
        offered: Err("#4 is not on its way any more. Step back to when it was.".to_owned()),
    };
    let arrives = state.timeline().flights()[3].ended_at().unwrap();
    state.apply(Action::Playback(PlaybackCommand::To(arrives)));
    assert_eq!(LessonPanel::of(&state).offers, [dropping]);
}

#[test]
fn the_close_can_be_put_off_until_it_is_called() {
    let mut state = waiting(LessonId::FourWaves);
    // The first time it is for the person to think.
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    play(&mut state);
    assert_eq!(
        labels(&state),
        ["Let the server’s program call close() 2 s late"]
    );
    state.apply(Action::Playback(PlaybackCommand::Pause));
    take(&mut state, 0);
    assert!(
        labels(&state).is_empty(),
        "what is so already is not offered"
    );
}

#[test]
fn a_program_that_has_forgotten_to_close_can_be_made_to_write() {
    let mut state = waiting(LessonId::ForgottenClose);
    while labels(&state).is_empty() {
        state.apply(Action::Playback(PlaybackCommand::Toggle));
        play(&mut state);
    }
    assert_eq!(labels(&state), ["Call send(b\"Hi!\") on the server"]);
    take(&mut state, 0);
    let last = state.timeline().flights().last().unwrap();
    assert!(last.content.is_rst());
}

/// A reader may stand anywhere: before the lesson's first step, at its end, and between any two moments.
#[test]
fn at_every_moment_of_every_lesson_something_is_said() {
    let mut silent = Vec::new();
    for id in LessonId::ALL {
        for place in (0..).map_while(|part| Place::new(id, part)) {
            for lang in Lang::ALL {
                let mut state = AppState::new(&Settings {
                    lang,
                    address: share::Link::to(place).into(),
                    ..Settings::default()
                });
                state.read_up();
                let moments = state.timeline().moments().iter();
                let instants: Vec<_> = moments.map(|moment| moment.at).collect();
                for at in instants {
                    for at in [at, at + Duration::from_micros(1)] {
                        state.apply(Action::Playback(PlaybackCommand::To(at)));
                        if LessonPanel::of(&state).text.is_empty() {
                            silent.push(format!("{place:?} ({}): {at}", lang.tag()));
                        }
                    }
                }
            }
        }
    }
    assert!(silent.is_empty(), "\n{}", silent.join("\n"));
}

#[test]
fn without_its_book_a_lesson_shows_its_title() {
    let mut state = waiting(LessonId::FourWaves);
    state.apply(Action::SetLang(Lang::ZhHans));
    let panel = LessonPanel::of(&state);
    assert_eq!(
        (panel.question.as_str(), panel.text.as_str()),
        ("四次挥手与半关闭", "")
    );
    state.read_up();
    assert!(LessonPanel::of(&state).question.ends_with('？'));
}
