//! Our `Linux` profile against recorded runs of a real kernel.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tcpscope::conform::check;
use tcpscope::conform::known::KnownDifferences;
use tcpscope::conform::stimuli::{Stimuli, Unusable};
use tcpscope::conform::trace::Trace;

/// The recorded runs of this repository.
fn traces() -> Vec<PathBuf> {
    traces_in("tests/linux-traces")
}

/// Those, and the ones that we have recorded.
fn all_traces() -> impl Iterator<Item = PathBuf> {
    let own = traces_in("tests/linux-traces/own");
    traces().into_iter().chain(own)
}

fn traces_in(folder: &str) -> Vec<PathBuf> {
    let folder = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    let is_trace = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.ends_with(".json") && name.starts_with(|first: char| first.is_ascii_digit())
    };
    files.retain(is_trace);
    files.sort();
    files
}

fn read(path: &PathBuf) -> Trace {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_trace_tells_its_stimuli_but_where_a_process_was_killed() {
    assert!(traces().len() > 60);
    for path in traces() {
        let trace = read(&path);
        let was_killed = trace.mark("kill").is_some();
        match Stimuli::of(&trace) {
            Ok(_) => assert!(!was_killed, "{path:?}"),
            Err(Unusable::Incomplete(_)) => assert!(was_killed, "{path:?}"),
            Err(malformed) => panic!("{path:?}: {malformed}"),
        }
    }
}

#[test]
fn a_trace_is_written_as_it_was_read() {
    for path in all_traces() {
        let trace = read(&path);
        let again: Trace = serde_json::from_str(&serde_json::to_string(&trace).unwrap()).unwrap();
        assert_eq!(again.app, trace.app, "{path:?}");
        assert_eq!(again.segments, trace.segments, "{path:?}");
        assert_eq!(again.states, trace.states, "{path:?}");
    }
}

fn conform(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tcpscope"))
        .arg("conform")
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

/// A folder with these files in it, and nothing else.
fn folder(name: &str, files: &[(&str, String)]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder.to_str().unwrap().to_owned()
}

/// A trace that we run as the kernel did: an orderly connection.
fn orderly() -> Value {
    serde_json::from_str(&fs::read_to_string("tests/linux-traces/01.json").unwrap()).unwrap()
}

fn mutated(place: &str, value: Value) -> String {
    let mut trace = orderly();
    trace["id"] = json!("mutated");
    *trace.pointer_mut(place).unwrap() = value;
    trace.to_string()
}

#[test]
fn the_recorded_runs_come_out_as_the_kernel_ran_them_or_it_is_known_why_not() {
    let (code, report) = conform(&["tests/linux-traces"]);
    assert_eq!(code, Some(0), "{report}");
    assert_eq!(report.lines().count(), traces().len() + 1, "{report}");
    assert!(report.contains("traces identical"), "{report}");
}

#[test]
fn our_own_recordings_come_out_so_too() {
    let known = "tests/linux-traces/own/known-differences.toml";
    let (code, report) = conform(&["tests/linux-traces/own", "--known", known]);
    assert_eq!(code, Some(0), "{report}");
    assert!(report.lines().count() > 40, "{report}");
    assert!(!report.contains("not runnable"), "{report}");
}

#[test]
fn a_changed_trace_is_found_at_the_place_of_the_change() {
    for (place, value, expected) in [
        ("/segments/6/ack", json!(7), "C>S segment 4:"),
        ("/segments/4/act", json!("nohost"), "S>C segment 2:"),
        ("/app/8/ret", json!("5 bytes 'hallo'"), "S call 5:"),
        ("/app/7/ret", json!("EOF"), "C call 4:"),
        (
            "/states/C 40000>8000/2/1",
            json!("CLOSE_WAIT"),
            "socket C 40000>8000, state 3:",
        ),
    ] {
        let folder = folder("mutated", &[("1.json", mutated(place, value))]);
        let (code, report) = conform(&[&folder]);
        assert_eq!(code, Some(1), "{place}: {report}");
        let told = format!("1       DIFFERS at {expected}");
        assert!(report.starts_with(&told), "{place}: {report}");
        let sum = "0 of 1 traces identical, 1 DIFFER without a known reason\n";
        assert!(report.ends_with(sum), "{place}: {report}");
    }
}

#[test]
fn a_broken_trace_is_told_and_the_others_still_run() {
    let whole = orderly().to_string();
    let files = [
        ("1.json", whole.clone()),
        ("2.json", whole[..whole.len() / 2].to_owned()),
        ("3.json", mutated("/segments/0/act", json!("eaten"))),
        ("4.json", mutated("/app/1/arg", json!("nowhere"))),
        ("5.json", r#"{"not": "a trace"}"#.to_owned()),
        ("6.json", whole),
        ("README.md", "no trace".to_owned()),
    ];
    let folder = folder("broken", &files);
    let (code, report) = conform(&[&folder]);
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(code, Some(1), "{report}");
    assert_eq!((lines[0], lines[4]), ("1       same", "6       same"));
    for (line, expected) in [
        (1, "2.json  BROKEN: EOF while parsing"),
        (
            2,
            "3.json  BROKEN: unknown variant `eaten`, expected one of `deliver`",
        ),
        (
            3,
            "4.json  BROKEN: app[1] (bind): expected an address and a port",
        ),
        (5, "2 of 2 traces identical, 3 BROKEN"),
    ] {
        assert!(lines[line].contains(expected), "{report}");
    }
}

#[test]
fn neither_the_name_nor_the_id_of_a_trace_matters() {
    for path in all_traces() {
        let text = fs::read_to_string(&path).unwrap();
        let mut renamed: Value = serde_json::from_str(&text).unwrap();
        renamed["id"] = json!("zz");
        renamed["title"] = json!("");
        let ours = |json: &str| {
            let checked = check(json.as_bytes(), &KnownDifferences::default()).unwrap();
            let ours = checked
                .ours
                .map(|ours| (ours.app, ours.segments, ours.states));
            (checked.verdict, ours)
        };
        assert_eq!(ours(&text), ours(&renamed.to_string()), "{path:?}");
    }
}

#[test]
fn a_known_difference_that_is_none_any_more_is_an_error() {
    let listed = "[differences]\n\"mutated\" = \"because\"\n".to_owned();
    let changed = mutated("/segments/6/ack", json!(7));
    let unchanged = mutated("/title", json!("the same"));
    let folder = folder(
        "known",
        &[
            ("1.json", changed),
            ("2.json", unchanged),
            ("known", listed),
        ],
    );
    let known = format!("{folder}/known");
    let (code, report) = conform(&[&format!("{folder}/1.json"), "--known", &known]);
    assert_eq!(code, Some(0), "{report}");
    assert!(report.contains("; known: because\n"), "{report}");
    let (code, report) = conform(&[&format!("{folder}/2.json"), "--known", &known]);
    assert_eq!(code, Some(1), "{report}");
    assert!(
        report.starts_with("2       SAME, but listed as different: because\n"),
        "{report}"
    );
}

#[test]
fn our_runs_are_written_as_traces_that_run_the_same() {
    let first = folder("written", &[]);
    let known = folder("no_differences", &[("known", String::new())]) + "/known";
    let (code, report) = conform(&["tests/linux-traces", "--json", &first]);
    assert_eq!(code, Some(0), "{report}");
    let (code, report) = conform(&[&first, "--known", &known]);
    let same = report
        .lines()
        .filter(|line| line.ends_with("  same"))
        .count();
    let written = fs::read_dir(&first).unwrap().count();
    assert_eq!((code, same), (Some(0), written), "{report}");
}
