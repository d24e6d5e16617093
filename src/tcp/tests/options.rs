//! What two SYNs agree on: window scale and timestamps (RFC 7323), and data that comes with a SYN.

use super::*;

fn modern() -> Config {
    Config {
        window_scale: Some(7),
        timestamps: true,
        receive_buffer: 1_000_000,
        ..Config::rfc9293()
    }
}

#[test]
fn both_syns_carry_the_options_and_then_they_hold() {
    let mut pair = Pair::listening(modern());
    pair.open_active();
    pair.settle();
    let client = segments(&pair.client_events);
    let server = segments(&pair.server_events);
    assert_eq!(
        (client[0].window_scale, server[0].window_scale),
        (Some(7), Some(7))
    );
    assert_eq!((client[0].wnd, server[0].wnd), (u16::MAX, u16::MAX));
    assert_eq!(client[1].window_scale, None);
    // A SYN's window is not scaled; the next says what 16 bits could not.
    assert_eq!(client[1].wnd, 511);
    let [syn, answer, last] =
        [client[0], server[0], client[1]].map(|segment| segment.timestamps.unwrap());
    assert_eq!(syn.echo, 0);
    assert_eq!((answer.echo, last.echo), (syn.value, answer.value));
    assert_eq!(last.value - syn.value, 100);
    assert_eq!(pair.client.tcb().unwrap().mss, 1_448);
    // MSS 4, window scale 3, timestamps 10, and filled up to whole words; then timestamps alone.
    assert_eq!((client[0].header_len(), client[1].header_len()), (40, 32));
}

#[test]
fn an_option_that_one_end_does_not_know_is_not_used() {
    for configs in [[modern(), Config::rfc9293()], [Config::rfc9293(), modern()]] {
        let [client, server] = configs;
        let mut pair = Pair::new(client, server);
        pair.server
            .open_passive(SeqNumber::new(pair::SERVER_ISS))
            .unwrap();
        pair.open_active();
        pair.send(CLIENT, &[7; 3_000]);
        pair.settle();
        assert_eq!(pair.server.readable(), 3_000);
        let all = segments(&pair.server_events);
        assert!(all.iter().all(|segment| segment.timestamps.is_none()));
        assert!(all.iter().all(|segment| segment.window_scale.is_none()));
        assert_eq!(pair.client.tcb().unwrap().mss, 1_460);
    }
}

#[test]
fn a_large_window_opens_as_the_program_reads() {
    let mut pair = Pair::established_with(modern());
    pair.send(CLIENT, &vec![7; 300_000]);
    pair.run();
    assert_eq!(pair.server.readable(), 300_000);
    assert!(pair.client.tcb().unwrap().snd.wnd > 600_000);
}

#[test]
fn an_old_duplicate_is_known_by_its_time_whatever_its_number() {
    let mut pair = Pair::established_with(modern());
    let stamp = |pair: &Pair| segments(&pair.client_events).last().unwrap().timestamps;
    let old = stamp(&pair);
    pair.run_for(Duration::from_secs(10));
    pair.send(CLIENT, b"new");
    pair.settle();
    pair.clear_wire();
    let duplicate = Segment {
        timestamps: old,
        payload: b"old".to_vec(),
        ..pair.segment_for(SERVER)
    };
    let events = pair.inject(SERVER, &duplicate);
    assert_eq!(rejection(&events), Some(RejectReason::OldTimestamp));
    assert_eq!(pair.wire(), ["0 S ACK seq=301 ack=104 len=0"]);
    assert_eq!(pair.receive(SERVER), Received::Data(b"new".to_vec()));

    // The same without its date is taken: that is what the option is good for.
    let undated = Segment {
        timestamps: None,
        ..duplicate
    };
    pair.inject(SERVER, &undated);
    assert_eq!(pair.receive(SERVER), Received::Data(b"old".to_vec()));
}

#[test]
fn after_a_month_of_silence_the_clock_says_nothing() {
    let mut pair = Pair::established_with(modern());
    pair.run_for(Duration::from_secs(30 * 24 * 3_600));
    pair.send(CLIENT, b"hello again");
    pair.settle();
    assert_eq!(
        pair.receive(SERVER),
        Received::Data(b"hello again".to_vec())
    );
}

#[test]
fn the_echo_measures_what_was_sent_twice() {
    let mut pair = Pair::listening(modern());
    pair.lose(CLIENT, 0);
    pair.open_active();
    pair.run();
    let srtt = pair.client.tcb().unwrap().rtt.srtt();
    assert_eq!(srtt, Some(Duration::from_millis(100)));
}

#[test]
fn a_reset_is_believed_whatever_its_time() {
    let mut pair = Pair::established_with(modern());
    let reset = Segment {
        timestamps: Some(Timestamps { value: 0, echo: 0 }),
        control: Some(Control::Rst),
        ..pair.segment_for(SERVER)
    };
    pair.inject(SERVER, &reset);
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
}

/// A SYN for the connection that is in TIME-WAIT at the client, `number` after RCV.NXT and `age` ms old.
fn new_syn(pair: &Pair, number: i32, age: Option<u32>) -> Segment {
    let expected = pair.segment_for(CLIENT);
    let last = segments(&pair.server_events).last().unwrap().timestamps;
    Segment {
        seq: expected.seq + number.cast_unsigned(),
        ack: None,
        control: Some(Control::Syn),
        timestamps: age.map(|age| Timestamps {
            value: last.map_or(0, |last| last.value).wrapping_sub(age),
            echo: 0,
        }),
        ..expected
    }
}

#[test]
fn time_wait_gives_way_to_a_syn_that_is_certainly_new() {
    let mut pair = Pair::in_time_wait();
    let accepts = |pair: &Pair, number, age| {
        let syn = new_syn(pair, number, age);
        pair.client.accepts_reincarnation(pair.now, &syn)
    };
    assert!(accepts(&pair, 1, None));
    assert!(!accepts(&pair, 0, None));
    assert!(!accepts(&pair, -5, None));

    pair = Pair::established_with(modern());
    pair.close(CLIENT);
    pair.settle();
    pair.close(SERVER);
    pair.settle();
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    let younger = Some(u32::MAX);
    assert!(accepts(&pair, -5, younger));
    assert!(!accepts(&pair, 5, Some(1)));
    assert!(accepts(&pair, 5, Some(0)));
    assert!(!accepts(&pair, -5, Some(0)));
}

#[test]
fn a_reset_ends_time_wait_unless_it_is_told_not_to() {
    for (ignores, state) in [(false, State::Closed), (true, State::TimeWait)] {
        let mut pair = Pair::established_with(Config {
            time_wait_ignores_reset: ignores,
            ..Config::rfc9293()
        });
        pair.close(CLIENT);
        pair.settle();
        pair.close(SERVER);
        pair.settle();
        let reset = Segment {
            ack: None,
            control: Some(Control::Rst),
            ..pair.segment_for(CLIENT)
        };
        pair.inject(CLIENT, &reset);
        assert_eq!(pair.client.state(), state);
    }
}

#[test]
fn data_on_a_syn_waits_for_the_handshake() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    let mut syn = segments(&pair.client_events)[0].clone();
    syn.payload = b"early".to_vec();
    pair.inject(SERVER, &syn);
    assert_eq!(pair.server.readable(), 0);
    let ack = Segment {
        ack: Some(SeqNumber::new(pair::SERVER_ISS + 1)),
        ..pair.segment_for(SERVER)
    };
    let events = pair.inject(SERVER, &ack);
    assert_eq!(
        segments(&events)[0].ack,
        Some(SeqNumber::new(pair::CLIENT_ISS + 6))
    );
    assert_eq!(pair.receive(SERVER), Received::Data(b"early".to_vec()));
}

#[test]
fn an_ack_from_far_back_is_not_believed() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 1_000,
        ..Config::rfc9293()
    });
    for _ in 0..3 {
        pair.send(CLIENT, &[7; 1_000]);
        pair.settle();
        pair.receive(SERVER);
        pair.settle();
    }
    let with_ack = |pair: &mut Pair, ack| {
        let segment = Segment {
            ack: Some(SeqNumber::new(ack)),
            payload: b"x".to_vec(),
            ..pair.segment_for(CLIENT)
        };
        rejection(&pair.inject(CLIENT, &segment))
    };
    assert_eq!(with_ack(&mut pair, 2_100), Some(RejectReason::AckTooOld));
    assert_eq!(with_ack(&mut pair, 2_101), None);
    assert_eq!(pair.receive(CLIENT), Received::Data(b"x".to_vec()));
}
