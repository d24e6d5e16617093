//! What the dialog shows of its choices, and that what it hands on opens what is on the screen.

use super::*;
use crate::app_state::{Action, Settings, Share, SharedPage, Surroundings};
use crate::picture::data_url;
use crate::share::{Address, Panel};
use crate::timeline::PlaybackCommand;
use crate::view_model::Shape;

const PAGE: &str = "https://example.org/tcp/";

/// The dialog of a page on which something was done.
fn opened(lang: Lang) -> AppState {
    let mut state = AppState::new(&Settings {
        lang,
        ..Settings::default()
    });
    state.apply(Action::Playback(PlaybackCommand::StepForward));
    state.apply(Action::Playback(PlaybackCommand::StepForward));
    state.apply(Action::DropInFlight);
    choose(
        &mut state,
        Share::Open(SharedPage {
            address: PAGE.to_owned(),
            around: Surroundings::Alone,
        }),
    );
    state
}

fn choose(state: &mut AppState, choice: Share) {
    state.apply(Action::Share(Box::new(choice)));
}

fn handout(state: &AppState) -> Handout {
    Handout::of(state).expect("the dialog is open")
}

fn row<'a>(handout: &'a Handout, id: &str) -> Option<&'a Control> {
    handout.rows.iter().find(|row| row.id == id)
}

fn address(text: &str) -> Address {
    let rest = text.strip_prefix(PAGE).expect("it is on the page");
    let (query, fragment) = rest.split_once('#').expect("it has a fragment");
    Address::parse(query, fragment)
}

#[test]
fn there_is_nothing_while_the_dialog_is_closed() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Close);
    assert_eq!(Handout::of(&state), None);
}

#[test]
fn the_link_opens_the_run_on_the_screen() {
    let state = opened(Lang::ZhHans);
    let link = handout(&state).output.text;
    let read = address(&link);
    assert_eq!(read.problems, [], "{link}");
    assert_eq!(read.view.lang, Some(Lang::ZhHans));
    assert!(!read.view.embed);
    let again = AppState::new(&Settings {
        address: read,
        ..Settings::default()
    });
    assert_eq!(again.playback().cursor, state.playback().cursor);
    assert_eq!(again.timeline(), state.timeline());
    assert!(link.contains("drop:"), "something was done in it: {link}");
}

#[test]
fn a_lesson_is_handed_on_from_its_start() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Subject(Subject::Lesson(LessonId::Reset)));
    let link = handout(&state).output.text;
    assert_eq!(link, format!("{PAGE}#lesson=reset&lang=en"));
}

#[test]
fn the_frame_says_what_was_chosen() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Format(Format::Html));
    choose(&mut state, Share::Lang(SharedLang::Readers));
    let view = View {
        theme: Some(Theme::Dark),
        autoplay: Some(true),
        edit: false,
        ..View::default()
    };
    choose(&mut state, Share::View(view));
    choose(&mut state, Share::Width(Some(640)));
    let handout = handout(&state);
    let Preview::Frame {
        address: shown,
        size,
        ..
    } = &handout.preview
    else {
        panic!("there is a preview");
    };
    let read = address(shown);
    assert_eq!(
        read.view,
        View {
            embed: true,
            ..view
        }
    );
    assert_eq!((size.width, size.height), (Some(640), 480));
    assert!(handout.output.text.contains(&shown.replace('&', "&amp;")));
}

#[test]
fn each_choice_does_what_it_says() {
    let mut state = opened(Lang::En);
    for format in Format::ALL {
        choose(&mut state, Share::Format(format));
        for row in handout(&state).rows {
            let before = handout(&state);
            for (place, choice) in row.choices.iter().enumerate() {
                let action = choice.offered.clone().expect("nothing is refused here");
                let mut after = state.clone();
                after.apply(action);
                let shown = handout(&after);
                let now = shown
                    .rows
                    .iter()
                    .find(|it| it.id == row.id)
                    .expect("the row stays");
                let is_on = match row.shape {
                    Shape::Toggles => !choice.selected,
                    Shape::OneOf | Shape::List => true,
                };
                assert_eq!(
                    now.choices[place].selected, is_on,
                    "{}: {}",
                    row.id, choice.label
                );
                let chosen = now.choices.iter().filter(|it| it.selected).count();
                assert!(row.shape == Shape::Toggles || chosen == 1, "{}", row.id);
            }
            assert_eq!(handout(&state), before);
        }
    }
}

#[test]
fn every_panel_can_be_chosen_once() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Format(Format::Element));
    let handout = handout(&state);
    let offered = |id| row(&handout, id).map_or(0, |row| row.choices.len());
    assert_eq!(
        offered("share-panels") + offered("share-switches"),
        Panel::ALL.len()
    );
}

#[test]
fn pictures_are_in_one_language_and_have_no_size() {
    let mut state = opened(Lang::ZhHans);
    choose(&mut state, Share::Lang(SharedLang::Readers));
    choose(&mut state, Share::Format(Format::Svg));
    let handout = handout(&state);
    assert_eq!(handout.size, None);
    assert_eq!(
        row(&handout, "share-lang").map(|row| row.choices.len()),
        Some(2)
    );
    assert!(
        handout.output.text.starts_with("<svg"),
        "{}",
        handout.output.text
    );
    let file = handout.output.file.expect("it can be saved");
    assert_eq!(file.name, "tcpscope-three_way_handshake.svg");
    let Content::Text(address) = file.content else {
        panic!("a drawing is a text");
    };
    assert_eq!(address, data_url("image/svg+xml", &handout.output.text));
    assert_eq!(handout.output.drawing, address);
}

#[test]
fn pixels_have_colours_of_their_own_and_no_text() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Format(Format::Png));
    let handout = handout(&state);
    assert_eq!(
        row(&handout, "share-theme").map(|row| row.choices.len()),
        Some(2)
    );
    assert_eq!(handout.output.text, "");
    let file = handout.output.file.expect("it can be saved");
    assert!(matches!(file.content, Content::Pixels(svg) if svg.starts_with("<svg")));
}

#[test]
fn a_run_s_picture_goes_with_its_markdown_and_a_lesson_s_is_there_already() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Format(Format::Markdown));
    let own = handout(&state);
    let file = own.output.file.expect("its author keeps it");
    assert!(
        own.output.text.contains(&format!("]({})](", file.name)),
        "{}",
        own.output.text
    );
    assert!(own.notes[0].contains(&file.name));
    choose(&mut state, Share::Subject(Subject::Lesson(LessonId::Reset)));
    let lesson = handout(&state);
    assert_eq!(lesson.output.file, None);
    assert!(
        lesson
            .output
            .text
            .contains("(https://example.org/tcp/stills/reset.en.svg)")
    );
    assert_eq!(lesson.notes, [""; 0]);
}

#[test]
fn where_there_is_no_preview_it_is_said() {
    let mut state = opened(Lang::En);
    choose(&mut state, Share::Open(on_server(Surroundings::Sealed)));
    choose(&mut state, Share::Format(Format::Html));
    let handout = handout(&state);
    assert_eq!(handout.preview, Preview::None);
    assert_eq!(handout.notes.len(), 1);
}

fn on_server(around: Surroundings) -> SharedPage {
    SharedPage {
        address: PAGE.to_owned(),
        around,
    }
}

#[test]
fn what_a_file_hands_on_is_for_a_page_beside_it() {
    let mut state = opened(Lang::En);
    let file = SharedPage {
        address: "tcpscope.html".to_owned(),
        around: Surroundings::File,
    };
    choose(&mut state, Share::Open(file));
    choose(&mut state, Share::Subject(Subject::Lesson(LessonId::Reset)));
    let offered = row(&handout(&state), "share-format").map_or(0, |row| row.choices.len());
    assert_eq!(offered, Format::ALL.len() - 1, "all but the element");
    for format in Format::ALL.into_iter().filter(|it| *it != Format::Element) {
        choose(&mut state, Share::Format(format));
        let handout = handout(&state);
        assert!(!handout.output.text.contains("file:"), "{format:?}");
        assert!(!matches!(handout.preview, Preview::Frame { .. }));
        // There is no still beside it.
        assert!(!handout.output.text.contains("stills/"), "{format:?}");
        let names_it = handout.notes.iter().any(|it| it.contains("tcpscope.html"));
        assert_eq!(names_it, !format.is_picture(), "{format:?}");
    }
    choose(&mut state, Share::Format(Format::Link));
    let link = handout(&state).output.text;
    assert_eq!(link, "tcpscope.html#lesson=reset&lang=en");
}

#[test]
fn in_a_frame_nobody_knows_whether_a_file_is_saved() {
    let said = |around| {
        let mut state = opened(Lang::En);
        choose(&mut state, Share::Open(on_server(around)));
        choose(&mut state, Share::Format(Format::Png));
        choose(&mut state, Share::Outcome(Outcome::Saved));
        let handout = handout(&state);
        (handout.outcome, handout.notes.len())
    };
    assert_eq!(said(Surroundings::Alone), ("Saved.", 0));
    assert_eq!(said(Surroundings::File), ("Saved.", 0));
    assert_eq!(said(Surroundings::Framed), ("Handed to the browser.", 1));
    assert_eq!(said(Surroundings::Sealed), ("Handed to the browser.", 1));
}
