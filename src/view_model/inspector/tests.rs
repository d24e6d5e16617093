//! The drawer over real runs.

use super::*;
use crate::app_state::Selection;
use crate::i18n::Lang;
use crate::network::Intervention;
use crate::simulation::Command;
use crate::simulation::{HostId, Scenario};
use crate::tcp::Rule;
use crate::time::{Duration, Instant};
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

/// What the drawer shows at `now`, with this tab open and this selected.
fn inspector(
    tab: Tab,
    lang: Lang,
    timeline: &Timeline,
    now: Instant,
    selected: Option<Selection>,
) -> Inspector {
    let mut shown = Shown::new(timeline.clone());
    shown.lang = lang;
    Inspector::of(&Scene {
        selected,
        tab,
        ..shown.scene(now)
    })
}

fn why(timeline: &Timeline, now: Instant, selected: Option<Selection>) -> Why {
    match inspector(Tab::Why, EN, timeline, now, selected) {
        Inspector::Why(why) => why,
        other => panic!("{other:?}"),
    }
}

fn log(lang: Lang, timeline: &Timeline, now: Instant) -> Vec<LoggedEvent> {
    match inspector(Tab::Log, lang, timeline, now, None) {
        Inspector::Log(log) => log,
        other => panic!("{other:?}"),
    }
}

/// The fields of the segment that `chosen` is about.
fn fields(timeline: &Timeline, now: Instant, chosen: &Event) -> Vec<Field> {
    match inspector(Tab::Segment, EN, timeline, now, Some(event(chosen))) {
        Inspector::Segment(Some(segment)) => segment.fields,
        other => panic!("{other:?}"),
    }
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
    let shown = why(&timeline, resent.at, Some(event(resent)));
    assert_eq!(
        texts(&shown.chain),
        [
            "client send()",
            "#4 data",
            "data #4 lost",
            "client RTO expired",
            "data #5 resent"
        ]
    );
    assert_eq!(shown.chain[2].tone, Tone::Reset);
    assert_eq!(shown.clause, Rule::RetransmissionTimeout.clause());
    assert!(
        shown
            .sentence
            .starts_with("The client sends this again, as #5 (PSH,ACK)")
    );
    let selected: Vec<&str> = shown
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
    let shown = why(&timeline, open.at, None);
    assert_eq!(texts(&shown.chain).last(), Some(&"client → ESTABLISHED"));
    let moment = texts(&shown.moment);
    assert!(
        moment.contains(&"#3 ACK") && moment.contains(&"client connect() returns"),
        "{moment:?}"
    );
    let beginning = why(&timeline, Instant::ZERO, None);
    assert!(beginning.chain.is_empty() && log(EN, &timeline, Instant::ZERO).is_empty());
    assert_eq!(beginning.sentence, "Nothing has happened yet.");
}

#[test]
fn the_fields_are_told_relative_and_as_they_stand_in_the_header() {
    let timeline = data_lost();
    let answer = find(
        &timeline,
        |kind| matches!(kind, EventKind::SegmentSent { segment, .. } if segment.0 == 2),
    );
    let fields = fields(&timeline, answer.at, answer);
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
    let fate = |at| fields(&timeline, at, sent).last().unwrap().value.clone();
    assert_eq!(fate(sent.at), "on its way");
    let lost = sent.at + Duration::from_millis(20);
    assert_eq!(fate(lost), format!("dropped by you at {lost}"));
}

#[test]
fn the_log_ends_with_the_present() {
    let timeline = data_lost();
    let at = Instant::from_millis(300);
    let log = log(Lang::ZhHans, &timeline, at);
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
    let log = log(EN, &timeline, timeline.end());
    assert!(log.len() <= LoggedEvent::LIMIT);
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
    let fields = fields(&timeline, sent.at, sent);
    let fields = fields.iter().map(|field| (field.name, &*field.value));
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
    let shown = why(&timeline, sent.at, Some(event(sent)));
    assert_eq!(texts(&shown.chain), ["client sendto()", "#1 UDP"]);
    assert_eq!(shown.clause, "RFC 768");
    assert_eq!(
        shown.sentence,
        "The client sends #1 (UDP): 5 bytes of data, and no number. It keeps no copy and sets no timer."
    );
    let got = find(&timeline, |kind| {
        matches!(kind, EventKind::DatagramQueued { .. })
    });
    let log = log(EN, &timeline, got.at);
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
    let log = log(EN, &timeline, timeline.end());
    let last = log.last().unwrap();
    assert_eq!(
        last.text,
        "The client does not accept #2 (UDP): no UDP socket has this port (a real host would say so by ICMP, which is not modelled)."
    );
    assert_eq!(last.tone, Tone::Reset);
}

#[test]
fn the_pages_that_a_narrow_screen_unfolds_elsewhere_leave_why_in_the_drawer() {
    let timeline = data_lost();
    let now = Instant::from_millis(300);
    let answer = Inspector::Why(why(&timeline, now, None));
    for tab in [
        Tab::Experiment,
        Tab::Host(HostId::Client),
        Tab::Host(HostId::Server),
    ] {
        assert_eq!(inspector(tab, EN, &timeline, now, None), answer);
    }
}

#[test]
fn an_event_that_is_about_no_segment_has_no_fields() {
    let timeline = data_lost();
    let call = find(&timeline, |kind| matches!(kind, EventKind::CallMade { .. }));
    let shown = inspector(Tab::Segment, EN, &timeline, call.at, Some(event(call)));
    assert_eq!(shown, Inspector::Segment(None));
}
