//! Closing: one side, the other side, both at once, and the wait at the end.

use super::*;

fn fin_for(pair: &Pair, side: Side) -> Segment {
    Segment {
        control: Some(Control::Fin),
        ..pair.segment_for(side)
    }
}

#[test]
fn four_segments_close_a_connection() {
    let mut pair = Pair::established();
    pair.close(CLIENT);
    pair.settle();
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
    assert!(pair.client.is_half_closed() && pair.server.is_half_closed());
    pair.close(SERVER);
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C FIN,ACK seq=101 ack=301 len=0",
            "50 S ACK seq=301 ack=102 len=0",
            "100 S FIN,ACK seq=301 ack=102 len=0",
            "150 C ACK seq=102 ack=302 len=0",
        ]
    );
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    assert_eq!(
        pair.client.timer(Timer::TimeWait),
        Some(Instant::from_millis(240_300))
    );
    pair.run_for(Duration::from_secs(240));
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(pair.client.error(), None);
    assert_eq!(pair.server.error(), None);
}

#[test]
fn a_fin_is_announced_after_its_data_and_before_its_ack() {
    let mut pair = Pair::established();
    let last_words = Segment {
        payload: b"bye".to_vec(),
        ..fin_for(&pair, SERVER)
    };
    let events = pair.inject(SERVER, &last_words);
    assert!(matches!(events[0], TcpEvent::DataAccepted { len: 3, .. }));
    assert!(matches!(
        events[1],
        TcpEvent::StateChanged {
            to: State::CloseWait,
            rule: Rule::FinEstablished,
            ..
        }
    ));
    assert!(matches!(
        events[2],
        TcpEvent::SegmentEmitted {
            rule: Rule::FinEstablished,
            ..
        }
    ));
    assert_eq!(events.len(), 3);
}

#[test]
fn a_half_closed_end_still_receives() {
    let mut pair = Pair::in_close_wait();
    pair.send(SERVER, b"still here");
    pair.settle();
    assert_eq!(pair.receive(CLIENT), Received::Data(b"still here".to_vec()));
    assert_eq!(pair.client.send(pair.now, b"x"), Err(CallError::Closing));
    assert_eq!(pair.client.close(pair.now), Err(CallError::Closing));
    assert_eq!(pair.receive(SERVER), Received::EndOfFile);
}

#[test]
fn what_came_with_the_last_fin_can_be_read_to_the_end() {
    let mut pair = Pair::in_close_wait();
    pair.send(SERVER, b"last words");
    pair.close(SERVER);
    pair.settle();
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    pair.run_for(Duration::from_secs(300));
    assert_eq!(pair.receive(CLIENT), Received::Data(b"last words".to_vec()));
    assert_eq!(pair.receive(CLIENT), Received::EndOfFile);
}

#[test]
fn a_fin_waits_for_queued_data() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 2_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 3_000]);
    pair.close(CLIENT);
    assert_eq!(pair.client.state(), State::FinWait1);
    pair.settle();
    assert_eq!(pair.server.readable(), 2_000);
    // All that was sent is acknowledged, but the FIN was not sent: this is not FIN-WAIT-2.
    assert_eq!(pair.states(), "FIN-WAIT-1 ESTABLISHED");
    pair.receive(SERVER);
    pair.settle();
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
    assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 1_000]));
}

#[test]
fn last_ack_begins_when_the_fin_goes_out() {
    let mut pair = Pair::in_close_wait();
    let shut = Segment {
        wnd: 0,
        ..pair.segment_for(SERVER)
    };
    pair.inject(SERVER, &shut);
    pair.send(SERVER, b"wait");
    pair.close(SERVER);
    assert_eq!(pair.server.state(), State::CloseWait);
    assert_eq!(
        pair.server.permits(UserCall::Close),
        Err(CallError::Closing)
    );
    let open = pair.segment_for(SERVER);
    pair.inject(SERVER, &open);
    assert_eq!(pair.server.state(), State::LastAck);
    assert_eq!(
        pair.wire().last(),
        Some(&"0 S FIN,PSH,ACK seq=301 ack=102 len=4")
    );
}

#[test]
fn an_ack_of_data_is_not_an_ack_of_the_fin() {
    let mut pair = Pair::established();
    pair.send(CLIENT, b"hello");
    pair.close(CLIENT);
    let of_data = Segment {
        ack: Some(SeqNumber::new(106)),
        ..pair.segment_for(CLIENT)
    };
    pair.inject(CLIENT, &of_data);
    assert_eq!(pair.client.state(), State::FinWait1);
    let of_fin = Segment {
        ack: Some(SeqNumber::new(107)),
        ..of_data
    };
    pair.inject(CLIENT, &of_fin);
    assert_eq!(pair.client.state(), State::FinWait2);
}

#[test]
fn a_fin_with_the_ack_of_ours_leads_straight_to_time_wait() {
    let mut pair = Pair::established();
    pair.close(CLIENT);
    let fin = fin_for(&pair, CLIENT);
    let events = pair.inject(CLIENT, &fin);
    assert_eq!(state_changes(&events), ["FIN-WAIT-1 -> TIME-WAIT"]);
    assert_eq!(
        segments(&events)[0].to_string(),
        "ACK seq=102 ack=302 len=0"
    );
}

#[test]
fn both_close_at_once() {
    let mut pair = Pair::established();
    pair.close(CLIENT);
    pair.close(SERVER);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C FIN,ACK seq=101 ack=301 len=0",
            "0 S FIN,ACK seq=301 ack=101 len=0",
            "50 S ACK seq=302 ack=102 len=0",
            "50 C ACK seq=102 ack=302 len=0",
        ]
    );
    assert_eq!(pair.states(), "TIME-WAIT TIME-WAIT");
    let changes = state_changes(&pair.client_events);
    assert_eq!(
        changes[2..],
        [
            "ESTABLISHED -> FIN-WAIT-1",
            "FIN-WAIT-1 -> CLOSING",
            "CLOSING -> TIME-WAIT"
        ]
    );
}

#[test]
fn both_close_at_once_and_any_one_segment_is_lost() {
    for (side, nth) in [(CLIENT, 0), (CLIENT, 1), (SERVER, 0), (SERVER, 1)] {
        let mut pair = Pair::established();
        pair.lose(side, nth);
        pair.close(CLIENT);
        pair.close(SERVER);
        pair.run();
        let states = pair.states();
        let expected = [
            "TIME-WAIT TIME-WAIT",
            "TIME-WAIT CLOSED",
            "CLOSED TIME-WAIT",
        ];
        assert!(
            expected.contains(&states.as_str()),
            "{side:?} {nth}: {states}, {:#?}",
            pair.wire()
        );
    }
}

#[test]
fn both_close_at_once_with_data_still_queued() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 1_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 1_500]);
    pair.close(CLIENT);
    pair.close(SERVER);
    pair.settle();
    // The client is in CLOSING with 500 bytes and a FIN to go.
    assert_eq!(pair.states(), "CLOSING FIN-WAIT-2");
    pair.receive(SERVER);
    pair.run();
    assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 500]));
    assert_eq!(pair.states(), "TIME-WAIT TIME-WAIT");
}

#[test]
fn a_fin_that_overtakes_data_waits_for_it() {
    let mut pair = Pair::established();
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"hello");
    pair.close(CLIENT);
    pair.settle();
    assert_eq!(pair.states(), "FIN-WAIT-1 ESTABLISHED");
    assert_eq!(pair.receive(SERVER), Received::WouldBlock);
    pair.run();
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
    assert_eq!(pair.receive(SERVER), Received::Data(b"hello".to_vec()));
    assert_eq!(pair.receive(SERVER), Received::EndOfFile);
    // One timeout repairs both: the FIN was kept.
    assert_eq!(
        pair.wire()
            .iter()
            .filter(|line| line.contains("again"))
            .count(),
        1
    );
}

#[test]
fn a_repeated_fin_is_acknowledged_and_restarts_the_wait() {
    let mut pair = Pair::in_close_wait();
    pair.lose(CLIENT, 0);
    pair.close(SERVER);
    pair.settle();
    assert_eq!(pair.states(), "TIME-WAIT LAST-ACK");
    let first = pair.client.timer(Timer::TimeWait).unwrap();
    pair.run();
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    assert_eq!(
        pair.client.timer(Timer::TimeWait),
        Some(first + Duration::from_secs(1))
    );
    assert!(
        pair.client_events
            .iter()
            .any(|event| event.rule() == Rule::TimeWaitFin)
    );
}

#[test]
fn a_bare_ack_neither_restarts_the_wait_nor_is_answered() {
    let mut pair = Pair::in_time_wait();
    let before = pair.client.clone();
    let ack = Segment {
        source: before.pair().remote,
        destination: before.pair().local,
        ..pair.segment_for(CLIENT)
    };
    pair.run_for(Duration::from_secs(1));
    assert!(pair.inject(CLIENT, &ack).is_empty());
    assert_eq!(
        pair.client.timer(Timer::TimeWait),
        before.timer(Timer::TimeWait)
    );
}

#[test]
fn time_wait_can_be_shortened_and_omitted() {
    for (factor, seconds) in [(2, 240), (1, 120)] {
        let mut pair = Pair::in_close_wait();
        pair.client.set_time_wait_msl(factor);
        pair.close(SERVER);
        pair.settle();
        let begun = pair.now;
        assert_eq!(
            pair.client.timer(Timer::TimeWait).unwrap().since(begun),
            Duration::from_secs(seconds) - Duration::from_millis(50)
        );
    }
    let mut pair = Pair::in_close_wait();
    pair.client.set_time_wait_msl(0);
    pair.close(SERVER);
    pair.settle();
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(pair.wire()[1], "50 C ACK seq=102 ack=302 len=0");
    assert_eq!(pair.client.poll_timeout(), None);
    let last = pair.client_events.last().unwrap();
    assert!(matches!(
        last,
        TcpEvent::StateChanged {
            from: State::FinWait2,
            to: State::Closed,
            rule: Rule::TimeWaitOmitted
        }
    ));
}

#[test]
fn closing_before_there_is_a_connection_needs_no_segment() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.close(SERVER);
    assert_eq!(pair.server.state(), State::Closed);
    pair.open_active();
    pair.clear_wire();
    pair.close(CLIENT);
    assert_eq!(pair.client.state(), State::Closed);
    assert!(pair.wire().is_empty());
    assert_eq!(pair.client.poll_timeout(), None);
    assert_eq!(pair.client.close(pair.now), Err(CallError::DoesNotExist));
}

#[test]
fn closing_in_syn_received_sends_a_fin_or_queues_it() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.run_for(Duration::from_millis(50));
    assert_eq!(pair.server.state(), State::SynReceived);
    pair.close(SERVER);
    assert_eq!(pair.server.state(), State::FinWait1);
    pair.run();
    assert_eq!(pair.states(), "CLOSE-WAIT FIN-WAIT-2");

    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.run_for(Duration::from_millis(50));
    pair.send(SERVER, b"hello");
    pair.close(SERVER);
    assert_eq!(pair.server.state(), State::SynReceived);
    assert_eq!(pair.server.permits(UserCall::Send), Err(CallError::Closing));
    pair.run();
    assert_eq!(pair.states(), "CLOSE-WAIT FIN-WAIT-2");
    assert_eq!(pair.receive(CLIENT), Received::Data(b"hello".to_vec()));
}

#[test]
fn closing_in_syn_received_survives_the_loss_of_the_syn_ack() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.lose(SERVER, 0);
    pair.open_active();
    pair.run_for(Duration::from_millis(50));
    pair.close(SERVER);
    pair.run();
    assert_eq!(pair.states(), "CLOSE-WAIT FIN-WAIT-2", "{:#?}", pair.wire());
}

#[test]
fn the_ack_of_a_fin_may_be_delayed_and_then_rides_on_the_other_fin() {
    let mut pair = Pair::established_with(Config {
        ack_delay: Duration::from_millis(40),
        ..Config::rfc9293()
    });
    pair.close(CLIENT);
    pair.settle();
    assert_eq!(pair.states(), "FIN-WAIT-1 CLOSE-WAIT");
    pair.close(SERVER);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C FIN,ACK seq=101 ack=301 len=0",
            "50 S FIN,ACK seq=301 ack=102 len=0",
            "100 C ACK seq=102 ack=302 len=0",
        ]
    );
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
}

#[test]
fn data_after_a_fin_is_not_taken() {
    let mut pair = Pair::in_close_wait();
    let late = Segment {
        payload: b"late".to_vec(),
        ..pair.segment_for(SERVER)
    };
    let events = pair.inject(SERVER, &late);
    assert_eq!(rejection(&events), Some(RejectReason::AfterFin));
    assert_eq!(pair.server.readable(), 0);
    assert_eq!(pair.server.state(), State::CloseWait);
}

#[test]
fn a_connection_can_be_used_again() {
    let mut pair = Pair::in_time_wait();
    pair.run_for(Duration::from_secs(240));
    pair.server.open_passive(SeqNumber::new(9_000)).unwrap();
    pair.collect(SERVER);
    assert_eq!(pair.server.pair().remote, pair::nobody());
    let now = pair.now;
    pair.client.open_active(now, SeqNumber::new(5_000)).unwrap();
    pair.collect(CLIENT);
    pair.settle();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    assert_eq!(pair.receive(CLIENT), Received::WouldBlock);
}
