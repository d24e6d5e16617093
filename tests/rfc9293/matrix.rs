//! Lets every segment of the table arrive in every state, and compares.

use crate::combination::Combination;
use crate::expected::expected;
use crate::outcome::seen;
use crate::peer::Zero;
use crate::start::start;
use crate::table::{Numbers, groups};
use tcpscope::tcp::{AckPace, Config, CrossedSynAck, RepeatedSyn, State};
use tcpscope::time::Duration;

/// Where the numbers of both ends begin: at zero; so that both wrap around in the middle of everything; so that one
/// crosses the half of the space.
const ZEROS: [Zero; 3] = [
    Zero { ours: 0, theirs: 0 },
    Zero {
        ours: 0_u32.wrapping_sub(306),
        theirs: 0_u32.wrapping_sub(600),
    },
    Zero {
        ours: 1 << 31,
        theirs: (1 << 31) - 107,
    },
];

#[test]
fn every_segment_in_every_state_does_what_the_table_says() {
    check_all(&Config::rfc9293());
}

/// Linux takes its time for some answers, saves some, and gives three others. In everything else it follows the table.
#[test]
fn linux_differs_in_its_pace_and_in_three_answers() {
    check_all(&Config {
        // Its pace.
        ack_delay: Duration::ZERO,
        ack_pace: AckPace::Even,
        challenge_interval: Duration::ZERO,
        tail_loss_probe: false,
        syn_retry_after_reset: None,
        // The answers.
        repeated_syn: RepeatedSyn::Acknowledged,
        crossed_syn_ack: CrossedSynAck::Silent,
        time_wait_challenges: true,
        // The peer of the table has no options.
        ..Config::linux()
    });
}

fn check_all(profile: &Config) {
    let mut complaints = Vec::new();
    let mut tried = 0;
    for group in groups() {
        let mut used = Vec::new();
        for combination in Combination::all(group.numbers) {
            tried += 1;
            let Some(line) = group.lines.iter().find(|line| combination.fits(line)) else {
                complaints.push(format!("{}: no line for {combination}", group.name));
                continue;
            };
            used.push(line.number);
            for zero in ZEROS {
                let before = start(&group.name, profile, zero);
                let expected = expected(group.numbers, line, &combination, &before);
                let (seen, trace) = seen(&combination, &before);
                if expected != seen {
                    complaints.push(format!(
                        "line {}, {}: {combination}\n  table   {expected:?}\n  machine {seen:?}\n{trace}",
                        line.number, group.name,
                    ));
                    break;
                }
            }
        }
        let unused = group
            .lines
            .iter()
            .filter(|line| !used.contains(&line.number));
        complaints
            .extend(unused.map(|line| format!("line {}: nothing fits it first", line.number)));
    }
    let wrong = complaints.len();
    assert!(wrong == 0, "{wrong} of {tried}\n{}", complaints.join("\n"));
    assert!(tried > 2_500, "only {tried} segments");
}

#[test]
fn each_group_begins_with_the_numbers_in_its_title() {
    let groups = groups();
    // SYN-RECEIVED and FIN-WAIT-1 stand there once for each way into them, and four states once more with a zero window.
    assert_eq!(groups.len(), State::ALL.len() + 2 + 4);
    for group in groups {
        let end = start(&group.name, &Config::rfc9293(), Zero::default()).end;
        let is_of_this_state = group.name.split(' ').next() == Some(&end.state().to_string());
        assert!(is_of_this_state, "{}: {}", group.name, end.state());
        let Some(tcb) = end.tcb() else { continue };
        let is_peer_known = end.state() != State::SynSent;
        let numbers = Numbers {
            una: tcb.snd.una.value(),
            nxt: tcb.snd.nxt.value(),
            rcv_nxt: if is_peer_known {
                tcb.rcv.nxt.value()
            } else {
                group.numbers.rcv_nxt
            },
            rcv_wnd: tcb.rcv.wnd,
        };
        assert_eq!(numbers, group.numbers, "{}", group.name);
    }
}
