//! What is not TCP: handshakes of two and of four segments.

use super::pair::SERVER_ISS;
use super::*;

fn listening(handshake: Handshake) -> Pair {
    Pair::listening(Config {
        handshake,
        ..Config::rfc9293()
    })
}

#[test]
fn two_segments_open_a_connection_that_carries_data_both_ways() {
    let mut pair = listening(Handshake::TwoWay);
    pair.open_active();
    pair.settle();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(
        state_changes(&pair.server_events)[1..],
        ["LISTEN -> SYN-RECEIVED", "SYN-RECEIVED -> ESTABLISHED"]
    );
    assert_eq!(pair.server.unacknowledged(), 0);
    assert_eq!(pair.client.poll_timeout(), None);
    assert_eq!(pair.server.poll_timeout(), None);
    pair.send(CLIENT, b"Hello");
    pair.settle();
    pair.send(SERVER, b"Hi, client!");
    pair.settle();
    pair.close(CLIENT);
    pair.settle();
    pair.close(SERVER);
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0",
            "100 C PSH,ACK seq=101 ack=301 len=5",
            "150 S ACK seq=301 ack=106 len=0",
            "200 S PSH,ACK seq=301 ack=106 len=11",
            "250 C ACK seq=106 ack=312 len=0",
            "300 C FIN,ACK seq=106 ack=312 len=0",
            "350 S ACK seq=312 ack=107 len=0",
            "400 S FIN,ACK seq=312 ack=107 len=0",
            "450 C ACK seq=107 ack=313 len=0",
        ]
    );
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    assert_eq!(pair.receive(SERVER), Received::Data(b"Hello".to_vec()));
    assert_eq!(
        pair.receive(CLIENT),
        Received::Data(b"Hi, client!".to_vec())
    );
}

#[test]
fn of_two_segments_either_may_be_lost() {
    let mut pair = listening(Handshake::TwoWay);
    pair.lose(CLIENT, 0);
    pair.open_active();
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0 lost",
            "1000 C SYN seq=100 len=0 again",
            "1050 S SYN,ACK seq=300 ack=101 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");

    let mut pair = listening(Handshake::TwoWay);
    pair.lose(SERVER, 0);
    pair.open_active();
    pair.settle();
    assert_eq!(pair.states(), "SYN-SENT ESTABLISHED");
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0 lost",
            "1000 C SYN seq=100 len=0 again",
            "1050 S SYN,ACK seq=300 ack=101 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(pair.server.poll_timeout(), None);
}

#[test]
fn the_same_syn_is_answered_even_behind_data() {
    let mut pair = listening(Handshake::TwoWay);
    pair.lose(SERVER, 0);
    pair.open_active();
    pair.settle();
    pair.send(SERVER, b"Welcome");
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0 lost",
            "50 S PSH,ACK seq=301 ack=101 len=7",
            "1000 C SYN seq=100 len=0 again",
            "1050 S SYN,ACK seq=300 ack=101 len=0",
            "1050 S PSH,ACK seq=301 ack=101 len=7 again",
            "1100 C ACK seq=101 ack=308 len=0",
        ]
    );
    assert_eq!(pair.receive(CLIENT), Received::Data(b"Welcome".to_vec()));
}

#[test]
fn an_assumed_acknowledgment_measures_no_round_trip() {
    for profile in [Config::rfc9293(), Config::linux()] {
        let handshake = Handshake::TwoWay;
        let mut pair = Pair::listening(Config {
            handshake,
            ..profile
        });
        pair.open_active();
        pair.settle();
        assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
        assert_eq!(pair.server.rto(), Duration::from_secs(1));
        assert_eq!(pair.server.tcb().unwrap().rtt.srtt(), None);
    }
}

#[test]
fn a_reset_ends_what_was_open_after_two_segments() {
    let mut pair = listening(Handshake::TwoWay);
    pair.open_active();
    pair.in_vain(SERVER);
    pair.settle();
    assert_eq!(pair.server.state(), State::Established);
    let syn_ack = segments(&pair.server_events)[0].clone();
    let reset = reset_for(&syn_ack).unwrap();
    assert_eq!(reset.seq, SeqNumber::new(101));
    pair.inject(SERVER, &reset);
    assert_eq!(pair.server.state(), State::Closed);
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
}

#[test]
fn calls_that_cross_need_no_two_way_handshake() {
    let opened = |handshake| {
        let config = Config {
            handshake,
            ..Config::rfc9293()
        };
        let mut pair = Pair::new(config, config);
        pair.server = Connection::new(
            SocketPair {
                local: pair::server_address(),
                remote: pair::client_address(),
            },
            config,
        );
        pair.open_active();
        let (now, iss) = (pair.now, SeqNumber::new(SERVER_ISS));
        pair.server.open_active(now, iss).unwrap();
        pair.collect(SERVER);
        pair.run();
        assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
        let wire = pair.wire();
        wire.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(opened(Handshake::TwoWay), opened(Handshake::ThreeWay));
    assert_eq!(opened(Handshake::FourWay), opened(Handshake::ThreeWay));
}

#[test]
fn four_segments_say_no_more_than_three() {
    let mut pair = listening(Handshake::FourWay);
    pair.open_active();
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "50 S ACK seq=300 ack=101 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0",
            "100 C ACK seq=101 ack=301 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    // A caller needs the SYN; the ACK alone tells it nothing that it may use.
    assert_eq!(rejection(&pair.client_events), Some(RejectReason::NotSyn));
}

#[test]
fn of_four_segments_any_may_be_lost() {
    for (side, nth) in [(CLIENT, 0), (SERVER, 0), (SERVER, 1), (CLIENT, 1)] {
        let mut pair = listening(Handshake::FourWay);
        pair.lose(side, nth);
        pair.open_active();
        pair.run();
        assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED", "{side:?} {nth}");
    }
}
