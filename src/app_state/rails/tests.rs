//! Leaving the lesson and coming back, its questions, its books.

use super::*;
use crate::app_state::{Action, BookName, BookStatus, Settings};
use crate::lesson::{Answer, LessonId};
use crate::network::{Intervention, SegmentKind};
use crate::share::Link;
use crate::time::Duration;
use crate::timeline::PlayStatus;

fn opened(lesson: LessonId) -> AppState {
    AppState::new(&Settings {
        address: Link::to(Place::first_of(lesson)).into(),
        reduced_motion: true,
        ..Settings::default()
    })
}

/// Plays until playback stands still.
fn play(state: &mut AppState) {
    while state.is_moving() {
        state.apply(Action::Tick(Duration::from_secs(10)));
    }
}

/// Plays on until something is asked, going on without an answer where playback waits for something else.
fn play_to_a_question(state: &mut AppState) {
    for _ in 0..100 {
        play(state);
        if state.asked().is_some() {
            return;
        }
        state.apply(Action::Playback(PlaybackCommand::Toggle));
    }
    panic!("nothing is asked");
}

fn drop_next(kind: SegmentKind) -> Action {
    Action::Command(Command::InterfereNext {
        from: None,
        kind,
        how: Intervention::Drop,
    })
}

#[test]
fn an_own_experiment_is_a_branch_and_the_lesson_stays_as_it_was_left() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    play_to_a_question(&mut state);
    let (run, left_at) = (state.timeline().clone(), state.playback().cursor);
    state.apply(drop_next(SegmentKind::Ack));
    assert!(state.has_left());
    assert_ne!(*state.timeline(), run);
    state.apply(Action::Playback(PlaybackCommand::End));
    state.apply(drop_next(SegmentKind::Data));
    assert_eq!(
        state.branches().all().len(),
        2,
        "one experiment, one branch"
    );
    state.apply(Action::BackToLesson);
    assert!(!state.has_left());
    assert_eq!(*state.timeline(), run);
    assert_eq!(state.playback().cursor, left_at);
}

#[test]
fn what_the_lesson_offers_is_done_in_its_own_run_by_whatever_button() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    let offers_a_drop = |state: &AppState| {
        let step = state.step().map(|(step, _)| step);
        step.is_some_and(|step| state.place().part().steps[step].offers.len() == 1)
    };
    for _ in 0..100 {
        play(&mut state);
        if offers_a_drop(&state) {
            break;
        }
        state.apply(Action::Predict(None));
        state.apply(Action::Playback(PlaybackCommand::StepForward));
    }
    state.apply(Action::DropInFlight);
    assert!(!state.timeline().recording().commands.is_empty());
    assert!(!state.has_left());
}

#[test]
fn a_step_can_be_gone_to_once_it_has_come() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    let (part, step) = (0, 2);
    state.apply(Action::GoTo { part, step });
    assert_eq!(state.step().map(|(step, _)| step), Some(step));
    let last = state.place().part().steps.len() - 1;
    state.apply(Action::GoTo { part: 1, step: 0 });
    assert_eq!(state.place().number(), 1);
    state.apply(Action::GoTo { part, step: last });
    assert_eq!((state.place().number(), state.notice()), (0, None));
    state.apply(Action::GoTo { part, step: 99 });
    assert_eq!(state.notice(), Some(&Notice::StepNotYet));
}

#[test]
fn a_guess_is_graded_when_the_machine_has_done_it() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    play_to_a_question(&mut state);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    let asked = state.asked().unwrap();
    let wrong = asked.choices.iter().find(|it| **it != asked.truth.answer);
    state.apply(Action::Predict(wrong.copied()));
    assert!(state.is_moving() && state.graded().is_none());
    assert_eq!(state.learner().made, 0);
    state.apply(Action::Playback(PlaybackCommand::To(asked.truth.at)));
    let graded = state.graded().unwrap();
    assert_eq!(
        (Some(graded.choice), graded.truth),
        (wrong.copied(), asked.truth)
    );
    assert_eq!((state.learner().right, state.learner().made), (0, 1));
    state.apply(Action::Playback(PlaybackCommand::Home));
    state.apply(Action::Playback(PlaybackCommand::End));
    assert_eq!(state.learner().made, 1, "it counts once");
}

#[test]
fn an_experiment_changes_the_answer_and_the_grade() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    play_to_a_question(&mut state);
    let right = state.asked().unwrap().truth.answer;
    assert!(matches!(right, Answer::Goes(_)));
    let host = crate::network::HostId::Client;
    state.apply(Action::Command(Command::Crash { host }));
    assert_ne!(state.asked().map(|asked| asked.truth.answer), Some(right));
}

#[test]
fn who_does_not_want_to_be_asked_is_not() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    play_to_a_question(&mut state);
    state.apply(Action::SetPredicts(false));
    assert!(state.asked().is_none() && state.is_moving());
    state.apply(Action::Restart);
    play(&mut state);
    assert!(state.asked().is_none());
}

#[test]
fn a_book_is_asked_for_once_and_again_only_on_demand() {
    let mut state = opened(LessonId::FourWaves);
    let lesson = state.lesson_book();
    assert_eq!(state.ask_for_books(), [lesson]);
    assert_eq!(state.ask_for_books(), []);
    state.apply(Action::BookCame(lesson, None));
    assert_eq!(state.shelf().status(lesson), BookStatus::Failed);
    let afterwards = state.ask_for_books();
    assert_eq!(afterwards.len(), 1);
    assert_eq!(afterwards[0].name, BookName::Rules);
    state.apply(Action::AskAgain);
    assert_eq!(state.ask_for_books(), [lesson]);
    assert_eq!(lesson.path(), "prose/en/four_waves.md");
}
