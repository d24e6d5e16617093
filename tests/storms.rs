//! Any segments, calls and timeouts in any order: what a connection may never do, whatever comes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use core::net::{Ipv4Addr, SocketAddrV4};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use tcpscope::tcp::{
    Config, Connection, Control, KeepAlive, Received, Segment, SeqNumber, SocketPair, State, Tcb,
    TcpEvent, Timestamps, is_transition, reset_for,
};
use tcpscope::time::{Duration, Instant};

/// One thing that happens to a connection.
#[derive(Clone, Debug)]
enum Input {
    OpenActive,
    OpenPassive,
    Send(u16),
    Receive(u16),
    Close,
    Abort,
    Release,
    SetNagle(bool),
    SetCork(bool),
    SetKeepAlive(bool),
    /// Seconds.
    SetUserTimeout(Option<u8>),
    /// A segment, counted from RCV.NXT and SND.NXT.
    Segment {
        seq: i32,
        ack: Option<i32>,
        control: Option<Control>,
        wnd: u16,
        len: u16,
        /// The shift of the window scale option; only a SYN carries it.
        scale: Option<u8>,
        /// The value of the timestamps option, in milliseconds from now.
        stamp: Option<i32>,
    },
    /// Milliseconds.
    Wait(u32),
}

fn input() -> impl Strategy<Value = Input> {
    // Weighted towards what keeps a connection going: most of any other storm would be turned away at the door.
    let control = prop_oneof![
        10 => Just(None),
        5 => Just(Some(Control::Syn)),
        4 => Just(Some(Control::Fin)),
        1 => Just(Some(Control::Rst)),
    ];
    let seq =
        prop_oneof![8 => Just(0), 4 => -20..20_i32, 2 => -2_000..2_000_i32, 1 => any::<i32>()];
    let ack = prop_oneof![6 => Just(0), 4 => -20..3_i32, 2 => -2_000..2_000_i32, 1 => any::<i32>()];
    let ack = prop_oneof![1 => Just(None), 5 => ack.prop_map(Some)];
    let wnd = prop_oneof![1 => Just(0_u16), 1 => 1..10_u16, 3 => 100..5_000_u16];
    let len = prop_oneof![4 => Just(0_u16), 4 => 1..30_u16, 1 => 500..2_000_u16];
    let scale = prop_oneof![1 => Just(None), 2 => (0..16_u8).prop_map(Some)];
    let stamp = prop_oneof![1 => Just(None), 4 => Just(Some(0)), 1 => any::<Option<i32>>()];
    let segment = (seq, ack, control, wnd, len, scale, stamp).prop_map(
        |(seq, ack, control, wnd, len, scale, stamp)| Input::Segment {
            seq,
            ack,
            control,
            wnd,
            len,
            scale,
            stamp,
        },
    );
    prop_oneof![
        6 => Just(Input::OpenActive),
        6 => Just(Input::OpenPassive),
        6 => (1..3_000_u16).prop_map(Input::Send),
        4 => (1..3_000_u16).prop_map(Input::Receive),
        2 => Just(Input::Close),
        1 => Just(Input::Abort),
        1 => Just(Input::Release),
        1 => any::<bool>().prop_map(Input::SetNagle),
        1 => any::<bool>().prop_map(Input::SetCork),
        1 => any::<bool>().prop_map(Input::SetKeepAlive),
        1 => any::<Option<u8>>().prop_map(Input::SetUserTimeout),
        60 => segment,
        8 => (1..5_000_u32).prop_map(Input::Wait),
        1 => (5_000..300_000_u32).prop_map(Input::Wait),
    ]
}

/// A connection in the storm, and what must still be true of it.
struct Storm {
    now: Instant,
    end: Connection,
    /// A segment from the peer that says nothing.
    blank: Segment,
    state: State,
    /// What is known of the present connection; none before the peer's SYN.
    life: Option<Life>,
}

/// The farthest that one connection has got.
#[derive(Clone, Copy)]
struct Life {
    una: SeqNumber,
    nxt: SeqNumber,
    rcv_nxt: SeqNumber,
    /// The number after the last that the peer has ever been ready to take.
    offered: SeqNumber,
    /// The number after the last that we have ever been ready to take.
    promised: SeqNumber,
}

impl Storm {
    fn new(config: Config) -> Self {
        let socket = |host, port| SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, host), port);
        let pair = SocketPair {
            local: socket(1, 80),
            remote: socket(2, 40_000),
        };
        let mut caller = Connection::new(pair, Config::rfc9293());
        caller
            .open_active(Instant::ZERO, SeqNumber::new(0))
            .unwrap();
        let syn = caller
            .take_events()
            .into_iter()
            .find_map(|event| match event {
                TcpEvent::SegmentEmitted { segment, .. } => Some(segment),
                _ => None,
            });
        Self {
            now: Instant::ZERO,
            end: Connection::new(pair, config),
            blank: reset_for(&syn.unwrap()).unwrap(),
            state: State::Closed,
            life: None,
        }
    }

    fn suffer(&mut self, input: &Input) {
        let (now, iss) = (self.now, SeqNumber::new(u32::MAX - 500));
        let readable_from = self.next_unread();
        match *input {
            // Every refusal is fine here: what is asked is what happens then.
            Input::OpenActive => drop(self.end.open_active(now, iss)),
            Input::OpenPassive => drop(self.end.open_passive(iss)),
            Input::Send(len) => drop(self.end.send(now, &vec![0; usize::from(len)])),
            Input::Close => drop(self.end.close(now)),
            Input::Abort => drop(self.end.abort(now)),
            Input::Release => self.end.release(now),
            Input::SetNagle(nagle) => self.end.set_nagle(now, nagle),
            Input::SetCork(cork) => self.end.set_cork(now, cork),
            Input::SetKeepAlive(is_on) => {
                let keep_alive = is_on.then_some(KeepAlive::DEFAULT);
                self.end.set_keep_alive(now, keep_alive);
            }
            Input::SetUserTimeout(seconds) => {
                let seconds = seconds.map(|seconds| Duration::from_secs(u64::from(seconds)));
                self.end.set_user_timeout(seconds);
            }
            Input::Receive(max) => {
                if let Ok(Received::Data(bytes)) = self.end.receive(now, u32::from(max))
                    && let Some(first) = readable_from
                {
                    assert_eq!(bytes, stream(first, bytes.len()), "the peer's stream");
                }
            }
            Input::Segment { .. } => {
                let segment = self.segment(input);
                self.end.on_segment(now, &segment);
                self.check(Some(&segment));
            }
            Input::Wait(ms) => self.wait(Duration::from_millis(u64::from(ms))),
        }
        self.check(None);
    }

    fn wait(&mut self, span: Duration) {
        let until = self.now + span;
        for _ in 0..10_000 {
            let Some(next) = self.end.poll_timeout().filter(|next| *next <= until) else {
                self.now = until;
                return;
            };
            self.now = self.now.max(next);
            self.end.on_timeout(self.now);
            self.check(None);
        }
        panic!("10,000 timeouts in {} ms", span.as_millis());
    }

    fn segment(&self, input: &Input) -> Segment {
        let Input::Segment {
            seq,
            ack,
            control,
            wnd,
            len,
            scale,
            stamp,
        } = *input
        else {
            return self.blank.clone();
        };
        let (nxt, sent) = self
            .end
            .tcb()
            .map_or((SeqNumber::new(0), SeqNumber::new(0)), |tcb| {
                (tcb.rcv.nxt, tcb.snd.nxt)
            });
        let seq = nxt + seq.cast_unsigned();
        let is_syn = control == Some(Control::Syn);
        let clock = u32::try_from(self.now.as_micros() / 1_000).unwrap();
        Segment {
            seq,
            ack: ack.map(|ack| sent + ack.cast_unsigned()),
            control,
            wnd,
            window_scale: scale.filter(|_| is_syn),
            timestamps: stamp.map(|stamp| Timestamps {
                value: clock.wrapping_add_signed(stamp),
                echo: 0,
            }),
            payload: stream(seq + u32::from(is_syn), usize::from(len)),
            ..self.blank.clone()
        }
    }

    /// The number of the first byte that the user has not read.
    fn next_unread(&self) -> Option<SeqNumber> {
        let tcb = self.end.tcb()?;
        let is_fin_counted = !matches!(
            self.end.state(),
            State::SynSent
                | State::SynReceived
                | State::Established
                | State::FinWait1
                | State::FinWait2
        );
        let back = self.end.readable() + u32::from(is_fin_counted);
        Some(tcb.rcv.nxt + back.wrapping_neg())
    }

    /// Checks what has just been done, `cause` being the segment that made it so.
    fn check(&mut self, cause: Option<&Segment>) {
        let before = self.life;
        for event in self.end.take_events() {
            match event {
                TcpEvent::StateChanged { from, to, .. } => {
                    assert_eq!(from, self.state);
                    assert!(is_transition(from, to), "{from} -> {to}");
                    self.state = to;
                }
                TcpEvent::SegmentEmitted { segment, .. } => {
                    let answers_reset = cause.is_some_and(Segment::is_rst);
                    assert!(!(answers_reset && segment.is_rst()), "a RST answers a RST");
                    self.check_sent(&segment);
                }
                _ => {}
            }
        }
        assert_eq!(self.state, self.end.state());
        let is_known = !matches!(self.state, State::Closed | State::Listen | State::SynSent);
        self.life = self
            .end
            .tcb()
            .filter(|_| is_known)
            .map(|tcb| Life::of(tcb, before));
    }

    /// No segment goes beyond what the peer has ever offered, except for the one octet of a window probe.
    fn check_sent(&self, segment: &Segment) {
        let is_bare = segment.is_syn() || segment.is_rst();
        assert!(is_bare || segment.ack.is_some(), "{segment} without ACK");
        let Some(tcb) = self.end.tcb().filter(|_| !is_bare && !segment.is_empty()) else {
            return;
        };
        let now = tcb.snd.una + tcb.snd.wnd;
        let offered = self.life.map_or(now, |life| later(life.offered, now));
        let end = segment.seq + segment.len();
        assert!(
            end.is_before_or_at(offered + 1),
            "{segment}, {offered} offered"
        );
    }

    /// Nobody says anything for a day.
    fn die_away(&mut self) {
        self.wait(Duration::from_secs(24 * 60 * 60));
        let waits_for_a_window = self.end.tcb().is_some_and(|tcb| tcb.snd.wnd == 0);
        let is_at_rest = matches!(
            self.end.state(),
            State::Closed | State::Listen | State::Established | State::FinWait2 | State::CloseWait
        );
        assert!(
            is_at_rest || waits_for_a_window,
            "for ever {}",
            self.end.state()
        );
    }
}

impl Life {
    /// Where the connection is now. It never goes back.
    fn of(tcb: &Tcb, before: Option<Self>) -> Self {
        let offered = tcb.snd.una + tcb.snd.wnd;
        let promised = tcb.rcv.nxt + tcb.rcv.wnd;
        let (una, nxt, rcv_nxt) = (tcb.snd.una, tcb.snd.nxt, tcb.rcv.nxt);
        assert!(una.is_before_or_at(nxt), "SND.UNA {una} > SND.NXT {nxt}");
        let Some(before) = before else {
            return Self {
                una,
                nxt,
                rcv_nxt,
                offered,
                promised,
            };
        };
        assert!(
            before.una.is_before_or_at(una),
            "SND.UNA goes back to {una}"
        );
        assert!(
            before.nxt.is_before_or_at(nxt),
            "SND.NXT goes back to {nxt}"
        );
        assert!(
            before.rcv_nxt.is_before_or_at(rcv_nxt),
            "RCV.NXT goes back to {rcv_nxt}"
        );
        assert!(
            before.promised.is_before_or_at(promised),
            "the window shrinks to {promised}"
        );
        let offered = later(before.offered, offered);
        Self {
            una,
            nxt,
            rcv_nxt,
            offered,
            promised,
        }
    }
}

fn later(one: SeqNumber, other: SeqNumber) -> SeqNumber {
    if one.is_before(other) { other } else { one }
}

/// The peer's stream: each byte is what its number says, so that a byte in the wrong place shows.
fn stream(first: SeqNumber, len: usize) -> Vec<u8> {
    let numbers = (0..=u32::MAX).map(|place| first + place);
    numbers
        .take(len)
        .map(|number| number.value().to_le_bytes()[0])
        .collect()
}

fn config() -> impl Strategy<Value = Config> {
    let profile = prop_oneof![Just(Config::rfc9293()), Just(Config::linux())];
    let buffer = prop_oneof![2 => Just(65_535_u32), 1 => 0..10_u32, 2 => 100..3_000_u32];
    (profile, buffer).prop_map(|(profile, receive_buffer)| Config {
        receive_buffer,
        ..profile
    })
}

fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn no_storm_breaks_a_connection(config in config(), inputs in proptest::collection::vec(input(), 1..120)) {
        let mut storm = Storm::new(config);
        for input in &inputs {
            storm.suffer(input);
        }
        storm.die_away();
    }
}
