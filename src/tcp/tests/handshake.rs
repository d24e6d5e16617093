//! Opening: three segments, crossed calls, and handshakes that fail.

use super::pair::{CLIENT_ISS, SERVER_ISS, client_address, nobody, server_address};
use super::*;

#[test]
fn three_segments_open_a_connection() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0",
            "100 C ACK seq=101 ack=301 len=0"
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(
        state_changes(&pair.server_events)[1..],
        ["LISTEN -> SYN-RECEIVED", "SYN-RECEIVED -> ESTABLISHED"]
    );
    assert_eq!(pair.server.pair().remote, client_address());
    assert_eq!(pair.client.poll_timeout(), None);
    assert_eq!(pair.server.poll_timeout(), None);
}

#[test]
fn events_stand_in_causal_order() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.settle();
    let rules: Vec<Rule> = pair.client_events.iter().map(TcpEvent::rule).collect();
    assert_eq!(
        rules,
        [
            Rule::OpenActive,          // CLOSED -> SYN-SENT
            Rule::OpenActive,          // SYN
            Rule::RetransmissionArmed, // for the SYN
            Rule::SynSentSynAck,       // acknowledged
            Rule::AllAcknowledged,     // timer stopped
            Rule::SynSentSynAck,       // SYN-SENT -> ESTABLISHED
            Rule::SynSentSynAck,       // ACK
        ]
    );
}

#[test]
fn the_smaller_mss_counts_and_a_missing_option_means_536() {
    let small = Config {
        mss: 500,
        ..Config::rfc9293()
    };
    let mut pair = Pair::new(Config::rfc9293(), small);
    pair.server
        .open_passive(SeqNumber::new(SERVER_ISS))
        .unwrap();
    pair.open_active();
    pair.settle();
    assert_eq!(pair.client.tcb().unwrap().mss, 500);
    assert_eq!(pair.server.tcb().unwrap().mss, 500);

    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    let events = pair.client_events.clone();
    let syn = Segment {
        mss: None,
        ..(*segments(&events)[0]).clone()
    };
    pair.inject(SERVER, &syn);
    assert_eq!(pair.server.tcb().unwrap().mss, 536);
}

#[test]
fn a_lost_syn_is_sent_again_after_a_second() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.lose(CLIENT, 0);
    pair.open_active();
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0 lost",
            "1000 C SYN seq=100 len=0 again",
            "1050 S SYN,ACK seq=300 ack=101 len=0",
            "1100 C ACK seq=101 ack=301 len=0",
        ]
    );
    // A SYN that had to be repeated measured nothing: data starts with three seconds.
    assert_eq!(pair.client.rto(), Duration::from_secs(3));
    assert_eq!(pair.server.rto(), Duration::from_secs(1));
}

#[test]
fn a_lost_syn_ack_is_sent_again_by_the_server() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.lose(SERVER, 0);
    pair.open_active();
    pair.run();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert!(
        pair.wire()
            .contains(&"1050 S SYN,ACK seq=300 ack=101 len=0 again"),
        "{:#?}",
        pair.wire()
    );
}

#[test]
fn a_lost_last_ack_is_repaired_by_the_server_or_by_data() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.lose(CLIENT, 1);
    pair.open_active();
    pair.settle();
    assert_eq!(pair.states(), "ESTABLISHED SYN-RECEIVED");
    pair.send(CLIENT, b"hi");
    pair.settle();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(pair.receive(SERVER), Received::Data(b"hi".to_vec()));

    let mut pair = Pair::listening(Config::rfc9293());
    pair.lose(CLIENT, 1);
    pair.open_active();
    pair.run();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(
        pair.wire()[3..],
        [
            "1050 S SYN,ACK seq=300 ack=101 len=0 again",
            "1100 C ACK seq=101 ack=301 len=0"
        ]
    );
}

#[test]
fn a_simultaneous_open_makes_one_connection() {
    let mut pair = Pair::rfc9293();
    pair.server = Connection::new(
        SocketPair {
            local: server_address(),
            remote: client_address(),
        },
        Config::rfc9293(),
    );
    pair.open_active();
    pair.server
        .open_active(Instant::ZERO, SeqNumber::new(SERVER_ISS))
        .unwrap();
    pair.collect(SERVER);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "0 S SYN seq=300 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0",
            "50 C SYN,ACK seq=100 ack=301 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(
        state_changes(&pair.client_events),
        [
            "CLOSED -> SYN-SENT",
            "SYN-SENT -> SYN-RECEIVED",
            "SYN-RECEIVED -> ESTABLISHED"
        ]
    );
    pair.send(CLIENT, b"hi");
    pair.settle();
    assert_eq!(pair.receive(SERVER), Received::Data(b"hi".to_vec()));
}

#[test]
fn a_simultaneous_open_survives_any_one_loss() {
    for (side, nth) in [(CLIENT, 0), (CLIENT, 1), (SERVER, 0), (SERVER, 1)] {
        let mut pair = Pair::rfc9293();
        pair.server = Connection::new(
            SocketPair {
                local: server_address(),
                remote: client_address(),
            },
            Config::rfc9293(),
        );
        pair.lose(side, nth);
        pair.open_active();
        pair.server
            .open_active(Instant::ZERO, SeqNumber::new(SERVER_ISS))
            .unwrap();
        pair.collect(SERVER);
        pair.run();
        assert_eq!(
            pair.states(),
            "ESTABLISHED ESTABLISHED",
            "{side:?} {nth}: {:#?}",
            pair.wire()
        );
    }
}

#[test]
fn an_old_duplicate_syn_is_unmasked_by_the_caller() {
    // RFC 9293 §3.5, Figure 8: the SYN,ACK for the old SYN does not acknowledge the new one.
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    let events = pair.client_events.clone();
    let old = Segment {
        seq: SeqNumber::new(90),
        ..(*segments(&events)[0]).clone()
    };
    pair.inject(SERVER, &old);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "0 S SYN,ACK seq=300 ack=91 len=0",
            // The real SYN arrives in the window: an end that was called goes back to listening.
            "50 C RST seq=91 len=0",
            "1000 C SYN seq=100 len=0 again",
            "1050 S SYN,ACK seq=300 ack=101 len=0",
            "1100 C ACK seq=101 ack=301 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
}

#[test]
fn nobody_listens() {
    let mut pair = Pair::rfc9293();
    pair.open_active();
    pair.settle();
    assert_eq!(
        pair.wire(),
        ["0 C SYN seq=100 len=0", "50 S RST,ACK seq=0 ack=101 len=0"]
    );
    assert_eq!(pair.client.error(), Some(ConnectionError::Refused));
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(
        pair.client.receive(pair.now, 1),
        Err(CallError::Failed(ConnectionError::Refused))
    );
}

#[test]
fn a_caller_gives_up_and_a_listener_goes_on_listening() {
    let mut pair = Pair::rfc9293();
    pair.lose(CLIENT, 0);
    for nth in 1..20 {
        pair.lose(CLIENT, nth);
    }
    pair.open_active();
    pair.run();
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
    let times: Vec<&str> = pair
        .wire()
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(
        times,
        [
            "0", "1000", "3000", "7000", "15000", "31000", "63000", "123000"
        ]
    );
    assert_eq!(pair.now, Instant::from_millis(183_000));

    let mut pair = Pair::listening(Config::rfc9293());
    for nth in 0..20 {
        pair.lose(SERVER, nth);
        pair.lose(CLIENT, nth + 1);
    }
    pair.open_active();
    pair.run();
    assert_eq!(pair.states(), "CLOSED LISTEN");
    assert_eq!(pair.server.error(), None);
    assert_eq!(pair.server.pair().remote, nobody());
}

#[test]
fn data_sent_before_the_handshake_is_over_waits_for_it() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.send(CLIENT, b"early");
    assert_eq!(pair.client.queued(), 5);
    pair.settle();
    assert_eq!(
        pair.wire()[2..],
        [
            "100 C ACK seq=101 ack=301 len=0",
            "100 C PSH,ACK seq=101 ack=301 len=5",
            "150 S ACK seq=301 ack=106 len=0"
        ]
    );
    assert_eq!(pair.receive(SERVER), Received::Data(b"early".to_vec()));
}

#[test]
fn a_listener_that_knows_its_peer_can_call_it() {
    let both = SocketPair {
        local: client_address(),
        remote: server_address(),
    };
    let mut end = Connection::new(both, Config::rfc9293());
    end.open_passive(SeqNumber::new(CLIENT_ISS)).unwrap();
    end.send(Instant::ZERO, b"x").unwrap();
    assert_eq!(end.state(), State::SynSent);
    assert_eq!(
        state_changes(&end.take_events()),
        ["CLOSED -> LISTEN", "LISTEN -> SYN-SENT"]
    );

    let mut stranger = Connection::new(
        SocketPair {
            local: client_address(),
            remote: nobody(),
        },
        Config::rfc9293(),
    );
    stranger.open_passive(SeqNumber::new(CLIENT_ISS)).unwrap();
    assert_eq!(
        stranger.send(Instant::ZERO, b"x"),
        Err(CallError::NotConnected)
    );
    assert_eq!(
        stranger.open_active(Instant::ZERO, SeqNumber::new(1)),
        Err(CallError::NotConnected)
    );
}

#[test]
fn a_listener_drops_or_resets_what_is_no_syn() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    let events = pair.client_events.clone();
    let syn = (*segments(&events)[0]).clone();
    let rst = Segment {
        control: Some(Control::Rst),
        ..syn.clone()
    };
    assert_eq!(
        rejection(&pair.inject(SERVER, &rst)),
        Some(RejectReason::ResetIgnored)
    );
    let nothing = Segment {
        control: None,
        ..syn.clone()
    };
    assert_eq!(
        rejection(&pair.inject(SERVER, &nothing)),
        Some(RejectReason::NotSyn)
    );
    let ack = Segment {
        control: None,
        ack: Some(SeqNumber::new(77)),
        ..syn
    };
    let answer = pair.inject(SERVER, &ack);
    assert_eq!(rejection(&answer), Some(RejectReason::AckOfNotSent));
    assert_eq!(segments(&answer)[0].to_string(), "RST seq=77 len=0");
    assert_eq!(pair.server.state(), State::Listen);
}
