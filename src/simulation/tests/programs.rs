//! The applications.

use super::*;

fn set_close_time(simulation: &mut Simulation, at: Instant, when: CloseTime) {
    let host = Server;
    simulation
        .apply(at, &Command::SetCloseTime { host, when })
        .unwrap();
}

#[test]
fn request_and_answer_reach_the_other_application() {
    let simulation = ended(&Scenario::request_and_answer());
    assert_eq!(
        outcomes(&simulation, Client),
        [
            (Call::connect(Server.address()), CallOutcome::Done),
            (Call::Send("Hello".into()), CallOutcome::Done),
            (Call::receive(), CallOutcome::Data(b"Hi, client!".to_vec())),
            (Call::Close, CallOutcome::Done),
        ]
    );
    assert_eq!(
        outcomes(&simulation, Server),
        [
            (Call::listen(), CallOutcome::Done),
            (Call::Accept, CallOutcome::Accepted(SocketId(2))),
            (Call::receive(), CallOutcome::Data(b"Hello".to_vec())),
            (Call::Send("Hi, client!".into()), CallOutcome::Done),
            (Call::receive(), CallOutcome::EndOfFile),
            (Call::Close, CallOutcome::Done),
        ]
    );
    assert_eq!(states(&simulation), [State::Closed; 2]);
}

#[test]
fn a_late_close_comes_two_seconds_later() {
    let mut scenario = Scenario::request_and_answer();
    let punctual = ended(&scenario);
    scenario.server.closes = CloseTime::LATE;
    let late = ended(&scenario);
    let closed = |run| entered(run, Server, State::LastAck).unwrap();
    assert_eq!(
        closed(&late).since(closed(&punctual)),
        Duration::from_secs(2)
    );
}

#[test]
fn a_forgotten_close_holds_the_socket_for_ever() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.closes = CloseTime::Never;
    let simulation = ended(&scenario);
    assert_eq!(states(&simulation), [State::FinWait2, State::CloseWait]);
    let [_, server] = simulation.snapshots();
    assert!(matches!(server.program, ProgramStatus::Forgot { .. }));
}

#[test]
fn a_forgotten_close_can_be_mended() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.closes = CloseTime::Never;
    let mut simulation = ended(&scenario);
    set_close_time(&mut simulation, ms(60_000), CloseTime::NOW);
    simulation.run_until(ms(200_000));
    assert_eq!(states(&simulation), [State::Closed; 2]);
    assert_eq!(
        entered(&simulation, Server, State::LastAck),
        Some(ms(60_000) + Program::PACE)
    );
}

#[test]
fn a_late_close_can_be_taken_out_while_the_program_sleeps() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.closes = CloseTime::LATE;
    let mut simulation = Simulation::new(&scenario);
    set_close_time(&mut simulation, ms(1_000), CloseTime::Never);
    simulation.run_until(ms(200_000));
    assert_eq!(states(&simulation), [State::FinWait2, State::CloseWait]);
}

#[test]
fn close_after_shutdown_gives_the_socket_back_without_complaint() {
    let mut scenario = Scenario::request_and_answer();
    let close = scenario.client.lines.len() - 1;
    let shutdown = Line::Call(Call::Shutdown);
    scenario.client.lines.insert(close, shutdown);
    let simulation = ended(&scenario);
    let last = outcomes(&simulation, Client).pop();
    assert_eq!(last, Some((Call::Close, CallOutcome::Done)));
    assert_eq!(states(&simulation), [State::Closed; 2]);
}

#[test]
fn a_refused_connection_stops_the_program_at_connect() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.starts = ms(60_000);
    let simulation = ended(&scenario);
    let refused = CallOutcome::Failed(SocketError::ConnRefused);
    assert_eq!(
        outcomes(&simulation, Client),
        [(Call::connect(Server.address()), refused)]
    );
    let [client, _] = simulation.snapshots();
    assert_eq!(client.program, ProgramStatus::Failed { line: 1 });
}

#[test]
fn a_call_by_hand_wakes_the_program_that_waits_in_another() {
    let mut simulation = run_until(ms(290));
    let call = Command::Call {
        host: Client,
        socket: Some(SocketId(1)),
        call: Call::Abort,
    };
    simulation.apply(ms(290), &call).unwrap();
    let last = outcomes(&simulation, Client);
    assert!(
        last.contains(&(Call::receive(), CallOutcome::Failed(SocketError::BadF))),
        "{last:?}"
    );
}

#[test]
fn each_opening_has_an_initial_sequence_number_of_its_own() {
    let iss = |simulation: &Simulation| {
        let syns = simulation
            .events()
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::SegmentSent { content, .. } if content.is_syn() => Some(content.seq),
                _ => None,
            });
        syns.collect::<Vec<_>>()
    };
    let mut simulation = ended(&Scenario::request_and_answer());
    let (end, host) = (simulation.now(), Client);
    simulation.apply(end, &Command::Open { host }).unwrap();
    let mut drawn = iss(&simulation);
    let mut scenario = Scenario::request_and_answer();
    scenario.seed += 1;
    drawn.extend(iss(&ended(&scenario)));
    assert_eq!(drawn.len(), 5);
    let distinct: std::collections::BTreeSet<_> = drawn.iter().map(|seq| seq.value()).collect();
    assert_eq!(distinct.len(), 5, "{drawn:?}");
}

/// A server that serves so many callers, one after the other, and a client that calls so often.
fn looped(rounds: u8, calls: u8) -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    let repeat = |from, times| Line::Repeat { from, times };
    scenario.client.lines.push(repeat(0, calls));
    scenario.server.lines.push(repeat(3, rounds));
    // Time for the last connection to be over.
    scenario
        .client
        .lines
        .insert(0, Line::Wait(Duration::from_secs(1)));
    scenario
}

fn count(simulation: &Simulation, host: HostId, wanted: &Call) -> usize {
    let all = outcomes(simulation, host);
    all.iter().filter(|(call, _)| call == wanted).count()
}

/// The sockets that a host still has in a state.
fn left(simulation: &Simulation, host: HostId, state: State) -> usize {
    let sockets = simulation.host(host).sockets().iter();
    sockets
        .filter(|(_, socket)| socket.state() == state)
        .count()
}

#[test]
fn a_loop_makes_all_its_rounds_each_on_a_socket_of_its_own() {
    let simulation = ended(&looped(3, 3));
    let accepted = outcomes(&simulation, Server);
    let accepted = accepted.iter().filter(|(call, _)| *call == Call::Accept);
    let accepted: Vec<_> = accepted.map(|(_, outcome)| outcome.clone()).collect();
    assert_eq!(
        accepted,
        [2, 3, 4].map(|id| CallOutcome::Accepted(SocketId(id)))
    );
    assert_eq!(count(&simulation, Client, &Call::Close), 3);
    assert_eq!(states(&simulation), [State::Closed; 2]);
    let [client, server] = simulation.snapshots();
    assert_eq!([client.program, server.program], [ProgramStatus::Ended; 2]);
}

#[test]
fn a_server_for_ever_waits_for_the_next_caller() {
    let simulation = ended(&looped(0, 2));
    let [_, server] = simulation.snapshots();
    assert_eq!(server.program, ProgramStatus::Blocked { line: 3 });
    assert_eq!(server.outcomes.len(), 3, "of the latest round nothing yet");
    assert_eq!(left(&simulation, Server, State::Listen), 1);
}

#[test]
fn a_line_before_the_loop_runs_once_and_a_loop_in_a_loop_each_time() {
    let mut scenario = Scenario::request_and_answer();
    let wait = Line::Wait(Duration::from_millis(10));
    let inner = Line::Repeat { from: 1, times: 3 };
    let outer = Line::Repeat { from: 1, times: 2 };
    let second = Line::Wait(Duration::from_millis(20));
    scenario.client.lines = vec![Line::Socket, wait, inner, second, outer];
    let simulation = ended(&scenario);
    let slept = simulation
        .events()
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Slept { span, .. } => Some(span.as_millis()),
            _ => None,
        });
    assert_eq!(slept.collect::<Vec<_>>(), [10, 10, 10, 20, 10, 10, 10, 20]);
}

#[test]
fn the_rounds_follow_each_other_at_the_pace_of_the_lines() {
    let mut scenario = Scenario::request_and_answer();
    let span = Duration::from_millis(10);
    scenario.client.pace = Duration::from_millis(5);
    scenario.client.lines = vec![Line::Wait(span), Line::Repeat { from: 0, times: 3 }];
    let simulation = ended(&scenario);
    let slept = simulation
        .events()
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Slept { .. } => Some(event.at),
            _ => None,
        });
    assert_eq!(slept.collect::<Vec<_>>(), [ms(60), ms(75), ms(90)]);
}

#[test]
fn a_round_in_which_nothing_happens_is_the_last() {
    let mut scenario = Scenario::request_and_answer();
    for lines in [
        vec![Line::Repeat { from: 0, times: 0 }],
        vec![Line::Socket, Line::Repeat { from: 0, times: 0 }],
        vec![
            Line::Socket,
            Line::Repeat { from: 2, times: 0 },
            Line::Repeat { from: 1, times: 0 },
        ],
    ] {
        scenario.client.lines = lines;
        let [client, _] = ended(&scenario).snapshots();
        assert_eq!(client.program, ProgramStatus::Ended);
    }
}

#[test]
fn a_forgotten_close_in_a_loop_leaves_a_connection_each_time_until_there_is_no_descriptor() {
    let scenario = looped(0, 5)
        .varied(Variation::Closes(Server, CloseTime::Never))
        .varied(Variation::Descriptors(Some(4)));
    let mut simulation = ended(&scenario);
    // One is the listener's; the fourth caller waits in the queue, and has been told nothing.
    assert_eq!(count(&simulation, Server, &Call::receive()), 6);
    let last = outcomes(&simulation, Server).pop();
    let too_many = CallOutcome::Failed(SocketError::MFile);
    assert_eq!(last, Some((Call::Accept, too_many)));
    assert_eq!(left(&simulation, Server, State::CloseWait), 3);
    assert_eq!(left(&simulation, Server, State::Established), 1);
    assert_eq!(left(&simulation, Server, State::Listen), 1);
    let [client, server] = simulation.snapshots();
    assert_eq!(server.program, ProgramStatus::Failed { line: 3 });
    assert_eq!(client.program, ProgramStatus::Blocked { line: 4 });
    assert!(server.close_is_past);
    let mend = Command::SetCloseTime {
        host: Server,
        when: CloseTime::NOW,
    };
    let now = simulation.now();
    assert_eq!(
        simulation.apply(now, &mend),
        Err(Refusal::CloseIsPast(Server))
    );
}

#[test]
fn a_close_forgotten_in_a_loop_can_be_mended_for_the_rounds_to_come() {
    let scenario = looped(2, 2).varied(Variation::Closes(Server, CloseTime::Never));
    let mut simulation = Simulation::new(&scenario);
    while count(&simulation, Server, &Call::Accept) < 1 {
        simulation.step();
    }
    let accepted = simulation.now();
    simulation.run_until(accepted + Duration::from_secs(1));
    set_close_time(
        &mut simulation,
        accepted + Duration::from_secs(1),
        CloseTime::NOW,
    );
    simulation.run_until(ms(200_000));
    assert_eq!(count(&simulation, Server, &Call::Close), 1);
    assert_eq!(left(&simulation, Server, State::CloseWait), 1);
    let [_, server] = simulation.snapshots();
    assert!(server.close_is_past, "the last round is over");
}
