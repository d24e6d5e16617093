use super::*;
use crate::conform::trace::Act;
use crate::tcp::Control;
use serde::Deserialize;
use serde_json::json;

/// A trace with these calls and segments; times in it are seconds.
fn trace(app: &Value, segments: &Value) -> Trace {
    let whole = json!({
        "one_way_delay_ms": 20.0, "client": "10.9.0.1:40000", "server": "10.9.0.2:8000",
        "app": app, "segments": segments, "states": {}, "a field of tomorrow": 1,
    });
    Trace::deserialize(whole).unwrap()
}

fn stimuli(app: &Value, segments: &Value) -> Stimuli {
    Stimuli::of(&trace(app, segments)).unwrap()
}

fn starts(app: &Value) -> Vec<Start> {
    let calls = stimuli(app, &json!([])).calls;
    calls.into_iter().map(|call| call.start).collect()
}

const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

#[test]
fn a_program_goes_on_when_its_last_call_has_returned() {
    let app = json!([
        {"t": 0.05, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "dt": 0.041, "ret": "ok"},
        {"t": 0.091, "side": "C", "sock": "c", "call": "send", "arg": "5 bytes", "dt": 0.0, "ret": "ok"},
        {"t": 0.191, "side": "C", "sock": "c", "call": "close", "dt": 0.0, "ret": "ok"},
    ]);
    let expected = [
        Start::At(Instant::from_millis(50)),
        Start::After(0, ms(0)),
        Start::After(1, ms(100)),
    ];
    assert_eq!(starts(&app), expected);
}

#[test]
fn calls_that_overlap_and_calls_of_the_two_sides_do_not_wait_for_each_other() {
    let app = json!([
        {"t": 0.0, "side": "S", "sock": "l", "call": "listen", "arg": 4, "dt": 0.0, "ret": "ok"},
        {"t": 0.001, "side": "S", "sock": "l", "call": "accept", "dt": 9.0, "err": "TimeoutError"},
        {"t": 0.003, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "dt": 0.1, "ret": "ok"},
        {"t": 2.0, "side": "S", "sock": "l", "call": "close", "dt": 0.0, "ret": "ok"},
    ]);
    assert_eq!(
        starts(&app)[1..],
        [
            Start::After(0, ms(1)),
            Start::At(Instant::from_millis(3)),
            Start::After(0, ms(2_000)),
        ]
    );
}

#[test]
fn times_are_rounded_so_a_call_may_seem_to_begin_before_its_cause_is_over() {
    let app = json!([
        {"t": 0.0937, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "dt": 0.0412, "ret": "ok"},
        {"t": 0.1348, "side": "C", "sock": "c", "call": "close", "dt": 0.0, "ret": "ok"},
    ]);
    assert_eq!(starts(&app)[1], Start::After(0, ms(0)));
}

#[test]
fn a_call_that_seems_to_return_before_the_one_that_led_to_it_still_comes_after_it() {
    let app = json!([
        {"t": 0.0012, "side": "S", "sock": "lst", "call": "accept", "dt": 0.1263, "ret": "peer port 40000"},
        {"t": 0.1274, "side": "S", "sock": "conn", "call": "recv", "dt": 0.0, "ret": "5 bytes 'hello'"},
        {"t": 0.1275, "side": "S", "sock": "conn", "call": "send", "arg": "5 bytes", "dt": 0.0, "ret": "ok"},
    ]);
    let expected = [
        Start::After(0, ms(0)),
        Start::After(1, Duration::from_micros(100)),
    ];
    assert_eq!(starts(&app)[1..], expected);
}

#[test]
fn what_comes_after_a_close_that_lingered_is_as_late_as_it_was() {
    let app = json!([
        {"t": 0.1, "side": "C", "sock": "c", "call": "close", "dt": 0.04, "ret": "ok"},
        {"t": 0.15, "side": "C", "sock": "d", "call": "connect", "arg": "10.9.0.2:8000", "dt": 0.0, "ret": "ok"},
    ]);
    assert_eq!(starts(&app)[1], Start::After(0, ms(50)));
}

#[test]
fn all_three_ways_to_shut_a_connection_down_are_read() {
    let operation = |how: &str| {
        let app = json!([{"t": 0.0, "side": "C", "sock": "c", "call": "shutdown", "arg": how, "dt": 0.0, "ret": "ok"}]);
        Stimuli::of(&trace(&app, &json!([]))).map(|found| found.calls[0].operation.clone())
    };
    let shutdown = |reading, writing| Ok(Operation::Shutdown { reading, writing });
    assert_eq!(operation("SHUT_RD"), shutdown(true, false));
    assert_eq!(operation("SHUT_WR"), shutdown(false, true));
    assert_eq!(operation("SHUT_RDWR"), shutdown(true, true));
    assert!(operation("SHUT").is_err());
}

#[test]
fn a_name_stands_for_a_new_socket_once_it_is_closed() {
    let app = json!([
        {"t": 0.0, "side": "S", "sock": "l", "call": "bind", "arg": "10.9.0.2:8000", "ret": "ok"},
        {"t": 0.1, "side": "S", "sock": "conn", "call": "setsockopt", "arg": "SO_KEEPALIVE=1", "ret": "ok"},
        {"t": 0.2, "side": "S", "sock": "conn", "call": "recv", "dt": 0.0, "ret": "EOF"},
        {"t": 0.3, "side": "C", "sock": "conn", "call": "setsockopt", "arg": "SO_REUSEADDR=1", "ret": "ok"},
        {"t": 0.4, "side": "C", "sock": "conn", "call": "bind", "arg": "10.9.0.1:40000", "ret": "ok"},
        {"t": 0.5, "side": "S", "sock": "conn", "call": "close", "dt": 0.0, "ret": "ok"},
        {"t": 0.6, "side": "S", "sock": "conn", "call": "close", "dt": 0.0, "ret": "ok"},
    ]);
    let found = stimuli(&app, &json!([]));
    let sockets: Vec<usize> = found.calls.iter().map(|call| call.socket).collect();
    assert_eq!(sockets, [0, 1, 1, 2, 2, 1, 3]);
    let accepted: Vec<bool> = found.sockets.iter().map(|socket| socket.accepted).collect();
    assert_eq!(accepted, [false, true, false, true]);
}

#[test]
fn what_was_sent_is_read_off_the_segments_of_the_same_connection() {
    let app = json!([
        {"t": 0.0, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "ret": "ok"},
        {"t": 0.1, "side": "C", "sock": "c", "call": "send", "arg": "3 bytes", "dt": 0.0, "ret": "ok"},
        {"t": 0.2, "side": "C", "sock": "c", "call": "send", "arg": "4 bytes", "dt": 0.0, "ret": "ok"},
        {"t": 0.3, "side": "C", "sock": "c", "call": "close", "dt": 0.0, "ret": "ok"},
        {"t": 0.4, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "ret": "ok"},
        {"t": 0.5, "side": "C", "sock": "c", "call": "send", "arg": "2 bytes", "dt": 0.0, "ret": "ok"},
        {"t": 0.6, "side": "C", "sock": "c", "call": "send", "arg": "1 bytes", "dt": 0.0, "err": "EPIPE"},
    ]);
    let segment = |seq: i64, data: &str, inc: u32, act: &str| {
        json!({"t": 0.5, "dir": "C>S", "flags": "PSH,ACK", "seq": seq, "ack": 1, "len": data.len(), "data": data,
               "inc": inc, "act": act})
    };
    let segments = json!([
        segment(6, "fg", 1, "deliver"),
        segment(1, "XXX", 1, "inject"),
        segment(1, "abcd", 1, "drop"),
        segment(1, "2n", 2, "deliver"),
    ]);
    let calls = stimuli(&app, &segments).calls;
    let sent = calls.into_iter().filter_map(|call| match call.operation {
        Operation::Send(bytes) => Some(String::from_utf8(bytes).unwrap()),
        _ => None,
    });
    assert_eq!(sent.collect::<Vec<_>>(), ["abc", "d.fg", "2n", "."]);
}

#[test]
fn a_call_that_gave_up_waits_as_long_as_it_did() {
    let app = json!([
        {"t": 0.0, "side": "S", "sock": "l", "call": "accept", "dt": 3.002, "err": "TimeoutError"},
        {"t": 0.0, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "dt": 0.0001, "err": "EINPROGRESS"},
        {"t": 0.1, "side": "C", "sock": "d", "call": "connect", "arg": "10.9.0.2:8000", "dt": 15.3, "err": "ETIMEDOUT"},
    ]);
    let calls = stimuli(&app, &json!([])).calls;
    let patience: Vec<_> = calls.into_iter().map(|call| call.patience).collect();
    let gives_up = |lasts, then: &str| {
        let then = then.to_owned();
        Some(Patience { lasts, then })
    };
    let expected = [
        gives_up(ms(3_002), "TimeoutError"),
        gives_up(ms(0), "EINPROGRESS"),
        None,
    ];
    assert_eq!(patience, expected);
}

#[test]
fn fates_stand_in_the_order_of_sending_and_copies_with_their_originals() {
    let row = |t: f64, t_rx: Option<f64>, dir: &str, seq: i64, act: &str| json!({"t": t, "t_rx": t_rx, "dir": dir, "flags": "RST", "seq": seq, "len": 0, "act": act});
    let mut nobody = row(0.55, None, "C>S", 0, "nohost");
    nobody["conn"] = json!("1-8000-10.9.0.77");
    let segments = json!([
        row(0.1, None, "C>S", 0, "drop"),
        row(0.2, Some(0.2202), "S>C", 0, "deliver"),
        row(0.3, Some(0.3201), "C>S", 1, "dup"),
        row(0.3, Some(0.3809), "C>S", 1, "inject"),
        row(0.4, Some(0.4802), "C>S", 2, "delay"),
        row(0.5, None, "C>S", 3, "hold"),
        nobody,
        row(0.6, Some(0.6), "C>S", 1, "inject"),
    ]);
    let found = stimuli(&json!([]), &segments);
    let fate = |act, course, copy| Fate { act, course, copy };
    let arrives = |late| Course::Arrives(ms(late));
    assert_eq!(
        found.fates[0],
        [
            fate(Act::Drop, Course::Lost, None),
            fate(Act::Dup, arrives(0), Some(Duration::from_micros(80_900))),
            fate(Act::Delay, arrives(60), None),
            fate(Act::Hold, Course::Lost, None),
        ]
    );
    assert_eq!(found.fates[1], [fate(Act::Deliver, arrives(0), None)]);
    let injected: Vec<Start> = found.injections.iter().map(|made| made.start).collect();
    assert_eq!(injected, [Start::At(Instant::from_millis(600))]);
}

#[test]
fn a_trace_is_incomplete_if_a_host_does_what_no_call_asked_for() {
    let accepts = json!({"t": 0.1, "dir": "S>C", "flags": "SYN,ACK", "seq": 0, "ack": 1, "len": 0, "act": "deliver"});
    let listens =
        json!({"t": 0.0, "side": "S", "sock": "l", "call": "listen", "arg": 4, "ret": "ok"});
    let unusable = |app: Value| Stimuli::of(&trace(&app, &json!([accepts]))).err();
    assert_eq!(unusable(json!([listens])), None);
    let why = unusable(json!([])).unwrap().to_string();
    assert_eq!(
        why,
        "segment 0 tells of a listen() or connect() on side S that is not recorded"
    );
}

#[test]
fn what_makes_no_sense_is_told_with_its_place() {
    let complaint = |app: Value, segments: Value| {
        Stimuli::of(&trace(&app, &segments))
            .unwrap_err()
            .to_string()
    };
    let call = |name: &str, arg: &str| json!([{"t": 0.0, "side": "S", "sock": "l", "call": name, "arg": arg, "ret": "ok"}]);
    assert_eq!(
        complaint(call("bind", "nowhere"), json!([])),
        r#"app[0] (bind): expected an address and a port, not "nowhere""#
    );
    assert_eq!(
        complaint(call("sendfile", "a"), json!([])),
        r#"app[0] (sendfile): no call of this kind is known: "a""#
    );
    let christmas = json!([{"t": 0.1, "t_rx": 0.1, "dir": "S>C", "flags": "SYN,FIN", "seq": 0, "len": 0, "act": "inject"}]);
    let giant = json!([{"t": 0.1, "dir": "S>C", "flags": "ACK", "seq": 1, "ack": -5_000_000_000_i64, "len": 0, "act": "drop"}]);
    assert_eq!(
        complaint(json!([]), giant),
        "segments[0].ack: no sequence number"
    );
    assert_eq!(
        complaint(json!([]), christmas),
        r#"segments[0].flags: "SYN,FIN": more than one of SYN, FIN, RST"#
    );
}

#[test]
fn injected_segments_are_told_by_what_the_hosts_have_sent() {
    let mut sent = json!({"t": 0.1, "dir": "C>S", "flags": "SYN", "seq": 0, "len": 0, "act": "drop", "ts": [7_000, 0]});
    let first = sent.clone();
    sent["ts"] = json!([9_000, 0]);
    let injected = json!({"t": 1.0, "t_rx": 1.0, "dir": "C>S", "flags": "FIN,ACK", "seq": 1, "ack": 1, "len": 0,
                          "act": "inject", "ts": [8_999, 0], "conn": "7-8000-10.9.0.77"});
    let segments = json!([first, sent, injected]);
    let connect =
        json!([{"t": 0.1, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000"}]);
    let injection = stimuli(&connect, &segments).injections.remove(0);
    assert_eq!(injection.control, Some(Control::Fin));
    assert_eq!(
        injection.ends.map(|end| end.to_string()),
        ["10.9.0.77:7", "10.9.0.2:8000"]
    );
    let a_tick_earlier = Timestamp::Since(Side::C, 1, 1_u32.wrapping_neg());
    assert_eq!(
        injection.timestamps,
        Some([a_tick_earlier, Timestamp::Plain(0)])
    );
}

#[test]
fn what_nothing_here_depends_on_is_noted() {
    let option = |arg: &str| json!({"t": 0.0, "side": "C", "sock": "c", "call": "setsockopt", "arg": arg, "ret": "ok"});
    let app = json!([option("SO_RCVBUF=2304 (doubled)"), option("TCP_NODELAY=1")]);
    let mut changed = trace(&app, &json!([]));
    let mut set = |name: &str, value: Value| {
        let sysctls = changed.sysctl_set.entry(Side::C).or_default();
        sysctls.insert(name.to_owned(), value);
        Stimuli::of(&changed)
    };
    let found = set("tcp_of_tomorrow", json!("1")).unwrap();
    let noted: Vec<String> = found.unmodelled.into_iter().collect();
    assert_eq!(noted, ["SO_RCVBUF", "tcp_of_tomorrow"]);
    let found = set("tcp_fin_timeout", json!(3)).unwrap();
    let timeouts = found.settings.map(|one| one.tcp.fin_wait_2_timeout);
    assert_eq!(timeouts, [3, 60].map(|s| Some(Duration::from_secs(s))));
    let complaint = set("tcp_timestamps", json!("x")).unwrap_err().to_string();
    assert!(
        complaint.starts_with("sysctl_set.C: tcp_timestamps"),
        "{complaint}"
    );
}
