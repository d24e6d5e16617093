//! The tables that other parts rely on.

use super::*;

#[test]
fn rules_have_distinct_ids_and_a_clause() {
    for (index, rule) in Rule::ALL.iter().enumerate() {
        assert_eq!(*rule as usize, index);
        assert!(rule.clause().contains("RFC "), "{rule:?}");
        assert!(
            rule.id()
                .bytes()
                .all(|byte| byte == b'_' || byte.is_ascii_lowercase() || byte.is_ascii_digit())
        );
        assert!(
            Rule::ALL[..index]
                .iter()
                .all(|other| other.id() != rule.id()),
            "{rule:?}"
        );
    }
}

#[test]
fn every_state_can_be_reached_and_left() {
    for state in State::ALL {
        assert!(
            TRANSITIONS.iter().any(|transition| transition.to == *state),
            "{state}"
        );
        assert!(
            TRANSITIONS
                .iter()
                .any(|transition| transition.from == *state),
            "{state}"
        );
    }
    for (index, transition) in TRANSITIONS.iter().enumerate() {
        assert!(!TRANSITIONS[..index].contains(transition), "{transition:?}");
        assert_ne!(transition.from, transition.to);
    }
}

#[test]
fn states_print_in_the_spelling_of_the_rfc() {
    let names: Vec<String> = State::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(
        names.join(" "),
        "CLOSED LISTEN SYN-SENT SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT"
    );
}

#[test]
fn flags_read_like_a_capture() {
    let base = Pair::established().segment_for(CLIENT);
    let flags = |control, push, ack| {
        Segment {
            ack,
            control,
            push,
            ..base.clone()
        }
        .flags()
    };
    let ack = Some(SeqNumber::new(1));
    assert_eq!(flags(Some(Control::Syn), false, None), "SYN");
    assert_eq!(flags(Some(Control::Syn), false, ack), "SYN,ACK");
    assert_eq!(flags(Some(Control::Fin), false, ack), "FIN,ACK");
    assert_eq!(flags(Some(Control::Rst), false, ack), "RST,ACK");
    assert_eq!(flags(None, true, ack), "PSH,ACK");
    assert_eq!(flags(None, false, ack), "ACK");
    assert_eq!(flags(None, false, None), "none");
}

#[test]
fn calls_are_permitted_or_refused_without_side_effect() {
    let table = |end: &Connection| -> String {
        let answer = |call: &UserCall| match end.permits(*call) {
            Ok(()) => "ok".to_owned(),
            Err(error) => error.to_string(),
        };
        UserCall::ALL
            .iter()
            .map(answer)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let pair = Pair::listening(Config::rfc9293());
    assert_eq!(table(&pair.client), "ok ok EBADF EBADF EBADF EBADF");
    assert_eq!(table(&pair.server), "ENOTCONN EISCONN ENOTCONN ok ok ok");
    let pair = Pair::established();
    assert_eq!(table(&pair.client), "EISCONN EISCONN ok ok ok ok");
    let pair = Pair::in_close_wait();
    assert_eq!(table(&pair.client), "EISCONN EISCONN EPIPE ok EPIPE ok");
    assert_eq!(table(&pair.server), "EISCONN EISCONN ok ok ok ok");
    let pair = Pair::in_time_wait();
    assert_eq!(table(&pair.client), "EISCONN EISCONN EPIPE ok EPIPE ok");
    assert_eq!(table(&pair.server), "ok ok EBADF ok EBADF EBADF");
}
