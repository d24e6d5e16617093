//! Random programs on random networks, and a person who acts at random: what must hold in every run.
//!
//! A failure prints the smallest run that shows it, and writes its seed beside this file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod judge;

use judge::{Verdict, assert_orderly};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;
use std::collections::BTreeMap;
use tcpscope::explain;
use tcpscope::network::{Intervention, SegmentId, SegmentKind};
use tcpscope::simulation::{
    Call, CloseTime, Command, EventKind, HostId, Line, Scenario, Simulation, SocketId,
};
use tcpscope::tcp::Config;
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::{Recording, TimedCommand, Timeline};

/// What a person may want to do; which segment it meets depends on what flies then.
#[derive(Clone, Debug)]
enum Deed {
    ToSomeSegment(Index, Intervention),
    CallInFocus(HostId, Call),
    Give(Command),
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    let luck = (any::<u64>(), 0..400_u16, 0..400_u16, 0..400_u16);
    let texts = (texts(), texts());
    (
        luck,
        1..500_u64,
        configs(),
        texts,
        (close_times(), close_times()),
    )
        .prop_map(
            |((seed, loss, duplication, reordering), delay, config, texts, closes)| {
                let mut scenario = Scenario::request_and_answer();
                (scenario.seed, scenario.loss) = (seed, loss);
                (scenario.duplication, scenario.reordering) = (duplication, reordering);
                scenario.one_way_delay = Duration::from_millis(delay);
                scenario.settings[0].tcp = config;
                scenario.settings[1].tcp = config;
                put_sends(&mut scenario.client.lines, texts.0);
                put_sends(&mut scenario.server.lines, texts.1);
                (scenario.client.closes, scenario.server.closes) = closes;
                scenario
            },
        )
}

/// One to three texts for one program.
fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-z]{1,20}", 1..4)
}

/// Sends these texts where the program sends its one.
fn put_sends(lines: &mut Vec<Line>, texts: Vec<String>) {
    let is_send = |line: &Line| matches!(line, Line::Call(Call::Send(_)));
    let place = lines.iter().position(is_send).unwrap();
    let sends = texts
        .into_iter()
        .map(|text| Line::Call(Call::Send(text.into())));
    lines.splice(place..=place, sends);
}

/// Both programs read until the end of file, whatever pieces the bytes come in.
fn thorough(mut scenario: Scenario, (requests, answers): (Vec<String>, Vec<String>)) -> Scenario {
    let send = |text: &String| Line::Call(Call::Send(text.clone().into()));
    let read = |texts: &[String]| {
        let bytes: usize = texts.iter().map(String::len).sum();
        vec![Line::Call(Call::receive()); bytes + 1]
    };
    let calls = |calls: &[Call]| calls.iter().cloned().map(Line::Call).collect::<Vec<_>>();
    scenario.client.lines = [
        vec![Line::Socket],
        calls(&[Call::connect(HostId::Server.address())]),
        requests.iter().map(send).collect(),
        calls(&[Call::Shutdown]),
        read(&answers),
        calls(&[Call::Close]),
    ]
    .concat();
    scenario.server.lines = [
        vec![Line::Socket, Line::Bind],
        calls(&[Call::listen(), Call::Accept]),
        read(&requests),
        answers.iter().map(send).collect(),
        calls(&[Call::Close]),
    ]
    .concat();
    (scenario.client.closes, scenario.server.closes) = (CloseTime::NOW, CloseTime::LATE);
    scenario
}

fn configs() -> impl Strategy<Value = Config> {
    let mss = prop_oneof![Just(1_460_u16), 1..20_u16];
    let ack_delay = prop_oneof![Just(0_u64), Just(40), Just(200)];
    let profile = prop_oneof![
        Just(Scenario::request_and_answer().settings[0].tcp),
        Just(Config::linux())
    ];
    (mss, ack_delay, 0..=2_u8, profile).prop_map(|(mss, ack_delay, time_wait_msl, profile)| {
        Config {
            mss,
            ack_delay: Duration::from_millis(ack_delay),
            time_wait_msl,
            ..profile
        }
    })
}

fn close_times() -> impl Strategy<Value = CloseTime> {
    prop_oneof![4 => Just(CloseTime::NOW), 1 => Just(CloseTime::LATE), 1 => Just(CloseTime::Never)]
}

fn interventions() -> impl Strategy<Value = Intervention> {
    prop_oneof![
        Just(Intervention::Drop),
        Just(Intervention::Duplicate),
        Just(Intervention::Reorder),
        (1..90_000_u64).prop_map(|ms| Intervention::Delay(Duration::from_millis(ms))),
    ]
}

/// `calls` are those that the person may make by hand, and `openings` what else they may do.
fn deeds(
    calls: Vec<Call>,
    openings: impl Strategy<Value = Command>,
) -> impl Strategy<Value = Vec<(Instant, Deed)>> {
    let host = select(&HostId::ALL[..]);
    let kind = select(&SegmentKind::ALL[..]);
    let span = prop_oneof![9 => 0..2_000_u64, 1 => 0..100_000_u64].prop_map(Duration::from_millis);
    let commands = prop_oneof![
        (option::of(host.clone()), kind.clone(), interventions())
            .prop_map(|(from, kind, how)| Command::InterfereNext { from, kind, how }),
        kind.prop_map(|kind| Command::CancelNext { kind }),
        (host.clone(), close_times()).prop_map(|(host, when)| Command::SetCloseTime { host, when }),
        span.clone().prop_map(Command::SetOneWayDelay),
        (0..1_100_u16).prop_map(Command::SetLoss),
        span.clone().prop_map(Command::SetAckDelay),
        (0..4_u8).prop_map(Command::SetTimeWait),
        (host.clone(), 1..30_u32, interventions())
            .prop_map(|(from, ordinal, how)| Command::InterfereNth { from, ordinal, how }),
        (1..30_u32, span).prop_map(|(segment, after)| Command::Replay {
            segment: SegmentId(segment),
            after,
        }),
        (host.clone(), 1..4_u32).prop_map(|(host, socket)| Command::Interrupt {
            host,
            socket: SocketId(socket),
        }),
        Just(Command::CutLink),
        Just(Command::RestoreLink),
        host.clone().prop_map(|host| Command::Crash { host }),
        host.clone().prop_map(|host| Command::Reboot { host }),
    ];
    let deed = prop_oneof![
        (host, select(calls)).prop_map(|(host, call)| Deed::CallInFocus(host, call)),
        openings.prop_map(Deed::Give),
        (any::<Index>(), interventions()).prop_map(|(which, how)| Deed::ToSomeSegment(which, how)),
        commands.prop_map(Deed::Give),
    ];
    // Most of a run happens in its first seconds.
    let moment = prop_oneof![4 => 0..3_000_u64, 1 => 0..100_000_u64].prop_map(Instant::from_millis);
    prop::collection::vec((moment, deed), 0..8).prop_map(|mut deeds| {
        deeds.sort_by_key(|(at, _)| *at);
        deeds
    })
}

/// Does them all, as far as they are possible; gives the run's recording and its end.
fn live(scenario: Scenario, deeds: &[(Instant, Deed)]) -> (Recording, Simulation) {
    let mut simulation = Simulation::new(&scenario);
    let mut commands = Vec::new();
    for (at, deed) in deeds {
        simulation.run_until(*at);
        let Some(command) = command(&simulation, deed) else {
            continue;
        };
        let before = simulation.clone();
        if simulation.apply(*at, &command).is_ok() {
            commands.push(TimedCommand { at: *at, command });
        } else {
            let (after, before) = (ended(simulation.clone()), ended(before));
            assert_eq!(
                after.events(),
                before.events(),
                "a refused {command:?} changes the run"
            );
        }
    }
    (Recording { scenario, commands }, ended(simulation))
}

fn command(simulation: &Simulation, deed: &Deed) -> Option<Command> {
    let flights: Vec<_> = simulation.network().in_flight().collect();
    match deed {
        Deed::Give(command) => Some(command.clone()),
        Deed::CallInFocus(host, call) => {
            let socket = simulation.snapshots()[host.index()].focus.socket;
            Some(Command::Call {
                host: *host,
                socket,
                call: call.clone(),
            })
        }
        Deed::ToSomeSegment(..) if flights.is_empty() => None,
        Deed::ToSomeSegment(which, how) => Some(Command::Interfere {
            segment: which.get(&flights).segment,
            how: *how,
        }),
    }
}

fn ended(mut simulation: Simulation) -> Simulation {
    while simulation.next_at().is_some() {
        simulation.step();
    }
    simulation
}

/// What the log says of the states agrees with every snapshot.
fn assert_snapshots_agree(timeline: &Timeline) {
    let mut states = BTreeMap::new();
    for moment in timeline.moments() {
        let range = moment.events.start as usize..moment.events.end as usize;
        for event in &timeline.events()[range] {
            if let EventKind::StateChanged { host, from, to, .. } = event.kind {
                let before = states.insert((host, event.socket.unwrap()), to);
                assert!(before.is_none_or(|before| before == from), "{event:?}");
            }
        }
        for host in HostId::ALL {
            let snapshot = &moment.hosts[host.index()];
            for socket in &snapshot.sockets {
                let logged = states.get(&(host, socket.id)).copied();
                assert_eq!(socket.state, logged.unwrap_or_default());
            }
            let stays = timeline.stays(host).iter();
            let past =
                stays.take_while(|stay| stay.event.is_none_or(|id| id.0 < moment.events.end));
            assert_eq!(snapshot.state(), past.last().unwrap().state);
            if let Some(socket) = snapshot.focused() {
                assert_eq!(socket.state, snapshot.state());
            }
        }
    }
}

fn settings() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases * 2,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..usual
    }
}

/// What a person may call on one connection.
fn calls() -> Vec<Call> {
    vec![
        Call::Send("by hand".into()),
        Call::Shutdown,
        Call::Close,
        Call::Abort,
    ]
}

/// Opening another connection by hand.
fn openings() -> impl Strategy<Value = Command> {
    select(&HostId::ALL[..]).prop_map(|host| Command::Open { host })
}

proptest! {
    #![proptest_config(settings())]

    /// Without a person: every byte arrives, or somebody is told that it did not.
    #[test]
    fn left_alone_a_run_ends_well_or_says_so(scenario in scenarios(), texts in (texts(), texts())) {
        let simulation = ended(Simulation::new(&thorough(scenario, texts)));
        prop_assert!(simulation.events().len() < Timeline::EVENT_LIMIT);
        let verdict = Verdict::of(simulation.events());
        prop_assert!(verdict.is_honest(), "{verdict:?}");
        prop_assert!(verdict.is_complete() || verdict.has_failed != [false; 2], "{verdict:?}");
    }

    /// Whatever the person does: no wrong byte, no early end of file, no cause in the future, no unknown transition.
    #[test]
    fn no_deed_makes_a_run_dishonest(scenario in scenarios(), deeds in deeds(calls(), Just(Command::RestoreLink))) {
        let (_, simulation) = live(scenario, &deeds);
        prop_assert!(simulation.events().len() < Timeline::EVENT_LIMIT);
        assert_orderly(simulation.events());
        let verdict = Verdict::of(simulation.events());
        prop_assert!(verdict.is_honest(), "{verdict:?}");
    }

    /// A recording is the run: replayed, it gives the same events; and it may be opened again and again.
    #[test]
    fn a_recording_is_the_run(scenario in scenarios(), deeds in deeds(calls(), openings())) {
        let (recording, simulation) = live(scenario, &deeds);
        prop_assert!(simulation.events().len() < Timeline::EVENT_LIMIT);
        assert_orderly(simulation.events());
        let timeline = Timeline::replay(recording).unwrap();
        prop_assert_eq!(timeline.events(), simulation.events());
        assert_snapshots_agree(&timeline);
    }

    /// Whatever happens: the chain that explains it begins with a call, an act of the person, or a program's first line.
    #[test]
    fn every_chain_has_a_beginning(scenario in scenarios(), deeds in deeds(calls(), openings())) {
        let (recording, _) = live(scenario, &deeds);
        let timeline = Timeline::replay(recording).unwrap();
        // A chain is as long as the run: of long runs a sample.
        let step = timeline.events().len() / 500 + 1;
        for event in timeline.events().iter().step_by(step) {
            let chain = explain::chain(&timeline, event.id);
            let first = timeline.event(chain[0]).unwrap();
            let is_beginning = match first.kind {
                EventKind::CallMade { .. } | EventKind::Commanded(_) => true,
                EventKind::Slept { .. } => first.cause.is_none(),
                _ => false,
            };
            prop_assert!(is_beginning, "{event:?} goes back to {first:?}");
            prop_assert!(chain.is_sorted() && chain.last() == Some(&event.id), "{chain:?}");
        }
    }

    /// Acting in the past leaves alone what was before, and is the replay of the forked recording.
    #[test]
    fn acting_changes_only_the_future(
        scenario in scenarios(),
        deeds in deeds(calls(), openings()),
        ms in 0..5_000_u64,
        share in 0..1_000_u16,
    ) {
        let (recording, _) = live(scenario, &deeds);
        let (at, command) = (Instant::from_millis(ms), Command::SetLoss(share));
        let forked = Timeline::replay(recording.forked(at, Some(command.clone()))).unwrap();
        let timeline = Timeline::replay(recording).unwrap();
        let acted = timeline.acted(at, command).unwrap();
        prop_assert!(acted == forked);
        prop_assert!(acted.events().starts_with(timeline.events_until(at)));
    }
}
