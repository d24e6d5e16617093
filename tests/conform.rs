//! Our `Linux` profile against recorded runs of a real kernel.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::PathBuf;
use tcpscope::conform::stimuli::{Stimuli, Unusable};
use tcpscope::conform::trace::Trace;

/// The recorded runs of this repository.
fn traces() -> Vec<PathBuf> {
    let folder = fs::read_dir("tests/linux-traces").unwrap();
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
        let was_killed = trace.marks.iter().any(|(_, mark)| mark.contains("kill"));
        match Stimuli::of(&trace) {
            Ok(_) => assert!(!was_killed, "{path:?}"),
            Err(Unusable::Incomplete(_)) => assert!(was_killed, "{path:?}"),
            Err(malformed) => panic!("{path:?}: {malformed}"),
        }
    }
}

#[test]
fn a_trace_is_written_as_it_was_read() {
    for path in traces() {
        let trace = read(&path);
        let again: Trace = serde_json::from_str(&serde_json::to_string(&trace).unwrap()).unwrap();
        assert_eq!(again.app, trace.app, "{path:?}");
        assert_eq!(again.segments, trace.segments, "{path:?}");
        assert_eq!(again.states, trace.states, "{path:?}");
    }
}
