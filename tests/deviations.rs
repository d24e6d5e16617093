//! Whole runs of what is not TCP, as text ladders in `golden/`, and what their programs get to see.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use tcpscope::i18n::Lang;
use tcpscope::network::{HostId, Intervention, SegmentId, SegmentKind};
use tcpscope::simulation::{
    Call, CallOutcome, Command, EventKind, Scenario, SocketError, SynCookies, Variation,
};
use tcpscope::tcp::{Handshake, State};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{Recording, TimedCommand, Timeline};
use tcpscope::wire::text_ladder;

use HostId::{Client, Server};

fn check(name: &str, timeline: &Timeline) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text_ladder(timeline, Lang::En)));
}

fn run(scenario: Scenario, commands: &[(u64, Command)]) -> Timeline {
    let timed = |(ms, command): &(u64, Command)| TimedCommand {
        at: Instant::from_millis(*ms),
        command: command.clone(),
    };
    let commands = commands.iter().map(timed).collect();
    Timeline::replay(Recording { scenario, commands }).unwrap()
}

fn with(handshake: Handshake) -> Scenario {
    Scenario::request_and_answer().varied(Variation::Handshake(handshake))
}

/// What the calls of a host's program gave, in order.
fn outcomes(timeline: &Timeline, wanted: HostId) -> Vec<(Call, CallOutcome)> {
    let mut all = Vec::new();
    for event in timeline.events() {
        if let EventKind::CallReturned {
            host,
            call,
            outcome,
            ..
        } = &event.kind
            && *host == wanted
        {
            all.push((call.clone(), outcome.clone()));
        }
    }
    all
}

/// The states that a host entered, in order.
fn entered(timeline: &Timeline, wanted: HostId) -> Vec<State> {
    let mut all = Vec::new();
    for event in timeline.events() {
        if let EventKind::StateChanged { host, to, .. } = event.kind
            && host == wanted
        {
            all.push(to);
        }
    }
    all
}

/// The states of a host's sockets at the end.
fn at_the_end(timeline: &Timeline, host: HostId) -> Vec<State> {
    let moment = timeline.moment_at(timeline.end());
    let sockets = &moment.hosts[host.index()].sockets;
    sockets.iter().map(|socket| socket.state).collect()
}

fn data(bytes: &str) -> CallOutcome {
    CallOutcome::Data(bytes.into())
}

#[test]
fn request_and_answer_come_through_whatever_the_handshake() {
    for (handshake, name) in [
        (Handshake::TwoWay, "two_way"),
        (Handshake::FourWay, "four_way"),
    ] {
        let timeline = run(with(handshake), &[]);
        check(name, &timeline);
        assert!(outcomes(&timeline, Client).contains(&(Call::receive(), data("Hi, client!"))));
        assert!(outcomes(&timeline, Server).contains(&(Call::receive(), data("Hello"))));
        assert_eq!(at_the_end(&timeline, Client), []);
        assert_eq!(at_the_end(&timeline, Server), []);
    }
    assert_eq!(
        run(with(Handshake::ThreeWay), &[]),
        Timeline::untouched(Scenario::request_and_answer())
    );
}

#[test]
fn each_segment_of_a_two_way_handshake_can_be_lost() {
    for (ordinal, from, name) in [
        (1, Client, "two_way_syn_lost"),
        (1, Server, "two_way_syn_ack_lost"),
    ] {
        let how = Intervention::Drop;
        let lost = Command::InterfereNth { from, ordinal, how };
        let timeline = run(with(Handshake::TwoWay), &[(0, lost)]);
        check(name, &timeline);
        assert!(outcomes(&timeline, Client).contains(&(Call::receive(), data("Hi, client!"))));
        assert_eq!(at_the_end(&timeline, Server), []);
    }
}

/// A SYN is two seconds late; by then its caller has crashed and started anew, and knows nothing of it.
fn old_syn(handshake: Handshake, others: &[(u64, Command)]) -> Timeline {
    let late = Command::InterfereNth {
        from: Client,
        ordinal: 1,
        how: Intervention::Delay(Duration::from_secs(2)),
    };
    let host = Client;
    let gone = [
        (0, late),
        (500, Command::Crash { host }),
        (1_000, Command::Reboot { host }),
    ];
    run(with(handshake), &[others, &gone].concat())
}

#[test]
fn after_three_segments_an_old_syn_never_reaches_the_program() {
    let timeline = old_syn(Handshake::ThreeWay, &[]);
    check("old_syn_three_way", &timeline);
    assert_eq!(
        entered(&timeline, Server),
        [State::Listen, State::SynReceived, State::Listen]
    );
    assert_eq!(
        outcomes(&timeline, Server),
        [(Call::listen(), CallOutcome::Done)],
        "accept() still waits"
    );
}

#[test]
fn after_two_segments_an_old_syn_is_a_ghost_until_a_reset_comes() {
    let timeline = old_syn(Handshake::TwoWay, &[]);
    check("old_syn_two_way", &timeline);
    let [_, accepted, received] = &outcomes(&timeline, Server)[..] else {
        panic!("listen(), accept(), recv()");
    };
    assert!(matches!(accepted, (Call::Accept, CallOutcome::Accepted(_))));
    let reset = CallOutcome::Failed(SocketError::ConnReset);
    assert_eq!(*received, (Call::receive(), reset));
}

#[test]
fn after_two_segments_an_old_syn_is_a_ghost_for_ever_if_the_reset_is_lost() {
    let lost = Command::InterfereNext {
        from: Some(Client),
        kind: SegmentKind::Rst,
        how: Intervention::Drop,
    };
    let timeline = old_syn(Handshake::TwoWay, &[(0, lost)]);
    check("old_syn_two_way_reset_lost", &timeline);
    assert!(at_the_end(&timeline, Server).contains(&State::Established));
    assert_eq!(outcomes(&timeline, Server).len(), 2, "recv() still waits");
}

#[test]
fn a_cookie_comes_back_with_the_first_data_where_nobody_sends_a_third_segment() {
    let scenario = with(Handshake::TwoWay).varied(Variation::SynCookies(SynCookies::Always));
    let timeline = run(scenario, &[]);
    assert!(outcomes(&timeline, Server).contains(&(Call::receive(), data("Hello"))));
    assert!(outcomes(&timeline, Client).contains(&(Call::receive(), data("Hi, client!"))));
    assert_eq!(at_the_end(&timeline, Server), []);
}

#[test]
fn a_syn_that_comes_twice_makes_one_connection_in_every_handshake() {
    for handshake in [Handshake::TwoWay, Handshake::ThreeWay, Handshake::FourWay] {
        let again = Command::Replay {
            segment: SegmentId(1),
            after: Duration::from_millis(700),
        };
        let timeline = run(with(handshake), &[(120, again)]);
        let accepted = outcomes(&timeline, Server);
        let accepted = accepted.iter().filter(|(call, _)| *call == Call::Accept);
        assert_eq!(accepted.count(), 1);
        assert!(outcomes(&timeline, Client).contains(&(Call::receive(), data("Hi, client!"))));
    }
}
