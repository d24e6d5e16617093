//! The figures of RFC 9293 §3.5 and §3.6, as runs of the simulation: line by line against the figure, and as a ladder in
//! `golden/`.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod figure;

use figure::check_figure;
use tcpscope::i18n::Lang;
use tcpscope::simulation::{Call, Line, Program, Scenario};
use tcpscope::time::Instant;
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
    check_figure(figure, &ladder, skipped);
}

/// Two programs that make these calls; the second begins earlier, as one that listens must.
fn scenario(client: &[Call], server: &[Call]) -> Scenario {
    let program = |starts: u64, calls: &[Call]| {
        let calls = calls.iter().cloned().map(Line::Call);
        let lines = [Line::Socket].into_iter().chain(calls);
        Program::new(Instant::from_millis(starts), lines.collect())
    };
    let mut scenario = Scenario::request_and_answer();
    scenario.client = program(100, client);
    scenario.server = program(0, server);
    scenario
}

#[test]
fn figure_06_basic_handshake() {
    let figure = "
        1. CLOSED                                                LISTEN
        2. SYN-SENT    --> <SEQ=100><CTL=SYN>                --> SYN-RECEIVED
        3. ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK>   <-- SYN-RECEIVED
        4. ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>       --> ESTABLISHED
        5. ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED";
    let run = scenario(
        &[Call::Connect, Call::Send("DATA".into())],
        &[Call::Listen, Call::Accept, Call::Receive],
    );
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
    let mut run = scenario(&[Call::Connect], &[Call::Connect]);
    run.server.starts = run.client.starts;
    check(
        "figure_07_simultaneous_open",
        figure,
        &Timeline::untouched(run),
        [0, 0],
    );
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
    let run = scenario(
        &[Call::Connect, Call::Close],
        &[Call::Listen, Call::Accept, Call::Receive, Call::Close],
    );
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
    let calls = [Call::Connect, Call::Close];
    let mut run = scenario(&calls, &calls);
    run.server.starts = run.client.starts;
    check(
        "figure_13_simultaneous_close",
        figure,
        &Timeline::untouched(run),
        [2, 2],
    );
}
