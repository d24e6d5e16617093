//! Our TCP beside smoltcp's: the same programs on the same network must see the same, whichever stack runs at which end.
//!
//! Every schedule is run nine times: with our RFC 9293 profile, our Linux profile and smoltcp at each end. What passes
//! between the ends is real packets. A failure prints the smallest schedule that shows it, with the packets of both runs, and writes its
//! seed beside this file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod allowance;
mod application;
mod endpoint;
mod run;
mod schedules;
mod smoltcp_end;
mod smoltcp_tokens;
mod tcpscope_end;
mod traces;
mod wire;

use allowance::Pair;
use endpoint::Stack;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use run::{Run, Schedule};

/// Runs `schedule` on all pairs and compares each with the first; gives the first run.
fn compare(schedule: &Schedule) -> Run {
    let ours = schedule.run([Stack::Rfc9293; 2]);
    for stacks in Stack::pairs().skip(1) {
        let theirs = schedule.run(stacks);
        let pair = Pair {
            schedule,
            stacks,
            ours: &ours,
            theirs: &theirs,
        };
        let differences = pair.differences();
        assert!(
            differences.is_empty(),
            "{}\nboth ends RFC 9293:\n{}\n{stacks:?}:\n{}",
            differences.join("\n"),
            ours.log.join("\n"),
            theirs.log.join("\n"),
        );
    }
    ours
}

/// All that was to be sent has been sent and read, and nobody was told of an error.
fn assert_complete(schedule: &Schedule, run: &Run) {
    for side in 0..2 {
        let (seen, other) = (&run.seen[side], &run.seen[1 - side]);
        assert_eq!(seen.sent, schedule.programs[side].total());
        assert_eq!(seen.received, other.sent);
        assert_eq!(seen.error, None);
    }
}

/// One in `share` of the usual number of cases.
fn settings(share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: (usual.cases / share).max(1),
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..usual
    }
}

proptest! {
    #![proptest_config(settings(1))]

    /// What one sends and closes, the other gets to its end, whatever is lost, doubled or late on the way.
    #[test]
    fn orderly_programs_see_the_same_on_a_bad_network(schedule in schedules::orderly()) {
        assert_complete(&schedule, &compare(&schedule));
    }

    /// Refused, aborted, reset: on a good network it is the same byte after which it happens.
    #[test]
    fn unruly_programs_see_the_same_on_a_good_network(schedule in schedules::unruly()) {
        compare(&schedule);
    }

    /// Anything at all. Which byte was the last before a RST depends on what each stack repeats when, but nobody may be
    /// told what is not so, and nobody may be left in the middle.
    #[test]
    fn unruly_programs_are_told_the_truth_on_a_bad_network(schedule in schedules::wild()) {
        for stacks in Stack::pairs() {
            let run = schedule.run(stacks);
            let untruths = allowance::untruths(&run);
            prop_assert!(untruths.is_empty(), "{untruths:?}\n{stacks:?}:\n{}", run.log.join("\n"));
        }
    }

    /// Who waits for an answer gives up; who waits for nothing notices nothing.
    #[test]
    fn a_cut_link_is_seen_by_those_who_wait(schedule in schedules::cut()) {
        compare(&schedule);
    }
}

proptest! {
    // A run with windows that close is long.
    #![proptest_config(settings(4))]

    /// Also through windows that close.
    #[test]
    fn late_readers_see_the_same_on_a_bad_network(schedule in schedules::crowded()) {
        assert_complete(&schedule, &compare(&schedule));
    }
}
