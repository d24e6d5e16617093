use super::*;
use serde::Deserialize;
use serde_json::{Value, json};

/// A small run: a SYN that is refused.
fn refused() -> Value {
    json!({
        "one_way_delay_ms": 20.0, "client": "10.9.0.1:40000", "server": "10.9.0.2:8000",
        "app": [
            {"t": 0.001, "side": "C", "sock": "c", "call": "connect", "arg": "10.9.0.2:8000", "dt": 0.04, "err": "ECONNREFUSED"},
            {"t": 0.042, "side": "C", "sock": "c", "call": "close", "dt": 0.0, "ret": "ok"},
        ],
        "segments": [
            {"n": 1, "t": 0.001, "dir": "C>S", "flags": "SYN", "seq": 0, "len": 0, "act": "deliver", "t_rx": 0.021},
            {"n": 2, "t": 0.021, "dir": "S>C", "flags": "RST,ACK", "seq": 0, "ack": 1, "len": 0, "act": "deliver"},
        ],
        "states": {
            "C 40000>8000": [[0.001, "SYN_SENT"], [0.041, "CLOSED", "rx#2"]],
            "S 8000 LISTEN": [[0.001, "accept_queue=1"]],
        },
    })
}

/// What is told when something in our run is another.
fn told(place: &str, value: Value) -> Option<String> {
    let mut changed = refused();
    *changed.pointer_mut(place).unwrap() = value;
    let trace = |json: Value| Trace::deserialize(json).unwrap();
    first_difference(&trace(refused()), &trace(changed)).map(|difference| difference.to_string())
}

#[test]
fn a_run_is_the_same_as_itself() {
    assert_eq!(told("/one_way_delay_ms", json!(30.0)), None);
}

#[test]
fn everything_that_is_compared_is_told_by_place() {
    for (place, value, expected) in [
        (
            "/segments/0/flags",
            json!("SYN,ACK"),
            "C>S segment 1: the kernel has SYN seq=0 len=0, delivered; we have SYN,ACK seq=0 len=0, delivered",
        ),
        (
            "/segments/1/ack",
            json!(2),
            "S>C segment 1: the kernel has RST,ACK seq=0 ack=1 len=0, delivered; \
             we have RST,ACK seq=0 ack=2 len=0, delivered",
        ),
        (
            "/segments/1/act",
            json!("drop"),
            "S>C segment 1: the kernel has RST,ACK seq=0 ack=1 len=0, delivered; \
             we have RST,ACK seq=0 ack=1 len=0, dropped",
        ),
        (
            "/states/C 40000>8000/1/1",
            json!("TIME_WAIT"),
            "socket C 40000>8000, state 2: the kernel has CLOSED; we have TIME_WAIT",
        ),
        (
            "/app/0/err",
            json!("ETIMEDOUT"),
            "C call 1: the kernel has connect gives ECONNREFUSED; we have connect gives ETIMEDOUT",
        ),
        (
            "/app/1",
            json!({"t": 0.042, "side": "S", "sock": "c", "call": "close", "ret": "ok"}),
            "C call 2: the kernel has close gives ok; we have nothing more",
        ),
    ] {
        assert_eq!(told(place, value).as_deref(), Some(expected), "{place}");
    }
}

#[test]
fn a_socket_that_only_one_run_has_is_a_difference() {
    let states = json!({
        "C 40000>8000": [[0.001, "SYN_SENT"], [0.041, "CLOSED"]],
        "S 8000>40000": [[0.021, "SYN_RECV"]],
        "S 8000>1@10.9.0.3": [[0.001, "SYN_RECV"]],
    });
    assert_eq!(
        told("/states", states).unwrap(),
        "socket S 8000>40000, state 1: the kernel has nothing more; we have SYN_RECV"
    );
}

#[test]
fn times_pushes_and_made_up_addresses_are_not_compared() {
    for (place, value) in [
        ("/segments/0/t", json!(0.5)),
        ("/segments/0/flags", json!("PSH,SYN")),
        ("/app/0/dt", json!(3.0)),
        ("/states/S 8000 LISTEN", json!([])),
    ] {
        assert_eq!(told(place, value), None, "{place}");
    }
    let spoofed = json!({"t": 0.0, "dir": "S>C", "flags": "RST", "seq": 0, "len": 0, "act": "nohost",
                         "conn": "7-8000-10.9.0.77"});
    let mut rows = refused()["segments"].clone();
    rows.as_array_mut().unwrap().push(spoofed);
    assert_eq!(told("/segments", rows), None);
}

#[test]
fn the_first_difference_is_the_first_in_time() {
    let rows = json!([
        {"t": 0.001, "dir": "C>S", "flags": "SYN", "seq": 0, "len": 0, "act": "deliver"},
        {"t": 0.021, "dir": "S>C", "flags": "SYN,ACK", "seq": 0, "ack": 1, "len": 0, "act": "deliver"},
        {"t": 0.041, "dir": "C>S", "flags": "ACK", "seq": 1, "ack": 1, "len": 0, "act": "deliver"},
    ]);
    assert!(
        told("/segments", rows)
            .unwrap()
            .starts_with("S>C segment 1:")
    );
}
