//! Who may have which port.

use super::*;

fn bind(lan: &mut Lan, at: usize, port: u16) -> CallOutcome {
    let socket = lan.socket(at);
    lan.done(at, socket, &Call::Bind { port })
}

fn bind_reusing(lan: &mut Lan, at: usize, port: u16) -> CallOutcome {
    let socket = lan.socket(at);
    let reuse = Call::SetOption(SocketOption::ReuseAddr(true));
    lan.done(at, socket, &reuse);
    lan.done(at, socket, &Call::Bind { port })
}

const IN_USE: CallOutcome = CallOutcome::Failed(SocketError::AddrInUse);

#[test]
fn ports_run_out() {
    let mut lan = Lan::with(|settings| (settings.port_low, settings.port_high) = (40_000, 40_002));
    lan.listen(9);
    let ports = [(); 3].map(|()| {
        let socket = lan.connect();
        lan.hosts[C].socket(socket).unwrap().local().port()
    });
    assert_eq!(ports, [40_000, 40_001, 40_002]);
    let socket = lan.socket(C);
    let call = Call::connect(SERVICE);
    assert_eq!(lan.fails(C, socket, &call), SocketError::AddrNotAvail);
    // Another service can still be called from the same ports.
    let elsewhere = Call::connect(SocketAddrV4::new(SERVER, 81));
    assert_eq!(lan.fails(C, socket, &elsewhere), SocketError::ConnRefused);
}

#[test]
fn a_port_that_is_bound_is_not_called_from_by_others() {
    let mut lan = Lan::with(|settings| (settings.port_low, settings.port_high) = (40_000, 40_001));
    lan.listen(9);
    assert_eq!(bind(&mut lan, C, 40_000), CallOutcome::Done);
    let socket = lan.connect();
    assert_eq!(lan.hosts[C].socket(socket).unwrap().local().port(), 40_001);
}

#[test]
fn one_socket_has_one_port_and_one_port_one_socket() {
    let mut lan = Lan::new();
    let socket = lan.socket(S);
    assert_eq!(
        lan.done(S, socket, &Call::Bind { port: 80 }),
        CallOutcome::Done
    );
    assert_eq!(
        lan.fails(S, socket, &Call::Bind { port: 81 }),
        SocketError::Inval
    );
    assert_eq!(bind(&mut lan, S, 80), IN_USE);
    lan.done(S, socket, &Call::Close);
    assert_eq!(bind(&mut lan, S, 80), CallOutcome::Done);
    // A connection has its port, whoever has chosen it.
    lan.is_held = true;
    let calling = lan.connect();
    assert_eq!(
        lan.fails(C, calling, &Call::Bind { port: 81 }),
        SocketError::Inval
    );
    assert_eq!(lan.state(C, calling), State::SynSent);
}

#[test]
fn port_0_is_any_that_is_free() {
    let mut lan = Lan::new();
    let (one, other) = (lan.socket(S), lan.socket(S));
    lan.done(S, one, &Call::Bind { port: 0 });
    lan.done(S, other, &Call::listen());
    let ports = [one, other].map(|id| lan.hosts[S].socket(id).unwrap().local().port());
    assert_eq!(ports, [49_152, 49_153]);
}

/// The server closes first and is left with TIME-WAIT.
fn with_time_wait(reuses: bool) -> Lan {
    let mut lan = Lan::new();
    let listener = lan.socket(S);
    if reuses {
        let reuse = Call::SetOption(SocketOption::ReuseAddr(true));
        lan.done(S, listener, &reuse);
    }
    lan.done(S, listener, &Call::Bind { port: 80 });
    lan.done(S, listener, &Call::listen());
    let [client, server] = lan.pair(listener);
    lan.done(S, server, &Call::Close);
    lan.done(C, client, &Call::Close);
    lan.done(S, listener, &Call::Close);
    assert_eq!(lan.states(S), [State::TimeWait]);
    lan
}

#[test]
fn in_time_wait_the_port_is_free_only_if_both_the_old_socket_and_the_new_one_reuse_it() {
    let mut lan = with_time_wait(false);
    assert_eq!(bind(&mut lan, S, 80), IN_USE);
    assert_eq!(bind_reusing(&mut lan, S, 80), IN_USE);
    let mut lan = with_time_wait(true);
    assert_eq!(bind(&mut lan, S, 80), IN_USE);
    assert_eq!(bind_reusing(&mut lan, S, 80), CallOutcome::Done);
    let mut lan = with_time_wait(false);
    lan.pass(Duration::from_secs(240));
    assert_eq!(bind(&mut lan, S, 80), CallOutcome::Done);
}

#[test]
fn nobody_shares_a_port_with_one_that_listens() {
    let mut lan = Lan::new();
    let [one, other] = [(); 2].map(|()| {
        let socket = lan.socket(S);
        let reuse = Call::SetOption(SocketOption::ReuseAddr(true));
        lan.done(S, socket, &reuse);
        lan.done(S, socket, &Call::Bind { port: 80 });
        socket
    });
    assert_eq!(lan.done(S, one, &Call::listen()), CallOutcome::Done);
    assert_eq!(lan.fails(S, other, &Call::listen()), SocketError::AddrInUse);
    assert_eq!(bind_reusing(&mut lan, S, 80), IN_USE);
    let client = lan.connect();
    let server = lan.accept(one);
    lan.done(S, one, &Call::Close);
    assert_eq!(
        lan.done(S, other, &Call::listen()),
        CallOutcome::Done,
        "an open connection may share it"
    );
    lan.done(C, client, &send("x"));
    assert_eq!(lan.done(S, server, &Call::receive()), data("x"));
}
