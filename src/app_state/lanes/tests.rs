//! What the person does with two lanes.

use super::*;
use crate::app_state::{Action, Change, Notice, Settings};
use crate::network::{Intervention, SegmentId};
use crate::simulation::{Command, Refusal};
use crate::tcp::Handshake;
use crate::time::Instant;
use crate::timeline::{FlightEnd, PlayStatus, PlaybackCommand};

const HANDSHAKES: Comparison = Comparison(
    Variation::Handshake(Handshake::TwoWay),
    Variation::Handshake(Handshake::ThreeWay),
);

fn at(ms: u64) -> Action {
    Action::Playback(PlaybackCommand::To(Instant::from_millis(ms)))
}

fn drop_it(segment: u32) -> Action {
    Action::Command(Command::Interfere {
        segment: SegmentId(segment),
        how: Intervention::Drop,
    })
}

fn compared() -> AppState {
    let mut state = AppState::new(&Settings::default());
    state.apply(at(265));
    state.apply(Action::Compare(Some(HANDSHAKES)));
    state
}

#[test]
fn comparing_keeps_the_instant_and_the_run_of_before() {
    let mut state = compared();
    assert_eq!(state.playback().cursor, Instant::from_millis(265));
    assert_eq!(state.branches().all().len(), 2);
    assert_eq!(state.lanes().runs().len(), 2);
    state.apply(Action::SwitchBranch(0));
    assert_eq!(state.lanes().comparison(), None);
    state.apply(Action::Compare(Some(HANDSHAKES)));
    assert_eq!(state.branches().all().len(), 2);
}

#[test]
fn what_is_dropped_in_one_lane_is_dropped_in_both() {
    let mut state = compared();
    state.apply(drop_it(3));
    for (lane, segment) in [(Lane::A, 3), (Lane::B, 4)] {
        let run = state.lanes().run(lane).unwrap();
        let commands = &run.recording().commands;
        assert_eq!(commands.len(), 1);
        let end = run.flight(SegmentId(segment)).unwrap().end;
        assert!(matches!(end, Some(FlightEnd::Dropped { .. })), "{end:?}");
        let Action::Command(expected) = drop_it(segment) else {
            panic!("a command")
        };
        assert_eq!(commands[0].command, expected);
    }
}

#[test]
fn the_lane_in_focus_says_no() {
    let mut state = compared();
    state.apply(Action::FocusLane(Lane::B));
    // In lane B, #3 is the last ACK of the handshake, and has arrived.
    state.apply(drop_it(3));
    let refusal = Refusal::NotInFlight(SegmentId(3));
    assert_eq!(state.notice(), Some(&Notice::Refused(refusal)));
    for run in state.lanes().runs() {
        assert_eq!(run.recording().commands.len(), 0);
    }
}

#[test]
fn turning_to_a_lane_changes_what_is_shown_and_nothing_else() {
    let mut state = compared();
    assert_eq!(state.apply(Action::FocusLane(Lane::A)), Change::Nothing);
    assert_eq!(state.apply(Action::FocusLane(Lane::B)), Change::Scene);
    assert_eq!(Some(state.timeline()), state.lanes().run(Lane::B));
    assert_eq!(state.branches().all().len(), 2);
    // Where nothing is compared there is only one lane.
    let mut one = AppState::new(&Settings::default());
    assert_eq!(one.apply(Action::FocusLane(Lane::B)), Change::Nothing);
}

#[test]
fn a_step_goes_to_the_next_moment_of_either_lane() {
    let mut state = compared();
    state.apply(Action::Playback(PlaybackCommand::Home));
    let mut stops = vec![state.playback().cursor];
    while state.playback().cursor < state.lanes().track().end() {
        state.apply(Action::Playback(PlaybackCommand::StepForward));
        stops.push(state.playback().cursor);
    }
    for run in state.lanes().runs() {
        let missed = run.moments().iter().find(|it| !stops.contains(&it.at));
        assert_eq!(missed, None);
    }
}

#[test]
fn both_lanes_and_what_was_varied_come_back_after_a_reload() {
    let mut state = compared();
    state.apply(Action::Vary(Variation::TimeWait(1)));
    state.apply(Action::FocusLane(Lane::B));
    state.apply(drop_it(4));
    state.apply(at(400));
    let mut again = AppState::new(&Settings::default());
    again.restore(&state.saved());
    assert_eq!(again.notice(), None);
    assert_eq!(again.lanes(), state.lanes());
    assert_eq!(again.playback().cursor, state.playback().cursor);
    assert_eq!(again.playback().status, PlayStatus::Paused);
}

#[test]
fn every_comparison_and_its_variations_can_be_saved() {
    for comparison in Comparison::ALL {
        let mut state = AppState::new(&Settings::default());
        state.apply(Action::Vary(comparison.of(Lane::A)));
        state.apply(Action::Compare(Some(comparison)));
        let mut again = AppState::new(&Settings::default());
        again.restore(&state.saved());
        assert_eq!(again.lanes(), state.lanes());
    }
}
