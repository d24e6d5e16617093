//! Loss, and how long it takes to notice (RFC 6298).

use super::*;

/// (attempt, wait in ms) of each arming of the retransmission timer.
fn armings(pair: &Pair, side: Side) -> Vec<u8> {
    let attempt = |event: &TcpEvent| match event {
        TcpEvent::TimerArmed {
            timer: Timer::Retransmission,
            attempt,
            ..
        } => Some(*attempt),
        _ => None,
    };
    pair.events(side).iter().filter_map(attempt).collect()
}

#[test]
fn lost_data_is_sent_again_and_the_timeout_doubles() {
    let mut pair = Pair::established();
    for nth in 0..3 {
        pair.lose(CLIENT, nth);
    }
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=5 lost",
            "1000 C PSH,ACK seq=101 ack=301 len=5 again lost",
            "3000 C PSH,ACK seq=101 ack=301 len=5 again lost",
            "7000 C PSH,ACK seq=101 ack=301 len=5 again",
            "7050 S ACK seq=301 ack=106 len=0",
        ]
    );
    assert_eq!(armings(&pair, CLIENT), [0, 0, 1, 2, 3]);
    assert_eq!(pair.client.timer(Timer::Retransmission), None);
}

#[test]
fn a_repeated_segment_measures_nothing() {
    let mut pair = Pair::established();
    let srtt = pair.client.tcb().unwrap().rtt.srtt();
    assert_eq!(srtt, Some(Duration::from_millis(100)));
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(pair.client.tcb().unwrap().rtt.srtt(), srtt);
    // The back-off lasts until something is measured again.
    assert_eq!(pair.client.rto(), Duration::from_secs(2));
    pair.send(CLIENT, b"again");
    pair.run();
    assert_eq!(pair.client.rto(), Duration::from_secs(1));
}

#[test]
fn only_the_earliest_segment_is_repeated_and_one_ack_covers_the_rest() {
    let mut pair = Pair::established();
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"one");
    pair.send(CLIENT, b"two");
    pair.send(CLIENT, b"three");
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=3 lost",
            "0 C PSH,ACK seq=104 ack=301 len=3",
            "0 C PSH,ACK seq=107 ack=301 len=5",
            "50 S ACK seq=301 ack=101 len=0",
            "50 S ACK seq=301 ack=101 len=0",
            "1000 C PSH,ACK seq=101 ack=301 len=3 again",
            "1050 S ACK seq=301 ack=112 len=0",
        ]
    );
    assert_eq!(
        pair.receive(SERVER),
        Received::Data(b"onetwothree".to_vec())
    );
}

#[test]
fn an_ack_of_data_sent_after_a_retransmission_counts() {
    let mut pair = Pair::established();
    pair.lose(SERVER, 0);
    pair.send(CLIENT, b"one");
    pair.run_for(Duration::from_millis(1_010));
    pair.send(CLIENT, b"two");
    pair.run();
    assert_eq!(pair.client.unacknowledged(), 0);
    assert_eq!(pair.client.poll_timeout(), None);
    assert_eq!(pair.receive(SERVER), Received::Data(b"onetwo".to_vec()));
}

#[test]
fn a_partial_ack_repeats_only_the_rest() {
    let mut pair = Pair::established();
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"hello");
    let partial = Segment {
        ack: Some(SeqNumber::new(103)),
        ..pair.segment_for(CLIENT)
    };
    pair.inject(CLIENT, &partial);
    assert_eq!(pair.client.unacknowledged(), 3);
    pair.run_for(Duration::from_millis(1_000));
    assert_eq!(pair.wire()[1], "1000 C PSH,ACK seq=103 ack=301 len=3 again");
}

#[test]
fn giving_up_takes_r2() {
    let mut pair = Pair::established();
    for nth in 0..20 {
        pair.lose(CLIENT, nth);
    }
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(pair.client.state(), State::Closed);
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
    // The first timeout at or after R2 = 100 s: 1 + 2 + 4 + … + 60 s after the first sending.
    assert_eq!(pair.now, Instant::from_millis(123_150));
    assert_eq!(pair.client.poll_timeout(), None);
    assert_eq!(
        pair.client.send(pair.now, b"x"),
        Err(CallError::Failed(ConnectionError::TimedOut))
    );
}

#[test]
fn a_lost_fin_is_sent_again() {
    let mut pair = Pair::established();
    pair.lose(CLIENT, 0);
    pair.close(CLIENT);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C FIN,ACK seq=101 ack=301 len=0 lost",
            "1000 C FIN,ACK seq=101 ack=301 len=0 again",
            "1050 S ACK seq=301 ack=102 len=0",
        ]
    );
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
}

#[test]
fn data_is_repeated_in_close_wait_and_last_ack() {
    let mut pair = Pair::in_close_wait();
    pair.lose(SERVER, 0);
    pair.send(SERVER, b"bye");
    pair.run();
    assert_eq!(pair.receive(CLIENT), Received::Data(b"bye".to_vec()));
    pair.lose(SERVER, 0);
    pair.lose(SERVER, 1);
    pair.send(SERVER, b"really");
    pair.close(SERVER);
    pair.run();
    assert_eq!(pair.receive(CLIENT), Received::Data(b"really".to_vec()));
    assert_eq!(pair.receive(CLIENT), Received::EndOfFile);
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
}

#[test]
fn every_pattern_of_four_losses_is_survived() {
    // Open, one exchange, close by both: whatever of the first segments is lost, both come to an end in order.
    for pattern in 0_u32..256 {
        let mut pair = Pair::listening(Config {
            rto_max: Duration::from_secs(4),
            ..Config::rfc9293()
        });
        for nth in 0..4 {
            if pattern & (1 << nth) != 0 {
                pair.lose(CLIENT, nth);
            }
            if pattern & (16 << nth) != 0 {
                pair.lose(SERVER, nth);
            }
        }
        pair.open_active();
        pair.send(CLIENT, b"question");
        pair.run();
        pair.send(SERVER, b"answer");
        pair.close(CLIENT);
        pair.run();
        assert_eq!(
            pair.receive(SERVER),
            Received::Data(b"question".to_vec()),
            "pattern {pattern:08b}"
        );
        assert_eq!(
            pair.receive(SERVER),
            Received::EndOfFile,
            "pattern {pattern:08b}"
        );
        pair.close(SERVER);
        pair.run();
        assert_eq!(
            pair.receive(CLIENT),
            Received::Data(b"answer".to_vec()),
            "pattern {pattern:08b}"
        );
        assert_eq!(pair.states(), "TIME-WAIT CLOSED", "pattern {pattern:08b}");
    }
}
