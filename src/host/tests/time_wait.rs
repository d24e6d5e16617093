//! Pairs in TIME-WAIT that are wanted again.

use super::*;

fn linux(change: impl Fn(&mut Settings)) -> (Lan, SocketId) {
    let mut lan = Lan::with(|settings| {
        *settings = Settings::linux();
        (settings.port_low, settings.port_high) = (40_000, 40_000);
        change(settings);
    });
    let listener = lan.listen(5);
    (lan, listener)
}

/// A connection that this end has closed first.
fn closed_first_by(at: usize, lan: &mut Lan, listener: SocketId) {
    let pair = lan.pair(listener);
    lan.done(at, pair[at], &Call::Close);
    lan.pass(Duration::from_millis(100));
    lan.done(1 - at, pair[1 - at], &Call::Close);
    lan.pass(Duration::from_millis(100));
    assert_eq!(lan.state(at, pair[at]), State::TimeWait);
    assert_eq!(lan.state(1 - at, pair[1 - at]), State::Closed);
    lan.trace();
}

#[test]
fn a_new_call_ends_the_time_wait_of_the_one_that_is_called() {
    for reboot in [false, true] {
        let (mut lan, listener) = linux(|_| {});
        closed_first_by(S, &mut lan, listener);
        if reboot {
            // Its numbers begin elsewhere now, but its timestamps still show that it is no old duplicate.
            lan.hosts[C].crash();
        }
        let client = lan.connect();
        assert_eq!(lan.trace(), ["> SYN", "< SYN,ACK", "> ACK"]);
        assert_eq!(lan.state(C, client), State::Established);
        assert_eq!(lan.states(S), [State::Listen, State::Established]);
    }
}

#[test]
fn without_a_listener_the_call_is_answered_as_in_time_wait() {
    let (mut lan, listener) = linux(|_| {});
    closed_first_by(S, &mut lan, listener);
    lan.done(S, listener, &Call::Close);
    lan.connect();
    assert_eq!(lan.trace()[..2], ["> SYN", "< ACK"]);
    assert_eq!(
        lan.states(S).first(),
        None,
        "the RST that answers has ended it"
    );
}

fn reconnects(lan: &mut Lan) -> Result<(), SocketError> {
    let socket = lan.socket(C);
    match lan.done(C, socket, &Call::connect(SERVICE)) {
        CallOutcome::Failed(error) => Err(error),
        _ => Ok(()),
    }
}

#[test]
fn who_is_in_time_wait_itself_cannot_call_from_its_only_port() {
    let (mut lan, listener) = linux(|_| {});
    closed_first_by(C, &mut lan, listener);
    assert_eq!(reconnects(&mut lan), Err(SocketError::AddrNotAvail));
    lan.pass(Duration::from_secs(60));
    assert_eq!(reconnects(&mut lan), Ok(()));
}

#[test]
fn unless_it_is_set_to_reuse_such_pairs_and_has_waited_a_second() {
    let (mut lan, listener) = linux(|it| it.set_sysctl("tcp_tw_reuse", "1").unwrap());
    closed_first_by(C, &mut lan, listener);
    lan.pass(Duration::from_millis(300));
    assert_eq!(reconnects(&mut lan), Err(SocketError::AddrNotAvail));
    lan.pass(Duration::from_millis(700));
    assert_eq!(reconnects(&mut lan), Ok(()));
    let states = lan.states(C);
    assert_eq!(states.last(), Some(&State::Established));
    assert!(!states.contains(&State::TimeWait), "{states:?}");
}

#[test]
fn reuse_needs_timestamps() {
    let (mut lan, listener) = linux(|it| {
        it.set_sysctl("tcp_tw_reuse", "1").unwrap();
        it.set_sysctl("tcp_timestamps", "0").unwrap();
    });
    closed_first_by(C, &mut lan, listener);
    lan.pass(Duration::from_secs(5));
    assert_eq!(reconnects(&mut lan), Err(SocketError::AddrNotAvail));
}

#[test]
fn a_port_that_the_program_binds_again_is_called_from_at_once() {
    let (mut lan, listener) = linux(|_| {});
    let bound = |lan: &mut Lan| {
        let socket = lan.socket(C);
        let reuse = Call::SetOption(SocketOption::ReuseAddr(true));
        lan.done(C, socket, &reuse);
        lan.done(C, socket, &Call::Bind { port: 40_000 });
        let outcome = lan.done(C, socket, &Call::connect(SERVICE));
        (socket, outcome)
    };
    let (client, _) = bound(&mut lan);
    let server = lan.accept(listener);
    lan.done(C, client, &Call::Close);
    lan.done(S, server, &Call::Close);
    lan.pass(Duration::from_millis(100));
    assert_eq!(lan.state(C, client), State::TimeWait);
    let (_, outcome) = bound(&mut lan);
    assert_eq!(outcome, CallOutcome::Done);
}

#[test]
fn a_program_that_still_holds_the_socket_has_a_closed_one() {
    let (mut lan, listener) = linux(|_| {});
    let [client, server] = lan.pair(listener);
    lan.done(S, server, &Call::Shutdown);
    lan.done(C, client, &Call::Close);
    lan.pass(Duration::from_millis(100));
    assert_eq!(lan.state(S, server), State::TimeWait);
    lan.connect();
    assert_eq!(lan.state(S, server), State::Closed);
    assert_eq!(
        lan.done(S, server, &Call::receive()),
        CallOutcome::EndOfFile
    );
    assert_eq!(lan.fails(S, server, &send("x")), SocketError::Pipe);
    lan.done(S, server, &Call::Close);
    assert_eq!(lan.states(S), [State::Listen, State::Established]);
}

#[test]
fn a_successor_begins_beyond_all_that_was_used() {
    let (mut lan, listener) = linux(|settings| settings.iss_tick_ns = u32::MAX);
    closed_first_by(S, &mut lan, listener);
    let (id, old) = lan.hosts[S].sockets().iter().last().unwrap();
    assert_eq!(lan.state(S, id), State::TimeWait);
    assert!(old.connection().timer(Timer::TimeWait).is_some());
    let last = old.connection().tcb().unwrap().snd.nxt;
    lan.connect();
    let (_, new) = lan.hosts[S].sockets().iter().last().unwrap();
    assert_eq!(new.connection().tcb().unwrap().snd.iss, last + 65_537);
}
