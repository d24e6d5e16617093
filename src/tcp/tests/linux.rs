//! What Linux does otherwise, each a value of `Config`. The recorded kernel traces show the same, at their own distances.

use super::*;

fn linux() -> Config {
    Config::linux()
}

/// The times in ms at which `side` has sent anything.
fn sent_at(pair: &Pair, side: char) -> Vec<u64> {
    let of_side = |line: &&str| line.split(' ').nth(1) == Some(&side.to_string());
    let time = |line: &str| line.split(' ').next().unwrap().parse().unwrap();
    pair.wire().into_iter().filter(of_side).map(time).collect()
}

#[test]
fn a_syn_is_repeated_five_times_in_a_second_each_before_the_wait_doubles() {
    let mut pair = Pair::new(linux(), linux());
    pair.in_vain(CLIENT);
    pair.open_active();
    pair.run();
    let seconds: Vec<u64> = sent_at(&pair, 'C').iter().map(|ms| ms / 1_000).collect();
    assert_eq!(seconds, [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67]);
    assert_eq!(pair.now, Instant::from_millis(131_000));
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
}

#[test]
fn an_unanswered_syn_ack_is_given_up_after_five_copies() {
    let mut pair = Pair::listening(linux());
    pair.in_vain(SERVER);
    pair.open_active();
    pair.run_for(Duration::from_millis(50));
    // The caller is gone.
    pair.abort(CLIENT);
    pair.run();
    let seconds: Vec<u64> = sent_at(&pair, 'S').iter().map(|ms| ms / 1_000).collect();
    assert_eq!(seconds, [0, 1, 3, 7, 15, 31]);
    assert_eq!(pair.now, Instant::from_millis(63_050));
    assert_eq!(pair.server.state(), State::Listen);
}

#[test]
fn the_end_of_a_flight_is_probed_before_the_timeout_doubles() {
    let mut pair = Pair::established_with(Config {
        r2: Limit::TimeOf(4),
        ..linux()
    });
    assert_eq!(pair.client.rto(), Duration::from_millis(300));
    pair.in_vain(CLIENT);
    pair.send(CLIENT, b"hello");
    pair.run();
    // 300 is the probe, 600 the first retransmission. From there on 6.2 s of retransmission are more than R2.
    assert_eq!(sent_at(&pair, 'C'), [0, 300, 600, 1_200, 2_400, 4_800]);
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
}

#[test]
fn a_probe_prefers_what_has_not_been_sent() {
    let mut pair = Pair::established_with(linux());
    pair.lose(SERVER, 0);
    pair.send(CLIENT, b"first");
    pair.run_for(Duration::from_millis(100));
    // Nagle holds it back: a small segment is not acknowledged.
    pair.send(CLIENT, b"second");
    pair.settle();
    pair.run_for(Duration::from_millis(400));
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=5",
            "50 S ACK seq=301 ack=106 len=0 lost",
            "300 C PSH,ACK seq=106 ack=301 len=6",
            "350 S ACK seq=301 ack=112 len=0",
        ]
    );
}

#[test]
fn three_acks_that_repeat_a_number_make_the_sender_repair_at_once() {
    let mut pair = Pair::established_with(linux());
    pair.client.set_nagle(pair.now, false);
    pair.lose(CLIENT, 1);
    for _ in 0..5 {
        pair.send(CLIENT, &[7; 100]);
    }
    pair.settle();
    assert_eq!(
        pair.wire()[5..],
        [
            "50 S ACK seq=301 ack=201 len=0",
            "50 S ACK seq=301 ack=201 len=0",
            "50 S ACK seq=301 ack=201 len=0",
            "50 S ACK seq=301 ack=201 len=0",
            "100 C PSH,ACK seq=201 ack=301 len=100 again",
            "150 S ACK seq=301 ack=601 len=0",
        ]
    );
}

#[test]
fn a_segment_that_is_overtaken_goes_again_if_it_stays_away_too_long() {
    let overtaken_by = |late: u64| {
        let mut pair = Pair::established_with(linux());
        pair.client.set_nagle(pair.now, false);
        pair.shuffle(vec![vec![late]]);
        pair.send(CLIENT, b"first");
        pair.send(CLIENT, b"second");
        pair.settle();
        let of_client = |line: &String| line.contains(" C ");
        let wire = pair.wire().into_iter().map(str::to_owned);
        wire.filter(of_client).skip(2).collect::<Vec<_>>()
    };
    // A quarter of a round trip is 25 ms; a timer needs 8 ms to be sure.
    assert_eq!(overtaken_by(30), [""; 0]);
    let again = "133 C PSH,ACK seq=101 ack=301 len=5 again";
    assert_eq!(overtaken_by(40), [again]);
}

#[test]
fn one_that_is_overtaken_by_something_sent_much_later_goes_again_at_once() {
    let mut pair = Pair::established_with(linux());
    pair.client.set_nagle(pair.now, false);
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"first");
    pair.run_for(Duration::from_millis(30));
    pair.send(CLIENT, b"second");
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=5 lost",
            "30 C PSH,ACK seq=106 ack=301 len=6",
            "80 S ACK seq=301 ack=101 len=0",
            "130 C PSH,ACK seq=101 ack=301 len=5 again",
            "180 S ACK seq=301 ack=112 len=0",
        ]
    );
}

#[test]
fn a_probe_that_arrives_shows_that_all_before_it_is_lost() {
    let mut pair = Pair::established_with(linux());
    pair.client.set_nagle(pair.now, false);
    for _ in 0..3 {
        pair.lose(CLIENT, 0);
        pair.send(CLIENT, &[7; 100]);
    }
    pair.settle();
    pair.run_for(Duration::from_millis(600));
    assert_eq!(
        pair.wire()[3..],
        [
            "208 C PSH,ACK seq=301 ack=301 len=100 again",
            "258 S ACK seq=301 ack=101 len=0",
            "308 C PSH,ACK seq=101 ack=301 len=100 again",
            "358 S ACK seq=301 ack=201 len=0",
            "408 C PSH,ACK seq=201 ack=301 len=100 again",
            "458 S ACK seq=301 ack=401 len=0",
        ]
    );
}

#[test]
fn the_users_limit_counts_from_the_first_timeout() {
    let mut pair = Pair::established_with(linux());
    pair.client.set_user_timeout(Some(Duration::from_secs(3)));
    pair.in_vain(CLIENT);
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(sent_at(&pair, 'C'), [0, 300, 600, 1_200, 2_400]);
    assert_eq!(
        pair.now.since(Instant::from_millis(150)),
        Duration::from_millis(3_600)
    );
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
}

#[test]
fn without_sack_a_repair_takes_along_what_stands_behind() {
    let mut pair = Pair::established_with(Config {
        tail_loss_probe: false,
        merge: Merge::Always,
        nagle: false,
        ..linux()
    });
    for _ in 0..3 {
        pair.lose(CLIENT, 0);
        pair.send(CLIENT, &[7; 500]);
    }
    pair.settle();
    pair.run_for(Duration::from_millis(400));
    assert_eq!(
        pair.wire()[3..],
        [
            "300 C PSH,ACK seq=101 ack=301 len=1000 again",
            "350 S ACK seq=301 ack=1101 len=0",
            "400 C PSH,ACK seq=1101 ack=301 len=500 again",
        ]
    );
}

#[test]
fn acknowledgments_wait_once_the_program_answers_soon_and_no_longer_once_it_does_not() {
    let mut pair = Pair::established_with(linux());
    let exchange = |pair: &mut Pair, answered_after: u64| -> Vec<String> {
        pair.clear_wire();
        pair.send(CLIENT, b"ask");
        pair.run_for(Duration::from_millis(50 + answered_after));
        pair.receive(SERVER);
        pair.send(SERVER, b"answer");
        pair.run_for(Duration::from_millis(500));
        let short = |line: &&str| line.split(" seq").next().unwrap().to_owned();
        let of_server = |line: &&str| line.split(' ').nth(1) == Some("S");
        pair.wire()
            .iter()
            .filter(|line| of_server(line))
            .map(short)
            .collect()
    };
    assert_eq!(exchange(&mut pair, 10), ["50 S ACK", "60 S PSH,ACK"]);
    assert_eq!(exchange(&mut pair, 10), ["60 S PSH,ACK"]);
    assert_eq!(exchange(&mut pair, 150), ["90 S ACK", "200 S PSH,ACK"]);
    assert_eq!(exchange(&mut pair, 150), ["50 S ACK", "200 S PSH,ACK"]);
}

#[test]
fn the_answer_to_a_fin_waits_for_the_programs_own_close() {
    let mut pair = Pair::established_with(linux());
    pair.send(CLIENT, b"hello");
    pair.settle();
    pair.receive(SERVER);
    pair.clear_wire();
    pair.close(CLIENT);
    pair.run_for(Duration::from_millis(80));
    pair.close(SERVER);
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C FIN,ACK seq=106 ack=301 len=0",
            "80 S FIN,ACK seq=301 ack=107 len=0",
            "130 C ACK seq=107 ack=302 len=0",
        ]
    );
    // Through FIN-WAIT-2, though on one segment.
    let last: Vec<String> = state_changes(&pair.client_events).split_off(2);
    assert_eq!(
        last,
        [
            "ESTABLISHED -> FIN-WAIT-1",
            "FIN-WAIT-1 -> FIN-WAIT-2",
            "FIN-WAIT-2 -> TIME-WAIT",
        ]
    );
}

#[test]
fn a_repeated_syn_gets_the_syn_ack_again_but_not_too_often() {
    let mut pair = Pair::listening(linux());
    pair.open_active();
    let syn = segments(&pair.client_events)[0].clone();
    pair.lose(SERVER, 0);
    pair.run_for(Duration::from_millis(60));
    pair.clear_wire();
    let answer = pair.inject(SERVER, &syn);
    assert_eq!(segments(&answer)[0].flags(), "SYN,ACK");
    assert!(segments(&pair.inject(SERVER, &syn)).is_empty());
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 S SYN,ACK seq=300 ack=101 len=0",
            "50 C ACK seq=101 ack=301 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
}

#[test]
fn after_a_reset_of_an_old_connection_the_syn_goes_again_soon() {
    let mut pair = Pair::new(linux(), linux());
    pair.open_active();
    let syn = segments(&pair.client_events)[0].clone();
    pair.run_for(Duration::from_millis(10));
    let old = Segment {
        source: syn.destination,
        destination: syn.source,
        seq: SeqNumber::new(7_000),
        ack: Some(SeqNumber::new(5_000)),
        control: None,
        mss: None,
        window_scale: None,
        timestamps: None,
        ..syn
    };
    pair.clear_wire();
    pair.inject(CLIENT, &old);
    pair.run_for(Duration::from_millis(20));
    assert_eq!(
        pair.wire(),
        ["0 C RST seq=5000 len=0", "8 C SYN seq=100 len=0 again"]
    );
}

#[test]
fn ends_that_disagree_do_not_answer_each_other_for_ever() {
    let mut pair = Pair::established_with(Config {
        timestamps: false,
        ..linux()
    });
    // Data that the client has never sent: now the server acknowledges it, and the client objects.
    let forged = Segment {
        payload: b"forged".to_vec(),
        ..pair.segment_for(SERVER)
    };
    pair.inject(SERVER, &forged);
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 S ACK seq=301 ack=107 len=0",
            "50 C ACK seq=101 ack=301 len=0",
            "100 S ACK seq=301 ack=107 len=0",
        ]
    );
}

#[test]
fn both_ends_acknowledge_a_crossed_syn_ack() {
    let mut pair = Pair::new(linux(), linux());
    pair.server = Connection::new(
        SocketPair {
            local: pair::server_address(),
            remote: pair::client_address(),
        },
        linux(),
    );
    pair.open_active();
    pair.server
        .open_active(pair.now, SeqNumber::new(pair::SERVER_ISS))
        .unwrap();
    pair.collect(SERVER);
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=100 len=0",
            "0 S SYN seq=300 len=0",
            "50 S SYN,ACK seq=300 ack=101 len=0",
            "50 C SYN,ACK seq=100 ack=301 len=0",
            "100 C ACK seq=101 ack=301 len=0",
            "100 S ACK seq=301 ack=101 len=0",
        ]
    );
}

#[test]
fn an_abort_says_what_it_has_received() {
    let mut pair = Pair::established_with(linux());
    pair.abort(CLIENT);
    assert_eq!(pair.wire(), ["0 C RST,ACK seq=101 ack=301 len=0"]);
    pair.settle();
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
}

#[test]
fn a_syn_is_given_up_early_when_the_doubling_alone_would_have_taken_no_longer() {
    let config = Config {
        r2_syn: Limit::Retransmissions(2),
        ..linux()
    };
    let mut pair = Pair::new(config, linux());
    pair.in_vain(CLIENT);
    pair.open_active();
    pair.run();
    // Four linear and two doubled repetitions would be seven SYNs, but 1 + 2 + 4 seconds are over before the last.
    let seconds: Vec<u64> = sent_at(&pair, 'C').iter().map(|ms| ms / 1_000).collect();
    assert_eq!(seconds, [0, 1, 2, 3, 4, 5]);
    assert_eq!(pair.now, Instant::from_millis(7_000));
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
}

#[test]
fn nothing_new_goes_out_between_a_timeout_and_the_next_acknowledgment() {
    let mut pair = Pair::established_with(linux());
    for nth in 0..3 {
        pair.lose(CLIENT, nth);
    }
    pair.send(CLIENT, b"first");
    pair.run_for(Duration::from_millis(700));
    pair.close(CLIENT);
    pair.settle();
    pair.run_for(Duration::from_millis(700));
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=5 lost",
            "300 C PSH,ACK seq=101 ack=301 len=5 again lost",
            "600 C PSH,ACK seq=101 ack=301 len=5 again lost",
            "1200 C PSH,ACK seq=101 ack=301 len=5 again",
            "1250 S ACK seq=301 ack=106 len=0",
            "1300 C FIN,ACK seq=106 ack=301 len=0",
            "1390 S ACK seq=301 ack=107 len=0",
        ]
    );
}

#[test]
fn segments_that_let_the_window_grow_are_acknowledged_at_once() {
    let mut pair = Pair::established_with(linux());
    pair.client.set_nagle(pair.now, false);
    for _ in 0..20 {
        pair.send(CLIENT, &[7; 1_000]);
    }
    pair.settle();
    assert_eq!(sent_at(&pair, 'S'), [50; 20]);
}

#[test]
fn a_reset_beside_its_mark_is_not_challenged_in_time_wait() {
    for (config, answers) in [(Config::rfc9293(), 1), (linux(), 0)] {
        let mut pair = Pair::established_with(config);
        pair.close(CLIENT);
        pair.close(SERVER);
        pair.settle();
        assert_eq!(pair.states(), "TIME-WAIT TIME-WAIT");
        let reset = Segment {
            control: Some(Control::Rst),
            seq: pair.client.tcb().unwrap().rcv.nxt + 60,
            ack: None,
            ..pair.segment_for(CLIENT)
        };
        let events = pair.inject(CLIENT, &reset);
        assert_eq!(rejection(&events), Some(RejectReason::ResetNotExact));
        assert_eq!(segments(&events).len(), answers);
        assert_eq!(pair.client.state(), State::TimeWait);
    }
}

#[test]
fn callers_who_call_each_other_measure_the_round_trip_of_their_syn_acks() {
    let mut pair = Pair::new(linux(), linux());
    let towards = SocketPair {
        local: pair::server_address(),
        remote: pair::client_address(),
    };
    pair.server = Connection::new(towards, linux());
    pair.open_active();
    pair.run_for(Duration::from_millis(40));
    let now = pair.now;
    let iss = SeqNumber::new(300);
    pair.server.open_active(now, iss).unwrap();
    pair.collect(SERVER);
    pair.settle();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    // The SYN of the server crosses after 40 of the 50 ms: its SYN,ACK is there after another 10.
    let measured = |end: &Connection| end.tcb().unwrap().rtt.srtt();
    assert_eq!(measured(&pair.client), Some(Duration::from_millis(10)));
    assert_eq!(measured(&pair.server), Some(Duration::from_millis(90)));
}

#[test]
fn reading_a_few_bytes_does_not_hide_that_an_ack_repeats_a_number() {
    let mut pair = Pair::established_with(linux());
    pair.client.set_nagle(pair.now, false);
    pair.send(CLIENT, b"first");
    pair.run_for(Duration::from_millis(200));
    // The next window is larger by these five bytes.
    pair.receive(SERVER);
    pair.clear_wire();
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"lost");
    pair.run_for(Duration::from_millis(150));
    pair.send(CLIENT, b"kept");
    pair.run_for(Duration::from_millis(200));
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=106 ack=301 len=4 lost",
            "150 C PSH,ACK seq=110 ack=301 len=4",
            "200 S ACK seq=301 ack=106 len=0",
            "250 C PSH,ACK seq=106 ack=301 len=4 again",
            "300 S ACK seq=301 ack=114 len=0",
        ]
    );
}
