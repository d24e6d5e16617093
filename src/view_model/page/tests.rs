//! What an embed shows, and what it leaves to the whole page.

use super::*;
use crate::app_state::{Action, Change, Notice, Selection, Settings};
use crate::i18n::Lang;
use crate::network::SegmentId;
use crate::time::Duration;
use crate::timeline::{PlayStatus, PlaybackCommand};
use crate::view_model::{Inspector, LessonPanel, ViewModel};

fn opened(address: &str) -> AppState {
    let mut state = AppState::new(&Settings {
        address: Address::parse(address, ""),
        ..Settings::default()
    });
    state.read_up();
    state
}

fn embed(state: &AppState) -> Embed {
    match ViewModel::of(state).page {
        Page::Embed(embed) => *embed,
        Page::Full(_) => panic!("the whole page"),
    }
}

fn ids(controls: &[Control]) -> Vec<&'static str> {
    controls.iter().map(|control| control.id).collect()
}

fn step_on(state: &mut AppState) {
    state.apply(Action::Playback(PlaybackCommand::StepForward));
}

/// Steps until something is in flight.
fn in_flight(state: &mut AppState) -> SegmentId {
    for _ in 0..50 {
        let now = state.playback().cursor;
        let mut flights = state.timeline().flights().iter();
        if let Some(flight) = flights.find(|flight| flight.is_in_flight(now)) {
            return flight.segment;
        }
        step_on(state);
    }
    panic!("nothing is ever in flight");
}

/// Plays until playback stands still.
fn play(state: &mut AppState) {
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    for _ in 0..10_000 {
        if !state.is_moving() {
            return;
        }
        state.apply(Action::Tick(Duration::from_millis(16)));
    }
    panic!("playback never stands still");
}

#[test]
fn an_embed_stands_until_it_is_started() {
    let mut state = opened("embed=1");
    assert!(embed(&state).is_unstarted);
    assert_eq!(
        state.apply(Action::Tick(Duration::from_secs(1))),
        Change::Nothing
    );
    assert!(embed(&state).is_unstarted);
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    assert!(state.is_moving() && !embed(&state).is_unstarted);
    // Back where it began it can be started again, and nowhere else.
    step_on(&mut state);
    assert!(!embed(&state).is_unstarted);
    state.apply(Action::Playback(PlaybackCommand::Home));
    assert!(embed(&state).is_unstarted);
}

#[test]
fn at_a_moment_that_its_author_chose_it_stands_too_and_at_the_end_there_is_nothing_to_start() {
    let state = opened("embed=1&t=200ms");
    assert_eq!(state.playback().cursor.to_string(), "0.20 s");
    assert!(embed(&state).is_unstarted);
    let end = opened("embed=1&t=1000s");
    assert!(!embed(&end).is_unstarted);
}

#[test]
fn it_begins_by_itself_if_its_author_says_so_and_motion_does_not_disturb() {
    assert!(opened("embed=1&autoplay=1").is_moving());
    assert!(opened("embed=1&autoplay=1&panels=").is_moving());
    assert!(opened("embed=1&autoplay=1&motion=reduce").is_unstarted());
    let disturbed = |address| {
        AppState::new(&Settings {
            address: Address::parse(address, ""),
            reduced_motion: true,
            ..Settings::default()
        })
    };
    assert!(disturbed("embed=1&autoplay=1").is_unstarted());
    assert!(disturbed("embed=1&autoplay=1&motion=full").is_moving());
    // The page itself goes from stop to stop then.
    assert!(disturbed("").is_moving());
}

#[test]
fn the_caption_is_the_lessons_and_leads_to_no_other_lesson() {
    let mut state = opened("embed=1");
    play(&mut state);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    let screen = ViewModel::of(&state);
    assert!(screen.lesson.waiting && screen.lesson.guess.is_some());
    assert!(screen.lesson.text.contains("#2"), "{}", screen.lesson.text);
    assert!(screen.lesson.why.is_some());
    assert!(screen.lesson.question.is_empty());
    assert_eq!(
        embed(&state).title,
        LessonPanel::of(&state).question,
        "said once, in the head"
    );
    for _ in 0..2 {
        state.apply(Action::Predict(None));
        state.apply(Action::Playback(PlaybackCommand::End));
    }
    assert!(!LessonPanel::of(&state).steps.is_empty());
    assert!(ViewModel::of(&state).lesson.steps.is_empty());
    assert!(ViewModel::of(&state).lesson.next.is_empty());
}

#[test]
fn off_the_lesson_the_caption_says_what_happens_and_leads_back() {
    let mut state = opened("embed=1&lesson=last_ack_lost");
    let segment = in_flight(&mut state);
    state.apply(Action::OpenMenu(segment));
    state.apply(Action::DropInFlight);
    assert!(state.has_left());
    let lesson = ViewModel::of(&state).lesson;
    assert!(lesson.back.is_some());
    assert!(
        lesson.text.contains(&segment.to_string()),
        "{}",
        lesson.text
    );
}

#[test]
fn without_the_lesson_nothing_waits_and_the_caption_says_what_happens() {
    let mut state = opened("embed=1&panels=none");
    play(&mut state);
    assert_eq!(state.playback().status, PlayStatus::Paused);
    assert_eq!(state.playback().cursor, state.lanes().track().end());
    let screen = ViewModel::of(&state);
    assert!(screen.lesson.guess.is_none() && screen.lesson.offers.is_empty());
    assert_eq!(
        screen.lesson.text,
        "The client goes from TIME-WAIT to CLOSED."
    );
    assert_eq!(screen.status, screen.lesson.text, "and says it once");
}

#[test]
fn there_are_the_switches_that_the_author_chose() {
    let state = opened("embed=1&panels=time-wait,handshake,log");
    let chosen = embed(&state);
    assert_eq!(ids(&chosen.switches), ["handshake", "time-wait"]);
    assert_eq!(chosen.tabs, [Tab::Log]);
    assert!(embed(&opened("embed=1")).switches.is_empty());
    assert!(
        embed(&opened("embed=1&edit=0&panels=time-wait"))
            .switches
            .is_empty()
    );
}

#[test]
fn the_drawer_opens_for_an_answer_and_closes_with_it() {
    let mut state = opened("embed=1");
    assert_eq!(ViewModel::of(&state).inspector, None);
    step_on(&mut state);
    let why = ViewModel::of(&state)
        .lesson
        .why
        .expect("something happened");
    state.apply(why.clone());
    assert!(matches!(
        ViewModel::of(&state).inspector,
        Some(Inspector::Why(_))
    ));
    state.apply(Action::Dismiss);
    assert_eq!(ViewModel::of(&state).inspector, None);
    state.apply(why);
    step_on(&mut state);
    assert_eq!(ViewModel::of(&state).inspector, None);
}

#[test]
fn a_page_of_the_drawer_that_the_author_chose_stays_and_comes_back() {
    let mut state = opened("embed=1&panels=log");
    let is_log =
        |state: &AppState| matches!(ViewModel::of(state).inspector, Some(Inspector::Log(_)));
    assert!(is_log(&state));
    step_on(&mut state);
    let event = state.timeline().events()[0].id;
    state.apply(Action::Ask(Selection::Event(event)));
    assert!(matches!(
        ViewModel::of(&state).inspector,
        Some(Inspector::Why(_))
    ));
    step_on(&mut state);
    assert!(is_log(&state));
}

#[test]
fn a_run_that_is_not_to_be_changed_cannot_be() {
    let mut state = opened("embed=1&edit=0&lesson=last_ack_lost&panels=lesson,time-wait");
    let segment = in_flight(&mut state);
    let before = state.clone();
    for deed in [
        Action::DropInFlight,
        Action::DelayInFlight,
        Action::Branch,
        Action::CallClosedPort,
        Action::Compare(None),
        Action::Slide(1),
    ] {
        assert_eq!(state.apply(deed.clone()), Change::Nothing, "{deed:?}");
        assert_eq!(state, before, "{deed:?}");
    }
    state.apply(Action::OpenMenu(segment));
    let menu = ViewModel::of(&state).menu.expect("it is open");
    assert!(!menu.items.is_empty());
    for item in menu.items {
        let action = item.offered.expect("it can be asked");
        assert!(!action.changes_the_run(), "{action:?}");
    }
    state.apply(Action::Playback(PlaybackCommand::End));
    for moment in state.timeline().moments().to_vec() {
        state.apply(Action::Playback(PlaybackCommand::To(moment.at)));
        let lesson = ViewModel::of(&state).lesson;
        assert!(lesson.offers.is_empty() && lesson.slider.is_none());
    }
}

#[test]
fn started_again_is_what_the_author_set_up() {
    let mut state = opened("embed=1&lesson=last_ack_lost&do=drop:2&t=300ms");
    let before = state.timeline().recording().clone();
    assert!(!before.commands.is_empty());
    assert!(!embed(&state).is_altered);
    step_on(&mut state);
    assert!(!embed(&state).is_altered, "another moment is no other run");
    in_flight(&mut state);
    state.apply(Action::DropInFlight);
    assert!(embed(&state).is_altered);
    state.apply(Action::Restart);
    assert!(!embed(&state).is_altered);
    assert_eq!(*state.timeline().recording(), before);
    assert!(state.is_unstarted());
    assert_eq!(state.playback().cursor.to_string(), "0.30 s");
}

#[test]
fn the_whole_page_opens_with_the_run_on_the_screen() {
    let mut state = opened("embed=1&lesson=last_ack_lost&lang=zh&theme=dark&edit=1");
    in_flight(&mut state);
    state.apply(Action::DropInFlight);
    step_on(&mut state);
    let address = embed(&state).address.expect("links are allowed");
    let (query, fragment) = address.split_once('#').expect("the run is in the fragment");
    assert_eq!(query, "?");
    let address = Address::parse(query, fragment);
    assert_eq!(address.problems, []);
    let whole = AppState::new(&Settings {
        address,
        ..Settings::default()
    });
    assert!(!whole.view().embed);
    assert_eq!(whole.lang(), Lang::ZhHans);
    assert_eq!(whole.timeline(), state.timeline());
    assert_eq!(whole.playback().cursor, state.playback().cursor);
}

#[test]
fn without_links_nothing_leads_elsewhere() {
    let mut state = opened("embed=1&links=0&panels=why");
    assert_eq!(embed(&state).address, None);
    for _ in 0..12 {
        step_on(&mut state);
        match ViewModel::of(&state).inspector {
            Some(Inspector::Why(why)) => assert_eq!(why.address, ""),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn two_lanes_need_no_chips_above_them() {
    let lanes = ViewModel::of(&opened("embed=1&vs=time-wait:0"));
    assert!(lanes.headings.is_some() && lanes.chips.is_empty());
    let one = ViewModel::of(&opened("embed=1"));
    assert_eq!(one.chips.len(), 2);
    let full = ViewModel::of(&opened("vs=time-wait:0"));
    assert_eq!(full.chips.len(), 2, "on phones they unfold the panels");
}

#[test]
fn a_wrong_parameter_is_its_authors_business_and_a_wrong_run_its_readers_too() {
    let state = opened("embed=1&controls=many&panels=lesson,logs&speed=9");
    assert_eq!(state.notice(), None);
    assert_eq!(embed(&state).controls, Controls::Full);
    let state = opened("embed=1&do=drop:99&speed=9");
    assert!(matches!(
        state.notice(),
        Some(Notice::WrongLink(problems)) if problems.len() == 1
    ));
    // Who opens the whole page has typed it.
    let state = opened("do=drop:99&speed=9");
    assert!(matches!(
        state.notice(),
        Some(Notice::WrongLink(problems)) if problems.len() == 2
    ));
}

#[test]
fn a_view_can_change_while_a_run_plays() {
    let mut state = opened("embed=1");
    play(&mut state);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    let cursor = state.playback().cursor;
    let view = Address::parse("embed=1&panels=log,loss&lang=zh", "").view;
    state.apply(Action::SetView(view));
    assert_eq!(state.playback().cursor, cursor);
    assert_eq!(state.playback().status, PlayStatus::Paused);
    assert_eq!(state.lang(), Lang::ZhHans);
    let embed = embed(&state);
    assert_eq!(ids(&embed.switches), ["loss"]);
    assert!(matches!(
        ViewModel::of(&state).inspector,
        Some(Inspector::Log(_))
    ));
}
