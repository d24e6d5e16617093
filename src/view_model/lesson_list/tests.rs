//! The list has every lesson once, says what each asks, and marks what is finished.

use super::*;
use crate::app_state::{Action, Learner, Settings};
use crate::i18n::Book;
use crate::view_model::{Full, Scene};

fn list(lang: Lang, finished: &[LessonId]) -> LessonList {
    let mut state = AppState::new(&Settings {
        lang,
        learner: Learner {
            finished: finished.to_vec(),
            made: 5,
            right: 3,
            ..Learner::default()
        },
        ..Settings::default()
    });
    state.apply(Action::ToggleList);
    state.read_up();
    LessonList::of(&state)
}

#[test]
fn every_lesson_stands_in_it_once_with_its_question() {
    for lang in Lang::ALL {
        let list = list(lang, &[LessonId::FourWaves]);
        let items = || list.groups.iter().flat_map(|group| &group.lessons);
        assert_eq!(items().count(), LessonId::ALL.len());
        for item in items() {
            let book = Book::shipped(lang, item.id.name()).expect("the lesson has its book");
            assert_eq!(
                item.question,
                book.title(),
                "{:?}, in questions.md",
                item.id
            );
            assert_eq!(item.is_finished, item.id == LessonId::FourWaves);
            assert_eq!(item.is_open, item.id == LessonId::ALL[0]);
        }
        assert!(list.score.is_some_and(|score| score.contains('3')));
    }
}

#[test]
fn while_it_is_closed_nothing_is_worked_out_for_it() {
    let mut state = AppState::new(&Settings::default());
    assert_eq!(full(&state).lessons, None);
    state.apply(Action::ToggleList);
    assert!(full(&state).lessons.is_some());
}

#[test]
fn the_head_has_the_open_lesson_between_its_neighbours() {
    let switch = LessonSwitch::of(&AppState::new(&Settings::default()));
    assert!(
        switch.open_title.starts_with("1 · "),
        "{}",
        switch.open_title
    );
    assert!(switch.previous.is_none() && switch.next.is_some());
}

fn full(state: &AppState) -> Full {
    Full::of(state, &Scene::of(state))
}
