//! Random schedules.

use super::application::{Deed, Open, Program};
use super::endpoint::Settings;
use super::run::{Fault, Schedule};
use proptest::collection::vec;
use proptest::prelude::*;
use tcpscope::time::{Duration, Instant};

/// Faults strike among so many packets of each direction.
const FAULTY: usize = 24;
/// As many may be lost in each direction: an end whose patience is long never loses it.
const LOSSES: usize = 4;

/// Programs that open, send and close in their time, and never abort: whatever the network does to the first packets,
/// there is one right outcome.
pub(crate) fn orderly() -> impl Strategy<Value = Schedule> {
    let opens = prop_oneof![
        4 => Just([Open::Connect, Open::Listen]),
        1 => Just([Open::Connect, Open::Connect]),
    ];
    (
        settings(),
        delays(),
        [faults(), faults()],
        opens,
        [deeds(), deeds()],
    )
        .prop_map(
            |(settings, one_way_delay, faults, opens, [client, server])| Schedule {
                settings,
                one_way_delay,
                faults,
                cut_at: None,
                programs: [program(opens[0], 0, client), program(opens[1], 0, server)],
            },
        )
}

/// The same with windows small and large, more to send than fits, and programs that read late and little by little:
/// windows close, and their reopening may be lost.
pub(crate) fn crowded() -> impl Strategy<Value = Schedule> {
    let buffer = || prop_oneof![3 => 64..5_000_u32, 1 => Just(65_535), 1 => Just(200_000)];
    let read = || (0..5_000_u64, prop_oneof![1..200_u32, Just(1 << 16)]);
    let bulk = || prop_oneof![8 => Just(0), 8 => 1..10_000_usize, 1 => 1..100_000_usize];
    let ends = [(buffer(), read(), bulk()), (buffer(), read(), bulk())];
    (orderly(), ends).prop_map(|(mut schedule, ends)| {
        for (side, (buffer, (reads_from, piece), bulk)) in ends.into_iter().enumerate() {
            schedule.settings[side].receive_buffer = buffer;
            let program = &mut schedule.programs[side];
            program.reads_from = Instant::from_millis(reads_from);
            program.piece = piece;
            program.deeds.insert(0, (Instant::ZERO, Deed::Send(bulk)));
        }
        schedule
    })
}

/// Programs that do anything at any time, abort included, to a network that loses nothing and keeps the order.
pub(crate) fn unruly() -> impl Strategy<Value = Schedule> {
    let open = || {
        prop_oneof![
            2 => Just(Open::Connect),
            2 => Just(Open::Listen),
            1 => Just(Open::Never),
        ]
    };
    let opens_at = || 0..1_500_u64;
    let programs = (
        (open(), opens_at(), deeds(), aborts()),
        (open(), opens_at(), deeds(), aborts()),
    );
    (settings(), delays(), programs).prop_map(|(settings, one_way_delay, (client, server))| {
        let program = |(open, opens_at, mut deeds, abort): (Open, u64, Vec<_>, Option<u64>)| {
            deeds.extend(abort.map(|ms| (Instant::from_millis(ms), Deed::Abort)));
            program(open, opens_at, deeds)
        };
        Schedule {
            settings,
            one_way_delay,
            faults: [vec![], vec![]],
            cut_at: None,
            programs: [program(client), program(server)],
        }
    })
}

/// Both at once.
pub(crate) fn wild() -> impl Strategy<Value = Schedule> {
    (unruly(), [faults(), faults()]).prop_map(|(schedule, faults)| Schedule { faults, ..schedule })
}

/// An orderly pair on a link that is good until it breaks for good. Acknowledgments do not wait, or it would be a matter
/// of taste which was still sent before.
pub(crate) fn cut() -> impl Strategy<Value = Schedule> {
    (orderly(), 0..4_000_u64).prop_map(|(mut schedule, ms)| {
        schedule.faults = [vec![], vec![]];
        schedule.cut_at = Some(Instant::from_millis(ms));
        for settings in &mut schedule.settings {
            settings.ack_delay = Duration::ZERO;
            settings.patience = Some(Duration::from_secs(100));
        }
        schedule
    })
}

fn program(open: Open, opens_at: u64, deeds: Vec<(Instant, Deed)>) -> Program {
    Program {
        open,
        opens_at: Instant::from_millis(opens_at),
        deeds,
        reads_from: Instant::ZERO,
        piece: 1 << 16,
    }
}

fn settings() -> impl Strategy<Value = [Settings; 2]> {
    let mss = prop_oneof![Just(1_460_u16), Just(536), 64..200_u16];
    let ack_delay = prop_oneof![Just(0_u64), Just(10), Just(40), Just(200)];
    let iss = || prop_oneof![any::<u32>(), u32::MAX - 9_000..=u32::MAX];
    (mss, ack_delay, [iss(), iss()]).prop_map(|(mss, ack_delay, iss)| {
        iss.map(|iss| Settings {
            mss,
            receive_buffer: u16::MAX.into(),
            ack_delay: Duration::from_millis(ack_delay),
            patience: None,
            iss,
        })
    })
}

fn delays() -> impl Strategy<Value = Duration> {
    (1..400_u64).prop_map(Duration::from_millis)
}

fn faults() -> impl Strategy<Value = Vec<(usize, Fault)>> {
    let span = || (0..5_000_u64).prop_map(Duration::from_millis);
    let fault = prop_oneof![
        2 => Just(Fault::Drop),
        1 => span().prop_map(Fault::Duplicate),
        1 => span().prop_map(Fault::Delay),
    ];
    vec((0..FAULTY, fault), 0..8).prop_map(|mut faults| {
        let mut losses = 0;
        faults.retain(|(_, fault)| {
            losses += usize::from(*fault == Fault::Drop);
            *fault != Fault::Drop || losses <= LOSSES
        });
        faults
    })
}

/// Some sends, then perhaps the end of them.
fn deeds() -> impl Strategy<Value = Vec<(Instant, Deed)>> {
    let at = || (0..3_000_u64).prop_map(Instant::from_millis);
    let len = prop_oneof![1..20_usize, 1..4_000_usize];
    let sends = vec((at(), len.prop_map(Deed::Send)), 0..5);
    let end = prop_oneof![
        3 => at().prop_map(|at| Some((at, Deed::Close))),
        3 => Just(Some((Instant::ZERO, Deed::CloseAtEndOfFile))),
        1 => Just(None),
    ];
    (sends, end).prop_map(|(mut sends, end)| {
        sends.sort_by_key(|(at, _)| *at);
        sends.into_iter().chain(end).collect()
    })
}

fn aborts() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![1 => Just(None), 1 => (0..4_000_u64).prop_map(Some)]
}
