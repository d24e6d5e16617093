//! Several sockets on each host, driven by hand.

use super::*;
use crate::network::Reason;
use crate::tcp::Segment;

/// Two hosts on which no program runs.
struct ByHand {
    simulation: Simulation,
}

impl ByHand {
    fn new() -> Self {
        let mut scenario = Scenario::request_and_answer();
        scenario.client = Program::new(Instant::ZERO, Vec::new());
        scenario.server = Program::new(Instant::ZERO, Vec::new());
        Self {
            simulation: Simulation::new(&scenario),
        }
    }

    /// A server that listens at 0 s on its first socket.
    fn listening() -> Self {
        let mut hands = Self::new();
        hands.act(0, &Command::Open { host: Server });
        hands
    }

    /// A connection at 200 ms: the client's first socket, the server's second, which has been accepted.
    fn connected() -> Self {
        let mut hands = Self::listening();
        hands.call(0, Server, 1, Call::Accept);
        hands.act(0, &Command::Open { host: Client });
        hands.simulation.run_until(ms(200));
        hands
    }

    fn act(&mut self, at: u64, command: &Command) {
        self.simulation.apply(ms(at), command).unwrap();
    }

    fn call(&mut self, at: u64, host: HostId, socket: u32, call: Call) {
        let socket = Some(SocketId(socket));
        self.act(at, &Command::Call { host, socket, call });
    }

    /// What came back on a host's socket, and when: `150 recv() EndOfFile`.
    fn returned(&self, host: HostId, socket: u32) -> Vec<String> {
        let returned = self.simulation.events().iter().filter_map(|event| {
            let EventKind::CallReturned {
                host: at,
                call,
                outcome,
                ..
            } = &event.kind
            else {
                return None;
            };
            let is_it = *at == host && event.socket == Some(SocketId(socket));
            let ms = event.at.as_micros() / 1_000;
            is_it.then(|| format!("{ms} {} {outcome:?}", call.name()))
        });
        returned.collect()
    }

    fn states(&self, host: HostId) -> Vec<State> {
        let [client, server] = self.simulation.snapshots();
        let snapshot = if host == Client { client } else { server };
        snapshot.sockets.iter().map(|socket| socket.state).collect()
    }

    fn lifeline(&self, host: HostId) -> State {
        states(&self.simulation)[host.index()]
    }
}

#[test]
fn calls_that_wait_come_back_each_in_its_time() {
    let mut hands = ByHand::listening();
    hands.call(0, Server, 1, Call::Accept);
    hands.call(0, Server, 1, Call::Accept);
    hands.act(0, &Command::Open { host: Client });
    hands.act(100, &Command::Open { host: Client });
    hands.simulation.run_until(ms(400));
    assert_eq!(
        hands.returned(Server, 1)[2..],
        [
            "150 accept() Accepted(SocketId(2))",
            "250 accept() Accepted(SocketId(3))"
        ]
    );
    assert_eq!(hands.returned(Client, 1), ["100 connect() Done"]);
    assert_eq!(hands.returned(Client, 2), ["200 connect() Done"]);
    // Two wait at once, and the later one is answered first.
    hands.call(400, Client, 1, Call::receive());
    hands.call(400, Client, 2, Call::receive());
    hands.call(500, Server, 3, Call::Send("b".into()));
    hands.call(600, Server, 2, Call::Close);
    hands.simulation.run_until(ms(700));
    assert_eq!(hands.returned(Client, 2)[1..], ["550 recv() Data([98])"]);
    assert_eq!(hands.returned(Client, 1)[1..], ["650 recv() EndOfFile"]);
}

#[test]
fn an_interrupted_call_comes_back_and_the_connection_goes_on() {
    let mut hands = ByHand::connected();
    hands.call(200, Client, 1, Call::receive());
    let (host, socket) = (Client, SocketId(1));
    hands.act(300, &Command::Interrupt { host, socket });
    hands.call(400, Client, 1, Call::receive());
    hands.call(400, Server, 2, Call::Send("x".into()));
    hands.simulation.run_until(ms(500));
    assert_eq!(
        hands.returned(Client, 1)[1..],
        ["300 recv() Failed(Intr)", "450 recv() Data([120])"]
    );
}

#[test]
fn an_interrupted_connect_goes_on_when_it_is_called_again() {
    let mut hands = ByHand::listening();
    hands.act(0, &Command::Open { host: Client });
    let (host, socket) = (Client, SocketId(1));
    hands.act(20, &Command::Interrupt { host, socket });
    hands.call(40, Client, 1, Call::connect(Server.address()));
    hands.simulation.run_until(ms(200));
    assert_eq!(
        hands.returned(Client, 1),
        ["20 connect() Failed(Intr)", "100 connect() Done"]
    );
    let syns = hands.simulation.events().iter().filter(
        |event| matches!(&event.kind, EventKind::SegmentSent { content, .. } if content.is_syn()),
    );
    assert_eq!(syns.count(), 2, "one from each host");
}

#[test]
fn the_lifeline_shows_the_newest_connection_and_stays_with_it() {
    let mut hands = ByHand::listening();
    assert_eq!(hands.lifeline(Server), State::Listen);
    hands.call(0, Server, 1, Call::Accept);
    hands.act(0, &Command::Open { host: Client });
    hands.simulation.run_until(ms(60));
    assert_eq!(hands.lifeline(Server), State::SynReceived);
    assert_eq!(
        hands.states(Server),
        [State::Listen, State::SynReceived],
        "the listener goes on listening"
    );
    hands.simulation.run_until(ms(200));
    hands.call(200, Server, 2, Call::Abort);
    hands.simulation.run_until(ms(300));
    assert_eq!(hands.lifeline(Server), State::Closed);
    assert_eq!(hands.states(Server), [State::Listen]);
    let focus = hands.simulation.snapshots()[1].focus;
    assert_eq!((focus.socket, focus.since), (Some(SocketId(2)), ms(200)));
    hands.act(300, &Command::Open { host: Client });
    hands.simulation.run_until(ms(360));
    assert_eq!(hands.lifeline(Server), State::SynReceived);
}

/// A SYN that nobody has sent, as the client would send it.
fn forged_syn() -> Segment {
    let hands = ByHand::connected();
    let syn = hands.simulation.events().iter().find_map(|event| {
        let EventKind::SegmentSent { content, .. } = &event.kind else {
            return None;
        };
        content.is_syn().then(|| content.clone())
    });
    syn.unwrap()
}

#[test]
fn a_forged_call_makes_a_child_that_a_reset_takes_away() {
    let mut hands = ByHand::listening();
    let inject = Command::Inject {
        from: Client,
        segment: forged_syn(),
        after: Duration::from_millis(30),
    };
    hands.act(100, &inject);
    hands.simulation.run_until(ms(150));
    assert_eq!(hands.lifeline(Server), State::SynReceived);
    hands.simulation.run_until(ms(300));
    assert_eq!(hands.lifeline(Server), State::Listen);
    let stays = hands.simulation.snapshots()[1].focus;
    // 130 ms there, 50 ms back, 50 ms again.
    assert_eq!((stays.socket, stays.since), (Some(SocketId(1)), ms(230)));
}

#[test]
fn a_segment_of_an_earlier_connection_comes_back() {
    let mut hands = ByHand::connected();
    hands.call(200, Client, 1, Call::Send("old".into()));
    hands.call(300, Client, 1, Call::Abort);
    hands.simulation.run_until(ms(400));
    hands.call(400, Server, 1, Call::Accept);
    hands.act(400, &Command::Open { host: Client });
    hands.simulation.run_until(ms(600));
    let after = Duration::from_millis(50);
    // The SYN, then the data, of the connection that is no more; its ports are not those of the new one.
    for segment in [SegmentId(1), SegmentId(4)] {
        hands.act(600, &Command::Replay { segment, after });
    }
    hands.simulation.run_until(ms(1_000));
    let copies = hands.simulation.events().iter().filter(|event| {
        matches!(
            event.kind,
            EventKind::SegmentDuplicated {
                reason: Reason::ByHand,
                ..
            }
        )
    });
    assert_eq!(copies.count(), 2);
    assert_eq!(
        hands.states(Server),
        [State::Listen, State::Closed, State::Established],
        "the old SYN's child was reset, and the new connection never met the old data"
    );
    // Even a copy can come back.
    let segment = SegmentId(8 + 1);
    assert!(
        hands
            .simulation
            .apply(ms(1_000), &Command::Replay { segment, after })
            .is_ok()
    );
}

#[test]
fn a_crashed_host_is_silent_until_it_is_back_and_then_knows_nothing() {
    let mut hands = ByHand::connected();
    hands.call(200, Server, 2, Call::receive());
    hands.act(200, &Command::Crash { host: Server });
    assert_eq!(hands.lifeline(Server), State::Closed);
    assert!(hands.states(Server).is_empty());
    hands.call(210, Client, 1, Call::Send("Anybody?".into()));
    hands.simulation.run_until(ms(1_000));
    let lost = hands.simulation.events().iter().filter(|event| {
        matches!(
            event.kind,
            EventKind::SegmentDropped {
                reason: Reason::HostDown,
                ..
            }
        )
    });
    assert_eq!(lost.count(), 1);
    hands.act(1_000, &Command::Reboot { host: Server });
    hands.call(1_000, Client, 1, Call::receive());
    hands.simulation.run_until(ms(1_400));
    // Sent again after a second; the RST is back after another 100 ms.
    assert_eq!(
        hands.returned(Client, 1)[2..],
        ["1310 recv() Failed(ConnReset)"]
    );
    assert_eq!(
        hands.returned(Server, 2),
        [""; 0],
        "its program died with it"
    );
}

#[test]
fn a_cut_link_carries_nothing_until_it_is_mended() {
    let mut hands = ByHand::connected();
    hands.act(200, &Command::CutLink);
    hands.call(200, Server, 2, Call::receive());
    hands.call(200, Client, 1, Call::Send("x".into()));
    hands.act(500, &Command::RestoreLink);
    hands.simulation.run_until(ms(2_000));
    assert_eq!(
        hands.returned(Server, 2),
        ["1250 recv() Data([120])"],
        "the second try, after a second"
    );
}

#[test]
fn a_program_that_cannot_bind_says_so() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.starts = ms(100);
    let mut simulation = Simulation::new(&scenario);
    simulation
        .apply(ms(0), &Command::Open { host: Server })
        .unwrap();
    simulation.run_until(ms(1_000));
    let in_use = CallOutcome::Failed(SocketError::AddrInUse);
    let last = outcomes(&simulation, Server).pop().unwrap();
    assert_eq!(last, (Call::Bind { port: 80 }, in_use));
    let [_, server] = simulation.snapshots();
    assert_eq!(server.program, ProgramStatus::Failed { line: 1 });
}

#[test]
fn hundreds_of_connections_do_not_mix() {
    const MANY: u32 = 300;
    let mut hands = ByHand::listening();
    let address = Server.address();
    for n in 1..=MANY {
        hands.call(u64::from(n), Server, 1, Call::Accept);
        let socket = None;
        let (host, call) = (Client, Call::Socket);
        hands.act(u64::from(n), &Command::Call { host, socket, call });
        hands.call(u64::from(n), Client, n, Call::connect(address));
    }
    for n in 1..=MANY {
        let text = n.to_string().into_bytes();
        hands.call(2_000, Client, n, Call::Send(text));
    }
    for n in 2..=MANY + 1 {
        hands.call(3_000, Server, n, Call::receive());
    }
    for n in 1..=MANY {
        let wanted = format!("recv() {:?}", CallOutcome::Data(n.to_string().into_bytes()));
        let got = hands.returned(Server, n + 1).pop().unwrap();
        assert_eq!(got, format!("3000 {wanted}"));
    }
    assert_eq!(hands.states(Server).len(), MANY as usize + 1);
}
