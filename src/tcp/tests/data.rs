//! Data: segments, windows, order, acknowledgments.

use super::*;

fn data_at(pair: &Pair, side: Side, offset: u32, bytes: &[u8]) -> Segment {
    let next = pair.segment_for(side);
    Segment {
        seq: next.seq + offset,
        payload: bytes.to_vec(),
        ..next
    }
}

#[test]
fn data_is_acknowledged_at_once_unless_asked_otherwise() {
    let mut pair = Pair::established();
    pair.send(CLIENT, b"hello");
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=5",
            "50 S ACK seq=301 ack=106 len=0"
        ]
    );
    assert_eq!(pair.receive(SERVER), Received::Data(b"hello".to_vec()));
    assert_eq!(pair.receive(SERVER), Received::WouldBlock);
    assert_eq!(pair.client.unacknowledged(), 0);
}

#[test]
fn data_is_cut_into_segments_of_the_mss() {
    let mut pair = Pair::established();
    pair.send(CLIENT, &[7; 3_000]);
    assert_eq!(
        pair.wire(),
        [
            "0 C ACK seq=101 ack=301 len=1460",
            "0 C ACK seq=1561 ack=301 len=1460",
            "0 C PSH,ACK seq=3021 ack=301 len=80",
        ]
    );
    pair.settle();
    assert_eq!(pair.server.readable(), 3_000);
}

#[test]
fn the_window_shrinks_with_unread_data_and_is_honoured() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 3_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 5_000]);
    pair.settle();
    assert_eq!(pair.server.readable(), 3_000);
    assert_eq!(pair.client.queued(), 2_000);
    assert_eq!(pair.client.tcb().unwrap().snd.wnd, 0);
    assert!(pair.client.timer(Timer::WindowProbe).is_some());
    pair.clear_wire();
    assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 3_000]));
    pair.settle();
    assert_eq!(pair.wire()[0], "0 S ACK seq=301 ack=3101 len=0");
    assert_eq!(pair.receive(SERVER), Received::Data(vec![7; 2_000]));
    assert_eq!(pair.client.queued(), 0);
}

#[test]
fn reading_a_crumb_does_not_reopen_a_shut_window() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 3_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 3_000]);
    pair.settle();
    pair.clear_wire();
    for _ in 0..14 {
        let now = pair.now;
        pair.server.receive(now, 100).unwrap();
        pair.collect(SERVER);
    }
    assert!(pair.wire().is_empty());
    let now = pair.now;
    pair.server.receive(now, 100).unwrap();
    pair.collect(SERVER);
    assert_eq!(pair.server.tcb().unwrap().rcv.wnd, 1_500);
    assert_eq!(pair.wire().len(), 1);
}

#[test]
fn an_ack_counts_even_if_its_data_has_no_room() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 1_000,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 1_000]);
    pair.settle();
    pair.send(SERVER, b"answer");
    let late = data_at(&pair, SERVER, 0, b"no room");
    let events = pair.inject(SERVER, &late);
    assert_eq!(rejection(&events), Some(RejectReason::ZeroWindow));
    assert_eq!(pair.server.unacknowledged(), 0);
    assert_eq!(segments(&events).len(), 1);
}

#[test]
fn a_shut_window_answers_what_it_turns_away() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 3,
        ..Config::rfc9293()
    });
    pair.send(CLIENT, b"abc");
    pair.settle();
    pair.clear_wire();
    let without_ack = Segment {
        ack: None,
        ..data_at(&pair, SERVER, 0, b"d")
    };
    pair.inject(SERVER, &without_ack);
    assert_eq!(pair.wire(), ["0 S ACK seq=301 ack=104 len=0"]);
}

#[test]
fn out_of_order_data_is_kept_and_pointed_out_at_once() {
    let mut pair = Pair::established_with(Config {
        ack_delay: Duration::from_millis(40),
        ..Config::rfc9293()
    });
    let second = data_at(&pair, SERVER, 5, b"world");
    let first = data_at(&pair, SERVER, 0, b"hello");
    let events = pair.inject(SERVER, &second);
    assert!(matches!(
        events[0],
        TcpEvent::DataQueued {
            len: 5,
            rule: Rule::TextQueued
        }
    ));
    assert_eq!(
        segments(&events)[0].to_string(),
        "ACK seq=301 ack=101 len=0"
    );
    assert_eq!(pair.receive(SERVER), Received::WouldBlock);
    let events = pair.inject(SERVER, &first);
    assert!(matches!(
        events[0],
        TcpEvent::DataAccepted {
            len: 10,
            rule: Rule::TextAccepted
        }
    ));
    assert_eq!(
        segments(&events)[0].to_string(),
        "ACK seq=301 ack=111 len=0"
    );
    assert_eq!(pair.receive(SERVER), Received::Data(b"helloworld".to_vec()));
}

#[test]
fn overlapping_pieces_in_any_order_make_one_stream() {
    let stream: Vec<u8> = (0..10).collect();
    let pieces: [(u32, u32); 5] = [(0, 4), (2, 6), (3, 9), (8, 10), (5, 7)];
    for start in 0..pieces.len() {
        for step in 1..pieces.len() {
            let mut pair = Pair::established();
            let base = pair.segment_for(SERVER);
            for index in 0..pieces.len() {
                let (from, to) = pieces[(start + index * step) % pieces.len()];
                let payload = stream[from as usize..to as usize].to_vec();
                pair.inject(
                    SERVER,
                    &Segment {
                        seq: base.seq + from,
                        payload,
                        ..base.clone()
                    },
                );
            }
            assert_eq!(
                pair.receive(SERVER),
                Received::Data(stream.clone()),
                "start {start}, step {step}"
            );
        }
    }
}

#[test]
fn duplicates_are_trimmed_and_acknowledged_again() {
    let mut pair = Pair::established();
    let hello = data_at(&pair, SERVER, 0, b"hello");
    pair.inject(SERVER, &hello);
    let events = pair.inject(SERVER, &hello);
    assert_eq!(rejection(&events), Some(RejectReason::LeftOfWindow));
    assert_eq!(
        segments(&events)[0].to_string(),
        "ACK seq=301 ack=106 len=0"
    );
    let longer = Segment {
        payload: b"hello!".to_vec(),
        ..hello
    };
    let events = pair.inject(SERVER, &longer);
    assert!(matches!(events[0], TcpEvent::DataAccepted { len: 1, .. }));
    assert_eq!(pair.receive(SERVER), Received::Data(b"hello!".to_vec()));
}

#[test]
fn what_lies_beyond_the_window_is_cut_off() {
    let mut pair = Pair::established_with(Config {
        receive_buffer: 4,
        ..Config::rfc9293()
    });
    let hello = data_at(&pair, SERVER, 0, b"hello");
    let fin = Segment {
        control: Some(Control::Fin),
        ..hello
    };
    pair.inject(SERVER, &fin);
    assert_eq!(pair.server.state(), State::Established);
    assert_eq!(pair.receive(SERVER), Received::Data(b"hell".to_vec()));
    let far = data_at(&pair, SERVER, 4, b"far");
    assert_eq!(
        rejection(&pair.inject(SERVER, &far)),
        Some(RejectReason::RightOfWindow)
    );
}

#[test]
fn an_ack_of_something_never_sent_is_answered_and_dropped() {
    let mut pair = Pair::established();
    let next = data_at(&pair, SERVER, 0, b"hello");
    let events = pair.inject(
        SERVER,
        &Segment {
            ack: Some(SeqNumber::new(999)),
            ..next.clone()
        },
    );
    assert_eq!(rejection(&events), Some(RejectReason::AckOfNotSent));
    assert_eq!(
        segments(&events)[0].to_string(),
        "ACK seq=301 ack=101 len=0"
    );
    assert_eq!(pair.server.readable(), 0);
    let events = pair.inject(SERVER, &Segment { ack: None, ..next });
    assert_eq!(rejection(&events), Some(RejectReason::NoAck));
    assert!(segments(&events).is_empty());
}

#[test]
fn an_old_segment_does_not_bring_back_an_old_window() {
    let mut pair = Pair::established();
    let next = pair.segment_for(SERVER);
    let newer = Segment {
        seq: next.seq,
        wnd: 5_000,
        payload: b"new".to_vec(),
        ..next.clone()
    };
    pair.inject(SERVER, &newer);
    assert_eq!(pair.server.tcb().unwrap().snd.wnd, 5_000);
    let update = Segment {
        wnd: 9_000,
        ..pair.segment_for(SERVER)
    };
    pair.inject(SERVER, &update);
    let older = Segment {
        wnd: 1,
        payload: b"newer".to_vec(),
        ..next
    };
    pair.inject(SERVER, &older);
    assert_eq!(pair.server.tcb().unwrap().snd.wnd, 9_000);
}

#[test]
fn sequence_numbers_wrap_around() {
    let mut pair = Pair::listening(Config::rfc9293());
    let now = pair.now;
    pair.client
        .open_active(now, SeqNumber::new(u32::MAX - 2))
        .unwrap();
    pair.collect(CLIENT);
    pair.settle();
    pair.send(CLIENT, b"across the edge");
    pair.close(CLIENT);
    pair.settle();
    assert_eq!(
        pair.receive(SERVER),
        Received::Data(b"across the edge".to_vec())
    );
    assert_eq!(pair.receive(SERVER), Received::EndOfFile);
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
}

#[test]
fn a_delayed_ack_waits_for_its_timer() {
    let mut pair = Pair::established_with(Config {
        ack_delay: Duration::from_millis(40),
        ..Config::rfc9293()
    });
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=5",
            "90 S ACK seq=301 ack=106 len=0"
        ]
    );
    let last = &pair.server_events[pair.server_events.len() - 3..];
    assert!(matches!(
        last[0],
        TcpEvent::TimerArmed {
            timer: Timer::DelayedAck,
            rule: Rule::AckDelayed,
            ..
        }
    ));
    assert!(matches!(
        last[1],
        TcpEvent::TimerExpired {
            timer: Timer::DelayedAck,
            ..
        }
    ));
    assert!(matches!(
        last[2],
        TcpEvent::SegmentEmitted {
            rule: Rule::DelayedAckTimeout,
            ..
        }
    ));
}

#[test]
fn a_delayed_ack_rides_on_data() {
    let mut pair = Pair::established_with(Config {
        ack_delay: Duration::from_millis(40),
        ..Config::rfc9293()
    });
    pair.send(CLIENT, b"ping");
    pair.settle();
    pair.send(SERVER, b"pong");
    assert_eq!(pair.server.timer(Timer::DelayedAck), None);
    pair.run();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=4",
            "50 S PSH,ACK seq=301 ack=105 len=4",
            "140 C ACK seq=105 ack=305 len=0",
        ]
    );
}

#[test]
fn every_second_full_segment_is_acknowledged_at_once() {
    let mut pair = Pair::established_with(Config {
        ack_delay: Duration::from_millis(40),
        ..Config::rfc9293()
    });
    pair.send(CLIENT, &[7; 3 * 1460]);
    pair.run();
    assert_eq!(
        pair.wire()[3..],
        [
            "50 S ACK seq=301 ack=3021 len=0",
            "90 S ACK seq=301 ack=4481 len=0"
        ]
    );
}
