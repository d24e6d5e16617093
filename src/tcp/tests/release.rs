//! Connections without a program (RFC 9293 §3.6.1, RFC 2525 §2.17).

use super::*;

fn release(pair: &mut Pair, side: Side) {
    let now = pair.now;
    pair.end(side).release(now);
    pair.collect(side);
}

#[test]
fn letting_go_of_unread_data_resets_the_connection() {
    let mut pair = Pair::established();
    pair.send(CLIENT, b"hello");
    pair.settle();
    pair.clear_wire();
    release(&mut pair, SERVER);
    assert_eq!(pair.wire(), ["0 S RST seq=301 len=0"]);
    pair.settle();
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(pair.client.error(), Some(ConnectionError::Reset));
    assert_eq!(pair.server.error(), None);
}

#[test]
fn letting_go_closes_and_the_rest_goes_by_itself() {
    let mut pair = Pair::established();
    release(&mut pair, CLIENT);
    assert!(pair.client.is_orphan());
    pair.settle();
    release(&mut pair, SERVER);
    pair.settle();
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    // What has ended is nobody's orphan.
    assert!(!pair.server.is_orphan());
}

#[test]
fn data_for_a_program_that_is_gone_is_answered_with_a_reset() {
    let mut pair = Pair::established();
    release(&mut pair, CLIENT);
    pair.settle();
    pair.clear_wire();
    pair.send(SERVER, b"anybody there?");
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 S PSH,ACK seq=301 ack=102 len=14",
            "50 C RST seq=102 len=0",
        ]
    );
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
}

#[test]
fn half_closing_is_not_letting_go() {
    let mut pair = Pair::established();
    pair.close(CLIENT);
    pair.settle();
    pair.send(SERVER, b"still here");
    pair.settle();
    assert_eq!(pair.receive(CLIENT), Received::Data(b"still here".to_vec()));
}

#[test]
fn an_orphan_does_not_wait_for_ever_for_the_others_fin_if_so_set() {
    let config = Config {
        fin_wait_2_timeout: Some(Duration::from_secs(3)),
        ..Config::rfc9293()
    };
    let mut pair = Pair::established_with(config);
    release(&mut pair, CLIENT);
    pair.run_for(Duration::from_secs(10));
    assert_eq!(pair.states(), "CLOSED CLOSE-WAIT");
    assert_eq!(pair.client.error(), None);

    // Let go of after the FIN was sent: the time counts from then.
    let mut pair = Pair::established_with(config);
    pair.close(CLIENT);
    pair.run_for(Duration::from_secs(10));
    assert_eq!(pair.states(), "FIN-WAIT-2 CLOSE-WAIT");
    release(&mut pair, CLIENT);
    assert_eq!(
        pair.client.timer(Timer::FinWait2),
        Some(pair.now + Duration::from_secs(3))
    );

    // The FIN comes in time: TIME-WAIT has its own length.
    release(&mut pair, SERVER);
    pair.settle();
    assert_eq!(pair.states(), "TIME-WAIT CLOSED");
    assert_eq!(pair.client.timer(Timer::FinWait2), None);
}

#[test]
fn an_orphan_is_given_up_sooner() {
    let mut pair = Pair::established_with(Config {
        r2_orphan: Limit::TimeOf(3),
        ..Config::linux()
    });
    release(&mut pair, CLIENT);
    pair.in_vain(CLIENT);
    pair.run();
    // The one that the probe repeats, then 600, 1,200, 2,400: three seconds from the first of them are over at 4,800.
    assert_eq!(
        pair.now.since(Instant::from_millis(150)),
        Duration::from_millis(4_800)
    );
    assert_eq!(pair.client.state(), State::Closed);
}

#[test]
fn data_for_a_program_that_has_stopped_reading_and_closed_is_answered_with_a_reset() {
    let mut pair = Pair::established();
    pair.client.stop_reading();
    pair.send(SERVER, b"still here");
    pair.settle();
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
    pair.close(CLIENT);
    pair.settle();
    pair.clear_wire();
    pair.send(SERVER, b"and here?");
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 S PSH,ACK seq=311 ack=102 len=9",
            "50 C RST seq=102 len=0",
        ]
    );
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(pair.client.error(), Some(ConnectionError::Reset));
}
