//! Mistakes that other TCPs have shipped, and some of ours, each as the trace that shows it. The peer is played by hand;
//! what the machine must do is written between its segments.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod peer;

use peer::check_trace;
use tcpscope::tcp::{Config, Connection};
use tcpscope::time::Duration;

/// Plays a trace that begins behind the handshake.
#[track_caller]
fn check_open(trace: &str) -> Connection {
    let handshake = "
        OPEN passive
        = LISTEN
        < SYN seq=100
        = SYN-RECEIVED
        > SYN,ACK seq=300 ack=101
        < ACK seq=101 ack=301
        = ESTABLISHED";
    check_trace(Config::rfc9293(), &format!("{handshake}{trace}"))
}

// soypat/seqs#22, tass-belgium/picotcp#527: any ACK, or that of the last byte, led to FIN-WAIT-2.
#[test]
fn ack_of_data_is_not_ack_of_fin() {
    check_open(
        "
        SEND 10
        > PSH,ACK seq=301 ack=101 len=10
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=311 ack=101
        < ACK seq=101 ack=305
        < ACK seq=101 ack=311
        < ACK seq=101 ack=312
        = FIN-WAIT-2",
    );
}

// soypat/seqs#22: after the wrong FIN-WAIT-2 the way straight to TIME-WAIT was gone.
#[test]
fn a_fin_with_the_ack_of_ours_leads_from_fin_wait_1_to_time_wait() {
    check_open(
        "
        SEND 10
        > PSH,ACK seq=301 ack=101 len=10
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=311 ack=101
        < ACK seq=101 ack=311
        < FIN,ACK seq=101 ack=312
        = TIME-WAIT
        > ACK seq=312 ack=102",
    );
}

// smoltcp#470: LAST-ACK ended with any ACK.
#[test]
fn last_ack_waits_for_the_ack_of_the_fin() {
    check_open(
        "
        < FIN,ACK seq=101 ack=301
        = CLOSE-WAIT
        > ACK seq=301 ack=102
        SEND 10
        > PSH,ACK seq=301 ack=102 len=10
        CLOSE
        = LAST-ACK
        > FIN,ACK seq=311 ack=102
        < ACK seq=102 ack=301
        < ACK seq=102 ack=311
        wait 1000
        > FIN,ACK seq=311 ack=102
        < ACK seq=102 ack=312
        = CLOSED",
    );
}

// FreeRTOS-Plus-TCP#1303: two that close at once came to LAST-ACK and CLOSE-WAIT.
#[test]
fn two_that_close_at_once_meet_in_closing_and_both_wait() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < FIN,ACK seq=101 ack=301
        = CLOSING
        > ACK seq=302 ack=102
        < ACK seq=102 ack=302
        = TIME-WAIT
        wait 239999
        wait 1
        = CLOSED",
    );
}

// demikernel#1537: in CLOSING the FIN was sent again without its bit, and the other end hung.
#[test]
fn in_closing_the_fin_is_sent_again_with_its_bit() {
    check_open(
        "
        SEND 10
        > PSH,ACK seq=301 ack=101 len=10
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=311 ack=101
        < FIN,ACK seq=101 ack=301
        = CLOSING
        > ACK seq=312 ack=102
        wait 1000
        > PSH,ACK seq=301 ack=102 len=10
        < ACK seq=102 ack=311
        > FIN,ACK seq=311 ack=102
        wait 2000
        > FIN,ACK seq=311 ack=102
        < ACK seq=102 ack=312
        = TIME-WAIT",
    );
}

// smoltcp#279, #398: a FIN that came before ours was out led to CLOSING, and ours was never sent.
#[test]
fn a_fin_that_had_to_wait_is_sent_in_closing() {
    check_open(
        "
        < ACK seq=101 ack=301 wnd=4
        SEND 10
        > ACK seq=301 ack=101 len=4
        CLOSE
        = FIN-WAIT-1
        < FIN,ACK seq=101 ack=301 wnd=4
        = CLOSING
        > ACK seq=305 ack=102
        < ACK seq=102 ack=305 wnd=5000
        > FIN,PSH,ACK seq=305 ack=102 len=6
        < ACK seq=102 ack=305
        < ACK seq=102 ack=312
        = TIME-WAIT",
    );
}

// smoltcp#112: a FIN that came before its data closed the connection, and the data was lost.
#[test]
fn a_fin_before_its_data_waits_for_it() {
    check_open(
        "
        < FIN,ACK seq=111 ack=301
        > ACK seq=301 ack=101
        RECEIVE -> nothing yet
        < ACK seq=101 ack=301 len=10
        = CLOSE-WAIT
        > ACK seq=301 ack=112
        RECEIVE -> 10 bytes
        RECEIVE -> end of file",
    );
}

// utcp#24: the retransmission timer did not run in CLOSE-WAIT; what was lost there stayed lost.
#[test]
fn data_is_sent_again_in_close_wait() {
    check_open(
        "
        < FIN,ACK seq=101 ack=301
        = CLOSE-WAIT
        > ACK seq=301 ack=102
        SEND 10
        > PSH,ACK seq=301 ack=102 len=10
        wait 1000
        > PSH,ACK seq=301 ack=102 len=10
        wait 2000
        > PSH,ACK seq=301 ack=102 len=10
        < ACK seq=102 ack=311
        wait 60000",
    );
}

// gvisor#3106: the user's close() cut TIME-WAIT short. tricep#104: it lasted 2 s, and a FIN did not restart it.
#[test]
fn nothing_that_the_user_does_shortens_time_wait_and_a_fin_restarts_it() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < FIN,ACK seq=101 ack=302
        = TIME-WAIT
        > ACK seq=302 ack=102
        wait 100000
        CLOSE -> EPIPE
        SEND 10 -> EPIPE
        RECEIVE -> end of file
        wait 100000
        < FIN,ACK seq=101 ack=302
        > ACK seq=302 ack=102
        wait 239999
        wait 1
        = CLOSED",
    );
}

// contiki#2160: "an ACK must not be sent in TIME-WAIT". It must: the peer asks again because it has not come.
#[test]
fn time_wait_acknowledges_a_repeated_fin_and_nothing_else() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < ACK seq=101 ack=302
        = FIN-WAIT-2
        < FIN,ACK seq=101 ack=302 len=5
        = TIME-WAIT
        > ACK seq=302 ack=107
        < ACK seq=107 ack=302
        < FIN,ACK seq=101 ack=302 len=5
        > ACK seq=302 ack=107",
    );
}

// FreeRTOS-Plus-TCP#1301: a SYN that nobody answered led to CLOSE-WAIT.
#[test]
fn a_call_that_nobody_answers_ends_in_closed() {
    check_trace(
        Config::rfc9293(),
        "
        OPEN active
        = SYN-SENT
        > SYN seq=300
        wait 1000
        > SYN seq=300
        wait 2000
        > SYN seq=300
        wait 4000
        > SYN seq=300
        wait 8000
        > SYN seq=300
        wait 16000
        > SYN seq=300
        wait 32000
        > SYN seq=300
        wait 60000
        > SYN seq=300
        wait 60000
        ! ETIMEDOUT
        = CLOSED",
    );
}

// FreeRTOS-Plus-TCP#1301, the other way to fail.
#[test]
fn a_call_that_is_refused_ends_in_closed() {
    check_trace(
        Config::rfc9293(),
        "
        OPEN active
        = SYN-SENT
        > SYN seq=300
        < RST,ACK seq=0 ack=301
        ! ECONNREFUSED
        = CLOSED",
    );
}

// exanic-software#113: the FIN was not counted, so that in FIN-WAIT-2 each end corrected the other for ever.
#[test]
fn after_a_fin_everything_is_counted_from_behind_it() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < ACK seq=101 ack=302
        = FIN-WAIT-2
        < ACK seq=101 ack=302 len=10
        > ACK seq=302 ack=111
        < ACK seq=101 ack=302 len=10
        > ACK seq=302 ack=111",
    );
}

// smoltcp#350, #388, zephyr#35289: once closed, an end dropped the peer's data, or took it without a word.
#[test]
fn an_end_that_has_closed_still_takes_and_acknowledges_data() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < ACK seq=101 ack=301 len=10
        > ACK seq=302 ack=111
        < ACK seq=111 ack=302
        = FIN-WAIT-2
        < ACK seq=111 ack=302 len=10
        > ACK seq=302 ack=121
        RECEIVE -> 20 bytes",
    );
}

// zephyr#57509: data that came twice in FIN-WAIT-1 was counted twice, and the connection never ended.
#[test]
fn data_that_comes_twice_counts_once() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < ACK seq=101 ack=301 len=10
        > ACK seq=302 ack=111
        < ACK seq=101 ack=301 len=10
        > ACK seq=302 ack=111
        < ACK seq=105 ack=301 len=10
        > ACK seq=302 ack=115
        < FIN,ACK seq=115 ack=302
        = TIME-WAIT
        > ACK seq=302 ack=116
        RECEIVE -> 14 bytes
        RECEIVE -> end of file",
    );
}

// picotcp#310: data that a FIN,ACK acknowledges was sent again.
#[test]
fn a_fin_acknowledges_data_as_well() {
    check_open(
        "
        SEND 10
        > PSH,ACK seq=301 ack=101 len=10
        < FIN,ACK seq=101 ack=311
        = CLOSE-WAIT
        > ACK seq=311 ack=102
        wait 60000",
    );
}

// libxlio#334: a close in SYN-RECEIVED forgot the connection instead of sending a FIN.
#[test]
fn a_close_before_the_handshake_is_over_sends_a_fin() {
    check_trace(
        Config::rfc9293(),
        "
        OPEN passive
        = LISTEN
        < SYN seq=100
        = SYN-RECEIVED
        > SYN,ACK seq=300 ack=101
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < ACK seq=101 ack=301
        < ACK seq=101 ack=302
        = FIN-WAIT-2",
    );
}

// brenns10/pywall#30: three segments instead of four were not known for a close.
#[test]
fn three_segments_close_as_well_as_four() {
    check_open(
        "
        < FIN,ACK seq=101 ack=301
        = CLOSE-WAIT
        > ACK seq=301 ack=102
        CLOSE
        = LAST-ACK
        > FIN,ACK seq=301 ack=102
        < ACK seq=102 ack=302
        = CLOSED",
    );
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < FIN,ACK seq=101 ack=302
        = TIME-WAIT
        > ACK seq=302 ack=102",
    );
}

// A SYN,ACK that was lost was told as if only the caller would try again. (DoingFedTime/TCP-Handshake-Explained.)
#[test]
fn both_ends_repeat_a_lost_syn_ack() {
    check_trace(
        Config::rfc9293(),
        "
        OPEN passive
        = LISTEN
        < SYN seq=100
        = SYN-RECEIVED
        > SYN,ACK seq=300 ack=101
        wait 999
        < SYN seq=100
        > ACK seq=301 ack=101
        wait 1
        > SYN,ACK seq=300 ack=101
        < ACK seq=101 ack=301
        = ESTABLISHED",
    );
}

// tokio#3405: a program that calls its own address meets itself. That is a simultaneous open with one end.
#[test]
fn an_end_can_be_connected_to_itself() {
    check_trace(
        Config::rfc9293(),
        "
        OPEN active
        = SYN-SENT
        > SYN seq=300
        < SYN seq=300
        = SYN-RECEIVED
        > SYN,ACK seq=300 ack=301
        < SYN,ACK seq=300 ack=301
        = ESTABLISHED
        SEND 10
        > PSH,ACK seq=301 ack=301 len=10
        < PSH,ACK seq=301 ack=301 len=10
        > ACK seq=311 ack=311
        < ACK seq=311 ack=311
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=311 ack=311
        < FIN,ACK seq=311 ack=311
        = CLOSING
        > ACK seq=312 ack=312
        < ACK seq=312 ack=312
        = TIME-WAIT",
    );
}

// FreeRTOS-Plus-TCP#472 wanted a SYN to end an open connection: whoever guesses the addresses could do that.
#[test]
fn a_syn_does_not_end_an_open_connection_but_its_sender_may() {
    check_open(
        "
        < SYN seq=101
        > ACK seq=301 ack=101
        < RST seq=101
        ! ECONNRESET
        = CLOSED",
    );
}
// RFC 9293 §3.5.3: a RST may say in its text why. Judged by its length, it would not fit into a window that is nearly shut.
#[test]
fn a_reset_may_say_why() {
    check_trace(
        Config {
            receive_buffer: 10,
            ..Config::rfc9293()
        },
        "
        OPEN passive
        = LISTEN
        < SYN seq=100
        = SYN-RECEIVED
        > SYN,ACK seq=300 ack=101
        < ACK seq=101 ack=301 len=10
        = ESTABLISHED
        > ACK seq=301 ack=111
        < RST,ACK seq=111 ack=301 len=20
        ! ECONNRESET
        = CLOSED",
    );
}

// Ours, found by a storm: a FIN before data that had come earlier was waited for for ever, and hid any other.
#[test]
fn a_fin_ends_the_stream_whatever_has_come_from_beyond_it() {
    check_open(
        "
        < ACK seq=111 ack=301 len=10
        > ACK seq=301 ack=101
        < FIN,ACK seq=101 ack=301 len=10
        = CLOSE-WAIT
        > ACK seq=301 ack=112
        RECEIVE -> 10 bytes
        RECEIVE -> end of file",
    );
}

// Ours, found by a storm: of two FINs in two places the first to come was waited for, and the connection never ended.
#[test]
fn of_two_fins_the_first_in_the_stream_counts() {
    check_open(
        "
        CLOSE
        = FIN-WAIT-1
        > FIN,ACK seq=301 ack=101
        < FIN,ACK seq=104 ack=301
        > ACK seq=302 ack=101
        < FIN,ACK seq=101 ack=302
        = TIME-WAIT
        > ACK seq=302 ack=102",
    );
}

// Ours: data that came with the SYN and once more with the ACK was kept as if a gap lay before it, and no ACK waited again.
#[test]
fn data_on_a_syn_that_comes_again_leaves_no_gap() {
    check_trace(
        Config {
            ack_delay: Duration::from_millis(40),
            ..Config::rfc9293()
        },
        "
        OPEN passive
        = LISTEN
        < SYN seq=100 len=10
        = SYN-RECEIVED
        > SYN,ACK seq=300 ack=101
        < ACK seq=101 ack=301 len=10
        = ESTABLISHED
        wait 40
        > ACK seq=301 ack=111
        < ACK seq=111 ack=301 len=10
        wait 40
        > ACK seq=301 ack=121
        RECEIVE -> 20 bytes",
    );
}
