//! Small segments that wait: Nagle's algorithm and the cork (RFC 9293 §3.7.4).

use super::*;

#[test]
fn nagle_gathers_what_is_small_until_the_last_is_acknowledged() {
    let mut pair = Pair::established();
    pair.client.set_nagle(pair.now, true);
    for piece in [&b"a"[..], b"b", b"c"] {
        pair.send(CLIENT, piece);
    }
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=1",
            "50 S ACK seq=301 ack=102 len=0",
            "100 C PSH,ACK seq=102 ack=301 len=2",
            "150 S ACK seq=301 ack=104 len=0",
        ]
    );
}

#[test]
fn turning_nagle_off_lets_go_what_waits() {
    let mut pair = Pair::established();
    pair.client.set_nagle(pair.now, true);
    pair.send(CLIENT, b"a");
    pair.send(CLIENT, b"b");
    assert_eq!(pair.wire().len(), 1);
    pair.client.set_nagle(pair.now, false);
    pair.collect(CLIENT);
    assert_eq!(pair.wire()[1], "0 C PSH,ACK seq=102 ack=301 len=1");
}

#[test]
fn what_nagle_waits_for_is_a_matter_of_the_profile() {
    let behind_a_full_segment = |nagle_waits| {
        let mut pair = Pair::established_with(Config {
            nagle: true,
            nagle_waits,
            ..Config::rfc9293()
        });
        pair.send(CLIENT, &[7; 1_460]);
        pair.send(CLIENT, b"small");
        pair.wire().len()
    };
    assert_eq!(behind_a_full_segment(NagleWaits::ForAll), 1);
    assert_eq!(behind_a_full_segment(NagleWaits::ForSmall), 2);
}

#[test]
fn a_fin_does_not_wait_and_takes_along_what_does() {
    let mut pair = Pair::established();
    pair.client.set_nagle(pair.now, true);
    pair.send(CLIENT, b"a");
    pair.send(CLIENT, b"b");
    pair.close(CLIENT);
    assert_eq!(
        pair.wire(),
        [
            "0 C PSH,ACK seq=101 ack=301 len=1",
            "0 C FIN,PSH,ACK seq=102 ack=301 len=1",
        ]
    );
}

#[test]
fn a_cork_keeps_data_until_it_fills_a_segment_or_the_end_comes() {
    let mut pair = Pair::established();
    pair.client.set_cork(pair.now, true);
    pair.send(CLIENT, &[7; 1_000]);
    assert!(pair.wire().is_empty());
    pair.send(CLIENT, &[7; 1_000]);
    assert_eq!(pair.wire(), ["0 C ACK seq=101 ack=301 len=1460"]);
    pair.close(CLIENT);
    assert_eq!(
        pair.wire()[1..],
        ["0 C FIN,PSH,ACK seq=1561 ack=301 len=540"]
    );
}

#[test]
fn a_forgotten_cork_does_not_keep_data_for_ever() {
    let mut pair = Pair::established();
    pair.client.set_cork(pair.now, true);
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(pair.wire()[0], "1000 C PSH,ACK seq=101 ack=301 len=5");
}
