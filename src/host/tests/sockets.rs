//! Which socket a segment is for, and what a socket call gives.

use super::*;

#[test]
fn each_connection_has_a_socket_of_its_own_and_the_listener_goes_on_listening() {
    let (mut lan, listener) = Lan::listening(5);
    let one = lan.connect();
    let other = lan.connect();
    assert_eq!(
        lan.trace(),
        ["> SYN", "< SYN,ACK", "> ACK", "> SYN", "< SYN,ACK", "> ACK"]
    );
    let (to_one, to_other) = (lan.accept(listener), lan.accept(listener));
    lan.done(C, other, &send("from the other"));
    lan.done(C, one, &send("from the one"));
    assert_eq!(lan.done(S, to_one, &Call::receive()), data("from the one"));
    assert_eq!(
        lan.done(S, to_other, &Call::receive()),
        data("from the other")
    );
    assert_eq!(
        lan.states(S),
        [State::Listen, State::Established, State::Established]
    );
    let ports = [one, other].map(|id| lan.hosts[C].socket(id).unwrap().local().port());
    assert_eq!(ports, [49_152, 49_153]);
}

#[test]
fn a_call_to_a_port_where_nobody_listens_is_refused() {
    let mut lan = Lan::new();
    let socket = lan.socket(C);
    let call = Call::connect(SERVICE);
    assert_eq!(lan.fails(C, socket, &call), SocketError::ConnRefused);
    assert_eq!(lan.trace(), ["> SYN", "< RST,ACK"]);
    assert!(lan.news.iter().any(|(at, event)| *at == S
        && event.socket.is_none()
        && matches!(
            event.kind,
            HostEventKind::Tcp(TcpEvent::SegmentRejected { .. })
        )));
    lan.listen(5);
    assert_eq!(
        lan.done(C, socket, &call),
        CallOutcome::Done,
        "and may call again"
    );
}

#[test]
fn a_call_that_waits_comes_back_when_its_socket_is_woken() {
    let (mut lan, listener) = Lan::listening(5);
    assert_eq!(lan.call(S, listener, &Call::Accept), Progress::Blocks);
    lan.hosts[S].take_woken();
    let client = lan.connect();
    assert!(lan.hosts[S].take_woken().contains(&listener));
    let server = lan.accept(listener);
    assert_eq!(lan.call(C, client, &Call::receive()), Progress::Blocks);
    lan.hosts[C].take_woken();
    lan.done(S, server, &send("x"));
    assert_eq!(lan.hosts[C].take_woken(), [client]);
    let now = lan.now;
    assert_eq!(
        lan.hosts[C].resume(now, client, &Call::receive()),
        Progress::Returned(data("x"))
    );
    assert_eq!(lan.call(C, client, &Call::receive()), Progress::Blocks);
    assert!(
        lan.hosts[C].take_woken().is_empty(),
        "asking in vain wakes nobody"
    );
}

#[test]
fn numbers_of_sockets_are_never_used_twice() {
    let (mut lan, listener) = Lan::listening(5);
    let mut seen = vec![listener];
    for _ in 0..3 {
        let [client, server] = lan.pair(listener);
        lan.done(C, client, &Call::Abort);
        lan.done(S, server, &Call::Close);
        assert!(!seen.contains(&server));
        seen.push(server);
    }
    assert_eq!(
        lan.states(S),
        [State::Listen],
        "and nothing is left of them"
    );
}

#[test]
fn both_call_at_once_and_have_one_connection() {
    let mut lan = Lan::new();
    let ends = [SocketAddrV4::new(CLIENT, 7), SocketAddrV4::new(SERVER, 9)];
    let sockets = [C, S].map(|at| {
        let socket = lan.socket(at);
        let port = ends[at].port();
        lan.done(at, socket, &Call::Bind { port });
        socket
    });
    lan.is_held = true;
    for at in [C, S] {
        let call = Call::connect(ends[1 - at]);
        assert_eq!(lan.call(at, sockets[at], &call), Progress::Blocks);
    }
    lan.is_held = false;
    lan.settle();
    assert_eq!(lan.trace(), ["> SYN", "< SYN", "< SYN,ACK", "> SYN,ACK"]);
    for at in [C, S] {
        assert_eq!(lan.state(at, sockets[at]), State::Established);
        assert_eq!(lan.states(at).len(), 1);
    }
}

#[test]
fn a_host_that_crashed_knows_nothing_and_says_so_when_asked() {
    let (mut lan, listener) = Lan::listening(5);
    let [client, server] = lan.pair(listener);
    lan.trace();
    lan.hosts[S].crash();
    lan.settle();
    assert_eq!(lan.trace(), [""; 0], "nobody is told");
    assert!(lan.hosts[S].sockets().is_empty());
    assert_eq!(lan.fails(S, server, &send("x")), SocketError::BadF);
    lan.done(C, client, &send("Are you there?"));
    assert_eq!(lan.trace(), ["> PSH,ACK 14", "< RST"]);
    assert_eq!(
        lan.fails(C, client, &Call::receive()),
        SocketError::ConnReset
    );
    let again = lan.listen(5);
    assert!(again > server, "numbers stay used");
}

#[test]
fn an_initial_sequence_number_hangs_on_the_pair_the_clock_and_the_secret() {
    let host = |secret| Host::new(SERVER, secret, Settings::rfc9293());
    let pair = |port| SocketPair {
        local: SERVICE,
        remote: SocketAddrV4::new(CLIENT, port),
    };
    let at = Instant::from_millis;
    let iss = host(1).iss(at(0), pair(7));
    assert_ne!(iss, host(2).iss(at(0), pair(7)));
    assert_ne!(iss, host(1).iss(at(0), pair(8)));
    // A number every 4 µs.
    assert_eq!(host(1).iss(at(1_000), pair(7)), iss + 250_000);
}

#[test]
fn a_program_holds_as_many_sockets_as_it_may_and_no_more() {
    let mut lan = Lan::with(|settings| settings.descriptors = Some(3));
    let now = lan.now;
    let mut open = |call: &Call| match lan.hosts[C].call(now, None, call) {
        Progress::Returned(outcome) => outcome,
        Progress::Blocks => panic!("{call:?} waits"),
    };
    let too_many = CallOutcome::Failed(SocketError::MFile);
    assert_eq!(open(&Call::Socket), CallOutcome::Opened(SocketId(1)));
    assert_eq!(open(&Call::Socket), CallOutcome::Opened(SocketId(2)));
    assert_eq!(
        open(&Call::DatagramSocket),
        CallOutcome::Opened(SocketId(3))
    );
    assert_eq!(open(&Call::Socket), too_many);
    assert_eq!(open(&Call::DatagramSocket), too_many);
    lan.done(C, SocketId(2), &Call::Close);
    assert_eq!(lan.socket(C), SocketId(4));
}

#[test]
fn accept_without_a_free_descriptor_fails_and_leaves_the_caller_in_the_queue() {
    let mut lan = Lan::with(|settings| settings.descriptors = Some(2));
    let listener = lan.listen(5);
    let clients = [lan.connect(), lan.connect()];
    let first = lan.accept(listener);
    assert_eq!(lan.fails(S, listener, &Call::Accept), SocketError::MFile);
    let waits = |lan: &Lan| {
        let socket = lan.hosts[S].socket(listener).unwrap();
        socket.listener().unwrap().complete().len()
    };
    assert_eq!(waits(&lan), 1);
    assert_eq!(lan.state(C, clients[1]), State::Established);
    // It fails before it looks at the queue.
    lan.done(S, first, &Call::Close);
    let second = lan.accept(listener);
    assert_eq!(waits(&lan), 0);
    assert_eq!(lan.fails(S, listener, &Call::Accept), SocketError::MFile);
    // What is closed gives its place back, even while TCP is not done with it.
    lan.done(S, second, &Call::Close);
    assert_eq!(lan.call(S, listener, &Call::Accept), Progress::Blocks);
}
