//! What can be done can be written down.

use super::*;
use crate::network::{HostId, SegmentId, SegmentKind};
use crate::simulation::{Call, SocketOption};
use crate::tcp::{Control, Segment, SeqNumber, Timestamps};
use core::net::{Ipv4Addr, SocketAddrV4};

fn calls(host: HostId) -> Vec<Call> {
    let span = Duration::from_micros(1_500);
    let elsewhere = SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 9), 80);
    let mut all = vec![
        Call::Socket,
        Call::Bind { port: 80 },
        Call::listen(),
        Call::Listen { backlog: 2 },
        Call::Accept,
        Call::connect(host.other().address()),
        Call::connect(elsewhere),
        Call::receive(),
        Call::Receive { max: 1 },
        Call::Shutdown,
        Call::ShutdownRead,
        Call::Close,
        Call::Abort,
        Call::DatagramSocket,
        Call::SendTo {
            bytes: "Hi".into(),
            remote: elsewhere,
        },
        Call::receive_from(),
        Call::ReceiveFrom { max: 0 },
    ];
    let texts: [&[u8]; 9] = [
        b"Hi!",
        b"Hi, client!",
        b"a b",
        b" ",
        b"",
        b"50% @ 1:2 & #3",
        b"hex:",
        "你好".as_bytes(),
        b"\x00\xff",
    ];
    all.extend(texts.map(|text| Call::Send(text.into())));
    for on in [true, false] {
        all.push(Call::SetOption(SocketOption::ReuseAddr(on)));
        all.push(Call::SetOption(SocketOption::Linger0(on)));
        all.push(Call::SetOption(SocketOption::NoDelay(on)));
        all.push(Call::SetOption(SocketOption::Cork(on)));
        all.push(Call::SetOption(SocketOption::KeepAlive(on)));
    }
    all.extend(
        [
            SocketOption::KeepIdle(span),
            SocketOption::KeepInterval(span),
            SocketOption::KeepCount(9),
            SocketOption::UserTimeout(span),
            SocketOption::SynCount(6),
            SocketOption::Linger2(span),
        ]
        .map(Call::SetOption),
    );
    all
}

/// One that has as little as it can, and one that has all.
fn segments() -> [Segment; 2] {
    let plain = Segment {
        source: HostId::Client.address(),
        destination: HostId::Server.address(),
        seq: SeqNumber::new(u32::MAX),
        ack: None,
        control: None,
        push: false,
        wnd: 1,
        mss: None,
        window_scale: None,
        timestamps: None,
        payload: Vec::new(),
    };
    let full = Segment {
        ack: Some(SeqNumber::new(0)),
        control: Some(Control::Fin),
        push: true,
        mss: Some(1_460),
        window_scale: Some(14),
        timestamps: Some(Timestamps { value: 1, echo: 2 }),
        payload: "a:b".into(),
        ..plain.clone()
    };
    [plain, full]
}

/// One of each kind of command at least.
fn commands() -> Vec<Command> {
    let (host, segment, by) = (HostId::Server, SegmentId(7), Duration::from_millis(200));
    let hows = [
        Intervention::Drop,
        Intervention::Delay(by),
        Intervention::Duplicate,
        Intervention::Reorder,
    ];
    let mut all = vec![
        Command::SetOneWayDelay(Duration::from_micros(52_500)),
        Command::SetLoss(1_000),
        Command::SetLoss(5),
        Command::SetAckDelay(Duration::ZERO),
        Command::SetTimeWait(2),
        Command::Open { host },
        Command::Replay { segment, after: by },
        Command::CutLink,
        Command::RestoreLink,
        Command::Crash { host },
        Command::Reboot { host },
        Command::Restart { host },
        Command::Interrupt {
            host,
            socket: SocketId(3),
        },
    ];
    for how in hows {
        all.push(Command::Interfere { segment, how });
        all.push(Command::InterfereNth {
            from: host,
            ordinal: 3,
            how,
        });
    }
    for kind in [
        SegmentKind::Syn,
        SegmentKind::Ack,
        SegmentKind::Fin,
        SegmentKind::Data,
        SegmentKind::Rst,
    ] {
        all.push(Command::CancelNext { kind });
        for from in [None, Some(HostId::Client), Some(host)] {
            all.extend(hows.map(|how| Command::InterfereNext { from, kind, how }));
        }
    }
    let closes = [CloseTime::NOW, CloseTime::After(by), CloseTime::Never];
    all.extend(closes.map(|when| Command::SetCloseTime { host, when }));
    for call in calls(host) {
        for socket in [None, Some(SocketId(3))] {
            let call = call.clone();
            all.push(Command::Call { host, socket, call });
        }
    }
    for segment in segments() {
        all.push(Command::Inject {
            from: HostId::Client,
            segment,
            after: by,
        });
    }
    all
}

/// A deed as it comes out of an address.
fn through_an_address(text: &str) -> Deed {
    let address = crate::share::Address::parse("", &["do=", text].concat());
    assert_eq!(address.problems, [], "{text}");
    let [deed] = &address.run.deeds.list[..] else {
        panic!("one deed in {text}")
    };
    deed.clone()
}

#[test]
fn every_command_is_read_as_it_was_printed() {
    for command in commands() {
        for at in [
            None,
            Some(Instant::ZERO),
            Some(Instant::from_micros(3_310_001)),
        ] {
            let command = command.clone();
            let deed = Deed { command, at };
            assert_eq!(through_an_address(&deed.to_string()), deed);
        }
    }
}

#[test]
fn no_two_commands_are_printed_alike() {
    let all = commands();
    let mut texts: Vec<_> = all
        .into_iter()
        .map(|command| Deed { command, at: None }.to_string())
        .collect();
    texts.sort();
    let count = texts.len();
    texts.dedup();
    assert_eq!(texts.len(), count);
}

#[test]
fn each_form_that_is_told_is_right() {
    for (name, form) in FORMS {
        assert!(form.starts_with(name));
        assert!(Deed::parse(form).is_ok(), "{form}");
    }
}

#[test]
fn people_write_it_in_their_own_way() {
    for (written, printed) in [
        ("DROP:#9", "drop:9"),
        ("drop: 9 @ 3.31", "drop:9@3.31s"),
        ("drop:9@1:05", "drop:9@65s"),
        ("delay:4", "delay:4:200ms"),
        ("replay:2", "replay:2:1s"),
        ("ack_delay:0", "ack-delay:0s"),
        ("loss:30%", "loss:30"),
        ("next:fin:delay", "next:fin:delay:200ms"),
        (
            "call:client:1:send:你好",
            "call:client:1:send:%E4%BD%A0%E5%A5%BD",
        ),
        ("call:client:1:shutdown_read", "call:client:1:shutdown-read"),
        ("call:client:listen:128", "call:client:listen"),
    ] {
        let deed = Deed::parse(written).unwrap();
        assert_eq!(deed.to_string(), printed);
    }
}

#[test]
fn what_is_wrong_is_told() {
    let form = Fault::Form;
    for (wrong, fault) in [
        ("", Fault::UnknownDeed),
        ("dorp:9", Fault::UnknownDeed),
        ("drop", form("drop:9")),
        ("drop:", Fault::NoNumber(u32::MAX.into())),
        ("drop:x", Fault::NoNumber(u32::MAX.into())),
        ("drop:-1", Fault::NoNumber(u32::MAX.into())),
        ("drop:4294967296", Fault::NoNumber(u32::MAX.into())),
        ("drop:9:now", form("drop:9")),
        ("drop:9@", Fault::NoTime),
        ("drop:9@soon", Fault::NoTime),
        ("delay:4:200", Fault::NoTime),
        ("next:client:drop", form("next:client:fin:drop")),
        (
            "next:client:fin:lose",
            Fault::NotOneOf("drop, delay, duplicate, reorder"),
        ),
        ("close:host:never", Fault::NotOneOf("client, server")),
        ("close:server:later", Fault::NoTime),
        ("time-wait:3", Fault::NoNumber(2)),
        ("loss:100.1", Fault::NoNumber(100)),
        ("loss:0.05", Fault::NoNumber(100)),
        ("cut:now", form("cut")),
        ("call:client:1:send:hex:0", form("Hi, hex:4869")),
        ("call:client:1:send:hex:zz", form("Hi, hex:4869")),
        ("call:client:1:set:what:1", form("call:client:1:send:Hi")),
    ] {
        let problem = Deed::parse(wrong).unwrap_err();
        assert_eq!(problem.fault, fault, "{wrong}");
        assert_eq!((problem.key, &problem.text[..]), ("do", wrong));
    }
}
