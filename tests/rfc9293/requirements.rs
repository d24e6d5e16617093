//! Every MUST and SHOULD of RFC 9293 has its line in `requirements.txt`, and every test named there exists.

use crate::peer::{Stage, Zero};
use std::fs;
use std::path::Path;
use tcpscope::tcp::{Config, KeepAlive, Limit, TcpEvent};
use tcpscope::time::Duration;

/// How many of each kind there are.
const KINDS: [(&str, usize); 2] = [("MUST", 69), ("SHLD", 31)];

#[test]
fn every_requirement_has_its_line_and_every_test_in_it_exists() {
    let sources = sources();
    let is_one = |line: &&str| {
        KINDS
            .iter()
            .any(|(kind, _)| line.starts_with(&format!("{kind}-")))
    };
    let lines = include_str!("requirements.txt").lines().filter(is_one);
    let numbers = KINDS
        .iter()
        .flat_map(|(kind, last)| (1..=*last).map(move |number| format!("{kind}-{number}")));
    let expected: Vec<String> = numbers.collect();
    assert_eq!(lines.clone().count(), expected.len());
    for (line, expected) in lines.zip(expected) {
        let columns = line.split("  ").map(str::trim);
        let columns: Vec<&str> = columns.filter(|column| !column.is_empty()).collect();
        let [id, verdict, _requirement, tests, note] = columns[..] else {
            panic!("not five columns: {line}");
        };
        assert_eq!(id, expected);
        let tests: Vec<&str> = tests.split(' ').filter(|test| *test != "-").collect();
        match verdict {
            "kept" => assert!(!tests.is_empty(), "{id}: which test shows it?"),
            "part" => assert!(!tests.is_empty() && note != "-", "{id}: which part?"),
            "absent" => assert!(tests.is_empty() && note != "-", "{id}: why?"),
            other => panic!("{id}: no such verdict: {other}"),
        }
        for test in tests {
            let definition = format!("fn {test}(");
            assert!(sources.contains(&definition), "{id}: there is no {test}");
        }
    }
}

#[test]
fn the_limits_are_those_that_the_rfc_asks_for() {
    let rfc = Config::rfc9293();
    // MUST-23, SHLD-11.
    assert_eq!(rfc.r2_syn, Limit::After(Duration::from_secs(180)));
    assert_eq!(rfc.r2_syn_ack, Limit::After(Duration::from_secs(180)));
    assert_eq!(rfc.r2, Limit::After(Duration::from_secs(100)));
    // SHLD-10.
    assert!(rfc.r1 >= 3);
    // MUST-28.
    assert!(KeepAlive::DEFAULT.idle >= Duration::from_secs(2 * 60 * 60));
    // MUST-40.
    for profile in [rfc, Config::linux()] {
        assert!(profile.ack_delay < Duration::from_millis(500));
    }
}

#[test]
fn only_a_syn_carries_the_mss_option() {
    let mut stage = Stage::new(Config::rfc9293(), Zero::default());
    stage.play("OPEN active");
    let answer = stage.segment_of("SYN,ACK seq=100 ack=301");
    let mut sent = stage.arrive(&answer);
    stage.end.send(stage.now, b"data").unwrap();
    stage.end.close(stage.now).unwrap();
    sent.extend(stage.end.take_events());
    let options = sent.iter().filter_map(|event| match event {
        TcpEvent::SegmentEmitted { segment, .. } => Some(segment.mss),
        _ => None,
    });
    assert_eq!(
        options.collect::<Vec<_>>(),
        [None, None, None],
        "ACK, data, FIN"
    );
}

/// All that may define a test.
fn sources() -> String {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for folder in ["src", "tests"] {
        collect(&top.join(folder), &mut text);
    }
    text
}

fn collect(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
