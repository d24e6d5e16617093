//! Answering calls without remembering them.

use super::*;
use crate::host::SynCookies;

fn always() -> (Lan, SocketId) {
    let mut lan = Lan::with(|settings| settings.syn_cookies = SynCookies::Always);
    let listener = lan.listen(5);
    (lan, listener)
}

#[test]
fn a_cookie_makes_the_connection_when_it_comes_back_and_not_before() {
    let (mut lan, listener) = always();
    lan.is_held = true;
    let client = lan.connect();
    let (_, call) = lan.wire.pop_front().unwrap();
    lan.forge(S, &call);
    assert_eq!(lan.states(S), [State::Listen], "nothing is remembered");
    lan.is_held = false;
    lan.settle();
    assert_eq!(lan.trace(), ["> SYN", "< SYN,ACK", "> ACK"]);
    let server = lan.accept(listener);
    lan.done(C, client, &send("Hello"));
    assert_eq!(lan.done(S, server, &Call::receive()), data("Hello"));
    lan.done(S, server, &send("Hi"));
    assert_eq!(lan.done(C, client, &Call::receive()), data("Hi"));
}

#[test]
fn a_cookie_remembers_the_class_of_the_segment_size() {
    let (mut lan, _) = always();
    for (offered, remembered) in [(1_460, 1_460), (1_459, 1_440), (1_400, 1_300), (40, 536)] {
        lan.is_held = true;
        lan.forge(
            S,
            &Segment {
                mss: Some(offered),
                ..syn(CLIENT, offered)
            },
        );
        let (_, answer) = lan.wire.pop_front().unwrap();
        lan.forge(S, &last_ack(&syn(CLIENT, offered), &answer));
        let (_, child) = lan.hosts[S].sockets().iter().last().unwrap();
        assert_eq!(child.state(), State::Established);
        assert_eq!(child.connection().tcb().unwrap().mss, remembered);
    }
}

/// The ACK that ends the handshake.
fn last_ack(call: &Segment, answer: &Segment) -> Segment {
    Segment {
        seq: call.seq + 1,
        ack: Some(answer.seq + 1),
        control: None,
        mss: None,
        ..call.clone()
    }
}

#[test]
fn a_cookie_that_was_made_up_or_is_old_is_answered_by_a_reset() {
    let (mut lan, _) = always();
    let call = syn(CLIENT, 0);
    lan.is_held = true;
    lan.forge(S, &call);
    let (_, answer) = lan.wire.pop_front().unwrap();
    lan.trace();
    let good = last_ack(&call, &answer);
    let made_up = Segment {
        ack: Some(answer.seq + 77),
        ..good.clone()
    };
    lan.forge(S, &made_up);
    assert_eq!(lan.trace(), ["< RST"]);
    let other_port = Segment {
        source: SocketAddrV4::new(CLIENT, 4_711),
        ..good.clone()
    };
    lan.forge(S, &other_port);
    assert_eq!(lan.trace(), ["< RST"]);
    lan.pass(Duration::from_secs(121));
    lan.forge(S, &good);
    assert_eq!(lan.trace(), ["< RST"]);
    assert_eq!(lan.states(S), [State::Listen]);
}

#[test]
fn usually_only_calls_for_which_there_is_no_room_get_a_cookie() {
    let mut lan = Lan::with(|settings| settings.syn_cookies = SynCookies::WhenFull);
    let listener = lan.listen(1);
    lan.forge(S, &syn(STRANGER, 0));
    assert_eq!(lan.states(S).len(), 2);
    lan.forge(S, &syn(STRANGER, 1));
    lan.forge(S, &syn(STRANGER, 2));
    assert_eq!(lan.states(S).len(), 3);
    let client = lan.connect();
    assert_eq!(lan.state(C, client), State::Established);
    lan.accept(listener);
    assert_eq!(lan.overflows(), []);
}

#[test]
fn where_no_cookie_was_sent_none_can_come_back() {
    let mut lan = Lan::with(|settings| settings.syn_cookies = SynCookies::WhenFull);
    lan.listen(1);
    let now = lan.now;
    let call = syn(CLIENT, 0);
    let pair = SocketPair {
        local: SERVICE,
        remote: call.source,
    };
    let answer = Segment {
        seq: lan.hosts[S].cookie(now, pair, &call),
        ..call.clone()
    };
    lan.forge(S, &last_ack(&call, &answer));
    assert_eq!(lan.trace(), ["< RST"]);
}
