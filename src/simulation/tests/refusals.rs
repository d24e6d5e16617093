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
        when: CloseTime::Late,
    };
    assert_eq!(refused(500, &late), Refusal::CloseIsPast(Client));
    assert!(run_until(ms(400)).apply(ms(400), &late).is_ok());
}

#[test]
fn tcp_refuses_calls_that_make_no_sense() {
    let call = |host, call| Command::Call { host, call };
    let send = Call::Send("x".into());
    assert_eq!(
        refused(0, &call(Client, send)),
        Refusal::Call(CallError::DoesNotExist)
    );
    assert_eq!(
        refused(300, &call(Client, Call::Connect)),
        Refusal::Call(CallError::AlreadyOpen)
    );
    assert_eq!(
        refused(450, &call(Client, Call::Close)),
        Refusal::Call(CallError::Closing)
    );
    assert_eq!(
        refused(0, &call(Server, Call::Connect)),
        Refusal::Call(CallError::NotConnected)
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
