//! The drawer over real runs.

use super::*;
use crate::app_state::Selection;
use crate::network::Intervention;
use crate::simulation::Command;
use crate::simulation::{HostId, Scenario};
use crate::tcp::Rule;
use crate::time::Duration;
use crate::view_model::ladder::tests::Shown;

const EN: Lang = Lang::En;

/// The client's first data is lost.
fn data_lost() -> Timeline {
    let timeline = Timeline::untouched(Scenario::request_and_answer());
    let is_data = |flight: &&Flight| !flight.content.payload().is_empty();
    let data = timeline.flights().iter().find(is_data).unwrap();
    let drop = Command::Interfere {
        segment: data.segment,
        how: Intervention::Drop,
    };
    timeline
        .acted(data.sent_at + Duration::from_millis(20), drop)
        .unwrap()
}

fn find(timeline: &Timeline, is_meant: impl Fn(&EventKind) -> bool) -> &Event {
    let event = timeline.events().iter().find(|event| is_meant(&event.kind));
    event.expect("it happens")
}

/// What the drawer shows at `now`, with this selected.
fn inspector(
    lang: Lang,
    timeline: &Timeline,
    now: Instant,
    selected: Option<Selection>,
) -> Inspector {
    let mut shown = Shown::new(timeline.clone());
    shown.lang = lang;
    Inspector::of(&Scene {
        selected,
        ..shown.scene(now)
    })
}

fn event(event: &Event) -> Selection {
    Selection::Event(event.id)
}

fn texts(links: &[WhyLink]) -> Vec<&str> {
    links.iter().map(|link| link.text.as_str()).collect()
}

#[test]
fn why_is_answered_from_the_call_over_the_loss_to_the_repair() {
    let timeline = data_lost();
    let resent = find(&timeline, |kind| {
        matches!(
            kind,
            EventKind::SegmentSent {
                emission: crate::tcp::Emission::Retransmission,
                ..
            }
        )
    });
    let shown = inspector(EN, &timeline, resent.at, Some(event(resent)));
    assert_eq!(
        texts(&shown.why.chain),
        [
            "client send()",
            "#4 data",
            "data #4 lost",
            "client RTO expired",
            "data #5 resent"
        ]
    );
    assert_eq!(shown.why.chain[2].tone, Tone::Reset);
    assert_eq!(shown.why.clause, Rule::RetransmissionTimeout.clause());
    assert!(
        shown
            .why
            .sentence
            .starts_with("The client sends this again, as #5 (PSH,ACK)")
    );
    let selected: Vec<&str> = shown
        .why
        .chain
        .iter()
        .filter(|link| link.selected)
        .map(|link| &*link.text)
        .collect();
    assert_eq!(selected, ["data #5 resent"]);
}

#[test]
fn without_a_choice_the_moment_speaks_for_itself() {
    let timeline = data_lost();
    let open = find(&timeline, |kind| {
        matches!(
            kind,
            EventKind::StateChanged {
                host: HostId::Client,
                to: crate::tcp::State::Established,
                ..
            }
        )
    });
    let shown = inspector(EN, &timeline, open.at, None);
    assert_eq!(
        texts(&shown.why.chain).last(),
        Some(&"client → ESTABLISHED")
    );
    let moment = texts(&shown.why.moment);
    assert!(
        moment.contains(&"#3 ACK") && moment.contains(&"client connect() returns"),
        "{moment:?}"
    );
    let beginning = inspector(EN, &timeline, Instant::ZERO, None);
    assert!(beginning.why.chain.is_empty() && beginning.log.is_empty());
    assert_eq!(beginning.why.sentence, "Nothing has happened yet.");
}

#[test]
fn the_fields_are_told_relative_and_as_they_stand_in_the_header() {
    let timeline = data_lost();
    let answer = find(
        &timeline,
        |kind| matches!(kind, EventKind::SegmentSent { segment, .. } if segment.0 == 2),
    );
    let fields = inspector(EN, &timeline, answer.at, Some(event(answer))).fields;
    let value = |name: &str| {
        fields
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.value.replace('\u{a0}', ""))
    };
    let EventKind::SegmentSent { content, .. } = &answer.kind else {
        panic!("a segment")
    };
    assert_eq!(
        value("SEG.SEQ").unwrap(),
        format!("0 (absolute {})", content.seq)
    );
    assert_eq!(
        value("SEG.ACK").unwrap(),
        format!("1 (absolute {})", content.ack.unwrap())
    );
    assert_eq!(value("SEG.LEN").unwrap(), "1, SYN included");
    assert_eq!(
        value("Header, in bytes").unwrap(),
        "24",
        "20, and the MSS option"
    );
    assert_eq!(value("Control bits").unwrap(), "SYN,ACK");
    assert_eq!(value("MSS option").unwrap(), "1460");
    assert_eq!(value("Data"), None);
    assert_eq!(value("Fate").unwrap(), "on its way");
}

#[test]
fn a_fate_is_not_told_before_it_happens() {
    let timeline = data_lost();
    let sent = find(
        &timeline,
        |kind| matches!(kind, EventKind::SegmentSent { segment, .. } if segment.0 == 4),
    );
    let fate = |at| {
        inspector(EN, &timeline, at, Some(event(sent)))
            .fields
            .last()
            .unwrap()
            .value
            .clone()
    };
    assert_eq!(fate(sent.at), "on its way");
    let lost = sent.at + Duration::from_millis(20);
    assert_eq!(fate(lost), format!("dropped by you at {lost}"));
}

#[test]
fn the_log_ends_with_the_present() {
    let timeline = data_lost();
    let at = Instant::from_millis(300);
    let log = inspector(Lang::ZhHans, &timeline, at, None).log;
    assert_eq!(log.len(), timeline.events_until(at).len());
    assert_eq!(log[0].text, "服务器程序调用listen()。");
    assert_eq!(log.iter().filter(|line| line.selected).count(), 1);
}

#[test]
fn a_long_log_is_cut_to_its_end() {
    let mut scenario = Scenario::request_and_answer();
    scenario.loss = 700;
    scenario.seed = 4;
    let timeline = Timeline::untouched(scenario);
    let log = inspector(EN, &timeline, timeline.end(), None).log;
    assert!(log.len() <= Inspector::LOG_LENGTH);
    assert_eq!(
        log.last().map(|line| line.event),
        timeline.events().last().map(|event| event.id)
    );
}

#[test]
fn a_datagram_has_four_fields_and_no_reason_but_the_program() {
    let scenario = Scenario::request_and_answer().over(crate::simulation::Protocol::Udp);
    let timeline = Timeline::untouched(scenario);
    let sent = find(&timeline, |kind| {
        matches!(kind, EventKind::DatagramSent { .. })
    });
    let shown = inspector(EN, &timeline, sent.at, Some(event(sent)));
    let fields = shown.fields.iter().map(|field| (field.name, &*field.value));
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [
            ("UDP", "#1, client → server"),
            ("Source", "10.0.0.1:40000"),
            ("Destination", "10.0.0.2:80"),
            ("Header, in bytes", "8"),
            ("Length, header included", "13"),
            ("Checksum", "0x2b6f"),
            ("Data", "b\"Hello\""),
            ("Fate", "on its way"),
        ]
    );
    assert_eq!(texts(&shown.why.chain), ["client sendto()", "#1 UDP"]);
    assert_eq!(shown.why.clause, "RFC 768");
    assert_eq!(
        shown.why.sentence,
        "The client sends #1 (UDP): 5 bytes of data, and no number. It keeps no copy and sets no timer."
    );
    let got = find(&timeline, |kind| {
        matches!(kind, EventKind::DatagramQueued { .. })
    });
    let log = inspector(EN, &timeline, got.at, Some(event(got))).log;
    assert_eq!(
        log.iter()
            .rev()
            .map(|line| &*line.text)
            .take(3)
            .collect::<Vec<_>>(),
        [
            "On the server, recvfrom() gives (b\"Hello\", (\"10.0.0.1\", 40000)).",
            "The server has one datagram more, 5 bytes, ready for recvfrom().",
            "The server receives #1 (UDP): 5 bytes of data, and no number.",
        ]
    );
}

#[test]
fn a_datagram_for_nobody_says_that_icmp_is_not_modelled() {
    let mut scenario = Scenario::request_and_answer().over(crate::simulation::Protocol::Udp);
    // The client is gone before the answer comes.
    scenario.client.lines.remove(2);
    let timeline = Timeline::untouched(scenario);
    let shown = inspector(EN, &timeline, timeline.end(), None);
    let last = shown.log.last().unwrap();
    assert_eq!(
        last.text,
        "The client does not accept #2 (UDP): no UDP socket has this port (a real host would say so by ICMP, which is not modelled)."
    );
    assert_eq!(last.tone, Tone::Reset);
}
