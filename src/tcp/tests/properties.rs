//! What must hold for any input at all.
#![cfg(not(target_arch = "wasm32"))]

use super::pair::{client_address, server_address};
use super::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;

#[derive(Clone, Debug)]
enum Input {
    Call(UserCall),
    /// The program lets go.
    Release,
    Nagle(bool),
    Cork(bool),
    /// A segment relative to what the connection expects.
    Segment {
        seq: i32,
        ack: Option<Ack>,
        control: Option<Control>,
        wnd: u16,
        mss: Option<u16>,
        window_scale: Option<u8>,
        /// `TSval` in milliseconds before now.
        age: Option<i32>,
        len: u8,
    },
    /// Seconds.
    Wait(u8),
}

/// What a segment acknowledges.
#[derive(Clone, Copy, Debug)]
enum Ack {
    /// Relative to SND.NXT.
    Near(i32),
    /// SND.UNA once more.
    Again,
}

// Weighted towards what makes a connection go on: otherwise nearly every run ends before it has lived.
fn input() -> impl Strategy<Value = Input> {
    let control = prop_oneof![
        5 => Just(None),
        4 => Just(Some(Control::Syn)),
        4 => Just(Some(Control::Fin)),
        1 => Just(Some(Control::Rst)),
    ];
    let near = prop_oneof![8 => Just(0), 2 => Just(-1), 4 => -2..3_i32, 1 => any::<i32>()];
    let ack = prop_oneof![
        2 => Just(None),
        6 => near.clone().prop_map(|near| Some(Ack::Near(near))),
        2 => Just(Some(Ack::Again)),
    ];
    let wnd = prop_oneof![1 => Just(0_u16), 3 => Just(3), 3 => any::<u16>()];
    let segment = (
        near,
        ack,
        control,
        wnd,
        any::<Option<u16>>(),
        proptest::option::of(0..20_u8),
        proptest::option::of(prop_oneof![4 => Just(0), 1 => -2..3_i32, 1 => any::<i32>()]),
        prop_oneof![Just(0_u8), 0..5_u8],
    )
        .prop_map(
            |(seq, ack, control, wnd, mss, window_scale, age, len)| Input::Segment {
                seq,
                ack,
                control,
                wnd,
                mss,
                window_scale,
                age,
                len,
            },
        );
    let call = proptest::sample::select(&UserCall::ALL[..5]);
    prop_oneof![
        80 => call.prop_map(Input::Call),
        5 => Just(Input::Call(UserCall::Abort)),
        5 => Just(Input::Release),
        3 => any::<bool>().prop_map(Input::Nagle),
        3 => any::<bool>().prop_map(Input::Cork),
        200 => segment,
        20 => any::<u8>().prop_map(Input::Wait),
    ]
}

fn config() -> impl Strategy<Value = Config> {
    (
        0..3_u8,
        prop_oneof![Just(0_u64), Just(40)],
        prop_oneof![Just(0_u16), Just(2), Just(1460)],
        0..10_u32,
        any::<[bool; 2]>(),
        profile(),
        handshake(),
    )
        .prop_map(
            |(
                time_wait_msl,
                ack_delay_ms,
                mss,
                receive_buffer,
                [impatient, asks],
                profile,
                handshake,
            )| {
                let seconds = Duration::from_secs(40);
                let keep_alive = KeepAlive {
                    idle: seconds,
                    interval: seconds,
                    count: 1,
                };
                Config {
                    time_wait_msl,
                    handshake,
                    time_wait_ignores_reset: asks,
                    ack_delay: Duration::from_millis(ack_delay_ms),
                    mss,
                    receive_buffer,
                    user_timeout: impatient.then_some(seconds),
                    keep_alive: asks.then_some(keep_alive),
                    ..profile
                }
            },
        )
}

/// Little patience, or no run would come to its end.
fn profile() -> impl Strategy<Value = Config> {
    let linux = |duplicate_ack_threshold| Config {
        duplicate_ack_threshold,
        nagle: duplicate_ack_threshold == 1,
        avoids_silly_windows: duplicate_ack_threshold == 1,
        r2: Limit::TimeOf(3),
        r2_orphan: Limit::TimeOf(1),
        ..Config::linux()
    };
    prop_oneof![2 => Just(Config::rfc9293()), 1 => Just(linux(1)), 1 => Just(linux(3))]
}

fn handshake() -> impl Strategy<Value = Handshake> {
    prop_oneof![
        8 => Just(Handshake::ThreeWay),
        1 => Just(Handshake::TwoWay),
        1 => Just(Handshake::FourWay),
    ]
}

fn apply(end: &mut Connection, now: Instant, input: &Input) {
    match *input {
        Input::Call(call) => {
            let permitted = end.permits(call);
            let iss = SeqNumber::new(u32::MAX - 3);
            let done = match call {
                UserCall::OpenActive => end.open_active(now, iss),
                UserCall::OpenPassive => end.open_passive(iss),
                UserCall::Send => end.send(now, b"hello"),
                UserCall::Receive => end.receive(now, 3).map(drop),
                UserCall::Close => end.close(now),
                UserCall::Abort => end.abort(now),
            };
            assert_eq!(permitted, done);
        }
        Input::Segment {
            seq,
            ack,
            control,
            wnd,
            mss,
            window_scale,
            age,
            len,
        } => {
            let tcb = end.tcb();
            let expected = tcb.map_or(SeqNumber::new(0), |tcb| tcb.rcv.nxt);
            let (una, nxt) = tcb.map_or_else(Default::default, |tcb| (tcb.snd.una, tcb.snd.nxt));
            let segment = Segment {
                source: server_address(),
                destination: client_address(),
                seq: expected + seq.cast_unsigned(),
                ack: ack.map(|ack| match ack {
                    Ack::Near(offset) => nxt + offset.cast_unsigned(),
                    Ack::Again => una,
                }),
                control,
                push: false,
                wnd,
                mss,
                window_scale,
                timestamps: age.map(|age| Timestamps {
                    value: u32::try_from(now.as_micros() / 1_000)
                        .unwrap()
                        .wrapping_sub(age.cast_unsigned()),
                    echo: 0,
                }),
                payload: vec![1; usize::from(len)],
            };
            end.on_segment(now, &segment);
        }
        Input::Release => end.release(now),
        Input::Nagle(nagle) => end.set_nagle(now, nagle),
        Input::Cork(cork) => end.set_cork(now, cork),
        Input::Wait(_) => end.on_timeout(now),
    }
}

/// What every TCB must satisfy at rest.
fn check_invariants(end: &Connection) {
    let running = Timer::ALL
        .iter()
        .filter(|timer| end.timer(**timer).is_some())
        .count();
    let Some(tcb) = end.tcb() else {
        assert_eq!(running, 0);
        return;
    };
    assert!(tcb.snd.una.is_before_or_at(tcb.snd.nxt));
    assert!(tcb.rcv.wnd + end.readable() <= end.config().receive_buffer.max(1));
    let repairs = [Timer::Retransmission, Timer::TailLossProbe].map(|timer| end.timer(timer));
    assert_eq!(
        repairs.iter().flatten().count(),
        usize::from(end.unacknowledged() > 0)
    );
    assert!(tcb.snd.wnd <= tcb.snd.max_wnd);
    // Whatever waits, something will come that lets it go.
    let waits = end.queued() > 0 && end.state() != State::SynReceived;
    assert!(
        !waits || repairs.iter().any(Option::is_some) || end.timer(Timer::WindowProbe).is_some()
    );
    assert_eq!(
        end.timer(Timer::TimeWait).is_some(),
        end.state() == State::TimeWait
    );
}

proptest! {
    #[test]
    fn distance_undoes_addition(start: u32, steps: u32) {
        let start = SeqNumber::new(start);
        prop_assert_eq!(start.wrapping_distance_to(start + steps), steps);
    }

    #[test]
    fn exactly_one_of_before_at_after_holds_unless_they_are_opposite(a: u32, b: u32) {
        let (a, b) = (SeqNumber::new(a), SeqNumber::new(b));
        let holds = [a.is_before(b), a == b, a.is_after(b)].into_iter().filter(|holds| *holds).count();
        let is_opposite = a.wrapping_distance_to(b) == 1 << 31;
        prop_assert_eq!(holds, usize::from(!is_opposite));
        prop_assert_eq!(a.is_before_or_at(b), a.is_before(b) || a == b);
        prop_assert_eq!(a.is_after_or_at(b), a.is_after(b) || a == b);
    }

    #[test]
    fn order_does_not_depend_on_where_one_starts(start: u32, near in 1_u32..1 << 31) {
        let start = SeqNumber::new(start);
        prop_assert!(start.is_before(start + near));
        prop_assert!((start + near).is_after(start));
    }

    #[test]
    fn a_window_holds_as_many_numbers_as_its_size(start: u32, size: u32, offset: u32) {
        let start = SeqNumber::new(start);
        prop_assert_eq!((start + offset).is_in_window(start, size), offset < size);
    }

    #[test]
    fn no_input_breaks_a_connection(config in config(), inputs in proptest::collection::vec(input(), 1..60)) {
        drive(config, &inputs);
    }

    // Lost, doubled, overtaken: the streams arrive whole, and both ends come to rest.
    #[test]
    fn a_bad_network_does_not_change_the_streams(
        fates in proptest::collection::vec(proptest::collection::vec(0..3_000_u64, 0..3), 0..40),
        ack_delay_ms in prop_oneof![Just(0_u64), Just(40)],
        sizes in (0..5_000_usize, 0..5_000_usize),
    ) {
        let ack_delay = Duration::from_millis(ack_delay_ms);
        // Patience without long waits, or TIME-WAIT is over before the other end is through.
        let (rto_max, r2) = (Duration::from_secs(4), Limit::After(Duration::from_secs(900)));
        let mut pair = Pair::listening(Config { ack_delay, rto_max, r2, r2_syn: r2, r2_syn_ack: r2, ..Config::rfc9293() });
        pair.shuffle(fates);
        pair.open_active();
        pair.run();
        let stream = |size: usize| (0..=250_u8).cycle().take(size).collect::<Vec<u8>>();
        pair.send(CLIENT, &stream(sizes.0));
        pair.send(SERVER, &stream(sizes.1));
        pair.close(CLIENT);
        pair.run();
        pair.close(SERVER);
        pair.run();
        for (side, size) in [(SERVER, sizes.0), (CLIENT, sizes.1)] {
            if size > 0 {
                prop_assert_eq!(pair.receive(side), Received::Data(stream(size)));
            }
            prop_assert_eq!(pair.receive(side), Received::EndOfFile);
        }
        // A doubled last ACK meets a CLOSED server, whose RST ends TIME-WAIT early (RFC 1337): that is TCP, too.
        prop_assert!(["TIME-WAIT CLOSED", "CLOSED CLOSED"].contains(&pair.states().as_str()), "{:#?}", pair.wire());
        prop_assert_eq!((pair.client.error(), pair.server.error()), (None, None));
    }
}

#[test]
fn every_arrow_and_every_rule_can_happen() {
    let mut arrows = BTreeSet::new();
    let mut rules = BTreeSet::new();
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let runs = (config(), proptest::collection::vec(input(), 60));
    for _ in 0..1_500 {
        let (config, inputs) = runs.new_tree(&mut runner).unwrap().current();
        for event in drive(config, &inputs) {
            rules.insert(event.rule());
            if let TcpEvent::StateChanged { from, to, rule } = event {
                arrows.insert((from, to, rule.trigger()));
            }
        }
    }
    let missing: Vec<&Transition> = TRANSITIONS
        .iter()
        .filter(|arrow| !arrows.contains(&(arrow.from, arrow.to, Some(arrow.trigger))))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let missing: Vec<&Rule> = Rule::ALL
        .iter()
        .filter(|rule| !rules.contains(rule))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Feeds `inputs` to a connection and checks every state change and the state after each input; returns all events.
fn drive(config: Config, inputs: &[Input]) -> Vec<TcpEvent> {
    let pair = SocketPair {
        local: client_address(),
        remote: server_address(),
    };
    let mut end = Connection::new(pair, config);
    let mut now = Instant::ZERO;
    let mut state = end.state();
    let mut all = Vec::new();
    for input in inputs {
        if let Input::Wait(seconds) = input {
            now += Duration::from_secs(u64::from(*seconds));
        }
        apply(&mut end, now, input);
        for event in end.take_events() {
            if let TcpEvent::StateChanged { from, to, rule } = event {
                assert_eq!(from, state);
                assert!(is_arrow(from, to, rule), "{from} -> {to} by {rule:?}");
                state = to;
            }
            all.push(event);
        }
        assert_eq!(state, end.state());
        check_invariants(&end);
    }
    all
}

fn is_arrow(from: State, to: State, rule: Rule) -> bool {
    match rule.trigger() {
        Some(trigger) => TRANSITIONS.contains(&Transition { from, to, trigger }),
        None => matches!(rule, Rule::TimeWaitOmitted | Rule::TwoWay) && is_transition(from, to),
    }
}
