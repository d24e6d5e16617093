//! RST and SYN where they do not belong; ABORT.

use super::*;

fn reset_at(pair: &Pair, side: Side, offset: u32) -> Segment {
    let next = pair.segment_for(side);
    Segment {
        seq: next.seq + offset,
        ack: None,
        control: Some(Control::Rst),
        ..next
    }
}

#[test]
fn a_reset_at_rcv_nxt_ends_the_connection() {
    let mut pair = Pair::established();
    let reset = reset_at(&pair, SERVER, 0);
    let events = pair.inject(SERVER, &reset);
    assert!(matches!(
        events[0],
        TcpEvent::Failed {
            error: ConnectionError::Reset,
            rule: Rule::ResetReceived
        }
    ));
    assert_eq!(state_changes(&events), ["ESTABLISHED -> CLOSED"]);
    assert!(segments(&events).is_empty());
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
    assert_eq!(
        pair.server.permits(UserCall::Receive),
        Err(CallError::Failed(ConnectionError::Reset))
    );
}

#[test]
fn a_reset_elsewhere_in_the_window_is_challenged_and_one_outside_ignored() {
    let mut pair = Pair::established();
    let near = reset_at(&pair, SERVER, 10);
    let events = pair.inject(SERVER, &near);
    assert_eq!(rejection(&events), Some(RejectReason::ResetNotExact));
    assert_eq!(
        segments(&events)[0].to_string(),
        "ACK seq=301 ack=101 len=0"
    );
    let far = reset_at(&pair, SERVER, 100_000);
    let events = pair.inject(SERVER, &far);
    assert_eq!(rejection(&events), Some(RejectReason::RightOfWindow));
    assert!(segments(&events).is_empty());
    assert_eq!(pair.server.state(), State::Established);
}

#[test]
fn a_syn_in_the_window_is_challenged_in_every_synchronized_state() {
    let mut states: Vec<Pair> = vec![
        Pair::established(),
        Pair::in_close_wait(),
        Pair::in_time_wait(),
    ];
    for pair in &mut states {
        let state = pair.client.state();
        let next = Segment {
            source: pair.client.pair().remote,
            ..pair.segment_for(CLIENT)
        };
        let syn = Segment {
            control: Some(Control::Syn),
            ack: None,
            ..next
        };
        let events = pair.inject(CLIENT, &syn);
        assert_eq!(rejection(&events), Some(RejectReason::SynInWindow));
        assert_eq!(segments(&events).len(), 1);
        assert!(segments(&events)[0].ack.is_some());
        assert_eq!(pair.client.state(), state);
    }
}

#[test]
fn a_called_end_returns_to_listen_and_a_calling_one_is_refused() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.run_for(Duration::from_millis(50));
    let reset = reset_at(&pair, SERVER, 0);
    let events = pair.inject(SERVER, &reset);
    assert_eq!(state_changes(&events), ["SYN-RECEIVED -> LISTEN"]);
    assert_eq!(pair.server.error(), None);
    assert_eq!(pair.server.poll_timeout(), None);
    assert!(pair.server.tcb().is_none());

    let mut pair = Pair::rfc9293();
    pair.open_active();
    let events = pair.client_events.clone();
    let crossed = Segment {
        source: pair.client.pair().remote,
        destination: pair.client.pair().local,
        seq: SeqNumber::new(300),
        ..(*segments(&events)[0]).clone()
    };
    pair.inject(CLIENT, &crossed);
    assert_eq!(pair.client.state(), State::SynReceived);
    let reset = reset_at(&pair, CLIENT, 0);
    pair.inject(CLIENT, &reset);
    assert_eq!(pair.client.error(), Some(ConnectionError::Refused));
}

#[test]
fn a_bad_ack_in_syn_received_is_reset() {
    let mut pair = Pair::listening(Config::rfc9293());
    pair.open_active();
    pair.run_for(Duration::from_millis(50));
    let wrong = Segment {
        ack: Some(SeqNumber::new(7)),
        ..pair.segment_for(SERVER)
    };
    let events = pair.inject(SERVER, &wrong);
    assert_eq!(rejection(&events), Some(RejectReason::AckNotOfOurSyn));
    assert_eq!(segments(&events)[0].to_string(), "RST seq=7 len=0");
    assert_eq!(pair.server.state(), State::SynReceived);
}

#[test]
fn a_caller_believes_only_a_reset_that_acknowledges_its_syn() {
    let mut pair = Pair::rfc9293();
    pair.open_active();
    let base = Segment {
        control: Some(Control::Rst),
        ..pair.segment_for(CLIENT)
    };
    let without_ack = Segment {
        ack: None,
        ..base.clone()
    };
    assert_eq!(
        rejection(&pair.inject(CLIENT, &without_ack)),
        Some(RejectReason::ResetIgnored)
    );
    let wrong_ack = Segment {
        ack: Some(SeqNumber::new(100)),
        ..base.clone()
    };
    assert_eq!(
        rejection(&pair.inject(CLIENT, &wrong_ack)),
        Some(RejectReason::ResetIgnored)
    );
    assert_eq!(pair.client.state(), State::SynSent);
    pair.inject(CLIENT, &base);
    assert_eq!(pair.client.error(), Some(ConnectionError::Refused));
}

#[test]
fn a_closed_end_answers_with_a_reset_that_will_be_believed() {
    let mut pair = Pair::established();
    let with_ack = pair.segment_for(SERVER);
    pair.abort(SERVER);
    pair.clear_wire();
    pair.inject(SERVER, &with_ack);
    let hello = Segment {
        ack: None,
        payload: b"hello".to_vec(),
        ..with_ack.clone()
    };
    pair.inject(SERVER, &hello);
    assert_eq!(
        pair.wire(),
        ["0 S RST seq=301 len=0", "0 S RST,ACK seq=0 ack=106 len=0"]
    );
    let reset = Segment {
        control: Some(Control::Rst),
        ..with_ack
    };
    assert!(segments(&pair.inject(SERVER, &reset)).is_empty());
}

#[test]
fn an_abort_resets_the_other_end() {
    let mut pair = Pair::established();
    pair.send(CLIENT, b"hello");
    pair.abort(CLIENT);
    pair.settle();
    assert_eq!(pair.wire()[1], "0 C RST seq=106 len=0");
    assert_eq!(pair.states(), "CLOSED CLOSED");
    assert_eq!(pair.server.error(), Some(ConnectionError::Reset));
    assert_eq!(pair.client.error(), None);
    assert_eq!(pair.client.poll_timeout(), None);
}

#[test]
fn an_abort_whose_data_was_lost_is_believed_after_a_challenge() {
    let mut pair = Pair::established();
    pair.lose(CLIENT, 0);
    pair.send(CLIENT, b"hello");
    pair.abort(CLIENT);
    pair.settle();
    assert_eq!(
        pair.wire()[1..],
        [
            "0 C RST seq=106 len=0",
            "50 S ACK seq=301 ack=101 len=0",
            "100 C RST seq=101 len=0"
        ]
    );
    assert_eq!(pair.states(), "CLOSED CLOSED");
}

#[test]
fn an_abort_after_both_have_closed_is_silent() {
    let mut pair = Pair::in_time_wait();
    pair.abort(CLIENT);
    assert!(pair.wire().is_empty());
    assert_eq!(pair.states(), "CLOSED CLOSED");
}

#[test]
fn a_reset_in_time_wait_is_no_error() {
    let mut pair = Pair::in_time_wait();
    let reset = reset_at(&pair, CLIENT, 0);
    let events = pair.inject(CLIENT, &reset);
    assert_eq!(state_changes(&events), ["TIME-WAIT -> CLOSED"]);
    assert_eq!(pair.client.error(), None);
}

#[test]
fn a_half_open_connection_is_discovered() {
    // RFC 9293 §3.5.1, Figure 9: the client has forgotten everything and calls again; the server has not.
    let mut pair = Pair::established();
    pair.client = Connection::new(pair.client.pair(), Config::rfc9293());
    let now = pair.now;
    pair.client.open_active(now, SeqNumber::new(400)).unwrap();
    pair.collect(CLIENT);
    pair.settle();
    assert_eq!(
        pair.wire(),
        [
            "0 C SYN seq=400 len=0",
            "50 S ACK seq=301 ack=101 len=0",
            "100 C RST seq=101 len=0"
        ]
    );
    assert_eq!(pair.server.state(), State::Closed);
}
