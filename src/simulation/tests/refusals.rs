//! What a person cannot do, and that trying does no harm.

use super::*;
use crate::network::SegmentKind;

/// Tries `command` at `at` and expects to be refused.
fn refused(at: u64, command: &Command) -> Refusal {
    let mut simulation = run_until(ms(at));
    let before = simulation.clone();
    let refusal = simulation.apply(ms(at), command).unwrap_err();
    assert_eq!(simulation.events(), before.events());
    assert_eq!(simulation.network(), before.network());
    refusal
}

#[test]
fn a_segment_is_out_of_reach_before_and_after_its_flight() {
    let drop = Command::Interfere {
        segment: SegmentId(1),
        how: Intervention::Drop,
    };
    let out_of_reach = Refusal::NotInFlight(SegmentId(1));
    assert_eq!(refused(99, &drop), out_of_reach);
    assert_eq!(refused(150, &drop), out_of_reach);
    assert!(run_until(ms(149)).apply(ms(149), &drop).is_ok());
}

#[test]
fn only_what_waits_can_be_cancelled() {
    let kind = SegmentKind::Fin;
    assert_eq!(
        refused(0, &Command::CancelNext { kind }),
        Refusal::NothingToCancel(kind)
    );
}

#[test]
fn a_close_that_is_past_has_no_time_any_more() {
    let late = Command::SetCloseTime {
        host: Client,
        when: CloseTime::LATE,
    };
    assert_eq!(refused(500, &late), Refusal::CloseIsPast(Client));
    assert!(run_until(ms(400)).apply(ms(400), &late).is_ok());
}

#[test]
fn a_close_can_be_a_minute_late_and_no_more() {
    let late = |after| Command::SetCloseTime {
        host: Server,
        when: CloseTime::After(after),
    };
    let minute = Duration::from_secs(60);
    let longer = minute + Duration::from_micros(1);
    assert_eq!(refused(0, &late(longer)), Refusal::OutOfRange);
    assert!(run_until(ms(0)).apply(ms(0), &late(minute)).is_ok());
}

/// Makes a call by hand at `at` and says what it gives.
fn called(at: u64, host: HostId, socket: u32, call: Call) -> CallOutcome {
    let mut simulation = run_until(ms(at));
    let command = Command::Call {
        host,
        socket: Some(SocketId(socket)),
        call,
    };
    simulation.apply(ms(at), &command).unwrap();
    outcomes(&simulation, host).pop().unwrap().1
}

#[test]
fn calls_that_make_no_sense_fail_by_name() {
    let failed = CallOutcome::Failed;
    let connect = Call::connect(Server.address());
    let send = Call::Send("x".into());
    assert_eq!(
        called(0, Client, 1, send.clone()),
        failed(SocketError::BadF)
    );
    assert_eq!(
        called(60, Client, 1, send.clone()),
        failed(SocketError::Pipe)
    );
    assert_eq!(
        called(60, Client, 1, Call::receive()),
        failed(SocketError::NotConn)
    );
    assert_eq!(
        called(60, Client, 1, Call::Accept),
        failed(SocketError::Inval)
    );
    assert_eq!(
        called(300, Client, 1, connect.clone()),
        failed(SocketError::IsConn)
    );
    assert_eq!(called(300, Server, 1, connect), failed(SocketError::IsConn));
    assert_eq!(called(300, Server, 1, send), failed(SocketError::Pipe));
    assert_eq!(
        called(450, Client, 1, Call::Close),
        failed(SocketError::BadF)
    );
}

#[test]
fn a_call_needs_a_socket_and_a_host_that_runs() {
    let call = |socket, call| Command::Call {
        host: Client,
        socket,
        call,
    };
    assert_eq!(
        refused(0, &call(None, Call::Close)),
        Refusal::NoSuchSocket(Client)
    );
    let socket = SocketId(1);
    let host = Client;
    assert_eq!(
        refused(60, &Command::Interrupt { host, socket }),
        Refusal::NoCallWaits(Client)
    );
    let mut simulation = run_until(ms(60));
    simulation.apply(ms(60), &Command::Crash { host }).unwrap();
    for command in [
        call(Some(socket), Call::Close),
        Command::Open { host },
        Command::Crash { host },
    ] {
        let refusal = simulation.apply(ms(60), &command);
        assert_eq!(refusal, Err(Refusal::HostIsDown(Client)), "{command:?}");
    }
}

#[test]
fn what_is_so_already_cannot_be_done() {
    let host = Client;
    for command in [Command::RestoreLink, Command::Reboot { host }] {
        assert_eq!(
            refused(0, &command),
            Refusal::NothingToChange,
            "{command:?}"
        );
    }
    let (segment, after) = (SegmentId(1), Duration::from_millis(50));
    assert_eq!(
        refused(0, &Command::Replay { segment, after }),
        Refusal::NeverSent(segment)
    );
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    let too_long = Duration::from_secs(61);
    for command in [
        Command::SetOneWayDelay(Duration::ZERO),
        Command::SetOneWayDelay(too_long),
        Command::SetLoss(1_001),
        Command::SetAckDelay(too_long),
        Command::SetTimeWait(3),
    ] {
        assert_eq!(refused(0, &command), Refusal::OutOfRange, "{command:?}");
    }
}
