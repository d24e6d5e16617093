//! The two queues of a listener.

use super::*;
use crate::tcp::Limit;

#[test]
fn a_connection_waits_for_accept_with_its_data_and_its_end() {
    let (mut lan, listener) = Lan::listening(5);
    let client = lan.connect();
    lan.done(C, client, &send("early"));
    lan.done(C, client, &Call::Close);
    let server = lan.accept(listener);
    assert_eq!(lan.state(S, server), State::CloseWait);
    assert_eq!(lan.done(S, server, &Call::receive()), data("early"));
    assert_eq!(
        lan.done(S, server, &Call::receive()),
        CallOutcome::EndOfFile
    );
}

#[test]
fn one_more_than_the_backlog_may_wait_half_open_and_the_next_is_dropped_silently() {
    let (mut lan, listener) = Lan::listening(1);
    for n in 0..4 {
        lan.forge(S, &syn(STRANGER, n));
    }
    assert_eq!(lan.trace(), ["< SYN,ACK x", "< SYN,ACK x"]);
    assert_eq!(lan.overflows(), [Queue::Syn, Queue::Syn]);
    let queues = lan.hosts[S].socket(listener).unwrap().listener().unwrap();
    assert_eq!((queues.half_open(), queues.complete().len()), (2, 0));
}

#[test]
fn room_comes_back_when_the_half_open_ones_are_given_up() {
    let patience = Duration::from_secs(10);
    let mut lan = Lan::with(|settings| settings.tcp.r2_syn_ack = Limit::After(patience));
    lan.listen(0);
    lan.forge(S, &syn(STRANGER, 0));
    let client = lan.connect();
    assert_eq!(lan.trace(), ["< SYN,ACK x", "> SYN"]);
    lan.pass(Duration::from_secs(300));
    assert_eq!(
        lan.state(C, client),
        State::Established,
        "its SYN came again"
    );
}

#[test]
fn a_full_accept_queue_takes_no_more_calls() {
    let (mut lan, listener) = Lan::listening(0);
    lan.connect();
    let late = lan.connect();
    assert_eq!(lan.trace(), ["> SYN", "< SYN,ACK", "> ACK", "> SYN"]);
    assert_eq!(lan.overflows(), [Queue::Accept]);
    lan.accept(listener);
    lan.pass(Duration::from_secs(2));
    assert_eq!(lan.trace(), ["> SYN", "< SYN,ACK", "> ACK"]);
    assert_eq!(lan.state(C, late), State::Established);
}

/// The last ACK of the second of two half-open children comes while the first has the only place.
fn last_ack_too_many(abort_on_overflow: bool) -> (Lan, SocketId, SocketId) {
    let mut lan = Lan::with(|settings| settings.abort_on_overflow = abort_on_overflow);
    let listener = lan.listen(1);
    lan.connect();
    lan.is_held = true;
    let [_, late] = [lan.connect(), lan.connect()];
    // Both SYNs, both answers, then both ACKs.
    for _ in 0..6 {
        let (from, segment) = lan.wire.pop_front().unwrap();
        lan.hosts[1 - from].on_segment(lan.now, &segment);
        lan.settle();
    }
    lan.is_held = false;
    (lan, listener, late)
}

#[test]
fn the_last_ack_of_a_child_for_which_there_is_no_room_is_as_good_as_lost() {
    let (mut lan, listener, late) = last_ack_too_many(false);
    assert_eq!(lan.overflows(), [Queue::Accept]);
    assert_eq!(lan.state(C, late), State::Established, "it does not know");
    assert_eq!(lan.states(S)[3], State::SynReceived);
    lan.accept(listener);
    lan.trace();
    lan.pass(Duration::from_secs(2));
    assert_eq!(lan.trace(), ["< SYN,ACK", "> ACK"]);
    assert_eq!(lan.states(S)[3], State::Established);
}

#[test]
fn or_it_is_reset_if_the_host_is_set_so() {
    let (mut lan, _, late) = last_ack_too_many(true);
    lan.settle();
    assert_eq!(lan.trace().last().unwrap(), "< RST");
    assert_eq!(lan.state(C, late), State::Closed);
    assert_eq!(lan.fails(C, late, &Call::receive()), SocketError::ConnReset);
    assert_eq!(lan.states(S).len(), 3);
}

#[test]
fn an_old_syn_makes_a_child_that_a_reset_takes_away_again() {
    let (mut lan, listener) = Lan::listening(5);
    lan.forge(S, &syn(CLIENT, 0));
    assert_eq!(lan.trace(), ["< SYN,ACK", "> RST"]);
    assert_eq!(lan.states(S), [State::Listen]);
    assert_eq!(lan.call(S, listener, &Call::Accept), Progress::Blocks);
    let is_fallback = |kind: &HostEventKind| {
        matches!(
            kind,
            HostEventKind::Tcp(TcpEvent::StateChanged {
                from: State::SynReceived,
                to: State::Listen,
                ..
            })
        )
    };
    let mut news = lan.news.iter().map(|(_, event)| event);
    assert!(news.any(|event| is_fallback(&event.kind) && event.socket != Some(listener)));
}

#[test]
fn who_stops_listening_resets_those_that_wait_and_forgets_the_half_open() {
    let (mut lan, listener) = Lan::listening(5);
    let waiting = lan.connect();
    lan.forge(S, &syn(STRANGER, 0));
    lan.trace();
    lan.done(S, listener, &Call::Close);
    assert_eq!(lan.trace(), ["< RST"]);
    assert_eq!(
        lan.fails(C, waiting, &Call::receive()),
        SocketError::ConnReset
    );
    assert!(lan.hosts[S].sockets().is_empty());
    let forgotten = lan.news.iter().map(|(_, event)| &event.kind);
    let forgotten = forgotten.filter(|kind| matches!(kind, HostEventKind::Forgotten(_)));
    assert_eq!(
        forgotten.collect::<Vec<_>>(),
        [&HostEventKind::Forgotten(State::SynReceived)]
    );
    lan.pass(Duration::from_secs(10));
    assert_eq!(lan.trace(), [""; 0], "no SYN,ACK is sent again");
}

#[test]
fn what_is_no_call_is_turned_away_as_in_listen() {
    let (mut lan, _) = Lan::listening(5);
    let stray = Segment {
        control: None,
        ack: Some(SeqNumber::new(77)),
        ..syn(CLIENT, 0)
    };
    lan.forge(S, &stray);
    assert_eq!(lan.trace(), ["< RST"]);
    lan.forge(S, &Segment { ack: None, ..stray });
    assert_eq!(lan.trace(), [""; 0]);
}

#[test]
fn what_is_for_another_host_is_not_answered() {
    let (mut lan, _) = Lan::listening(5);
    let astray = Segment {
        destination: SocketAddrV4::new(STRANGER, SERVICE.port()),
        ..syn(CLIENT, 0)
    };
    lan.forge(S, &astray);
    assert_eq!(lan.trace(), [""; 0]);
    assert_eq!(lan.states(S), [State::Listen]);
}

#[test]
fn while_the_queue_is_more_than_half_full_the_old_are_given_up_sooner() {
    let mut lan = Lan::with(|settings| *settings = Settings::linux());
    lan.listen(16);
    for n in 0..17 {
        lan.forge(S, &syn(STRANGER, n));
    }
    let answers = |lan: &mut Lan, secs| {
        lan.pass(Duration::from_secs(secs));
        lan.trace().len()
    };
    assert_eq!(answers(&mut lan, 0), 17);
    assert_eq!(answers(&mut lan, 2), 17, "after 1 s");
    assert_eq!(answers(&mut lan, 2), 17, "after 3 s");
    // After 7 s: until half the queue is free, each that has been sent again twice is given up.
    assert_eq!(answers(&mut lan, 4), 8);
    assert_eq!(lan.states(S).len(), 1 + 8);
    assert_eq!(answers(&mut lan, 8), 8, "after 15 s");
    assert_eq!(answers(&mut lan, 16), 8, "after 31 s");
    lan.pass(Duration::from_secs(40));
    assert_eq!(lan.states(S), [State::Listen], "after 63 s");
}
