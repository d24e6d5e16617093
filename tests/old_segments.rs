//! What TIME-WAIT is for: old segments, and connections that follow each other on the same pair. Initial sequence numbers
//! are fixed, as if they had come round again: with a clock behind them it takes hours until an old number fits.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use tcpscope::i18n::Lang;
use tcpscope::network::{HostId, Intervention};
use tcpscope::simulation::{
    Call, CallOutcome, Command, EventKind, InitialNumbers, Line, Program, Scenario, SocketOption,
    Variation,
};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{Recording, TimedCommand, Timeline};
use tcpscope::wire::text_ladder;

use HostId::{Client, Server};

/// The maximum segment lifetime of these runs: no segment is on its way for longer.
const MSL: Duration = Duration::from_secs(30);

fn check(name: &str, timeline: &Timeline) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text_ladder(timeline, Lang::En)));
}

/// Delays one of the segments that a host sends, from before the run begins.
fn late(from: HostId, ordinal: u32, ms: u64) -> Command {
    Command::InterfereNth {
        from,
        ordinal,
        how: Intervention::Delay(Duration::from_millis(ms)),
    }
}

/// Loses one.
fn lost(from: HostId, ordinal: u32) -> Command {
    let how = Intervention::Drop;
    Command::InterfereNth { from, ordinal, how }
}

fn run(scenario: Scenario, commands: &[Command]) -> Timeline {
    let timed = |command: &Command| TimedCommand {
        at: Instant::ZERO,
        command: command.clone(),
    };
    let commands = commands.iter().map(timed).collect();
    Timeline::replay(Recording { scenario, commands }).unwrap()
}

/// What a host's program received, and what it failed with.
fn told(timeline: &Timeline, wanted: HostId) -> Vec<String> {
    let mut all = Vec::new();
    for event in timeline.events() {
        let EventKind::CallReturned {
            host,
            outcome,
            call,
            ..
        } = &event.kind
        else {
            continue;
        };
        match outcome {
            _ if *host != wanted => {}
            CallOutcome::Data(bytes) => all.push(String::from_utf8_lossy(bytes).into_owned()),
            CallOutcome::Failed(error) => all.push(format!("{}: {error}", call.name())),
            _ => {}
        }
    }
    all
}

/// How long a segment was on its way at the longest.
fn longest_flight(timeline: &Timeline) -> Duration {
    let flights = timeline.flights().iter();
    let arrived = flights.filter_map(|flight| flight.ended_at().map(|at| at.since(flight.sent_at)));
    arrived.max().unwrap()
}

/// Two connections, one after the other, from the same port of the client to the server.
fn twice(first: &[Line], between: Duration, second: &[Line], server: &[Line]) -> Scenario {
    let open = [
        Line::Socket,
        Line::Bind,
        Line::Call(Call::connect(Server.address())),
    ];
    let mut scenario = Scenario::request_and_answer()
        .varied(Variation::InitialNumbers(InitialNumbers::Fixed(1_000)));
    let client = [&open, first, &[Line::Wait(between)], &open, second].concat();
    scenario.client = Program::new(Instant::from_millis(60), client);
    let listen = [
        Line::Socket,
        Line::Bind,
        Line::Call(Call::listen()),
        Line::Call(Call::Accept),
    ];
    let again = [Line::Repeat { from: 3, times: 2 }];
    scenario.server = Program::new(Instant::ZERO, [&listen, server, &again].concat());
    scenario
}

/// The client orders two payments, each on a connection of its own.
fn two_payments() -> Scenario {
    let pay = |order: &str| {
        [
            Line::Call(Call::Send(order.into())),
            Line::Call(Call::receive()),
            Line::Call(Call::Close),
        ]
    };
    let server = [
        Line::Call(Call::receive()),
        Line::Call(Call::Send("paid".into())),
        Line::Call(Call::receive()),
        Line::Call(Call::Close),
    ];
    let between = Duration::from_millis(500);
    twice(&pay("pay 100"), between, &pay("pay   5"), &server)
}

/// The first order goes twice, because it is so late: it arrives when the second connection is open, and just before what
/// belongs there.
fn late_order() -> Command {
    late(Client, 3, 1_950)
}

#[test]
fn without_time_wait_an_old_order_is_carried_out_twice() {
    let scenario = two_payments().varied(Variation::TimeWait(0));
    let timeline = run(scenario.clone(), &[late_order()]);
    check("old_segment_time_wait_0", &timeline);
    assert_eq!(told(&timeline, Server), ["pay 100", "pay 100"]);
    assert_eq!(told(&timeline, Client), ["paid", "paid"]);
    assert!(longest_flight(&timeline) < MSL);
    // Without the delay nothing is wrong, nor with numbers that move on.
    let punctual = run(scenario.clone(), &[]);
    assert_eq!(told(&punctual, Server), ["pay 100", "pay   5"]);
    let clocked = scenario.varied(Variation::InitialNumbers(InitialNumbers::Clock));
    let clocked = run(clocked, &[late_order()]);
    assert_eq!(told(&clocked, Server), ["pay 100", "pay   5"]);
}

#[test]
fn in_time_wait_the_port_is_kept_until_the_old_order_is_dead() {
    for msls in [1, 2] {
        let scenario = two_payments().varied(Variation::TimeWait(msls));
        let timeline = run(scenario, &[late_order()]);
        check(&format!("old_segment_time_wait_{msls}"), &timeline);
        assert_eq!(told(&timeline, Server), ["pay 100"]);
        assert_eq!(told(&timeline, Client), ["paid", "bind(): EADDRINUSE"]);
    }
}

#[test]
fn with_reuseaddr_it_is_connect_that_does_not_get_the_pair() {
    let mut scenario = two_payments().varied(Variation::TimeWait(2));
    let reuse = Line::Call(Call::SetOption(SocketOption::ReuseAddr(true)));
    let binds = |line: &Line| *line == Line::Bind;
    let second = scenario.client.lines.iter().rposition(binds).unwrap();
    scenario.client.lines.insert(second, reuse.clone());
    scenario.client.lines.insert(1, reuse);
    let timeline = run(scenario.clone(), &[late_order()]);
    assert_eq!(told(&timeline, Server), ["pay 100"]);
    assert_eq!(
        told(&timeline, Client),
        ["paid", "connect(): EADDRNOTAVAIL"]
    );
    let without = run(
        scenario.varied(Variation::ReuseAddr(false)),
        &[late_order()],
    );
    assert_eq!(told(&without, Client), ["paid", "bind(): EADDRINUSE"]);
}

/// The client asks twice; each answer is all that follows its question.
fn two_questions() -> Scenario {
    let ask = [
        Line::Call(Call::Send("balance?".into())),
        Line::Call(Call::Shutdown),
        Line::Call(Call::receive()),
        Line::Call(Call::receive()),
        Line::Call(Call::Close),
    ];
    let mut server = vec![
        Line::Call(Call::receive()),
        Line::Call(Call::receive()),
        Line::Call(Call::Send("balance 100".into())),
        Line::Call(Call::Close),
        Line::Call(Call::Accept),
        Line::Call(Call::receive()),
        Line::Call(Call::receive()),
        Line::Call(Call::Send("balance   5".into())),
        Line::Call(Call::Close),
    ];
    let between = Duration::from_millis(30_200);
    let mut scenario = twice(&ask, between, &ask, &[]);
    scenario.server.lines.pop();
    scenario.server.lines.append(&mut server);
    scenario
}

/// Both ACKs of what the server said last are lost. So it says it again, and that takes nearly an MSL: it arrives when the
/// second answer is on its way.
fn late_answer() -> [Command; 3] {
    [lost(Client, 5), lost(Client, 6), late(Server, 6, 29_740)]
}

#[test]
fn after_one_msl_an_old_answer_may_still_come() {
    let scenario = two_questions().varied(Variation::TimeWait(1));
    let timeline = run(scenario.clone(), &late_answer());
    check("old_answer_time_wait_1", &timeline);
    assert_eq!(told(&timeline, Client), ["balance 100", "balance 100"]);
    assert!(longest_flight(&timeline) < MSL);
    let punctual = run(scenario, &late_answer()[..2]);
    assert_eq!(told(&punctual, Client), ["balance 100", "balance   5"]);
}

#[test]
fn after_two_msl_nothing_old_is_left() {
    let scenario = two_questions().varied(Variation::TimeWait(2));
    let timeline = run(scenario.clone(), &late_answer());
    check("old_answer_time_wait_2", &timeline);
    assert_eq!(
        told(&timeline, Client),
        ["balance 100", "bind(): EADDRINUSE"]
    );
    // Who waits for it gets the port, and the right answer.
    let mut patient = scenario;
    for line in &mut patient.client.lines {
        if let Line::Wait(between) = line {
            *between = MSL * 3;
        }
    }
    let timeline = run(patient, &late_answer());
    assert_eq!(told(&timeline, Client), ["balance 100", "balance   5"]);
}
