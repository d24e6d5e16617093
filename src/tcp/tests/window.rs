//! A window that shuts, shrinks, opens, and asks to be asked (RFC 9293 §3.8.6).

use super::*;

/// Both ESTABLISHED, the client's data fills the server's buffer of 1,000 bytes, and 500 bytes wait.
fn shut(profile: &Config) -> Pair {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 1_000,
        ack_delay: Duration::ZERO,
        ack_pace: AckPace::Even,
        avoids_silly_windows: false,
        window_scale: None,
        timestamps: false,
        ..*profile
    });
    pair.send(CLIENT, &[7; 1_500]);
    pair.settle();
    assert_eq!(pair.client.tcb().unwrap().snd.wnd, 0);
    assert_eq!(pair.client.queued(), 500);
    pair.clear_wire();
    pair
}

#[test]
fn a_shut_window_is_asked_with_one_octet_until_it_opens() {
    let mut pair = shut(&Config::rfc9293());
    pair.run_for(Duration::from_secs(7));
    assert_eq!(
        pair.wire(),
        [
            "1000 C ACK seq=1101 ack=301 len=1",
            "1050 S ACK seq=301 ack=1101 len=0",
            "2000 C PSH,ACK seq=1101 ack=301 len=1 again",
            "2050 S ACK seq=301 ack=1101 len=0",
            "4000 C PSH,ACK seq=1101 ack=301 len=1 again",
            "4050 S ACK seq=301 ack=1101 len=0",
        ]
    );
    pair.clear_wire();
    pair.receive(SERVER);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 S ACK seq=301 ack=1101 len=0",
            "50 C PSH,ACK seq=1101 ack=301 len=1 again",
            "50 C PSH,ACK seq=1102 ack=301 len=499",
            "100 S ACK seq=301 ack=1102 len=0",
            "100 S ACK seq=301 ack=1601 len=0",
        ]
    );
}

#[test]
fn a_lost_window_update_does_not_stop_the_stream() {
    for profile in [Config::rfc9293(), Config::linux()] {
        let mut pair = shut(&profile);
        pair.lose(SERVER, 0);
        assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 1_000]));
        pair.run();
        assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 500]));
    }
}

#[test]
fn a_peer_that_answers_may_stay_shut_for_days() {
    for profile in [Config::rfc9293(), Config::linux()] {
        let mut pair = shut(&profile);
        pair.run_for(Duration::from_secs(3 * 24 * 3_600));
        assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
        pair.receive(SERVER);
        pair.run();
        assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 500]));
    }
}

#[test]
fn a_shut_peer_that_is_gone_is_given_up() {
    let rfc = shut(&Config::rfc9293());
    let linux = shut(&Config {
        r2: Limit::TimeOf(3),
        ..Config::linux()
    });
    for mut pair in [rfc, linux] {
        pair.in_vain(SERVER);
        pair.run();
        assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
    }
}

#[test]
fn linux_asks_with_nothing_at_a_number_that_is_acknowledged() {
    let mut pair = shut(&Config::linux());
    pair.run_for(Duration::from_millis(2_500));
    assert_eq!(
        pair.wire(),
        [
            "300 C ACK seq=1100 ack=301 len=0",
            "350 S ACK seq=301 ack=1101 len=0",
            "1000 C ACK seq=1100 ack=301 len=0",
            "1050 S ACK seq=301 ack=1101 len=0",
            "2300 C ACK seq=1100 ack=301 len=0",
            "2350 S ACK seq=301 ack=1101 len=0",
        ]
    );
}

#[test]
fn a_fin_also_waits_for_a_window_and_is_also_asked_for() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 1_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 1_000]);
    pair.close(CLIENT);
    pair.settle();
    assert_eq!(pair.states(), "FIN-WAIT-1 ESTABLISHED");
    pair.clear_wire();
    pair.run_for(Duration::from_millis(1_100));
    assert_eq!(
        pair.wire(),
        [
            "1000 C FIN,ACK seq=1101 ack=301 len=0",
            "1050 S ACK seq=301 ack=1101 len=0",
        ]
    );
    pair.receive(SERVER);
    pair.run();
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
}

#[test]
fn a_window_may_shrink_and_what_is_out_still_counts() {
    let mut pair = Pair::established();
    pair.send(CLIENT, &[7; 3_000]);
    let smaller = Segment {
        ack: Some(SeqNumber::new(101)),
        wnd: 100,
        ..pair.segment_for(CLIENT)
    };
    pair.inject(CLIENT, &smaller);
    pair.send(CLIENT, b"more");
    assert_eq!(pair.client.tcb().unwrap().snd.wnd, 100);
    assert_eq!(pair.client.queued(), 4);
    pair.run();
    assert_eq!(pair.server.readable(), 3_004);
    assert_eq!(pair.client.unacknowledged(), 0);
}

#[test]
fn a_sender_that_avoids_silly_windows_waits_for_half_of_the_largest() {
    let mut pair = Pair::established_with(Config {
        avoids_silly_windows: true,
        receive_buffer: 2_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 5_000]);
    pair.settle();
    assert_eq!(
        pair.wire()[..2],
        [
            "0 C ACK seq=101 ack=301 len=1000",
            "0 C ACK seq=1101 ack=301 len=1000",
        ]
    );
    let crumb = Segment {
        seq: SeqNumber::new(301),
        ack: Some(SeqNumber::new(2_101)),
        wnd: 900,
        ..pair.segment_for(CLIENT)
    };
    pair.clear_wire();
    pair.inject(CLIENT, &crumb);
    // Not for long: a crumb is better than nothing.
    pair.run_for(Duration::from_millis(1_000));
    assert_eq!(pair.wire()[0], "1000 C ACK seq=2101 ack=301 len=900");
}
