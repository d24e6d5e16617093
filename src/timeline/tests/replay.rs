//! A run from its recording.

use super::*;
use crate::simulation::CloseTime;

#[test]
fn the_first_moment_is_the_beginning_and_the_last_is_the_end() {
    let timeline = untouched();
    assert_eq!(timeline.moments()[0].at, Instant::ZERO);
    assert_eq!(states(&timeline, 0), [State::Closed; 2]);
    assert_eq!(timeline.end(), ms(60_560));
    assert_eq!(states(&timeline, 60_560), [State::Closed; 2]);
}

#[test]
fn each_moment_tells_what_has_happened_so_far() {
    let timeline = untouched();
    assert_eq!(states(&timeline, 99), [State::Closed, State::Listen]);
    assert_eq!(states(&timeline, 100), [State::SynSent, State::Listen]);
    assert_eq!(states(&timeline, 150), [State::SynSent, State::SynReceived]);
    assert_eq!(
        states(&timeline, 200),
        [State::Established, State::SynReceived]
    );
    assert_eq!(states(&timeline, 250), [State::Established; 2]);
    let so_far = timeline.events_until(ms(99)).len();
    assert!(timeline.events_until(ms(100)).len() > so_far);
    assert!(
        timeline
            .events_until(ms(100))
            .iter()
            .all(|event| event.at <= ms(100))
    );
}

#[test]
fn a_connection_that_stays_open_is_watched_a_while_longer() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.closes = CloseTime::Never;
    let timeline = Timeline::untouched(scenario);
    let last_event = timeline.events().last().unwrap().at;
    assert!(timeline.end().since(last_event) >= Timeline::WATCH);
    assert!(timeline.moments().last().unwrap().events.is_empty());
}

#[test]
fn acting_leaves_the_past_alone() {
    let timeline = untouched();
    let acted = timeline.acted(ms(265), drop_segment(4)).unwrap();
    let past = timeline.events_until(ms(265));
    assert_eq!(&acted.events()[..past.len()], past);
    assert_ne!(acted.events(), timeline.events());
    assert_eq!(acted.recording().commands.len(), 1);
}

#[test]
fn acting_in_the_past_replaces_what_was_done_later() {
    let first = untouched().acted(ms(265), drop_segment(4)).unwrap();
    let second = first.acted(ms(125), drop_segment(1)).unwrap();
    let commands = &second.recording().commands;
    assert_eq!(commands.len(), 1);
    assert_eq!(commands[0].at, ms(125));
}

#[test]
fn two_things_can_be_done_at_one_instant() {
    let kind = SegmentKind::Fin;
    let how = Intervention::Drop;
    let once = untouched()
        .acted(
            ms(300),
            Command::InterfereNext {
                from: None,
                kind,
                how,
            },
        )
        .unwrap();
    let twice = once.acted(ms(300), Command::CancelNext { kind }).unwrap();
    assert_eq!(twice.recording().commands.len(), 2);
    assert_eq!(twice.flights().len(), untouched().flights().len());
}

#[test]
fn what_is_refused_gives_the_reason() {
    let refusal = untouched().acted(ms(99), drop_segment(1)).unwrap_err();
    assert_eq!(refusal, Refusal::NotInFlight(SegmentId(1)));
}

#[test]
fn a_recording_that_asks_the_impossible_names_the_command() {
    let commands = [(125, Command::SetTimeWait(1)), (400, drop_segment(1))];
    let commands = commands.map(|(at, command)| TimedCommand {
        at: ms(at),
        command,
    });
    let recording = Recording {
        scenario: Scenario::request_and_answer(),
        commands: commands.to_vec(),
    };
    let error = ReplayError {
        command: 1,
        refusal: Refusal::NotInFlight(SegmentId(1)),
    };
    assert_eq!(Timeline::replay(recording), Err(error));
}

#[test]
fn what_the_person_does_after_the_end_is_still_recorded() {
    let call = Command::Open {
        host: HostId::Client,
    };
    let again = untouched().acted(ms(100_000), call).unwrap();
    assert_eq!(states(&again, 100_000)[0], State::SynSent);
}

#[test]
fn only_the_first_and_the_last_moment_may_be_empty() {
    let timeline = untouched();
    let (_, later) = timeline.moments().split_first().unwrap();
    for moment in &later[..later.len() - 1] {
        assert!(
            !moment.events.is_empty(),
            "nothing happens at {}",
            moment.at
        );
    }
}
