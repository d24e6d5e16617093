//! Two lanes on the screen.

use crate::app_state::{Action, AppState, Settings};
use crate::i18n::Lang;
use crate::network::SegmentId;
use crate::simulation::{HostId, Variation};
use crate::tcp::Handshake;
use crate::time::Instant;
use crate::timeline::{Comparison, Lane, PlaybackCommand};
use crate::view_model::{Frame, Full, Ladder, Scene, Shape, ViewModel};

const HANDSHAKES: Comparison = Comparison(
    Variation::Handshake(Handshake::TwoWay),
    Variation::Handshake(Handshake::ThreeWay),
);
const PHONE: u32 = 390;

/// The first lesson's run with its handshake compared, at an instant.
fn compared(at: u64) -> AppState {
    let mut state = AppState::new(&Settings::default());
    state.apply(Action::Playback(PlaybackCommand::Home));
    state.apply(Action::Compare(Some(HANDSHAKES)));
    state.apply(Action::Playback(PlaybackCommand::To(Instant::from_millis(
        at,
    ))));
    state
}

fn label(ladder: &Ladder, segment: u32) -> &str {
    let mut arrows = ladder.arrows.iter();
    let arrow = arrows.find(|arrow| arrow.segment == SegmentId(segment));
    &arrow.expect("the segment has been sent").label
}

#[test]
fn each_heading_names_its_lane_and_shows_both_hosts() {
    let headings = ViewModel::of(&compared(160)).headings.unwrap();
    let [a, b] = &headings.lanes[..] else {
        panic!("two lanes")
    };
    assert_eq!(
        (&*a.name, &*b.name),
        ("A · two-way handshake", "B · three-way handshake")
    );
    assert_eq!((a.deviation, b.deviation), (Some("this is not TCP"), None));
    assert_eq!((a.is_focused, b.is_focused), (true, false));
    let states = |lane: usize| {
        let hosts = headings.lanes[lane].hosts.iter();
        hosts.map(|host| host.state).collect::<Vec<_>>()
    };
    assert_eq!(states(0), ["SYN-SENT", "ESTABLISHED"]);
    assert_eq!(states(1), ["SYN-SENT", "SYN-RECEIVED"]);
    assert_eq!(
        a.hosts.iter().map(|host| host.differs).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn the_first_difference_is_told_to_who_has_been_there() {
    let told = |state: &AppState| ViewModel::of(state).headings.unwrap().difference;
    let mut state = compared(120);
    assert_eq!(told(&state), "No difference so far. Go to the first one");
    let jump = ViewModel::of(&state).headings.unwrap().jump.unwrap();
    state.apply(jump);
    assert_eq!(state.playback().cursor, Instant::from_millis(150));
    let words = "First difference at 0.15 s: A · server → ESTABLISHED | B · server → SYN-RECEIVED";
    assert_eq!(told(&state), words);
    state.apply(Action::Compare(Some(Comparison(
        Variation::TimeWait(2),
        Variation::TimeWait(2),
    ))));
    let headings = ViewModel::of(&state).headings.unwrap();
    assert_eq!(headings.difference, "Both lanes are the same to the end.");
    assert_eq!(headings.jump, None);
}

#[test]
fn events_of_the_same_name_are_told_by_what_differs() {
    let mut state = AppState::new(&Settings::default());
    state.apply(Action::Compare(Some(Comparison(
        Variation::TimeWait(1),
        Variation::TimeWait(2),
    ))));
    state.apply(Action::Playback(PlaybackCommand::End));
    let headings = ViewModel::of(&state).headings.unwrap();
    assert_eq!(
        headings.difference,
        "First difference at 0.56 s: A · The client starts its TIME-WAIT timer, to go off at 30.56 s. | \
         B · The client starts its TIME-WAIT timer, to go off at 60.56 s."
    );
}

#[test]
fn one_run_has_no_headings_and_one_ladder() {
    let screen = ViewModel::of(&AppState::new(&Settings::default()));
    assert_eq!(screen.headings, None);
    assert_eq!(screen.ladders.len(), 1);
    assert_eq!(screen.ladders[0].apart, []);
    assert!(screen.ladders[0].arrows.iter().all(|arrow| !arrow.alone));
}

#[test]
fn what_only_one_lane_has_carries_a_sign_and_says_so() {
    let ladders = ViewModel::of(&compared(1_000)).ladders;
    assert_eq!(ladders.len(), 2);
    assert_eq!(label(&ladders[1], 3), "≠ #3 ACK ack=1");
    let spoken = &ladders[1].arrows[2].spoken;
    assert!(spoken.ends_with(", only in this lane"), "{spoken}");
    let alone = |ladder: &Ladder| ladder.arrows.iter().filter(|arrow| arrow.alone).count();
    assert_eq!((alone(&ladders[0]), alone(&ladders[1])), (0, 1));
}

#[test]
fn a_host_in_another_state_is_marked_as_long_as_that_is_so() {
    let ladders = ViewModel::of(&compared(1_000)).ladders;
    let [here, there] = &ladders[..] else {
        panic!("two ladders")
    };
    // ESTABLISHED from 0.15 s on here, from 0.25 s on there.
    assert_eq!(here.apart.len(), 1);
    assert_eq!(here.apart, there.apart);
    assert_eq!(here.apart[0].host, HostId::Server);
    let differs = |ladder: &Ladder| {
        let differs = ladder.bands.iter().map(|band| band.differs.clone());
        differs
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        differs(here),
        ["server: ESTABLISHED here, SYN-RECEIVED in the other lane"]
    );
    assert_eq!(
        differs(there),
        ["server: SYN-RECEIVED here, ESTABLISHED in the other lane"]
    );
}

#[test]
fn the_same_instant_stands_at_the_same_height_in_both() {
    let ladders = ViewModel::of(&compared(1_000)).ladders;
    assert_eq!(ladders[0].height, ladders[1].height);
    // The SYN, and the request: #3 without a third segment before it, #4 with one.
    for (one, other) in [(0, 0), (2, 3)] {
        let (one, other) = (&ladders[0].arrows[one], &ladders[1].arrows[other]);
        let heights = |path: &[crate::view_model::Point]| -> Vec<i32> {
            path.iter().map(|point| point.y).collect()
        };
        assert_eq!(heights(&one.path), heights(&other.path));
    }
}

#[test]
fn both_lanes_move() {
    // The request is in flight in both.
    let state = compared(265);
    let frame = Frame::of(&Scene::of(&state));
    let moving: Vec<_> = frame
        .flights
        .iter()
        .map(|flight| (flight.lane, flight.segment.0))
        .collect();
    assert_eq!(moving, [(Lane::A, 3), (Lane::B, 4)]);
    assert_eq!(frame.flights[0].at.1, frame.flights[1].at.1);
}

#[test]
fn a_phone_shows_the_lane_in_focus_under_both_headings() {
    let mut state = compared(1_000);
    state.apply(Action::SetLadderWidth(PHONE));
    for lane in Lane::ALL {
        state.apply(Action::FocusLane(lane));
        let screen = ViewModel::of(&state);
        assert_eq!(screen.headings.unwrap().lanes.len(), 2);
        assert_eq!(screen.ladders.len(), 1);
        assert_eq!(screen.ladders[0].lane, lane);
        assert_eq!(screen.ladders[0].width, 390);
    }
}

#[test]
fn the_switches_show_what_is_compared_and_varied() {
    let mut state = compared(100);
    let on = |state: &AppState, id| {
        let mut controls = Full::of(state, &Scene::of(state)).experiment.into_iter();
        let control = controls.find(|control| control.id == id).unwrap();
        let on = control.choices.into_iter().find(|choice| choice.selected);
        (on.unwrap().label, control.shape, control.deviation)
    };
    let (label, shape, _) = on(&state, "compare");
    assert_eq!(label, "two-way | three-way handshake");
    assert_eq!(shape, Shape::List);
    let not_tcp = Some("this is not TCP");
    assert_eq!(on(&state, "handshake"), ("2".into(), Shape::OneOf, not_tcp));
    state.apply(Action::FocusLane(Lane::B));
    assert_eq!(on(&state, "handshake"), ("3".into(), Shape::OneOf, None));
    // Another way in one lane is a comparison that the list does not offer, but shows.
    let four = Variation::Handshake(Handshake::FourWay);
    state.apply(Action::Vary(four));
    let (label, ..) = on(&state, "compare");
    assert_eq!(label, "two-way | four-way handshake");
}

#[test]
fn both_languages_have_words_for_every_comparison() {
    for lang in Lang::ALL {
        for comparison in Comparison::ALL {
            let mut state = compared(0);
            state.apply(Action::SetLang(lang));
            state.apply(Action::Compare(Some(comparison)));
            for heading in ViewModel::of(&state).headings.unwrap().lanes {
                assert!(!heading.name.contains('{'), "{}", heading.name);
            }
        }
    }
}
