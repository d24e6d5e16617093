//! Ways to end a connection, and what programs are told of it.

use super::*;

/// A connection; both ends' sockets.
fn connected() -> (Lan, SocketId, SocketId) {
    let (mut lan, listener) = Lan::listening(5);
    let [client, server] = lan.pair(listener);
    lan.trace();
    (lan, client, server)
}

#[test]
fn a_socket_that_is_closed_is_gone_for_the_program_and_not_for_tcp() {
    let (mut lan, client, server) = connected();
    lan.done(C, client, &Call::Close);
    assert_eq!(lan.fails(C, client, &send("x")), SocketError::BadF);
    assert_eq!(lan.fails(C, client, &Call::Close), SocketError::BadF);
    assert_eq!(lan.state(C, client), State::FinWait2);
    lan.done(S, server, &Call::Close);
    assert_eq!(lan.state(C, client), State::TimeWait);
    assert_eq!(lan.trace(), ["> FIN,ACK", "< ACK", "< FIN,ACK", "> ACK"]);
    lan.pass(Duration::from_secs(240));
    assert!(lan.hosts[C].sockets().is_empty());
}

#[test]
fn after_shutdown_a_program_still_reads() {
    let (mut lan, client, server) = connected();
    lan.done(C, client, &Call::Shutdown);
    assert_eq!(lan.done(C, client, &Call::Shutdown), CallOutcome::Done);
    assert_eq!(lan.fails(C, client, &send("x")), SocketError::Pipe);
    lan.done(S, server, &send("late"));
    assert_eq!(lan.done(C, client, &Call::receive()), data("late"));
    lan.done(S, server, &Call::Close);
    assert_eq!(
        lan.done(C, client, &Call::receive()),
        CallOutcome::EndOfFile
    );
    lan.pass(Duration::from_secs(240));
    assert_eq!(lan.state(C, client), State::Closed);
    assert_eq!(
        lan.done(C, client, &Call::receive()),
        CallOutcome::EndOfFile,
        "for as long as it asks"
    );
    assert_eq!(lan.fails(C, client, &send("x")), SocketError::Pipe);
    assert_eq!(lan.done(C, client, &Call::Close), CallOutcome::Done);
}

#[test]
fn data_that_nobody_has_read_turns_close_into_a_reset() {
    let (mut lan, client, server) = connected();
    lan.done(S, server, &send("unread"));
    lan.trace();
    lan.done(C, client, &Call::Close);
    assert_eq!(lan.trace(), ["> RST"]);
    assert!(lan.hosts[C].sockets().is_empty(), "no TIME-WAIT");
    // Once ECONNRESET, and then as after any other end.
    assert_eq!(
        lan.fails(S, server, &Call::receive()),
        SocketError::ConnReset
    );
    assert_eq!(lan.fails(S, server, &send("x")), SocketError::Pipe);
    assert_eq!(
        lan.done(S, server, &Call::receive()),
        CallOutcome::EndOfFile
    );
}

#[test]
fn an_error_is_told_once_by_whichever_call_comes_first() {
    let (mut lan, client, server) = connected();
    lan.done(C, client, &Call::Abort);
    assert_eq!(lan.trace(), ["> RST"]);
    assert_eq!(lan.fails(S, server, &send("x")), SocketError::ConnReset);
    assert_eq!(
        lan.done(S, server, &Call::receive()),
        CallOutcome::EndOfFile
    );
    assert_eq!(lan.fails(S, server, &Call::Shutdown), SocketError::NotConn);
}

#[test]
fn what_has_arrived_can_be_read_before_the_error() {
    let (mut lan, client, server) = connected();
    lan.done(C, client, &send("last words"));
    lan.done(C, client, &Call::Abort);
    assert_eq!(lan.state(S, server), State::Closed);
    assert_eq!(lan.done(S, server, &Call::Receive { max: 4 }), data("last"));
    assert_eq!(lan.done(S, server, &Call::receive()), data(" words"));
    assert_eq!(
        lan.fails(S, server, &Call::receive()),
        SocketError::ConnReset
    );
}

#[test]
fn what_has_arrived_can_be_read_before_the_end_of_file_though_a_reset_came_after_it() {
    let (mut lan, client, server) = connected();
    lan.done(C, client, &send("last words"));
    lan.done(C, client, &Call::Close);
    lan.done(S, server, &send("x"));
    assert_eq!(lan.state(S, server), State::Closed);
    assert_eq!(lan.done(S, server, &Call::receive()), data("last words"));
    assert_eq!(
        lan.done(S, server, &Call::receive()),
        CallOutcome::EndOfFile
    );
    assert_eq!(lan.fails(S, server, &send("x")), SocketError::Pipe);
}

#[test]
fn close_with_a_linger_of_zero_aborts() {
    let (mut lan, client, _) = connected();
    let linger = Call::SetOption(SocketOption::Linger0(true));
    lan.done(C, client, &linger);
    lan.done(C, client, &Call::Close);
    assert_eq!(lan.trace(), ["> RST"]);
    assert!(lan.hosts[C].sockets().is_empty());
}

#[test]
fn writing_to_a_peer_that_has_closed_is_a_broken_pipe_and_the_end_of_file_stays() {
    let (mut lan, client, server) = connected();
    lan.done(S, server, &Call::Close);
    assert_eq!(
        lan.done(C, client, &Call::receive()),
        CallOutcome::EndOfFile
    );
    assert_eq!(lan.done(C, client, &send("one")), CallOutcome::Done);
    assert_eq!(lan.trace(), ["< FIN,ACK", "> ACK", "> PSH,ACK 3", "< RST"]);
    assert_eq!(lan.fails(C, client, &send("two")), SocketError::Pipe);
    assert_eq!(
        lan.done(C, client, &Call::receive()),
        CallOutcome::EndOfFile
    );
}

#[test]
fn a_peer_that_never_answers_is_timed_out() {
    let (mut lan, client, _) = connected();
    lan.is_cut = true;
    lan.done(C, client, &send("x"));
    lan.pass(Duration::from_secs(200));
    assert_eq!(
        lan.fails(C, client, &Call::receive()),
        SocketError::TimedOut
    );
    assert_eq!(lan.fails(C, client, &send("x")), SocketError::Pipe);
    lan.is_cut = true;
    let late = lan.connect();
    lan.pass(Duration::from_secs(400));
    let call = Call::connect(SERVICE);
    let now = lan.now;
    assert_eq!(
        lan.hosts[C].resume(now, late, &call),
        Progress::failed(SocketError::TimedOut)
    );
}

#[test]
fn closing_while_calling_sends_nothing_and_the_answer_is_refused() {
    let (mut lan, listener) = Lan::listening(5);
    lan.is_held = true;
    let client = lan.connect();
    lan.done(C, client, &Call::Close);
    assert!(lan.hosts[C].sockets().is_empty());
    lan.is_held = false;
    lan.settle();
    assert_eq!(lan.trace(), ["> SYN", "< SYN,ACK", "> RST"]);
    assert_eq!(lan.states(S), [State::Listen]);
    assert_eq!(lan.call(S, listener, &Call::Accept), Progress::Blocks);
}

#[test]
fn on_linux_fin_wait_2_without_a_program_does_not_last() {
    let mut lan = Lan::with(|settings| {
        *settings = Settings::linux();
        settings.set_sysctl("tcp_fin_timeout", "3").unwrap();
    });
    let listener = lan.listen(5);
    let [client, server] = lan.pair(listener);
    lan.done(C, client, &Call::Close);
    lan.pass(Duration::from_secs(2));
    assert_eq!(lan.state(C, client), State::FinWait2);
    lan.pass(Duration::from_secs(2));
    assert!(lan.hosts[C].sockets().is_empty());
    lan.trace();
    lan.done(S, server, &send("late"));
    assert_eq!(lan.trace(), ["< PSH,ACK 4", "> RST"]);
    assert_eq!(lan.fails(S, server, &send("later")), SocketError::Pipe);
    assert_eq!(
        lan.done(S, server, &Call::receive()),
        CallOutcome::EndOfFile
    );
}

#[test]
fn who_has_shut_down_reading_gets_what_is_there_and_then_the_end_of_file() {
    let (mut lan, client, server) = connected();
    lan.done(S, server, &send("before"));
    lan.done(C, client, &Call::ShutdownRead);
    assert_eq!(lan.done(C, client, &Call::receive()), data("before"));
    assert_eq!(
        lan.done(C, client, &Call::receive()),
        CallOutcome::EndOfFile
    );
    // The peer hears nothing of it, and what it sends can still be read.
    lan.done(S, server, &send("after"));
    assert_eq!(lan.done(C, client, &Call::receive()), data("after"));
    assert_eq!(lan.state(S, server), State::Established);
    assert_eq!(
        lan.done(C, client, &send("still writing")),
        CallOutcome::Done
    );
}
