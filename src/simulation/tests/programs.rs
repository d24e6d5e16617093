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
