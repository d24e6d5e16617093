//! The words of a real run, and that nothing is left without words.

use super::*;
use crate::i18n::{Book, Lang};
use crate::network::{Intervention, SegmentKind};
use crate::simulation::{CloseTime, Command, EventKind, HostId, Refusal, Scenario, SocketError};
use crate::tcp::{RejectReason, Rule, State};
use crate::time::{Duration, Instant};
use crate::timeline::{Comparison, Timeline};
use std::collections::BTreeSet;

const EN: Lang = Lang::En;
const ZH: Lang = Lang::ZhHans;

/// The server's first FIN is answered, and that ACK is dropped.
fn last_ack_lost() -> Timeline {
    let timeline = Timeline::untouched(Scenario::request_and_answer());
    let is_fin = |kind: &EventKind| matches!(kind, EventKind::SegmentSent { from: HostId::Server, content, .. } if content.is_fin());
    let fin = timeline
        .events()
        .iter()
        .find(|event| is_fin(&event.kind))
        .unwrap();
    let ack = timeline
        .flights()
        .iter()
        .find(|flight| flight.sent > fin.id)
        .unwrap();
    let drop = Command::Interfere {
        segment: ack.segment,
        how: Intervention::Drop,
    };
    timeline
        .acted(ack.sent_at + Duration::from_millis(20), drop)
        .unwrap()
}

/// Both languages' words for the first event of that kind.
fn said(timeline: &Timeline, is_meant: impl Fn(&EventKind) -> bool) -> [String; 4] {
    let event = timeline
        .events()
        .iter()
        .find(|event| is_meant(&event.kind))
        .expect("it happens");
    [
        short(EN, timeline, event),
        sentence(EN, timeline, event),
        short(ZH, timeline, event),
        sentence(ZH, timeline, event),
    ]
}

#[test]
fn a_segment_is_told_with_numbers_counted_from_the_initial_ones() {
    let timeline = last_ack_lost();
    let is_answer =
        |kind: &EventKind| matches!(kind, EventKind::SegmentSent { segment, .. } if segment.0 == 2);
    assert_eq!(
        said(&timeline, is_answer),
        [
            "#2 SYN,ACK",
            "The server sends #2 (SYN,ACK): seq 0, ack 1.",
            "#2 SYN,ACK",
            "服务器发出 #2（SYN,ACK）：序号0，确认号1。",
        ]
    );
    let is_data = |kind: &EventKind| matches!(kind, EventKind::SegmentArrived { segment, .. } if segment.0 == 4);
    assert_eq!(
        said(&timeline, is_data),
        [
            "data #4 arrives",
            "The server receives #4 (PSH,ACK): seq 1, ack 1, 5 bytes of data.",
            "数据 #4 到达",
            "服务器收到 #4（PSH,ACK）：序号1，确认号1，数据5字节。",
        ]
    );
}

#[test]
fn a_loss_and_its_repair_are_told() {
    let timeline = last_ack_lost();
    let lost = said(&timeline, |kind| {
        matches!(kind, EventKind::SegmentDropped { .. })
    });
    assert_eq!(
        lost,
        [
            "ACK #11 lost",
            "You drop #11 (ACK): it does not reach the server.",
            "ACK #11 丢失",
            "你丢弃了 #11（ACK），它到不了服务器。",
        ]
    );
    let expired = said(&timeline, |kind| {
        matches!(kind, EventKind::TimerExpired { .. })
    });
    assert_eq!(expired[0], "server RTO expired");
    assert_eq!(expired[2], "服务器RTO超时");
    let again = said(&timeline, |kind| {
        matches!(
            kind,
            EventKind::SegmentSent {
                emission: crate::tcp::Emission::Retransmission,
                ..
            }
        )
    });
    assert_eq!(again[0], "FIN #12 resent");
    assert_eq!(
        again[1],
        "The server sends this again, as #12 (FIN,ACK): seq 12, ack 7."
    );
    let patient = said(&timeline, |kind| {
        matches!(
            kind,
            EventKind::TimerArmed {
                rule: Rule::RetransmissionTimeout,
                ..
            }
        )
    });
    assert!(
        patient[1].contains("now waits 2 s, until"),
        "{}",
        patient[1]
    );
    let anew = said(&timeline, |kind| {
        matches!(
            kind,
            EventKind::TimerArmed {
                rule: Rule::TimeWaitFin,
                ..
            }
        )
    });
    assert_eq!(anew[0], "client TIME-WAIT restarted");
    assert!(
        anew[3].starts_with("客户端重新启动TIME-WAIT定时器"),
        "{}",
        anew[3]
    );
}

#[test]
fn programs_and_states_are_told() {
    let timeline = last_ack_lost();
    let close = said(&timeline, |kind| {
        matches!(
            kind,
            EventKind::CallMade {
                call: crate::simulation::Call::Close,
                ..
            }
        )
    });
    assert_eq!(close[0], "client close()");
    assert_eq!(close[3], "客户端程序调用close()。");
    let waits = said(&timeline, |kind| {
        matches!(
            kind,
            EventKind::StateChanged {
                to: State::TimeWait,
                ..
            }
        )
    });
    assert_eq!(waits[0], "client → TIME-WAIT");
    assert_eq!(waits[1], "The client goes from FIN-WAIT-2 to TIME-WAIT.");
    let read = said(&timeline, |kind| {
        matches!(
            kind,
            EventKind::CallReturned {
                outcome: crate::simulation::CallOutcome::Data(_),
                ..
            }
        )
    });
    assert_eq!(read[1], "On the server, recv() gives b\"Hello\".");
}

#[test]
fn no_event_leaves_a_slot_open() {
    let mut scenario = Scenario::request_and_answer();
    (
        scenario.seed,
        scenario.loss,
        scenario.duplication,
        scenario.reordering,
    ) = (3, 200, 200, 200);
    let untouched = Timeline::untouched(scenario);
    let mut timeline = untouched.clone();
    for command in commands() {
        timeline = timeline
            .acted(Instant::from_millis(200), command)
            .unwrap_or(timeline);
    }
    for timeline in [untouched, timeline, last_ack_lost()] {
        for (lang, event) in Lang::ALL
            .into_iter()
            .flat_map(|lang| timeline.events().iter().map(move |e| (lang, e)))
        {
            for said in [
                short(lang, &timeline, event),
                sentence(lang, &timeline, event),
            ] {
                assert!(!said.is_empty() && !said.contains(['{', '}']), "{said}");
            }
        }
    }
}

fn commands() -> Vec<Command> {
    let delay = Duration::from_millis(200);
    let all = [
        Intervention::Drop,
        Intervention::Delay(delay),
        Intervention::Duplicate,
        Intervention::Reorder,
    ];
    let next = all.map(|how| Command::InterfereNext {
        from: None,
        kind: SegmentKind::Data,
        how,
    });
    let closes = [CloseTime::LATE, CloseTime::Never, CloseTime::NOW];
    let closes = closes.map(|when| Command::SetCloseTime {
        host: HostId::Server,
        when,
    });
    let others = [
        Command::CancelNext {
            kind: SegmentKind::Data,
        },
        Command::SetOneWayDelay(delay),
        Command::SetLoss(105),
        Command::SetAckDelay(Duration::ZERO),
        Command::SetAckDelay(delay),
        Command::SetTimeWait(1),
        Command::Call {
            host: HostId::Client,
            socket: Some(crate::simulation::SocketId(1)),
            call: crate::simulation::Call::Abort,
        },
        Command::Open {
            host: HostId::Client,
        },
        Command::Interrupt {
            host: HostId::Client,
            socket: crate::simulation::SocketId(1),
        },
        Command::InterfereNth {
            from: HostId::Client,
            ordinal: 2,
            how: Intervention::Drop,
        },
        Command::Replay {
            segment: crate::network::SegmentId(4),
            after: delay,
        },
        Command::CutLink,
        Command::RestoreLink,
        Command::Crash {
            host: HostId::Client,
        },
        Command::Reboot {
            host: HostId::Client,
        },
    ];
    next.into_iter().chain(closes).chain(others).collect()
}

#[test]
fn deeds_follow_the_word_you() {
    let deeds: Vec<_> = commands().iter().map(|command| deed(EN, command)).collect();
    assert_eq!(deeds[0], "drop the next data segment");
    assert!(
        deeds.contains(&"set the round-trip time to 400 ms".to_owned()),
        "{deeds:?}"
    );
    assert!(
        deeds.contains(&"set the random loss to 10.5 %".to_owned()),
        "{deeds:?}"
    );
}

#[test]
fn every_rule_has_the_text_of_its_id() {
    for lang in Lang::ALL {
        let rules = Book::shipped(lang, "rules").expect("the rules have a book");
        assert_eq!(rules.sections().count(), Rule::ALL.len());
        for rule in Rule::ALL {
            let text = rule_text(Some(&rules), *rule);
            assert_eq!(text, rules.section(rule.id()), "{}", rule.id());
            assert!(text.is_some());
        }
    }
}

#[test]
fn everything_that_can_go_wrong_has_words() {
    let refusals = [
        Refusal::NotInFlight(crate::network::SegmentId(4)),
        Refusal::NeverSent(crate::network::SegmentId(4)),
        Refusal::NoSuchSocket(HostId::Server),
        Refusal::NoCallWaits(HostId::Server),
        Refusal::HostIsDown(HostId::Server),
        Refusal::NothingToChange,
        Refusal::RunIsFull,
        Refusal::NothingToCancel(SegmentKind::Data),
        Refusal::CloseIsPast(HostId::Server),
        Refusal::OutOfRange,
    ];
    for lang in Lang::ALL {
        let failed = SocketError::ALL.iter();
        let failed = failed.map(|error| socket_error(lang, *error));
        let refused = refusals.iter().map(|reason| refusal(lang, *reason));
        let rejected = RejectReason::ALL
            .iter()
            .map(|reason| reject_reason(lang, *reason).to_owned());
        let states = State::ALL
            .iter()
            .map(|state| state_meaning(lang, *state).to_owned());
        let said: Vec<String> = failed
            .chain(refused)
            .chain(rejected)
            .chain(states)
            .collect();
        assert!(
            said.iter()
                .all(|text| !text.is_empty() && !text.contains('{')),
            "{said:?}"
        );
        let different: BTreeSet<&String> = said.iter().collect();
        assert_eq!(
            different.len(),
            said.len(),
            "two things are told in the same words"
        );
    }
}

/// The style sheet sets Han and Latin apart; a typed space would do it twice. `#4` keeps its spaces: a browser takes
/// the sign for punctuation and leaves it none.
#[test]
fn chinese_texts_have_no_typed_space_beside_latin() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mine = ["event.", "lesson.", "panel.", "picture.", "ui."];
    let mut texts = Vec::new();
    for (key, text) in crate::i18n::ALL {
        if mine.iter().any(|prefix| key.starts_with(prefix)) {
            texts.push(((*key).to_owned(), ZH.owned(*text)));
        }
    }
    for name in Book::names() {
        let book = Book::shipped(ZH, name).expect("it is among the names");
        for section in book.sections() {
            let text = book.section(section).unwrap_or_default();
            texts.push((format!("{name}.md {section}"), text.to_owned()));
        }
    }
    for (key, text) in texts {
        let letters: Vec<char> = text.chars().collect();
        let doubled = letters.windows(3).any(|three| {
            three[1] == ' '
                && (is_han(three[0]) && three[2].is_ascii_alphanumeric()
                    || is_han(three[2]) && three[0].is_ascii_alphanumeric())
        });
        assert!(!doubled, "{key}: {text}");
        let half_width = letters
            .windows(2)
            .any(|two| is_han(two[0]) && ",.:;!?".contains(two[1]));
        assert!(!half_width, "half-width punctuation in {key}: {text}");
    }
}

/// The sentence of the first segment that is turned away for this reason, in both languages, without the rule's words.
fn turned_away(timeline: &Timeline, wanted: RejectReason) -> [String; 2] {
    let [_, en, _, zh] = said(
        timeline,
        |kind| matches!(kind, EventKind::SegmentRejected { reason, .. } if *reason == wanted),
    );
    [en, zh].map(|text| text.replace('\u{a0}', ""))
}

/// The client's first data with something changed, put on the wire again while the connection is open.
fn forged(change: impl Fn(&mut crate::tcp::Segment)) -> Timeline {
    let timeline = Timeline::untouched(Scenario::request_and_answer());
    let data = timeline.flights()[3].clone();
    let mut segment = data.content.segment().expect("TCP").clone();
    change(&mut segment);
    let command = Command::Inject {
        from: HostId::Client,
        segment,
        after: Duration::from_millis(50),
    };
    timeline
        .acted(data.sent_at + Duration::from_millis(60), command)
        .expect("it can be put there")
}

#[test]
fn a_segment_turned_away_is_told_with_its_numbers_and_the_window() {
    assert_eq!(
        turned_away(&forged(|_| {}), RejectReason::LeftOfWindow),
        [
            "The server does not accept #6 (PSH,ACK): it covers 1–5, and the window is 6–65540; it lies before the \
             next number expected, so it brings nothing new.",
            "服务器不接受 #6（PSH,ACK）：它占序号1–5，而窗口是6–65540；它的序号都在期待的序号之前，没有带来新内容。"
        ]
    );
    let [far, _] = turned_away(
        &forged(|segment| segment.seq += 70_000),
        RejectReason::RightOfWindow,
    );
    assert!(
        far.contains("it covers 70001–70005, and the window is 6–65540;"),
        "{far}"
    );
    let [not_sent, _] = turned_away(
        &forged(|segment| {
            segment.seq += 5;
            segment.ack = segment.ack.map(|ack| ack + 100);
        }),
        RejectReason::AckOfNotSent,
    );
    assert!(
        not_sent.contains(
            "it acknowledges everything before 101, but this side’s next number is still 1"
        ),
        "{not_sent}"
    );
}

#[test]
fn a_forged_reset_and_a_forged_syn_are_told_with_the_number_that_would_fit() {
    let reset = |by| {
        forged(move |segment| {
            segment.control = Some(crate::tcp::Control::Rst);
            segment.payload.clear();
            segment.seq += by;
        })
    };
    let [near, _] = turned_away(&reset(20), RejectReason::ResetNotExact);
    assert!(
        near.contains("its number is 21, and 6 is expected;"),
        "{near}"
    );
    let syn = forged(|segment| {
        segment.control = Some(crate::tcp::Control::Syn);
        segment.seq += 9;
    });
    let [syn, _] = turned_away(&syn, RejectReason::SynInWindow);
    assert!(syn.contains("its SYN has number 10;"), "{syn}");
}

#[test]
fn nobody_is_told_by_the_address_that_was_called() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.starts = Instant::from_millis(9_000);
    let [refused, _] = turned_away(&Timeline::untouched(scenario), RejectReason::NoConnection);
    assert!(
        refused.ends_with("nobody listens on 10.0.0.2:80."),
        "{refused}"
    );
}

#[test]
fn every_reason_has_numbers_or_says_it_all_and_no_slot_stays_empty() {
    let standing = crate::tcp::Standing::default();
    let timeline = Timeline::untouched(Scenario::request_and_answer());
    let mut arrival = timeline.events().to_vec();
    arrival.retain(|event| matches!(event.kind, EventKind::SegmentArrived { .. }));
    for cause in &arrival {
        for reason in RejectReason::ALL {
            for rule in Rule::ALL {
                let mut event = cause.clone();
                event.cause = Some(cause.id);
                event.kind = EventKind::SegmentRejected {
                    host: HostId::Server,
                    reason: *reason,
                    rule: *rule,
                    standing,
                };
                for lang in [EN, ZH] {
                    let text = sentence(lang, &timeline, &event);
                    assert!(!text.contains('{'), "{reason:?} {rule:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_timer_is_more_patient_only_if_it_waits_longer() {
    let mut scenario = Scenario::request_and_answer();
    scenario.loss = 1_000;
    let patience = |scenario| {
        let timeline = Timeline::untouched(scenario);
        let mut told = Vec::new();
        for event in timeline.events() {
            if let EventKind::TimerArmed { .. } = event.kind {
                told.push(sentence(EN, &timeline, event).contains("more patient"));
            }
        }
        told
    };
    assert_eq!(patience(scenario.clone())[..4], [false, true, true, true]);
    scenario.settings = [crate::simulation::Profile::Linux.settings(); 2];
    let linux = patience(scenario);
    assert_eq!(
        linux[..3],
        [false, false, false],
        "the first SYNs of Linux come evenly"
    );
    assert!(linux.contains(&true));
}

#[test]
fn what_two_variants_share_is_said_once() {
    let names = |lang| Comparison::ALL.map(|compared| comparison(lang, compared));
    assert_eq!(
        names(EN),
        [
            "two-way | three-way handshake",
            "three-way | four-way handshake",
            "TIME-WAIT 0 | 2 MSL",
            "TIME-WAIT 1 | 2 MSL",
            "server closes at once | 2 s late",
            "SYN cookies off | on",
        ]
    );
    assert_eq!(names(ZH)[2], "TIME-WAIT 0 | 2 MSL");
    assert_eq!(names(ZH)[0], "两次握手 | 三次握手");
}
