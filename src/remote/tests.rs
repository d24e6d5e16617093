//! What the page that holds this one may say, and what it hears.

use super::*;
use crate::app_state::{Action, AppState, Settings};
use crate::i18n::Lang;
use crate::network::SegmentId;
use crate::share::{Address, Theme};
use crate::simulation::EventKind;
use crate::time::{Duration, Instant};
use crate::timeline::{FlightEnd, PlayStatus, PlaybackCommand, Speed};
use proptest::prelude::*;
use serde_json::{Value, json};

const FRAME: Duration = Duration::from_millis(16);

fn opened(fragment: &str) -> AppState {
    AppState::new(&Settings {
        address: Address::parse("", fragment),
        ..Settings::default()
    })
}

/// What `ui/remote.rs` makes of a message: one level of it.
fn heard(message: &Value) -> Heard {
    let flat = |value: &Value| match value {
        Value::Null => Datum::Nothing,
        Value::Bool(flag) => Datum::Flag(*flag),
        Value::Number(number) => Datum::Number(number.as_f64().unwrap()),
        Value::String(text) => Datum::Text(text.clone()),
        Value::Array(_) => Datum::List(Vec::new()),
        Value::Object(_) => Datum::record(),
    };
    Heard::read(&match message {
        Value::Object(fields) => Datum::Record(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), flat(value)))
                .collect(),
        ),
        other => flat(other),
    })
}

fn json(datum: &Datum) -> Value {
    match datum {
        Datum::Nothing => Value::Null,
        Datum::Flag(flag) => json!(flag),
        // As JavaScript writes it: `3`, not `3.0`.
        Datum::Number(number) => number
            .to_string()
            .parse::<serde_json::Number>()
            .unwrap()
            .into(),
        Datum::Text(text) => json!(text),
        Datum::List(list) => list.iter().map(json).collect(),
        Datum::Record(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), json(value)))
            .collect(),
    }
}

/// Does what a message asks for, as the page does.
fn ask(state: &mut AppState, mut message: Value) -> Result<Value, Failure> {
    message["v"] = json!(1);
    match answer(state, &heard(&message).request?)? {
        Answer::Value(value) => Ok(json(&value)),
        Answer::Do(actions) => {
            for action in actions {
                state.apply(action);
            }
            Ok(Value::Null)
        }
    }
}

/// What is told while it plays to where it stands still.
fn played(state: &mut AppState, reporter: &mut Reporter) -> Vec<Value> {
    let mut told = Vec::new();
    for _ in 0..100_000 {
        if !state.is_moving() {
            return told;
        }
        state.apply(Action::Tick(FRAME));
        told.extend(
            reporter
                .news(state, FRAME)
                .iter()
                .map(|it| json(&it.data())),
        );
    }
    panic!("playback never stands still");
}

fn of_type<'a>(told: &'a [Value], kind: &str) -> Vec<&'a Value> {
    told.iter().filter(|it| it["type"] == kind).collect()
}

/// A run that nobody waits in, at its beginning.
fn still() -> AppState {
    let mut state = opened("lesson=four_waves");
    state.apply(Action::SetPredicts(false));
    state.apply(Action::Playback(PlaybackCommand::Home));
    state
}

#[test]
fn it_plays_pauses_and_seeks() {
    let mut state = still();
    ask(&mut state, json!({"type": "play"})).unwrap();
    assert_eq!(state.playback().status, PlayStatus::Playing);
    ask(&mut state, json!({"type": "play"})).unwrap();
    assert_eq!(state.playback().status, PlayStatus::Playing, "not a toggle");
    ask(&mut state, json!({"type": "pause"})).unwrap();
    ask(&mut state, json!({"type": "pause"})).unwrap();
    assert_ne!(state.playback().status, PlayStatus::Playing);

    ask(&mut state, json!({"type": "seek", "t": 0.05})).unwrap();
    assert_eq!(state.playback().cursor, Instant::from_millis(50));
    ask(&mut state, json!({"type": "seek", "t": -3})).unwrap();
    assert_eq!(state.playback().cursor, Instant::ZERO);
    ask(&mut state, json!({"type": "seek", "t": 1e300})).unwrap();
    let end = state.lanes().track().end();
    assert_eq!(state.playback().cursor, end);
    ask(&mut state, json!({"type": "seek", "step": 3})).unwrap();
    let third = state.lanes().track().stops()[3];
    assert_eq!(state.playback().cursor, third);
    for (marker, at) in [("end", end), ("start", Instant::ZERO)] {
        ask(&mut state, json!({"type": "seek", "marker": marker})).unwrap();
        assert_eq!(state.playback().cursor, at);
    }
    for marker in Marker::ALL {
        ask(&mut state, json!({"type": "seek", "marker": marker.name()})).unwrap();
    }
    ask(&mut state, json!({"type": "seek", "marker": "end"})).unwrap();
    ask(&mut state, json!({"type": "play"})).unwrap();
    assert_eq!(
        state.playback().cursor,
        Instant::ZERO,
        "again from the start"
    );
}

#[test]
fn another_run_is_loaded_whole_or_not_at_all() {
    let mut state = still();
    ask(&mut state, json!({"type": "load", "lesson": "three_waves"})).unwrap();
    assert_eq!(state.place().lesson.name(), "three_waves");
    let before = state.clone();
    for wrong in ["lesson=five_waves", "do=fly:9", "do=drop:4000"] {
        let failure = ask(&mut state, json!({"type": "load", "run": wrong})).unwrap_err();
        assert_eq!(failure.code, Code::BadState, "{wrong}");
        assert!(!failure.message.is_empty());
        assert_eq!(state, before, "{wrong}");
    }
}

#[test]
fn what_is_one_value_says_no_more_than_that() {
    let mut state = still();
    let before = state.clone();
    for more in ["&", "#", "?", "＆", "%EF%BC%86"] {
        for message in [
            json!({"type": "load", "lesson": format!("reset{more}do=drop:1")}),
            json!({"type": "config", "theme": format!("dark{more}lesson=reset")}),
        ] {
            let failure = ask(&mut state, message.clone()).unwrap_err();
            assert_eq!(failure.code, Code::BadMessage, "{message}");
            assert_eq!(state, before, "{message}");
        }
    }
}

#[test]
fn it_is_shown_otherwise_only_in_what_is_said() {
    let mut state = still();
    ask(
        &mut state,
        json!({"type": "config", "theme": "dark", "speed": 2, "edit": false}),
    )
    .unwrap();
    let view = *state.view();
    assert_eq!(
        (view.theme, view.speed, view.edit),
        (Some(Theme::Dark), Speed::Double, false)
    );
    ask(
        &mut state,
        json!({"type": "config", "lang": "zh", "speed": 0.5}),
    )
    .unwrap();
    assert_eq!(state.view().theme, Some(Theme::Dark));
    assert_eq!(
        (state.lang(), state.playback().speed),
        (Lang::ZhHans, Speed::Half)
    );
    let before = state.clone();
    for wrong in [
        json!({"theme": "green"}),
        json!({"speed": 3}),
        json!({"lang": "fr"}),
        json!({"panels": "engine"}),
    ] {
        let mut message = wrong.clone();
        message["type"] = json!("config");
        let failure = ask(&mut state, message).unwrap_err();
        assert_eq!(failure.code, Code::BadState, "{wrong}");
        assert_eq!(state, before, "{wrong}");
    }
}

#[test]
fn a_deed_is_written_as_in_a_link() {
    let done = |deed: &str| {
        let mut state = still();
        ask(&mut state, json!({"type": "action", "deed": deed})).unwrap();
        state.link().to_string()
    };
    for same in ["drop：４", "drop%3A4", " Drop:4 ", "drop:4,"] {
        assert_eq!(done(same), done("drop:4"), "{same}");
    }
}

#[test]
fn a_deed_is_done_when_it_can_be() {
    let flight = |state: &AppState| state.timeline().flight(SegmentId(4)).unwrap().clone();
    let mut state = still();
    let (sent, delay) = (flight(&state).sent_at, flight(&state).one_way_delay);
    ask(&mut state, json!({"type": "action", "deed": "drop:4"})).unwrap();
    let Some(FlightEnd::Dropped { at, .. }) = flight(&state).end else {
        panic!("{:?}", flight(&state));
    };
    assert_eq!(at.since(sent) * 2, delay, "half way of its flight");
    assert_eq!(state.playback().cursor, at);

    let mut state = still();
    let early = sent + Duration::from_millis(1);
    state.apply(Action::Playback(PlaybackCommand::To(early)));
    ask(&mut state, json!({"type": "action", "deed": "drop:4"})).unwrap();
    assert!(
        matches!(flight(&state).end, Some(FlightEnd::Dropped { at, .. }) if at == early),
        "at the cursor"
    );

    let mut state = still();
    let late = sent + Duration::from_millis(2);
    ask(&mut state, json!({"type": "play"})).unwrap();
    let micros = late.since(Instant::ZERO).as_micros();
    let deed = format!("drop:4@{}.{:06}s", micros / 1_000_000, micros % 1_000_000);
    ask(&mut state, json!({"type": "action", "deed": deed})).unwrap();
    assert!(
        matches!(flight(&state).end, Some(FlightEnd::Dropped { at, .. }) if at == late),
        "when it is written"
    );
    assert_eq!(state.playback().status, PlayStatus::Playing, "it goes on");

    ask(
        &mut state,
        json!({"type": "action", "deed": "close:server:never"}),
    )
    .unwrap();
    let before = state.clone();
    for (deed, code) in [
        ("drop:4000", Code::Refused),
        ("drop:4@900s", Code::Refused),
        ("fly:9", Code::BadState),
        ("", Code::BadMessage),
        ("drop:4,drop:5", Code::BadMessage),
        ("keep:1,drop:4", Code::BadMessage),
        ("drop:4&lesson=reset", Code::BadMessage),
        ("drop:4&theme=dark", Code::BadMessage),
    ] {
        let failure = ask(&mut state, json!({"type": "action", "deed": deed})).unwrap_err();
        assert_eq!(failure.code, code, "{deed}");
        assert!(!failure.message.is_empty());
        assert_eq!(state, before, "{deed}");
    }
}

#[test]
fn whoever_holds_the_page_may_do_what_its_readers_may_not() {
    let mut state = opened("lesson=four_waves&edit=0");
    ask(&mut state, json!({"type": "seek", "t": 0})).unwrap();
    ask(&mut state, json!({"type": "action", "deed": "drop:4"})).unwrap();
    assert!(matches!(
        state.timeline().flight(SegmentId(4)).unwrap().end,
        Some(FlightEnd::Dropped { .. })
    ));
    assert!(!state.view().edit);
}

#[test]
fn a_run_that_is_taken_away_can_be_brought_back() {
    let mut state = still();
    for request in [
        json!({"type": "action", "deed": "drop:4"}),
        json!({"type": "seek", "t": 0.3}),
    ] {
        ask(&mut state, request).unwrap();
    }
    let text = ask(&mut state, json!({"type": "getState"})).unwrap();
    let mut other = still();
    ask(&mut other, json!({"type": "load", "run": text})).unwrap();
    assert_eq!(other.timeline(), state.timeline());
    assert_eq!(other.playback().cursor, state.playback().cursor);
}

#[test]
fn nonsense_is_told_apart() {
    let state = still();
    for (message, words) in [
        (json!(null), "expected {"),
        (json!([]), "expected {"),
        (json!("play"), "expected {"),
        (json!({"type": "play"}), "`v` must be 1"),
        (json!({"v": 2, "type": "play"}), "`v` must be 1"),
        (json!({"v": "1", "type": "play"}), "`v` must be 1"),
        (json!({"v": 1}), "`type` must be a text"),
        (json!({"v": 1, "type": "fly"}), "unknown type: fly"),
        (json!({"v": 1, "type": "play", "at": 3}), "no field `at`"),
        (json!({"v": 1, "type": "seek"}), "needs one of"),
        (
            json!({"v": 1, "type": "seek", "t": 1, "step": 1}),
            "needs one of",
        ),
        (
            json!({"v": 1, "type": "seek", "t": "1"}),
            "number of seconds",
        ),
        (
            json!({"v": 1, "type": "seek", "t": null}),
            "number of seconds",
        ),
        (json!({"v": 1, "type": "seek", "step": 1.5}), "whole number"),
        (json!({"v": 1, "type": "seek", "step": -1}), "whole number"),
        (json!({"v": 1, "type": "seek", "step": 1000}), "at most"),
        (
            json!({"v": 1, "type": "seek", "marker": "middle"}),
            "one of start",
        ),
        (
            json!({"v": 1, "type": "config", "colour": "red"}),
            "no field `colour`",
        ),
        (
            json!({"v": 1, "type": "config", "theme": {}}),
            "what an address can say",
        ),
        (
            json!({"v": 1, "type": "config", "theme": "dark&edit=0"}),
            "what an address can say",
        ),
        (json!({"v": 1, "type": "load"}), "needs one of"),
        (json!({"v": 1, "type": "load", "run": 7}), "a text"),
        (json!({"v": 1, "type": "action"}), "a text"),
        (
            json!({"v": 1, "type": "getTrace", "format": "pcap"}),
            "one of events, text",
        ),
        (
            json!({"v": 1, "type": "play", "id": 7}),
            "`id` must be a text",
        ),
        (
            json!({"v": 1, "type": "play", "id": "x".repeat(65)}),
            "`id` must be a text",
        ),
    ] {
        let outcome = heard(&message)
            .request
            .and_then(|request| answer(&state, &request));
        let failure = outcome.unwrap_err();
        assert_eq!(failure.code, Code::BadMessage, "{message}");
        assert!(
            failure.message.contains(words),
            "{message}: {}",
            failure.message
        );
    }
}

#[test]
fn what_is_not_understood_is_answered_by_its_id() {
    let heard = heard(&json!({"v": 1, "type": "fly", "id": "a"}));
    assert_eq!(heard.id.as_deref(), Some("a"));
}

#[test]
fn a_way_to_show_it_is_written_as_in_an_address() {
    let message = json!({"v": 1, "type": "config", "theme": "dark", "speed": 0.5, "edit": false, "keys": true, "lang": "zh"});
    let expected = "lang=zh&theme=dark&edit=0&speed=0.5&keys=1";
    assert_eq!(
        heard(&message).request,
        Ok(Request::Config(expected.into()))
    );
    let text = |speed: f64| heard(&json!({"v": 1, "type": "config", "speed": speed})).request;
    assert_eq!(text(2.0), Ok(Request::Config("speed=2".into())));
    assert_eq!(text(0.1 + 0.2), Ok(Request::Config("speed=0.3".into())));
    assert_eq!(text(1.005), Ok(Request::Config("speed=1.005".into())));
    assert!(text(1e9).is_err() && text(-1.0).is_err());
}

#[test]
fn every_event_that_is_passed_is_told_once() {
    let mut state = still();
    let (mut reporter, first) = Reporter::new(&state, 480);
    let ready = json(&first[0].data());
    assert_eq!(ready["type"], "ready");
    assert_eq!(ready["protocol"], 1);
    assert_eq!(ready["lesson"], "four_waves");
    assert_eq!(ready["height"], 480);
    assert_eq!(ready["warnings"], json!([]));
    assert_eq!(
        json(&first[1].data()),
        json!({"type": "time", "t": 0, "step": 0, "playing": false})
    );

    let mut told = Vec::new();
    while state.playback().cursor < state.lanes().track().end() {
        ask(&mut state, json!({"type": "play"})).unwrap();
        told.extend(
            reporter
                .news(&state, Duration::ZERO)
                .iter()
                .map(|it| json(&it.data())),
        );
        told.extend(played(&mut state, &mut reporter));
    }
    let trace = ask(&mut state, json!({"type": "getTrace"})).unwrap();
    let events: Vec<Value> = of_type(&told, "event")
        .into_iter()
        .cloned()
        .map(|mut event| {
            event.as_object_mut().unwrap().remove("type");
            event
        })
        .collect();
    // What happens at the very beginning has been passed already.
    let begun = state.timeline().events_until(Instant::ZERO).len();
    assert_eq!(json!(events), json!(trace.as_array().unwrap()[begun..]));
    assert_eq!(ready["events"], json!(trace.as_array().unwrap().len()));
    assert_eq!(of_type(&told, "ended").len(), 1);
    assert_eq!(told.last().unwrap()["type"], "ended");

    let sent = events.iter().find(|event| event["kind"] == "send").unwrap();
    for (name, value) in [
        ("host", json!("client")),
        ("flags", json!(["SYN"])),
        ("seq", json!(0)),
        ("len", json!(0)),
    ] {
        assert_eq!(sent[name], value, "{sent}");
    }
    let states: Vec<&str> = events
        .iter()
        .filter(|event| event["kind"] == "state" && event["host"] == "client")
        .map(|event| event["to"].as_str().unwrap())
        .collect();
    assert_eq!(
        states,
        [
            "SYN-SENT",
            "ESTABLISHED",
            "FIN-WAIT-1",
            "FIN-WAIT-2",
            "TIME-WAIT",
            "CLOSED"
        ]
    );
}

#[test]
fn what_is_wrong_with_the_address_is_told() {
    let (_, first) = Reporter::new(&opened("lesson=five_waves"), 0);
    let ready = json(&first[0].data());
    assert_eq!(ready["warnings"].as_array().unwrap().len(), 1);
    assert!(
        ready["warnings"][0]
            .as_str()
            .unwrap()
            .contains("five_waves")
    );
}

#[test]
fn what_lies_behind_is_not_told_again_until_it_is_passed_again() {
    let mut state = still();
    let (mut reporter, _) = Reporter::new(&state, 0);
    let mut count = |state: &AppState| {
        let news = reporter.news(state, Duration::ZERO);
        news.iter()
            .filter(|it| matches!(it, Report::Event(_)))
            .count()
    };
    state.apply(Action::Playback(PlaybackCommand::End));
    let all = count(&state);
    assert_eq!(
        all,
        state.timeline().events().len() - state.timeline().events_until(Instant::ZERO).len()
    );
    assert_eq!(count(&state), 0);
    state.apply(Action::Playback(PlaybackCommand::Home));
    assert_eq!(count(&state), 0);
    state.apply(Action::Playback(PlaybackCommand::End));
    assert_eq!(count(&state), all);
    // Another run has not been passed by being opened.
    ask(&mut state, json!({"type": "load", "lesson": "three_waves"})).unwrap();
    assert_eq!(count(&state), 0);
}

#[test]
fn what_is_done_at_the_cursor_is_told() {
    let mut state = still();
    while !state
        .timeline()
        .flights()
        .iter()
        .any(|flight| flight.is_in_flight(state.playback().cursor))
    {
        state.apply(Action::Playback(PlaybackCommand::StepForward));
    }
    let (mut reporter, _) = Reporter::new(&state, 0);
    state.apply(Action::DropInFlight);
    let told: Vec<Value> = reporter
        .news(&state, Duration::ZERO)
        .iter()
        .map(|it| json(&it.data()))
        .collect();
    let kinds: Vec<&str> = of_type(&told, "event")
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["act", "drop"]);
    assert_eq!(of_type(&told, "run").len(), 1, "it lasts longer now");
}

#[test]
fn time_is_told_four_times_a_second_at_most() {
    let mut state = still();
    let (mut reporter, _) = Reporter::new(&state, 0);
    ask(&mut state, json!({"type": "play"})).unwrap();
    reporter.news(&state, Duration::ZERO);
    let (mut frames, mut times, mut steps) = (0u32, 0u64, 0u64);
    let mut step = 0;
    while state.is_moving() {
        state.apply(Action::Tick(FRAME));
        frames += 1;
        for report in reporter.news(&state, FRAME) {
            if let Report::Time { step: now, .. } = report {
                times += 1;
                steps += u64::from(now != step);
                step = now;
            }
        }
    }
    let paced = (FRAME * frames).as_micros() / Reporter::PACE.as_micros();
    assert!(times <= paced + steps + 1, "{times} in {frames} frames");
    assert!(times >= paced / 2, "{times} in {frames} frames");
}

#[test]
fn heights_that_hardly_differ_are_not_told() {
    let mut height = Height::told(480);
    assert_eq!(height.measured(483), None);
    assert_eq!(height.measured(484), Some(Report::Resize { height: 484 }));
    assert_eq!(height.measured(600), None, "rests");
    assert_eq!(height.measured(620), None);
    assert_eq!(
        height.rested(),
        Some(Report::Resize { height: 620 }),
        "the last one"
    );
    assert_eq!(height.rested(), None);
    assert_eq!(height.measured(618), None);
    assert_eq!(height.measured(480), Some(Report::Resize { height: 480 }));
}

/// Anything that JSON can say.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|flag| json!(flag)),
        any::<f64>().prop_map(|number| json!(number)),
        (0..9u32).prop_map(|number| json!(number)),
        ".{0,20}".prop_map(|text| json!(text)),
        "(start|end|text|events|lesson=three_waves|do=drop:[0-9]|drop:[0-9]|close:server:never|dark|zh|2)".prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|list| json!(list)),
            prop::collection::btree_map("[a-z]{1,5}", inner, 0..3).prop_map(|map| json!(map)),
        ]
    })
}

/// Messages that are nearly right.
fn nearly() -> impl Strategy<Value = Value> {
    let kind = "(play|pause|seek|config|load|action|getState|getTrace)";
    let name = "(t|step|marker|id|run|lesson|deed|format|lang|theme|speed|edit|motion|panels|keys)";
    (kind, prop::collection::btree_map(name, anything(), 0..3)).prop_map(|(kind, fields)| {
        let mut message = json!(fields);
        message["v"] = json!(1);
        message["type"] = json!(kind);
        message
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_message_breaks_anything(message in prop_oneof![anything(), nearly()]) {
        let mut state = still();
        let before = state.clone();
        match heard(&message).request.and_then(|request| answer(&state, &request)) {
            Ok(Answer::Do(actions)) => {
                for action in actions {
                    state.apply(action);
                }
                // Nothing that was granted is then refused on the screen.
                prop_assert_eq!(state.notice(), before.notice());
            }
            Ok(Answer::Value(_)) | Err(_) => prop_assert_eq!(state, before),
        }
    }
}

#[test]
fn every_kind_of_event_has_a_word() {
    // Of all lessons' runs, each event.
    for id in crate::lesson::LessonId::ALL {
        let state = opened(&format!("lesson={}", id.name()));
        for event in state.timeline().events() {
            let data = json(&fact::fact(state.timeline(), event, state.lang()));
            assert!(
                data["text"].as_str().is_some_and(|text| !text.is_empty()),
                "{data}"
            );
            assert_eq!(data["n"], event.id.0);
            if let EventKind::StateChanged { to, .. } = &event.kind {
                assert_eq!(data["to"], to.to_string());
            }
        }
    }
}

/// Each request in each of its forms. All are granted.
fn requests() -> Vec<Value> {
    let mut all = vec![
        json!({"type": "play"}),
        json!({"type": "pause"}),
        json!({"type": "seek", "t": 0.05}),
        json!({"type": "seek", "step": 3}),
        json!({"type": "config", "lang": "zh-Hans", "theme": "dark", "states": "socket", "controls": "min", "panels": "lesson,why", "edit": false, "speed": 2, "motion": "reduce", "keys": false, "links": false}),
        json!({"type": "config", "speed": 0.5}),
        json!({"type": "load", "lesson": "three_waves"}),
        json!({"type": "load", "run": "v=1&lesson=four_waves&do=drop:2&t=0.1"}),
        json!({"type": "action", "deed": "drop:2"}),
        json!({"type": "getState"}),
        json!({"type": "getTrace"}),
    ];
    all.extend(Marker::ALL.map(|marker| json!({"type": "seek", "marker": marker.name()})));
    all.extend(TraceForm::ALL.map(|form| json!({"type": "getTrace", "format": form.name()})));
    all
}

/// Each report in each of its forms, of runs that have all kinds of events.
fn reports() -> Vec<Value> {
    let mut state = still();
    let (mut reporter, mut reports) = Reporter::new(&state, 480);
    for request in [
        json!({"type": "load", "run": "lesson=three_waves"}),
        json!({"type": "seek", "marker": "end"}),
    ] {
        ask(&mut state, request).unwrap();
        reports.extend(reporter.news(&state, Duration::ZERO));
    }
    reports.retain(|report| !matches!(report, Report::Event(_)));
    let mut runs: Vec<String> = crate::lesson::LessonId::ALL
        .iter()
        .map(|id| format!("lesson={}", id.name()))
        .collect();
    runs.push("lesson=four_waves&do=duplicate:2".into());
    for run in runs {
        let state = opened(&run);
        for event in state.timeline().events() {
            let fact = fact::fact(state.timeline(), event, state.lang());
            let is_new = |one: &Report| match one {
                Report::Event(known) => names(known) != names(&fact),
                _ => true,
            };
            if reports.iter().all(is_new) {
                reports.push(Report::Event(fact));
            }
        }
    }
    reports.push(Report::Resize { height: 512 });
    let id = || "a1".to_owned();
    for outcome in [
        Ok(Datum::Nothing),
        Ok(Datum::from("lesson=four_waves")),
        Ok(Datum::List(vec![fact::fact(
            state.timeline(),
            &state.timeline().events()[0],
            state.lang(),
        )])),
        Err(Failure::new(Code::Refused, "no such segment")),
    ] {
        reports.push(Report::Result { id: id(), outcome });
    }
    for code in Code::ALL {
        reports.push(Report::Error(Failure::new(code, "what is wrong")));
    }
    reports.iter().map(|report| json(&report.data())).collect()
}

/// An event's kind and the names of its fields.
fn names(fact: &Datum) -> (Option<&Datum>, Vec<&str>) {
    let names = fact.fields().iter().map(|(name, _)| name.as_str());
    (fact.field("kind"), names.collect())
}

#[test]
fn every_request_in_the_types_is_granted() {
    for request in requests() {
        let mut state = still();
        let answer = ask(&mut state, request.clone());
        assert!(answer.is_ok(), "{request}: {answer:?}");
    }
}

/// The messages for the check of `static/tcp-scope.d.ts` (`tests/browser/types.spec.js`).
#[test]
fn the_types_are_checked_against_these_messages() {
    let list = |name: &str, kind: &str, messages: Vec<Value>| {
        let mut text = format!("\nexport const {name}: {kind}[] = [\n");
        for mut message in messages {
            message["v"] = json!(1);
            let line = json!({ "tcpscope": message }).to_string();
            text.extend(["  ", &line, ",\n"]);
        }
        text + "];\n"
    };
    let made = "// Made by `cargo test`, from the messages that src/remote/ reads and writes.\n"
        .to_owned()
        + "import type { ReportMessage, RequestMessage } from '../../../static/tcp-scope';\n"
        + &list("requests", "RequestMessage", requests())
        + &list("reports", "ReportMessage", reports());
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/browser/types/messages.ts"
    );
    if std::fs::read_to_string(path).ok().as_deref() != Some(&made) {
        std::fs::write(path, made).unwrap();
        panic!("{path} was not up to date; it was written anew");
    }
}

/// Both references name everything, in code.
#[test]
fn the_reference_is_complete() {
    let mut terms: Vec<String> = Vec::new();
    for message in requests().into_iter().chain(reports()) {
        terms.push(message["type"].as_str().unwrap().to_owned());
        terms.extend(message.as_object().unwrap().keys().cloned());
        if let Some(kind) = message["kind"].as_str() {
            terms.push(kind.to_owned());
        }
    }
    terms.extend(Marker::ALL.map(|marker| marker.name().to_owned()));
    terms.extend(TraceForm::ALL.map(|form| form.name().to_owned()));
    terms.extend(Code::ALL.map(|code| code.name().to_owned()));
    terms.extend(["panic", "load", "timeout"].map(str::to_owned));
    // The element's own, out of its types.
    let types = include_str!("../../static/tcp-scope.d.ts");
    let (_, element) = types.split_once("interface TcpScopeEventMap").unwrap();
    let (element, _) = element.split_once("addEventListener").unwrap();
    for line in element.lines() {
        let line = line
            .trim()
            .trim_start_matches("readonly ")
            .trim_matches('\'');
        let name: String = line
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '-')
            .collect();
        if line[name.len()..].starts_with([':', '(', '\'']) {
            terms.push(name);
        }
    }
    let script = include_str!("../../static/tcp-scope.js");
    for (list, end) in [("const VIEW = {", '}'), ("const RUN = [", ']')] {
        let (_, names) = script.split_once(list).unwrap();
        let (names, _) = names.split_once(end).unwrap();
        for item in names.split(',') {
            let name = item.split(':').next().unwrap_or_default();
            terms.push(name.trim().trim_matches('\'').to_owned());
        }
    }
    terms.retain(|term| !term.is_empty());
    terms.extend(["src", "height", "loading", "autoplay", "origin", "secret"].map(str::to_owned));
    terms.sort();
    terms.dedup();
    assert!(terms.len() > 80, "{terms:?}");
    for (name, reference) in [
        ("en", include_str!("reference.en.md")),
        ("zh-Hans", include_str!("reference.zh-Hans.md")),
    ] {
        let missing: Vec<&String> = terms
            .iter()
            .filter(|term| !mentions(reference, term))
            .collect();
        assert!(
            missing.is_empty(),
            "reference.{name}.md says nothing of {missing:?}"
        );
    }
}

/// Whether `term` stands in code somewhere, as a word of its own.
fn mentions(text: &str, term: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '-';
    text.split('`').skip(1).step_by(2).any(|code| {
        code.match_indices(term).any(|(place, _)| {
            !code[..place].ends_with(is_word) && !code[place + term.len()..].starts_with(is_word)
        })
    })
}
