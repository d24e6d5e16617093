//! Fixed cases as wire traces: what both stacks do alike, and where each allowance comes from.
//! `>` is the client's packet, `<` the server's; numbers count from each end's SYN.

use super::application::{Deed, Open, Program};
use super::endpoint::{Settings, Stack};
use super::run::{Fault, Run, Schedule};
use tcpscope::tcp::{ConnectionError, State};
use tcpscope::time::{Duration, Instant};

/// The two that keep to the letter, in all four ways.
const PAIRS: [[Stack; 2]; 4] = [
    [Stack::Rfc9293, Stack::Rfc9293],
    [Stack::Rfc9293, Stack::Smoltcp],
    [Stack::Smoltcp, Stack::Rfc9293],
    [Stack::Smoltcp, Stack::Smoltcp],
];

fn at(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

fn program(open: Open, deeds: &[(u64, Deed)]) -> Program {
    Program {
        open,
        opens_at: Instant::ZERO,
        deeds: deeds
            .iter()
            .map(|(ms, deed)| (at(*ms), deed.clone()))
            .collect(),
        reads_from: Instant::ZERO,
        piece: 1 << 16,
    }
}

/// A good network, 50 ms each way, and acknowledgments that never wait.
fn schedule(client: Program, server: Program) -> Schedule {
    let settings = Settings {
        mss: 1_460,
        receive_buffer: u16::MAX.into(),
        ack_delay: Duration::ZERO,
        patience: None,
        iss: 1_000,
    };
    Schedule {
        settings: [settings.clone(), settings],
        one_way_delay: Duration::from_millis(50),
        faults: [vec![], vec![]],
        cut_at: None,
        programs: [client, server],
    }
}

fn assert_wire(run: &Run, expected: &[&str]) {
    assert!(
        run.log == expected,
        "not as expected:\n{}",
        run.log.join("\n")
    );
}

/// The handshake, a request, an answer and the normal close: the same packets whoever sends them.
#[test]
fn a_request_and_its_answer_are_the_same_packets_from_both_stacks() {
    let client = program(Open::Connect, &[(200, Deed::Send(5)), (400, Deed::Close)]);
    let server = program(
        Open::Listen,
        &[(300, Deed::Send(7)), (0, Deed::CloseAtEndOfFile)],
    );
    for stacks in PAIRS {
        let run = schedule(client.clone(), server.clone()).run(stacks);
        assert_wire(
            &run,
            &[
                "0.000 >  SYN seq=0 len=0",
                "0.050  < SYN,ACK seq=0 ack=1 len=0",
                "0.100 >  ACK seq=1 ack=1 len=0",
                "0.200 >  PSH,ACK seq=1 ack=1 len=5",
                "0.250  < ACK seq=1 ack=6 len=0",
                "0.300  < PSH,ACK seq=1 ack=6 len=7",
                "0.350 >  ACK seq=6 ack=8 len=0",
                "0.400 >  FIN,ACK seq=6 ack=8 len=0",
                "0.450  < ACK seq=8 ack=7 len=0",
                "0.450  < FIN,ACK seq=8 ack=7 len=0",
                "0.500 >  ACK seq=7 ack=9 len=0",
            ],
        );
    }
}

#[test]
fn a_call_to_a_closed_port_is_refused_by_both() {
    for stacks in PAIRS {
        let run = schedule(program(Open::Connect, &[]), program(Open::Never, &[])).run(stacks);
        assert_wire(
            &run,
            &[
                "0.000 >  SYN seq=0 len=0",
                "0.050  < RST,ACK seq=0 ack=1 len=0",
            ],
        );
        assert_eq!(run.seen[0].error, Some(ConnectionError::Refused));
    }
}

/// One second is the least timeout of RFC 6298, and both keep to it.
#[test]
fn a_lost_fin_is_sent_again_after_the_same_time_by_both() {
    let client = program(Open::Connect, &[(200, Deed::Send(5)), (200, Deed::Close)]);
    let server = program(Open::Listen, &[(0, Deed::CloseAtEndOfFile)]);
    let mut schedule = schedule(client, server);
    schedule.faults[0] = vec![(3, Fault::Drop)];
    for stacks in PAIRS {
        assert_wire(
            &schedule.run(stacks),
            &[
                "0.000 >  SYN seq=0 len=0",
                "0.050  < SYN,ACK seq=0 ack=1 len=0",
                "0.100 >  ACK seq=1 ack=1 len=0",
                "0.200 >  PSH,ACK seq=1 ack=1 len=5",
                "0.200 >  FIN,ACK seq=6 ack=1 len=0  lost",
                "0.250  < ACK seq=1 ack=6 len=0",
                "1.300 >  FIN,ACK seq=6 ack=1 len=0",
                "1.350  < ACK seq=1 ack=7 len=0",
                "1.350  < FIN,ACK seq=1 ack=7 len=0",
                "1.400 >  ACK seq=7 ack=2 len=0",
            ],
        );
    }
}

/// `Allowance::GivenUpForLost`, the first way. Two of nine data segments are lost, smoltcp repeats all, and the last one, which now
/// carries the FIN, is dropped by the other smoltcp because its data has come already. The duplicate ACKs then stop the
/// timer that would have repeated the FIN.
#[test]
fn smoltcp_may_never_repeat_its_fin() {
    let client = program(Open::Connect, &[(200, Deed::Send(513)), (200, Deed::Close)]);
    let server = program(Open::Listen, &[(0, Deed::CloseAtEndOfFile)]);
    let mut schedule = schedule(client, server);
    for settings in &mut schedule.settings {
        // Twelve of them are for the timestamps.
        settings.mss = 76;
    }
    schedule.faults[0] = vec![(2, Fault::Drop), (3, Fault::Drop)];
    let theirs = schedule.run([Stack::Smoltcp; 2]);
    assert_eq!(
        theirs.log[theirs.log.len() - 9..],
        [
            "1.400 >  FIN,ACK seq=513 ack=1 len=1",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
            "1.450  < ACK seq=1 ack=514 len=0",
        ]
    );
    assert_eq!(theirs.is_stuck, [true, false]);
    assert_eq!(theirs.seen[0].state, State::FinWait1);
    for stacks in [PAIRS[0], PAIRS[1], PAIRS[2]] {
        let run = schedule.run(stacks);
        assert_eq!(
            run.seen.map(|seen| seen.state),
            [State::Closed; 2],
            "{stacks:?}"
        );
    }
}

/// `Allowance::CrossedSynsOpenLater`.
#[test]
fn smoltcp_needs_one_more_ack_when_syns_have_crossed() {
    let both = schedule(program(Open::Connect, &[]), program(Open::Connect, &[]));
    let crossing = [
        "0.000 >  SYN seq=0 len=0",
        "0.000  < SYN seq=0 len=0",
        "0.050  < SYN,ACK seq=0 ack=1 len=0",
        "0.050 >  SYN,ACK seq=0 ack=1 len=0",
    ];
    assert_wire(&both.run([Stack::Rfc9293; 2]), &crossing);
    let one_more = [
        "0.100 >  ACK seq=1 ack=1 len=0",
        "0.100  < ACK seq=1 ack=1 len=0",
    ];
    assert_wire(
        &both.run([Stack::Smoltcp; 2]),
        &[&crossing[..], &one_more].concat(),
    );
    // Ours is open and has nothing to say: smoltcp learns that when its SYN,ACK goes out again.
    let next_time = [
        "0.100  < ACK seq=1 ack=1 len=0",
        "1.000  < SYN,ACK seq=0 ack=1 len=0",
        "1.050 >  ACK seq=1 ack=1 len=0",
    ];
    let mixed = both.run([Stack::Rfc9293, Stack::Smoltcp]);
    assert_wire(&mixed, &[&crossing[..], &next_time].concat());
}

/// `Allowance::TimeoutOfIdleEnd`.
#[test]
fn smoltcp_gives_up_a_connection_on_which_it_waits_for_nothing() {
    let mut idle = schedule(program(Open::Connect, &[]), program(Open::Listen, &[]));
    for settings in &mut idle.settings {
        settings.patience = Some(Duration::from_secs(100));
    }
    let handshake = [
        "0.000 >  SYN seq=0 len=0",
        "0.050  < SYN,ACK seq=0 ack=1 len=0",
        "0.100 >  ACK seq=1 ack=1 len=0",
    ];
    assert_wire(&idle.run([Stack::Rfc9293; 2]), &handshake);
    let reset = ["100.150  < RST,ACK seq=1 ack=1 len=0"];
    let mixed = idle.run([Stack::Rfc9293, Stack::Smoltcp]);
    assert_wire(&mixed, &[&handshake[..], &reset].concat());
}

/// A window of 16 bits and a shift must be able to say how little there is: once a buffer of 100 bytes was announced in
/// units of 128, as none, and not even a FIN got through.
#[test]
fn a_buffer_smaller_than_the_unit_of_the_window_takes_all_the_same() {
    let client = program(Open::Connect, &[(200, Deed::Send(500)), (200, Deed::Close)]);
    let server = program(Open::Listen, &[(0, Deed::CloseAtEndOfFile)]);
    let mut schedule = schedule(client, server);
    for settings in &mut schedule.settings {
        settings.receive_buffer = 100;
    }
    for stacks in Stack::pairs() {
        let run = schedule.run(stacks);
        assert_eq!(run.seen[1].received, 500, "{stacks:?}");
        assert_eq!(
            run.seen.map(|seen| seen.state),
            [State::Closed; 2],
            "{stacks:?}"
        );
    }
}
