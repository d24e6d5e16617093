//! The figures of RFC 9293 §3.5 and §3.6, as runs of the simulation: line by line against the figure, and as a ladder in
//! `golden/`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod figure;

use figure::check_figure;
use tcpscope::host::Call;
use tcpscope::i18n::Lang;
use tcpscope::network::{HostId, Intervention, SegmentId};
use tcpscope::simulation::{Command, Line, Program, Scenario};
use tcpscope::tcp::{Segment, SeqNumber};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::Timeline;
use tcpscope::wire::text_ladder;

/// Compares a run with the figure, from behind the first segments of each end, and with the ladder of that name.
#[track_caller]
fn check(name: &str, figure: &str, timeline: &Timeline, skipped: [usize; 2]) {
    let ladder = text_ladder(timeline, Lang::En);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, ladder));
    check_figure(figure, timeline, skipped);
}

/// Two programs that make these calls; the server begins earlier, as one that listens must.
fn scenario(client: &[Call], server: &[Call]) -> Scenario {
    let program = |starts: u64, calls: &[Call]| {
        let calls = calls.iter().cloned().map(Line::Call);
        let lines = [Line::Socket, Line::Bind].into_iter().chain(calls);
        Program::new(Instant::from_millis(starts), lines.collect())
    };
    let mut scenario = Scenario::request_and_answer();
    scenario.client = program(100, client);
    scenario.server = program(0, server);
    scenario
}

/// The client calls and then makes these calls; the server accepts and then makes those.
fn connected(client: &[Call], server: &[Call]) -> Scenario {
    let connect = [Call::connect(HostId::Server.address())];
    let accept = [Call::listen(), Call::Accept];
    scenario(&[&connect, client].concat(), &[&accept, server].concat())
}

/// The client calls; the server accepts, sleeps for three seconds, and then makes these calls.
fn connected_to_sleeper(server: &[Call]) -> Scenario {
    let mut run = connected(&[], &[]);
    run.server.lines.push(Line::Wait(Duration::from_secs(3)));
    run.server
        .lines
        .extend(server.iter().cloned().map(Line::Call));
    run
}

/// The client has lost all that it knew.
fn rebooted(run: Scenario) -> Timeline {
    let host = HostId::Client;
    let run = acted(&Timeline::untouched(run), 1_000, Command::Crash { host });
    acted(&run, 1_100, Command::Reboot { host })
}

/// Both call each other at once, and then make these calls.
fn crossed(calls: &[Call]) -> Scenario {
    let program = |host: HostId| [&[Call::connect(host.other().address())], calls].concat();
    let mut run = scenario(&program(HostId::Client), &program(HostId::Server));
    run.server.starts = run.client.starts;
    run
}

fn acted(timeline: &Timeline, ms: u64, command: Command) -> Timeline {
    timeline.acted(Instant::from_millis(ms), command).unwrap()
}

#[test]
fn figure_06_basic_handshake() {
    let figure = "
        1. CLOSED                                                LISTEN
        2. SYN-SENT    --> <SEQ=100><CTL=SYN>                --> SYN-RECEIVED
        3. ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK>   <-- SYN-RECEIVED
        4. ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>       --> ESTABLISHED
        5. ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED";
    let run = connected(&[Call::Send("DATA".into())], &[Call::receive()]);
    check(
        "figure_06_basic_handshake",
        figure,
        &Timeline::untouched(run),
        [0, 0],
    );
}

#[test]
fn figure_07_simultaneous_open() {
    let figure = "
        1. CLOSED                                                CLOSED
        2. SYN-SENT     --> <SEQ=100><CTL=SYN>               ...
        3. SYN-RECEIVED <-- <SEQ=300><CTL=SYN>               <-- SYN-SENT
        4.              ... <SEQ=100><CTL=SYN>               --> SYN-RECEIVED
        5. SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK>  ...
        6. ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK>  <-- SYN-RECEIVED
        7.              ... <SEQ=100><ACK=301><CTL=SYN,ACK>  --> ESTABLISHED";
    let run = crossed(&[]);
    check(
        "figure_07_simultaneous_open",
        figure,
        &Timeline::untouched(run),
        [0, 0],
    );
}

#[test]
fn figure_08_recovery_from_old_duplicate_syn() {
    let figure = "
        1. CLOSED                                                LISTEN
        2. SYN-SENT    --> <SEQ=100><CTL=SYN>                ...
        3. (duplicate) ... <SEQ=90><CTL=SYN>                 --> SYN-RECEIVED
        4. SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK>    <-- SYN-RECEIVED
        5. SYN-SENT    --> <SEQ=91><CTL=RST>                 --> LISTEN
        6.             ... <SEQ=100><CTL=SYN>                --> SYN-RECEIVED
        7. ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK>   <-- SYN-RECEIVED
        8. ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK>       --> ESTABLISHED";
    let run = Timeline::untouched(connected(&[], &[]));
    let syn = segment(&run, 1);
    let late = Command::Interfere {
        segment: SegmentId(1),
        how: Intervention::Delay(Duration::from_millis(200)),
    };
    let old_duplicate = Command::Inject {
        from: HostId::Client,
        segment: Segment {
            seq: SeqNumber::new(syn.seq.value().wrapping_sub(10)),
            ..syn
        },
        after: Duration::from_millis(10),
    };
    let run = acted(&acted(&run, 200, late), 210, old_duplicate);
    check(
        "figure_08_recovery_from_old_duplicate_syn",
        figure,
        &run,
        [0, 0],
    );
}

#[test]
fn figure_09_half_open_connection_discovery() {
    let figure = "
        1. (REBOOT)                                              (send 300,receive 100)
        2. CLOSED                                                ESTABLISHED
        3. SYN-SENT    --> <SEQ=400><CTL=SYN>                --> (??)
        4. (!!)        <-- <SEQ=300><ACK=100><CTL=ACK>       <-- ESTABLISHED
        5. SYN-SENT    --> <SEQ=100><CTL=RST>                --> CLOSED (Abort!!)
        6. SYN-SENT                                              CLOSED
        7. SYN-SENT    --> <SEQ=400><CTL=SYN>                -->";
    let open = Command::Open {
        host: HostId::Client,
    };
    let run = acted(&rebooted(connected_to_sleeper(&[])), 1_200, open);
    check(
        "figure_09_half_open_connection_discovery",
        figure,
        &run,
        [2, 1],
    );
}

#[test]
fn figure_10_active_side_causes_half_open_connection_discovery() {
    let figure = "
        1. (REBOOT)                                              (send 300,receive 100)
        2. (??)        <-- <SEQ=300><ACK=100><DATA=10><CTL=ACK>  <-- ESTABLISHED
        3.             --> <SEQ=100><CTL=RST>                --> CLOSED (ABORT!!)";
    let run = rebooted(connected_to_sleeper(&[Call::Send("ten octets".into())]));
    let name = "figure_10_active_side_causes_half_open_connection_discovery";
    check(name, figure, &run, [2, 1]);
}

#[test]
fn figure_11_old_duplicate_syn_initiates_a_reset_on_two_passive_sockets() {
    // What the figure calls Z is 200 here, its X is 300.
    let figure = "
        1. LISTEN                                                LISTEN
        2.             ... <SEQ=200><CTL=SYN>                --> SYN-RECEIVED
        3. (??)        <-- <SEQ=300><ACK=201><CTL=SYN,ACK>   <-- SYN-RECEIVED
        4.             --> <SEQ=201><CTL=RST>                --> (return to LISTEN!)
        5. LISTEN                                                LISTEN";
    let listen = [Call::listen(), Call::Accept];
    let old_duplicate = {
        let run = Timeline::untouched(connected(&[], &[]));
        segment(&run, 1)
    };
    let run = Timeline::untouched(scenario(&listen, &listen));
    let inject = Command::Inject {
        from: HostId::Client,
        segment: old_duplicate,
        after: Duration::from_millis(50),
    };
    let name = "figure_11_old_duplicate_syn_initiates_a_reset_on_two_passive_sockets";
    check(name, figure, &acted(&run, 500, inject), [0, 0]);
}

#[test]
fn figure_12_normal_close() {
    let figure = "
        1. ESTABLISHED                                           ESTABLISHED
        2. FIN-WAIT-1  --> <SEQ=100><ACK=300><CTL=FIN,ACK>   --> CLOSE-WAIT
        3. FIN-WAIT-2  <-- <SEQ=300><ACK=101><CTL=ACK>       <-- CLOSE-WAIT
        4. TIME-WAIT   <-- <SEQ=300><ACK=101><CTL=FIN,ACK>   <-- LAST-ACK
        5. TIME-WAIT   --> <SEQ=101><ACK=301><CTL=ACK>       --> CLOSED
        6. CLOSED";
    let run = connected(&[Call::Close], &[Call::receive(), Call::Close]);
    check(
        "figure_12_normal_close",
        figure,
        &Timeline::untouched(run),
        [2, 1],
    );
}

#[test]
fn figure_13_simultaneous_close() {
    let figure = "
        1. ESTABLISHED                                           ESTABLISHED
        2. FIN-WAIT-1  --> <SEQ=100><ACK=300><CTL=FIN,ACK>   ...
                       <-- <SEQ=300><ACK=100><CTL=FIN,ACK>   <-- FIN-WAIT-1
                       ... <SEQ=100><ACK=300><CTL=FIN,ACK>   -->
        3. CLOSING     --> <SEQ=101><ACK=301><CTL=ACK>       ...
                       <-- <SEQ=301><ACK=101><CTL=ACK>       <-- CLOSING
                       ... <SEQ=101><ACK=301><CTL=ACK>       -->
        4. TIME-WAIT                                             TIME-WAIT
        5. CLOSED                                                CLOSED";
    let run = crossed(&[Call::Close]);
    check(
        "figure_13_simultaneous_close",
        figure,
        &Timeline::untouched(run),
        [2, 2],
    );
}

/// What the run's segment of that number says.
fn segment(run: &Timeline, number: u32) -> Segment {
    let flight = run.flight(SegmentId(number)).unwrap();
    flight.content.segment().unwrap().clone()
}
