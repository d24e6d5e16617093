//! Two runs in lockstep.

use super::*;
use crate::simulation::{EventKind, Variation};
use crate::tcp::Handshake;

const HANDSHAKES: Comparison = Comparison(
    Variation::Handshake(Handshake::TwoWay),
    Variation::Handshake(Handshake::ThreeWay),
);
const TIME_WAITS: Comparison = Comparison(Variation::TimeWait(0), Variation::TimeWait(2));

fn compared(comparison: Comparison) -> Lanes {
    Lanes::one(untouched()).compared(Some(comparison))
}

/// The lane's run as a list of `from KIND`.
fn sent(lanes: &Lanes, lane: Lane) -> Vec<(HostId, SegmentKind)> {
    let flights = lanes.run(lane).unwrap().flights().iter();
    flights
        .map(|flight| (flight.from, flight.content.kind()))
        .collect()
}

fn is_lost(lanes: &Lanes, lane: Lane, segment: u32) -> bool {
    let flight = lanes.run(lane).unwrap().flight(SegmentId(segment)).unwrap();
    matches!(flight.end, Some(FlightEnd::Dropped { .. }))
}

fn commands(lanes: &Lanes, lane: Lane) -> Vec<Command> {
    let commands = &lanes.run(lane).unwrap().recording().commands;
    commands.iter().map(|timed| timed.command.clone()).collect()
}

fn half_way(lanes: &Lanes, lane: Lane, segment: u32) -> Instant {
    let flight = lanes.run(lane).unwrap().flight(SegmentId(segment)).unwrap();
    flight.sent_at + Duration::from_millis(25)
}

#[test]
fn each_segment_finds_its_like_in_the_other_lane() {
    let lanes = compared(HANDSHAKES);
    // A: SYN, SYN,ACK, Hello …; B: SYN, SYN,ACK, ACK, Hello …
    assert_eq!(
        sent(&lanes, Lane::A)[2],
        (HostId::Client, SegmentKind::Data)
    );
    assert_eq!(sent(&lanes, Lane::B)[2], (HostId::Client, SegmentKind::Ack));
    let there = |lane, segment| lanes.counterpart(lane, SegmentId(segment));
    assert_eq!(there(Lane::A, 3), Some(SegmentId(4)));
    assert_eq!(there(Lane::B, 4), Some(SegmentId(3)));
    for lane in Lane::ALL {
        for flight in lanes.run(lane).unwrap().flights() {
            if let Some(other) = lanes.counterpart(lane, flight.segment) {
                assert_eq!(lanes.counterpart(lane.other(), other), Some(flight.segment));
            }
        }
    }
    assert_eq!(there(Lane::A, 99), None);
    // Only the third segment of the handshake is in one lane alone, however many ACKs come after it.
    let end = lanes.track().end();
    for flight in lanes.run(Lane::B).unwrap().flights() {
        let is_alone = lanes.is_alone(Lane::B, flight.segment, end);
        assert_eq!(is_alone, flight.segment == SegmentId(3), "{flight:?}");
    }
}

#[test]
fn a_segment_is_alone_until_the_other_lane_sends_its_like() {
    let mut scenario = Scenario::request_and_answer();
    scenario.one_way_delay = Duration::from_millis(50);
    let lanes = Lanes::one(Timeline::untouched(scenario)).compared(Some(Comparison(
        Variation::Closes(HostId::Server, CloseTime::NOW),
        Variation::Closes(HostId::Server, CloseTime::LATE),
    )));
    let fin = lanes.run(Lane::A).unwrap().flights().iter();
    let fin = fin
        .filter(|flight| flight.content.is_fin())
        .find(|flight| flight.from == HostId::Server)
        .unwrap();
    let there = lanes.counterpart(Lane::A, fin.segment).unwrap();
    let sent_there = lanes.run(Lane::B).unwrap().flight(there).unwrap().sent_at;
    assert!(lanes.is_alone(Lane::A, fin.segment, fin.sent_at));
    assert!(!lanes.is_alone(Lane::A, fin.segment, sent_there));
    assert!(!Lanes::one(untouched()).is_alone(Lane::A, SegmentId(1), ms(1_000)));
}

#[test]
fn what_is_done_to_a_segment_is_done_to_its_like() {
    let lanes = compared(HANDSHAKES);
    // The request is #3 in the lane in focus, #4 in the other.
    let lanes = lanes
        .acted(half_way(&lanes, Lane::A, 3), drop_segment(3))
        .unwrap();
    assert_eq!(commands(&lanes, Lane::A), [drop_segment(3)]);
    assert_eq!(commands(&lanes, Lane::B), [drop_segment(4)]);
    assert!(is_lost(&lanes, Lane::A, 3) && is_lost(&lanes, Lane::B, 4));
}

#[test]
fn what_only_one_lane_has_is_done_in_that_lane_alone() {
    let mut lanes = compared(HANDSHAKES);
    let at = half_way(&lanes, Lane::B, 3);
    // The third segment of the handshake has no like where there are only two.
    assert!(lanes.focus_on(Lane::B));
    let lanes = lanes.acted(at, drop_segment(3)).unwrap();
    assert!(is_lost(&lanes, Lane::B, 3));
    assert_eq!(commands(&lanes, Lane::A), []);
    assert_eq!(lanes.focus(), Lane::B);
}

#[test]
fn what_the_lane_in_focus_refuses_is_refused() {
    let lanes = compared(TIME_WAITS);
    let cancel = Command::CancelNext {
        kind: SegmentKind::Fin,
    };
    let refusal = Refusal::NothingToCancel(SegmentKind::Fin);
    assert_eq!(lanes.acted(ms(200), cancel), Err(refusal));
}

#[test]
fn what_the_other_lane_refuses_is_left_out_there() {
    let mut lanes = compared(Comparison(
        Variation::Closes(HostId::Server, CloseTime::NOW),
        Variation::Closes(HostId::Server, CloseTime::LATE),
    ));
    lanes.focus_on(Lane::B);
    // At 1 s the server of lane A has closed already, and that of lane B is still busy.
    let host = HostId::Server;
    let command = Command::SetCloseTime {
        host,
        when: CloseTime::Never,
    };
    let lanes = lanes.acted(ms(1_000), command.clone()).unwrap();
    assert_eq!(commands(&lanes, Lane::B), [command]);
    assert_eq!(commands(&lanes, Lane::A), []);
}

#[test]
fn acting_in_the_past_takes_back_in_both_what_was_done_later() {
    let lanes = compared(TIME_WAITS);
    let cut = lanes.acted(ms(900), Command::CutLink).unwrap();
    let again = cut
        .acted(ms(300), Command::SetAckDelay(Duration::ZERO))
        .unwrap();
    for lane in Lane::ALL {
        assert_eq!(
            commands(&again, lane),
            [Command::SetAckDelay(Duration::ZERO)]
        );
        assert_eq!(commands(&cut.forked(ms(500)), lane), []);
    }
}

#[test]
fn a_varied_run_has_everything_done_again_to_its_likes() {
    let lost = untouched().acted(ms(265), drop_segment(4)).unwrap();
    let varied = Lanes::one(lost).varied(Variation::Handshake(Handshake::TwoWay));
    assert_eq!(commands(&varied, Lane::A), [drop_segment(3)]);
    assert!(is_lost(&varied, Lane::A, 3));
    let back = varied.varied(Variation::Handshake(Handshake::ThreeWay));
    assert_eq!(commands(&back, Lane::A), [drop_segment(4)]);
    assert_eq!(
        back.variations(),
        [Variation::Handshake(Handshake::ThreeWay)]
    );
}

#[test]
fn varying_what_is_compared_changes_the_lane_in_focus() {
    let lanes = compared(HANDSHAKES).varied(Variation::Handshake(Handshake::FourWay));
    let four = Variation::Handshake(Handshake::FourWay);
    assert_eq!(
        lanes.comparison(),
        Some(Comparison(four, HANDSHAKES.of(Lane::B)))
    );
    assert_eq!(lanes.variations(), []);
    let other = lanes.varied(Variation::TimeWait(0));
    assert_eq!(other.comparison(), lanes.comparison());
    for run in other.runs() {
        assert_eq!(run.recording().scenario.settings[0].tcp.time_wait_msl, 0);
    }
}

#[test]
fn comparing_no_more_leads_back() {
    let lanes = compared(HANDSHAKES);
    let back = lanes.compared(None);
    assert_eq!(back, Lanes::one(untouched()));
    // One comparison leaves nothing behind in the next.
    let other = lanes.compared(Some(TIME_WAITS));
    assert_eq!(other, compared(TIME_WAITS));
}

#[test]
fn a_comparison_is_a_branch_and_going_back_to_it_is_no_new_one() {
    let mut branches = Branches::new(Scenario::request_and_answer());
    branches.note_seen(ms(300));
    for (comparison, expected) in [(Some(HANDSHAKES), (2, 1)), (None, (2, 0))] {
        let lanes = branches.current().lanes.compared(comparison);
        branches.turn(ms(300), lanes, Turn::Compared(comparison));
        assert_eq!((branches.all().len(), branches.current_index()), expected);
    }
    let origin = branches.all()[1].origin.as_ref().unwrap();
    assert_eq!(origin.turn, Turn::Compared(Some(HANDSHAKES)));
}

#[test]
fn two_lanes_part_where_the_server_thinks_the_handshake_is_over() {
    let lanes = compared(HANDSHAKES);
    let difference = lanes.difference().unwrap();
    assert_eq!(difference.at, ms(150));
    let entered = |lane: Lane| {
        let run = lanes.run(lane).unwrap();
        difference.events[lane.index()]
            .iter()
            .find_map(|event| match run.event(*event)?.kind {
                EventKind::StateChanged { host, to, .. } => Some((host, to)),
                _ => None,
            })
    };
    assert_eq!(entered(Lane::A), Some((HostId::Server, State::Established)));
    // It has been in SYN-RECEIVED in both; there it stays in the other one.
    assert_eq!(entered(Lane::B), None);
}

#[test]
fn a_lane_without_time_wait_parts_from_the_other_when_that_begins() {
    let lanes = compared(TIME_WAITS);
    let time_wait = lanes.run(Lane::B).unwrap().stays(HostId::Client);
    let time_wait = time_wait
        .iter()
        .find(|stay| stay.state == State::TimeWait)
        .unwrap();
    assert_eq!(lanes.difference().unwrap().at, time_wait.from);
}

#[test]
fn the_same_twice_never_parts() {
    let twice = compared(Comparison(Variation::TimeWait(2), Variation::TimeWait(2)));
    assert_eq!(twice.difference(), None);
    // Other initial numbers are nothing that anybody sees.
    let cookies = compared(Comparison(
        Variation::SynCookies(SynCookies::Off),
        Variation::SynCookies(SynCookies::Off),
    ));
    assert_eq!(cookies.difference(), None);
}

#[test]
fn the_track_of_two_runs_stops_wherever_one_of_them_does() {
    let lanes = compared(HANDSHAKES);
    let track = lanes.track();
    assert!(track.stops().is_sorted_by(|a, b| a < b));
    for run in lanes.runs() {
        for moment in run.moments() {
            assert!(track.stops().contains(&moment.at));
        }
        assert!(run.end() <= track.end());
    }
    let ends = lanes.runs().iter().map(Timeline::end);
    assert_eq!(ends.max(), Some(track.end()));
    assert_eq!(track.stop_index(ms(0)), 0);
    assert_eq!(track.stop_index(track.end()), track.stops().len() - 1);
}

#[test]
fn both_lanes_come_back_as_they_were() {
    let mut lanes = compared(HANDSHAKES).varied(Variation::TimeWait(1));
    lanes.focus_on(Lane::B);
    let at = half_way(&lanes, Lane::B, 3);
    let lanes = lanes.acted(at, drop_segment(3)).unwrap();
    let commands = |lane| lanes.run(lane).unwrap().recording().commands.clone();
    let mut back = Lanes::replay(
        Scenario::request_and_answer(),
        lanes.variations().to_vec(),
        lanes.comparison(),
        Lane::ALL.map(commands).into(),
    )
    .unwrap();
    back.focus_on(Lane::B);
    assert_eq!(back, lanes);
}
