//! The learner's story, told in actions.

use super::*;
use crate::lesson::{Answer, LessonId};
use crate::network::SegmentKind;
use crate::share::{Fault, Link};
use crate::simulation::{Call, CallOutcome, Command, EventKind, HostId, SocketError};
use crate::tcp::State;
use crate::timeline::{Lane, PlaybackCommand};

const FRAME: Duration = Duration::from_millis(16);

fn opened(lesson: LessonId) -> AppState {
    AppState::new(&Settings {
        address: Link::to(Place::first_of(lesson)).into(),
        ..Settings::default()
    })
}

/// Plays until playback stands still.
fn play(state: &mut AppState) {
    for _ in 0..100_000 {
        if !state.is_moving() {
            return;
        }
        state.apply(Action::Tick(FRAME));
    }
    panic!("playback never stands still");
}

fn now(state: &AppState) -> [State; 2] {
    let moment = state.timeline().moment_at(state.playback().cursor);
    [moment.hosts[0].state(), moment.hosts[1].state()]
}

fn step_name(state: &AppState) -> &'static str {
    let (place, _) = state.step().unwrap();
    state.place().part().steps[place].name
}

#[test]
fn the_first_lesson_plays_two_segments_and_waits_to_hear_what_the_third_will_do() {
    let mut state = AppState::new(&Settings::default());
    play(&mut state);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    assert_eq!(now(&state), [State::SynSent, State::SynReceived]);
    assert_eq!(step_name(&state), "syn_ack");
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    play(&mut state);
    assert_eq!(now(&state), [State::Established, State::SynReceived]);
    assert_eq!(step_name(&state), "ack");
    assert!(state.step().unwrap().1.segment.is_some());
}

#[test]
fn a_grade_is_not_given_anew_by_a_run_that_is_formed_anew() {
    let mut state = opened(LessonId::ThreeWaves);
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    play(&mut state);
    // FIN and ACK come in one segment, so the client never sees FIN-WAIT-2.
    let wrong = Answer::Goes(State::FinWait2);
    state.apply(Action::Predict(Some(wrong)));
    play(&mut state);
    let graded = state.graded().expect("the answer has come");
    assert_eq!(graded.truth.answer, Answer::Goes(State::TimeWait));

    // A close() that comes later lets the ACK go first: now FIN-WAIT-2 would be right, but nobody was asked that.
    state.apply(Action::Slide(12));
    state.apply(Action::Playback(PlaybackCommand::End));
    assert_eq!(state.graded(), None);
    assert_eq!((state.learner().right, state.learner().made), (0, 1));
}

#[test]
fn a_lesson_waits_where_it_opens_if_there_is_something_to_do() {
    let state = opened(LessonId::SequenceNumbers);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    assert_eq!(step_name(&state), "count");
}

#[test]
fn a_segment_lost_by_hand_is_sent_again_and_playback_goes_on_by_itself() {
    let mut state = opened(LessonId::SequenceNumbers);
    let segment = state.step().unwrap().1.segment.unwrap();
    state.apply(Action::OpenMenu(segment));
    state.apply(Action::DropInFlight);
    assert!(state.is_moving());
    play(&mut state);
    assert_eq!(step_name(&state), "again");
    let resent = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::TimerExpired {
                host: HostId::Client,
                ..
            }
        )
    };
    assert!(
        state
            .timeline()
            .events()
            .iter()
            .any(|event| resent(&event.kind))
    );
}

#[test]
fn losing_the_last_ack_brings_the_fin_again_and_restarts_time_wait() {
    let mut state = opened(LessonId::LastAckLost);
    state.apply(Action::FocusLane(Lane::B));
    while step_name(&state) != "last_ack" {
        state.apply(Action::Playback(PlaybackCommand::Toggle));
        play(&mut state);
    }
    assert_eq!(now(&state), [State::TimeWait, State::LastAck]);
    let before = state.timeline().end();
    state.apply(Action::DropInFlight);
    play(&mut state);
    assert_eq!(step_name(&state), "again");
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    let seen: Vec<_> = (0..)
        .map_while(|_| {
            let moving = state.is_moving();
            state.apply(Action::Tick(FRAME));
            moving.then(|| step_name(&state))
        })
        .collect();
    assert!(seen.contains(&"two_answers"), "{seen:?}");
    assert!(state.timeline().end() > before, "TIME-WAIT began again");
}

#[test]
fn without_time_wait_the_lesson_still_invites_and_the_fin_is_answered_by_a_reset() {
    let mut state = opened(LessonId::LastAckLost);
    state.apply(Action::Command(Command::SetTimeWait(0)));
    play(&mut state);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    assert_eq!(now(&state), [State::Closed, State::LastAck]);
    state.apply(Action::DropInFlight);
    play(&mut state);
    let flights = state.timeline().flights();
    assert!(flights.iter().any(|flight| flight.content.is_rst()));
}

#[test]
fn a_forgotten_close_leaves_the_server_stuck_until_it_learns_that_its_peer_is_gone() {
    let mut state = opened(LessonId::ForgottenClose);
    play(&mut state);
    while step_name(&state) != "orphan" {
        state.apply(Action::Playback(PlaybackCommand::Toggle));
        play(&mut state);
    }
    assert_eq!(now(&state), [State::Closed, State::CloseWait]);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
    let socket = state.timeline().moments().last().unwrap().hosts[1]
        .focus
        .socket;
    state.apply(Action::Command(Command::Call {
        host: HostId::Server,
        socket,
        call: Call::Send("Hi!".into()),
    }));
    play(&mut state);
    assert_eq!(step_name(&state), "write");
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    play(&mut state);
    assert_eq!(step_name(&state), "reset");
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    play(&mut state);
    assert_eq!(now(&state), [State::Closed; 2]);
}

#[test]
fn stepping_back_restores_the_earlier_state_exactly() {
    let mut state = AppState::new(&Settings::default());
    play(&mut state);
    let mut trail = Vec::new();
    for _ in 0..8 {
        trail.push((
            state.playback().cursor,
            state.playback().status,
            now(&state),
        ));
        state.apply(Action::Playback(PlaybackCommand::StepForward));
    }
    while let Some(earlier) = trail.pop() {
        state.apply(Action::Playback(PlaybackCommand::StepBack));
        assert_eq!(
            (
                state.playback().cursor,
                state.playback().status,
                now(&state)
            ),
            earlier
        );
    }
}

#[test]
fn acting_in_the_past_forks_and_the_old_branch_stays() {
    let mut state = AppState::new(&Settings::default());
    play(&mut state);
    state.apply(Action::Playback(PlaybackCommand::End));
    state.apply(Action::Playback(PlaybackCommand::Home));
    let untouched = state.timeline().clone();
    state.apply(Action::Command(Command::InterfereNext {
        from: None,
        kind: SegmentKind::Syn,
        how: Intervention::Drop,
    }));
    assert_eq!(state.branches().all().len(), 2);
    assert_ne!(*state.timeline(), untouched);
    state.apply(Action::SwitchBranch(0));
    assert_eq!(*state.timeline(), untouched);
}

#[test]
fn a_refused_command_is_told_and_changes_nothing() {
    let mut state = AppState::new(&Settings::default());
    play(&mut state);
    let before = state.timeline().clone();
    state.apply(Action::Command(Command::Interfere {
        segment: SegmentId(1),
        how: Intervention::Drop,
    }));
    let refusal = Refusal::NotInFlight(SegmentId(1));
    assert_eq!(state.notice(), Some(&Notice::Refused(refusal)));
    assert_eq!(*state.timeline(), before);
    assert_eq!(state.playback().status, PlayStatus::Waiting);
}

#[test]
fn an_unknown_lesson_is_told_and_the_first_one_opens() {
    let state = AppState::new(&Settings {
        address: Address::parse("?lesson=five_waves", ""),
        ..Settings::default()
    });
    let unknown = Problem {
        key: "lesson",
        text: "five_waves".into(),
        fault: Fault::UnknownLesson,
    };
    assert_eq!(state.notice(), Some(&Notice::WrongLink(vec![unknown])));
    assert_eq!(state.lesson().id, LessonId::ThreeWayHandshake);
}

#[test]
fn a_saved_run_comes_back_where_it_was() {
    let mut state = opened(LessonId::LastAckLost);
    play(&mut state);
    state.apply(Action::DropInFlight);
    state.apply(Action::Playback(PlaybackCommand::StepForward));
    let mut again = AppState::new(&Settings::default());
    again.restore(&state.saved());
    assert_eq!(again.timeline(), state.timeline());
    assert_eq!(again.playback().cursor, state.playback().cursor);
    assert_eq!(again.lesson().id, LessonId::LastAckLost);
}

#[test]
fn the_other_profile_is_another_run_and_is_saved_with_it() {
    let mut state = opened(LessonId::FourWaves);
    assert_eq!(
        state.timeline().recording().scenario,
        crate::lesson::lesson(LessonId::FourWaves)
            .opening()
            .recording()
            .scenario
    );
    state.apply(Action::SetProfile(Profile::Linux));
    let [client, server] = &state.timeline().recording().scenario.settings;
    assert_eq!(client.tcp.rto_min, Profile::Linux.settings().tcp.rto_min);
    assert_eq!(client, server);
    state.apply(Action::Restart);
    assert_eq!(state.profile(), Profile::Linux);

    let mut again = AppState::new(&Settings::default());
    again.restore(&state.saved());
    assert_eq!(again.profile(), Profile::Linux);
    assert_eq!(again.timeline(), state.timeline());
    again.apply(Action::OpenLesson(LessonId::FourWaves));
    assert_eq!(again.profile(), Profile::Rfc9293);
}

#[test]
fn a_call_to_a_closed_port_is_two_calls_on_one_branch_and_is_refused() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    state.apply(Action::Playback(PlaybackCommand::End));
    state.apply(Action::Playback(PlaybackCommand::Home));
    state.apply(Action::CallClosedPort);
    assert_eq!(state.branches().all().len(), 2);
    let commands = &state.timeline().recording().commands;
    assert_eq!(commands.len(), 2);
    let refused = state.timeline().events().iter().any(|event| {
        matches!(
            event.kind,
            EventKind::CallReturned {
                host: HostId::Client,
                line: None,
                outcome: CallOutcome::Failed(SocketError::ConnRefused),
                ..
            }
        )
    });
    assert!(refused);
}

#[test]
fn a_crashed_client_calls_nobody_and_says_why() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    let host = HostId::Client;
    state.apply(Action::Command(Command::Crash { host }));
    state.apply(Action::CallClosedPort);
    assert_eq!(state.timeline().recording().commands.len(), 1);
    let refusal = Refusal::HostIsDown(host);
    assert_eq!(state.notice(), Some(&Notice::Refused(refusal)));
}

#[test]
fn a_text_that_is_no_run_is_told_and_changes_nothing() {
    let mut state = AppState::new(&Settings::default());
    state.apply(Action::Command(Command::CutLink));
    let saved = state.saved();
    let strange = [
        String::new(),
        "kept".to_owned(),
        "6 0 0 0 0 0".to_owned(),
        saved.replace("cut", "cut:it"),
        saved.replace("cut", "drop:99"),
        saved.replace("lesson=", "lesson=no_"),
        ["v=2&", &saved].concat(),
        [&saved, "&more=1"].concat(),
    ];
    for broken in &strange {
        assert_ne!(*broken, saved);
        let timeline = state.timeline().clone();
        state.restore(broken);
        assert_eq!(state.notice(), Some(&Notice::UnreadableRun));
        assert_eq!(*state.timeline(), timeline);
    }
}

#[test]
fn with_reduced_motion_playback_goes_from_stop_to_stop() {
    let mut state = AppState::new(&Settings {
        reduced_motion: true,
        ..Settings::default()
    });
    let mut cursors = vec![state.playback().cursor];
    while state.is_moving() {
        if state.apply(Action::Tick(Duration::from_millis(100))) == Change::Scene {
            cursors.push(state.playback().cursor);
        }
    }
    let moments: Vec<_> = state
        .timeline()
        .moments()
        .iter()
        .map(|moment| moment.at)
        .collect();
    let (last, stops) = cursors.split_last().unwrap();
    assert!(stops.iter().all(|cursor| moments.contains(cursor)));
    assert_eq!(*last, state.step().unwrap().1.at);
}

#[test]
fn opening_a_menu_stands_still_and_closing_it_goes_on() {
    let mut state = AppState::new(&Settings::default());
    state.apply(Action::OpenMenu(SegmentId(1)));
    assert!(!state.is_moving());
    state.apply(Action::CloseMenu);
    assert!(state.is_moving());
}

#[test]
fn dismissing_closes_the_menu_first_and_then_the_notice() {
    let mut state = AppState::new(&Settings {
        address: Address::parse("?lesson=five_waves", ""),
        ..Settings::default()
    });
    state.apply(Action::OpenMenu(SegmentId(1)));
    state.apply(Action::Dismiss);
    assert!(state.menu().is_none() && state.notice().is_some());
    state.apply(Action::Dismiss);
    assert!(state.notice().is_none());
}

#[test]
fn between_two_events_only_the_frame_changes() {
    let mut state = AppState::new(&Settings::default());
    let changes: Vec<_> = (0..120).map(|_| state.apply(Action::Tick(FRAME))).collect();
    let scenes = changes
        .iter()
        .filter(|change| **change == Change::Scene)
        .count();
    assert!(scenes < 20, "{scenes} of 120 frames rebuilt the scene");
    assert!(changes.contains(&Change::Frame));
}

#[test]
fn who_asks_gets_the_answer_and_time_to_read_it() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    state.apply(Action::ShowTab(Tab::Log));
    state.apply(Action::Playback(PlaybackCommand::Home));
    state.apply(Action::Playback(PlaybackCommand::Toggle));
    assert!(state.is_moving());
    let silence = Selection::Silence(state.playback().cursor);
    state.apply(Action::Ask(silence));
    assert!(!state.is_moving());
    assert_eq!((state.selected(), state.tab()), (Some(silence), Tab::Why));
    let nothing = Selection::Event(crate::simulation::EventId(u32::MAX));
    state.apply(Action::Ask(nothing));
    assert_eq!(state.selected(), Some(silence), "there is no such event");
}

#[test]
fn a_jump_goes_to_where_it_happened_and_leaves_the_diagram_open() {
    let mut state = opened(LessonId::ThreeWayHandshake);
    state.apply(Action::Playback(PlaybackCommand::End));
    state.apply(Action::ShowTab(Tab::Diagram));
    let is_open = |event: &&crate::simulation::Event| {
        matches!(
            event.kind,
            EventKind::StateChanged {
                host: HostId::Server,
                to: State::Established,
                ..
            }
        )
    };
    let open = state.timeline().events().iter().find(is_open).unwrap();
    let (id, at) = (open.id, open.at);
    state.apply(Action::Jump(id));
    assert_eq!(state.playback().cursor, at);
    assert_eq!(state.selected(), Some(Selection::Event(id)));
    assert_eq!(state.tab(), Tab::Diagram);
    assert_eq!(now(&state)[1], State::Established);
}
