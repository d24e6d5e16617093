//! What a program sets about a socket.

use super::*;
use crate::tcp::{KeepAlive, Limit};

fn set(lan: &mut Lan, at: usize, socket: SocketId, options: &[SocketOption]) {
    for option in options {
        let call = Call::SetOption(*option);
        assert_eq!(lan.done(at, socket, &call), CallOutcome::Done);
    }
}

#[test]
fn an_idle_peer_is_asked_and_given_up_when_it_does_not_answer() {
    let (mut lan, listener) = Lan::listening(5);
    let secs = Duration::from_secs;
    let options = [
        SocketOption::KeepIdle(secs(2)),
        SocketOption::KeepAlive(true),
        SocketOption::KeepCount(3),
        SocketOption::KeepInterval(secs(1)),
    ];
    // Set on the listener: its children have it too.
    set(&mut lan, S, listener, &options);
    let [_, server] = lan.pair(listener);
    lan.trace();
    lan.pass(Duration::from_millis(2_500));
    assert_eq!(lan.trace(), ["< ACK", "> ACK"]);
    lan.is_cut = true;
    lan.pass(secs(10));
    assert_eq!(lan.trace()[..3], ["< ACK x"; 3]);
    assert_eq!(
        lan.fails(S, server, &Call::receive()),
        SocketError::TimedOut
    );
}

#[test]
fn options_are_for_the_connection_that_is_and_for_the_one_that_will_be() {
    let mut lan = Lan::with(|settings| settings.tcp.nagle = true);
    lan.listen(5);
    let before = lan.socket(C);
    set(
        &mut lan,
        C,
        before,
        &[
            SocketOption::NoDelay(true),
            SocketOption::UserTimeout(Duration::from_secs(3)),
            SocketOption::KeepAlive(true),
        ],
    );
    lan.done(C, before, &Call::connect(SERVICE));
    let after = lan.connect();
    let config = |lan: &Lan, socket| *lan.hosts[C].socket(socket).unwrap().connection().config();
    assert!(config(&lan, after).nagle);
    assert_eq!(config(&lan, after).keep_alive, None);
    set(
        &mut lan,
        C,
        after,
        &[
            SocketOption::KeepAlive(true),
            SocketOption::UserTimeout(Duration::from_secs(3)),
            SocketOption::NoDelay(true),
        ],
    );
    for socket in [before, after] {
        let config = config(&lan, socket);
        assert!(!config.nagle);
        assert_eq!(config.user_timeout, Some(Duration::from_secs(3)));
        assert_eq!(config.keep_alive, Some(KeepAlive::DEFAULT));
    }
    set(&mut lan, C, after, &[SocketOption::NoDelay(false)]);
    assert!(config(&lan, after).nagle);
}

#[test]
fn a_cork_holds_small_data_back_until_the_end() {
    let (mut lan, listener) = Lan::listening(5);
    let [client, _] = lan.pair(listener);
    lan.trace();
    set(&mut lan, C, client, &[SocketOption::Cork(true)]);
    lan.done(C, client, &send("Hello"));
    assert_eq!(lan.trace(), [""; 0]);
    lan.done(C, client, &Call::Close);
    assert_eq!(lan.trace()[0], "> FIN,PSH,ACK 5");
}

#[test]
fn how_often_a_syn_is_repeated_and_how_long_fin_wait_2_lasts_can_be_set_for_one_socket() {
    let secs = Duration::from_secs;
    let mut lan = Lan::with(|settings| settings.tcp.fin_wait_2_timeout = Some(secs(60)));
    lan.listen(5);
    let client = lan.socket(C);
    set(
        &mut lan,
        C,
        client,
        &[SocketOption::SynCount(2), SocketOption::Linger2(secs(7))],
    );
    lan.done(C, client, &Call::connect(SERVICE));
    let config = |lan: &Lan| {
        let socket = lan.hosts[C].socket(client).unwrap();
        *socket.connection().config()
    };
    assert_eq!(config(&lan).r2_syn, Limit::Retransmissions(2));
    assert_eq!(config(&lan).fin_wait_2_timeout, Some(secs(7)));
    set(&mut lan, C, client, &[SocketOption::Linger2(secs(0))]);
    assert_eq!(config(&lan).fin_wait_2_timeout, Some(secs(60)));
    set(&mut lan, C, client, &[SocketOption::Linger2(secs(3))]);
    lan.done(C, client, &Call::Close);
    assert_eq!(lan.state(C, client), State::FinWait2);
    lan.pass(secs(3));
    assert!(lan.hosts[C].sockets().is_empty());
}
