//! Peers that say nothing: keep-alive (RFC 9293 §3.8.4), the user's own limit (§3.9.1.2), and R1 (§3.8.3).

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn asking() -> Pair {
    let mut pair = Pair::established();
    let keep_alive = KeepAlive {
        idle: SECOND * 2,
        interval: SECOND,
        count: 3,
    };
    pair.server.set_keep_alive(pair.now, Some(keep_alive));
    pair.collect(SERVER);
    pair
}

#[test]
fn an_idle_peer_is_asked_and_answers() {
    let mut pair = asking();
    // The last that was heard is the ACK of the handshake, which came this moment.
    pair.run_for(SECOND * 5);
    assert_eq!(
        pair.wire(),
        [
            "2000 S ACK seq=300 ack=101 len=0",
            "2050 C ACK seq=101 ack=301 len=0",
            "4100 S ACK seq=300 ack=101 len=0",
            "4150 C ACK seq=101 ack=301 len=0",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED ESTABLISHED");
}

#[test]
fn a_peer_that_does_not_answer_is_given_up() {
    let mut pair = asking();
    pair.in_vain(SERVER);
    pair.run_for(SECOND * 10);
    assert_eq!(
        pair.wire(),
        [
            "2000 S ACK seq=300 ack=101 len=0 lost",
            "3000 S ACK seq=300 ack=101 len=0 lost",
            "4000 S ACK seq=300 ack=101 len=0 lost",
            "5000 S RST seq=301 len=0 lost",
        ]
    );
    assert_eq!(pair.states(), "ESTABLISHED CLOSED");
    assert_eq!(pair.server.error(), Some(ConnectionError::TimedOut));
}

#[test]
fn a_peer_that_has_forgotten_answers_with_a_reset() {
    let mut pair = asking();
    let forgotten = Connection::new(pair.client.pair(), Config::rfc9293());
    pair.client = forgotten;
    pair.run_for(SECOND * 3);
    assert_eq!(
        pair.wire(),
        [
            "2000 S ACK seq=300 ack=101 len=0",
            "2050 C RST seq=101 len=0"
        ]
    );
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
}

#[test]
fn nobody_asks_unless_told_to() {
    let mut pair = Pair::established();
    assert_eq!(pair.server.poll_timeout(), None);
    pair.server
        .set_keep_alive(pair.now, Some(KeepAlive::DEFAULT));
    let two_hours = pair.now + SECOND * 7_200;
    assert_eq!(pair.server.timer(Timer::KeepAlive), Some(two_hours));
    pair.server.set_keep_alive(pair.now, None);
    assert_eq!(pair.server.poll_timeout(), None);
}

#[test]
fn the_user_may_limit_how_long_data_stays_unacknowledged() {
    let mut pair = Pair::established();
    pair.client.set_user_timeout(Some(SECOND * 5));
    pair.in_vain(CLIENT);
    pair.send(CLIENT, b"hello");
    pair.run();
    assert_eq!(pair.wire().len(), 3);
    // Not at seven seconds, when the timer would go off by itself.
    assert_eq!(pair.now, Instant::from_millis(5_150));
    assert_eq!(pair.client.error(), Some(ConnectionError::TimedOut));
    let rule = pair.client_events.last().map(TcpEvent::rule);
    assert_eq!(rule, Some(Rule::UserTimeout));
}

#[test]
fn the_third_copy_says_that_something_is_wrong_with_the_path() {
    let mut pair = Pair::established();
    for nth in 0..4 {
        pair.lose(CLIENT, nth);
    }
    pair.send(CLIENT, b"hello");
    pair.run();
    let armed: Vec<Rule> = pair.client_events.iter().filter_map(backed_off).collect();
    let expected = [
        Rule::RetransmissionTimeout,
        Rule::RetransmissionTimeout,
        Rule::R1Reached,
        Rule::RetransmissionTimeout,
    ];
    assert_eq!(armed, expected);
}

fn backed_off(event: &TcpEvent) -> Option<Rule> {
    match event {
        TcpEvent::TimerArmed { rule, attempt, .. } if *attempt > 0 => Some(*rule),
        _ => None,
    }
}
