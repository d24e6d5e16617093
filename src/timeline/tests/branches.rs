//! The tree of runs.

use super::*;
use crate::simulation::Variation;

/// One branch, seen up to `at`.
fn seen(at: u64) -> Branches {
    let mut branches = Branches::new(Scenario::request_and_answer());
    branches.note_seen(ms(at));
    branches
}

#[test]
fn acting_at_the_front_lets_the_branch_grow() {
    let mut branches = seen(265);
    branches.act(ms(265), drop_segment(4)).unwrap();
    assert_eq!(branches.all().len(), 1);
    assert_eq!(
        branches
            .current()
            .lanes
            .focused()
            .recording()
            .commands
            .len(),
        1
    );
}

#[test]
fn acting_in_the_seen_past_starts_a_branch_and_keeps_the_old_one() {
    let mut branches = seen(500);
    let before = branches.current().lanes.focused().clone();
    branches.act(ms(265), drop_segment(4)).unwrap();
    assert_eq!((branches.all().len(), branches.current_index()), (2, 1));
    assert_eq!(*branches.all()[0].lanes.focused(), before);
    let origin = Origin {
        parent: 0,
        at: ms(265),
        turn: Turn::Commanded(drop_segment(4)),
    };
    assert_eq!(branches.current().origin, Some(origin));
    assert_eq!(branches.current().seen, ms(265));
}

#[test]
fn what_is_refused_starts_no_branch() {
    let mut branches = seen(500);
    let before = branches.clone();
    assert!(branches.act(ms(99), drop_segment(1)).is_err());
    assert_eq!(branches, before);
}

#[test]
fn a_fork_forgets_what_was_done_later() {
    let mut branches = seen(265);
    branches.act(ms(265), drop_segment(4)).unwrap();
    branches.note_seen(ms(2_000));
    branches.fork(ms(200));
    assert_eq!(branches.current_index(), 1);
    assert_eq!(*branches.current().lanes.focused(), untouched());
    assert_eq!(
        branches.all()[0].lanes.focused().recording().commands.len(),
        1
    );
}

#[test]
fn one_can_go_back_to_a_branch_and_branch_there_again() {
    let mut branches = seen(500);
    branches.act(ms(265), drop_segment(4)).unwrap();
    assert!(branches.switch(0));
    assert!(!branches.switch(7));
    assert_eq!(*branches.current().lanes.focused(), untouched());
    branches.act(ms(125), drop_segment(1)).unwrap();
    let parents = branches
        .all()
        .iter()
        .map(|branch| branch.origin.as_ref().map(|origin| origin.parent));
    assert_eq!(parents.collect::<Vec<_>>(), [None, Some(0), Some(0)]);
}

#[test]
fn what_has_been_seen_stays_seen() {
    let mut branches = seen(500);
    branches.note_seen(ms(100));
    assert_eq!(branches.current().seen, ms(500));
}

#[test]
fn what_was_done_in_an_opened_run_counts_as_seen() {
    let timeline = untouched().acted(ms(265), drop_segment(4)).unwrap();
    let mut branches = Branches::of(Lanes::one(timeline.clone()));
    branches.act(ms(125), drop_segment(1)).unwrap();
    assert_eq!(branches.all().len(), 2);
    assert_eq!(*branches.all()[0].lanes.focused(), timeline);
}

#[test]
fn who_changes_their_mind_about_the_same_thing_stays_on_one_branch() {
    let mut branches = Branches::new(Scenario::request_and_answer());
    let vary = |branches: &mut Branches, msls| {
        let variation = Variation::TimeWait(msls);
        let lanes = branches.current().lanes.varied(variation);
        branches.turn(ms(100), lanes, Turn::Varied(variation));
    };
    vary(&mut branches, 1);
    vary(&mut branches, 0);
    assert_eq!(branches.all().len(), 2);
    let origin = branches.current().origin.clone().unwrap();
    assert_eq!(origin.turn, Turn::Varied(Variation::TimeWait(0)));
    // What has been done since would be lost with the branch.
    branches.act(ms(200), Command::CutLink).unwrap();
    vary(&mut branches, 1);
    assert_eq!(branches.all().len(), 3);
}
