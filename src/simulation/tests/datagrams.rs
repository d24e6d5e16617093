//! Programs over UDP.

use super::*;
use crate::network::SegmentKind;
use crate::udp::Discard;

fn over_udp() -> Scenario {
    Scenario::request_and_answer().over(Protocol::Udp)
}

/// What UDP has done: `client sends UDP len=5`, `server queues 5`, `client discards NoSocket`.
fn story(simulation: &Simulation) -> Vec<String> {
    let host = |host: &HostId| match host {
        Client => "client",
        Server => "server",
    };
    let told = simulation
        .events()
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::DatagramSent { from, content, .. } => {
                Some(format!("{} sends {content}", host(from)))
            }
            EventKind::DatagramQueued { host: at, len } => {
                Some(format!("{} queues {len}", host(at)))
            }
            EventKind::DatagramDiscarded { host: at, why } => {
                Some(format!("{} discards {why:?}", host(at)))
            }
            EventKind::SegmentDropped { .. } => Some("lost".to_owned()),
            EventKind::SegmentDuplicated { .. } => Some("duplicated".to_owned()),
            EventKind::CallMade { .. }
            | EventKind::CallReturned { .. }
            | EventKind::SegmentArrived { .. }
            | EventKind::Commanded(_) => None,
            other => Some(format!("{other:?}")),
        });
    told.collect()
}

#[test]
fn the_same_programs_speak_either_protocol() {
    let tcp = Scenario::request_and_answer();
    let udp = tcp.clone().over(Protocol::Udp);
    let code = |program: &Program, host| -> Vec<String> {
        let code = |line: &Line| line.code(host, program.protocol());
        program.lines.iter().map(code).collect()
    };
    assert_eq!(
        code(&udp.client, Client),
        [
            "s = socket(type=SOCK_DGRAM)",
            "s.sendto(b\"Hello\", (\"10.0.0.2\", 80))",
            "s.recvfrom(1024)",
            "s.close()"
        ]
    );
    assert_eq!(
        code(&udp.server, Server),
        [
            "s = socket(type=SOCK_DGRAM)",
            "s.bind((\"\", 80))",
            "s.recvfrom(1024)",
            "s.sendto(b\"Hi, client!\", (\"10.0.0.1\", 40000))",
            "s.recvfrom(1024)",
            "s.close()"
        ]
    );
    assert_eq!(udp.clone().over(Protocol::Udp), udp);
    assert_eq!(udp.over(Protocol::Tcp), tcp);
    assert_eq!(tcp.clone().over(Protocol::Tcp), tcp);
}

/// A loop goes back to the same line, wherever that stands now.
#[test]
fn a_loop_stays_a_loop() {
    let mut tcp = Scenario::request_and_answer();
    tcp.client.lines.push(Line::Repeat { from: 2, times: 3 });
    let udp = tcp.clone().over(Protocol::Udp);
    assert_eq!(
        udp.client.lines.last(),
        Some(&Line::Repeat { from: 1, times: 3 })
    );
    assert_eq!(udp.over(Protocol::Tcp), tcp);
}

#[test]
fn a_request_and_its_answer_are_two_datagrams_and_nothing_else() {
    let simulation = ended(&over_udp());
    assert_eq!(
        story(&simulation),
        [
            "client sends UDP len=5",
            "server queues 5",
            "server sends UDP len=11",
            "client queues 11",
        ]
    );
    let from_server = CallOutcome::DataFrom(b"Hi, client!".to_vec(), Server.address());
    assert_eq!(outcomes(&simulation, Client)[1].1, from_server);
    // There is no end of file: the server waits for more.
    let [client, server] = simulation.snapshots();
    assert_eq!(client.program, ProgramStatus::Ended);
    assert!(server.awaits_datagram());
    assert_eq!(states(&simulation), [State::Closed; 2]);
}

#[test]
fn a_lost_datagram_is_nobodys_business() {
    let mut simulation = Simulation::new(&over_udp());
    let lose = Command::InterfereNext {
        from: None,
        kind: SegmentKind::Data,
        how: Intervention::Drop,
    };
    simulation.apply(Instant::ZERO, &lose).unwrap();
    simulation.run_until(ms(1_000_000));
    assert_eq!(story(&simulation), ["client sends UDP len=5", "lost"]);
    let [client, server] = simulation.snapshots();
    assert!(client.awaits_datagram() && server.awaits_datagram());
    assert_eq!(simulation.next_at(), None, "nothing will ever happen");
}

#[test]
fn a_copy_is_taken_for_another_datagram() {
    let mut simulation = Simulation::new(&over_udp());
    let copy = Command::InterfereNext {
        from: Some(Client),
        kind: SegmentKind::Data,
        how: Intervention::Duplicate,
    };
    simulation.apply(Instant::ZERO, &copy).unwrap();
    simulation.run_until(ms(1_000_000));
    assert_eq!(
        story(&simulation),
        [
            "client sends UDP len=5",
            "duplicated",
            "server queues 5",
            "server queues 5",
            "server sends UDP len=11",
            "client queues 11",
        ]
    );
    let hello = CallOutcome::DataFrom(b"Hello".to_vec(), Client.address());
    let given: Vec<_> = outcomes(&simulation, Server)
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect();
    assert_eq!(
        given,
        [hello.clone(), CallOutcome::Done, hello, CallOutcome::Done]
    );
}

#[test]
fn who_has_closed_gets_nothing_and_says_nothing() {
    let mut scenario = over_udp();
    // The client does not wait for the answer.
    scenario.client.lines.remove(2);
    let simulation = ended(&scenario);
    let why = Discard::NoSocket;
    assert_eq!(
        simulation.events().last().map(|event| &event.kind),
        Some(&EventKind::DatagramDiscarded { host: Client, why })
    );
}

#[test]
fn a_datagram_can_be_brought_back_and_sent_by_hand() {
    let mut simulation = ended(&over_udp());
    let at = simulation.now();
    let replay = Command::Replay {
        segment: SegmentId(1),
        after: Duration::from_secs(1),
    };
    simulation.apply(at, &replay).unwrap();
    simulation.run_until(at + Duration::from_secs(1));
    assert_eq!(story(&simulation)[4..], ["duplicated", "server queues 5"]);

    let mut simulation = Simulation::new(&over_udp());
    simulation.run_until(ms(200));
    let (call, permitted) = simulation.snapshots()[1].calls[0].clone();
    assert_eq!(permitted, Ok(()));
    let by_hand = Command::Call {
        host: Server,
        socket: simulation.snapshots()[1].focus.socket,
        call,
    };
    simulation.apply(ms(200), &by_hand).unwrap();
    assert_eq!(
        story(&simulation).last().map(String::as_str),
        Some("server sends UDP len=3")
    );
}

#[test]
fn a_host_that_is_down_gets_nothing() {
    let mut simulation = Simulation::new(&over_udp());
    let crash = Command::Crash { host: Server };
    simulation.apply(ms(80), &crash).unwrap();
    simulation.run_until(ms(1_000_000));
    assert_eq!(story(&simulation), ["client sends UDP len=5", "lost"]);
    assert!(!simulation.snapshots()[1].awaits_datagram());
}
