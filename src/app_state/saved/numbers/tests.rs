//! What the page can do comes back as it was.

use super::*;

fn offered() -> Vec<Command> {
    let (host, segment) = (HostId::Server, SegmentId(7));
    let by = Duration::from_millis(200);
    let calls = [
        Call::Socket,
        Call::Bind { port: 80 },
        Call::listen(),
        Call::Accept,
        Call::connect(host.other().address()),
        Call::Send("Hi!".into()),
        Call::Send(vec![0, 1, 0]),
        Call::receive(),
        Call::Shutdown,
        Call::Close,
        Call::Abort,
    ];
    let hows = [
        Intervention::Drop,
        Intervention::Delay(by),
        Intervention::Duplicate,
        Intervention::Reorder,
    ];
    let mut all = vec![
        Command::SetOneWayDelay(by),
        Command::SetLoss(1_000),
        Command::SetAckDelay(Duration::ZERO),
        Command::SetTimeWait(2),
        Command::Open { host },
        Command::Replay { segment, after: by },
        Command::CutLink,
        Command::RestoreLink,
        Command::Crash { host },
        Command::Reboot { host },
        Command::Restart { host },
    ];
    all.extend(hows.map(|how| Command::Interfere { segment, how }));
    for kind in SegmentKind::ALL {
        all.push(Command::CancelNext { kind });
        for from in [None, Some(HostId::Client), Some(host)] {
            all.extend(hows.map(|how| Command::InterfereNext { from, kind, how }));
        }
    }
    let closes = [CloseTime::NOW, CloseTime::After(by), CloseTime::Never];
    all.extend(closes.map(|when| Command::SetCloseTime { host, when }));
    for call in calls {
        for socket in [None, Some(SocketId(3))] {
            let call = call.clone();
            all.push(Command::Call { host, socket, call });
        }
    }
    all
}

#[test]
fn what_the_page_offers_comes_back_as_it_was() {
    for done in offered() {
        let numbers = numbers(&done).unwrap_or_else(|| panic!("{done:?} is not saved"));
        assert_eq!(command(&numbers), Some(done));
    }
}

#[test]
fn no_two_commands_have_the_same_numbers() {
    let all: Vec<_> = offered().iter().map(numbers).collect();
    for (place, numbers) in all.iter().enumerate() {
        assert!(!all[..place].contains(numbers), "{numbers:?}");
    }
}

#[test]
fn numbers_that_stand_for_nothing_are_no_command() {
    let huge = u64::MAX;
    for wrong in [
        [16, 0, 0, 0, 0],
        [huge; LENGTH],
        [0, huge, 0, 0, 0],
        [0, 1, 4, 0, 0],
        [1, 5, 0, 0, 0],
        [1, 0, 0, 0, 3],
        [3, 2, 0, 0, 0],
        [3, 0, 0, 5, 0],
        [3, 0, 0, 5, 0x0201],
        [4, 0, 3, 0, 0],
        [6, 65_536, 0, 0, 0],
    ] {
        assert_eq!(command(&wrong), None, "{wrong:?}");
    }
    assert_eq!(command(&[11, 0]), None);
}
