//! `cargo tcpscope`, as a shell sees it.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Read;
use std::process::{Command, Output, Stdio};
use tcpscope::i18n::Lang;
use tcpscope::lesson::{LessonId, lesson};
use tcpscope::wire::text_ladder;

fn tcpscope(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tcpscope"))
        .args(arguments)
        .output()
        .unwrap()
}

/// What a command prints that succeeds.
fn printed(arguments: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = tcpscope(arguments);
    let complaint = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{arguments:?}: {complaint}");
    assert_eq!(complaint, "");
    String::from_utf8(stdout).unwrap()
}

/// What a command complains about that makes no sense: exit code 2, and nothing on stdout.
fn complaint(arguments: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = tcpscope(arguments);
    assert_eq!(status.code(), Some(2), "{arguments:?}");
    assert_eq!(String::from_utf8(stdout).unwrap(), "");
    String::from_utf8(stderr).unwrap()
}

fn assert_holds(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "no {wanted:?} in:\n{text}");
    }
}

#[test]
fn lessons_stand_one_a_line_by_name_with_both_titles() {
    let list = printed(&["lessons"]);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), LessonId::ALL.len());
    for (line, id) in lines.iter().zip(LessonId::ALL) {
        let (name, titles) = line.split_once(' ').unwrap();
        assert_eq!(name, id.name());
        let (en, zh) = titles.trim().split_once("  ").unwrap();
        assert!(en.is_ascii(), "{en}");
        assert!(!zh.is_ascii(), "{zh}");
    }
}

/// With all that the lesson does beforehand.
#[test]
fn every_lesson_runs_in_both_languages() {
    for id in LessonId::ALL {
        for (tag, lang) in [("en", Lang::En), ("zh", Lang::ZhHans)] {
            let ladder = printed(&["run", id.name(), "--lang", tag]);
            assert_holds(&ladder, &["client", "--> #1 <"]);
            assert_eq!(ladder, text_ladder(&lesson(id).opening(), lang));
        }
    }
}

#[test]
fn a_dropped_segment_is_lost_and_comes_again() {
    let ladder = printed(&["run", "last_ack_lost", "--drop", "11"]);
    assert_holds(
        &ladder,
        &["--x", "lost: by hand", "resent", "TIME-WAIT starts over"],
    );
    let chinese = printed(&["run", "last_ack_lost", "--drop", "11", "--lang", "zh"]);
    assert_holds(&chinese, &["--x", "丢失：手动", "重传"]);
}

#[test]
fn several_segments_can_be_named_in_three_ways() {
    let expected = printed(&["run", "four_waves", "--drop", "1", "3"]);
    assert_eq!(expected.matches("lost: by hand").count(), 2);
    for arguments in [&["--drop", "1", "--drop", "3"][..], &["--drop", "3,1"]] {
        assert_eq!(
            printed(&[&["run", "four_waves"], arguments].concat()),
            expected
        );
    }
}

#[test]
fn segments_can_be_late_and_double() {
    let arguments = ["--delay", "4:1500", "--duplicate", "5"];
    let ladder = printed(&[&["run", "three_way_handshake"], &arguments[..]].concat());
    assert_holds(&ladder, &["1.5 s late: by hand", "copy of #5"]);
}

#[test]
fn a_link_says_the_same_as_the_options() {
    let options = ["--drop", "1", "--delay", "4:1500", "--duplicate", "5"];
    let expected = printed(&[&["run", "three_way_handshake"], &options[..]].concat());
    let link = "lesson=three-way-handshake&do=drop:1,delay:4:1.5s,duplicate:5";
    let page = "https://example.org/tcp/";
    for link in [
        link.to_owned(),
        format!("#{link}"),
        format!("{page}#{link}"),
        format!("{page}?{link}&lang=zh"),
        format!("{page}?embed=1#{link}"),
    ] {
        assert_eq!(printed(&["run", &link]), expected, "{link}");
    }
    let more = printed(&[
        "run",
        "lesson=three_way_handshake&do=drop:1,delay:4:1.5s",
        "--duplicate",
        "5",
    ]);
    assert_eq!(more, expected);
}

#[test]
fn what_is_compared_stands_one_below_the_other() {
    let both = printed(&["run", "lesson=last_ack_lost&do=drop:11"]);
    assert_holds(&both, &["TIME-WAIT 0 MSL\n", "\n\nTIME-WAIT 2 MSL\n"]);
    assert_eq!(both.matches("lost: by hand").count(), 2);
}

#[test]
fn all_that_is_wrong_with_a_link_is_told() {
    let told = complaint(&["run", "lesson=four_waves&do=drop:400,fly&t=soon"]);
    assert_holds(&told, &["“do=drop:400”", "“do=fly”", "“t=soon”"]);
    assert_holds(
        &complaint(&["run", "lesson=one_way_handshake"]),
        &["one_way_handshake"],
    );
}

#[test]
fn the_network_can_be_chosen() {
    let with = |arguments: &[&str]| printed(&[&["run", "three_way_handshake"], arguments].concat());
    assert_holds(&with(&["--loss", "100"]), &["lost: bad luck", "ETIMEDOUT"]);
    assert_holds(&with(&["--rtt", "1"]), &["0.101  ESTABLISHED"]);
    let luck = |seed| with(&["--loss", "30", "--seed", seed]);
    assert_eq!(luck("7"), luck("7"));
    assert_ne!(luck("7"), luck("8"));
}

#[test]
fn events_are_json_one_a_line_in_order() {
    let log = printed(&["run", "forgotten_close", "--events"]);
    for (place, line) in log.lines().enumerate() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(event["id"], place);
        assert!(event["at"].is_u64() && event["kind"].is_object(), "{line}");
    }
    assert_holds(&log, &[r#""rule":"OpenActive""#]);
}

#[test]
fn an_unknown_lesson_is_answered_with_the_known_ones() {
    let complaint = complaint(&["run", "one_way_handshake"]);
    assert_holds(&complaint, &LessonId::ALL.map(LessonId::name));
}

#[test]
fn a_segment_that_never_flies_is_an_error() {
    let missing = complaint(&["run", "four_waves", "--drop", "400"]);
    assert_holds(
        &missing,
        &[
            "do=drop:400",
            "no segment of this number",
            "the last one is #11",
        ],
    );
    assert_holds(
        &complaint(&["run", "four_waves", "--drop", "0", "--lang", "zh"]),
        &["do=drop:0", "没有这个编号的报文段"],
    );
    let twice = complaint(&["run", "four_waves", "--drop", "4", "4"]);
    assert_holds(&twice, &["do=drop:4", "#4"]);
}

#[test]
fn numbers_that_make_no_sense_are_errors() {
    for arguments in [
        ["--drop", "x"],
        ["--delay", "4"],
        ["--delay", "4:soon"],
        ["--loss", "101"],
        ["--loss", "100.1"],
        ["--loss", "-1"],
        ["--loss", "1.23"],
        ["--rtt", "0"],
        ["--seed", "lucky"],
        ["--lang", "tlh"],
    ] {
        complaint(&[&["run", "four_waves"], &arguments[..]].concat());
    }
}

/// As in `tcpscope run … | head -1`.
#[test]
fn a_reader_may_leave_early() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tcpscope"))
        .args(["run", "four_waves", "--events"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Closed before anything is written, or while it is: both must do no harm.
    drop(child.stdout.take());
    let mut complaint = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut complaint).unwrap();
    assert_eq!(complaint, "");
    assert!(child.wait().unwrap().success());
}

#[test]
fn states_can_be_spelt_as_sockets_do_in_the_same_columns() {
    let rfc = printed(&["run", "three_way_handshake"]);
    let socket = printed(&["run", "three_way_handshake", "--states", "socket"]);
    assert_holds(&rfc, &["SYN-RECEIVED"]);
    assert_holds(&socket, &["SYN_RECV", "SYN_SENT"]);
    assert!(!socket.contains("SYN-"), "{socket}");
    for (one, other) in rfc.lines().zip(socket.lines()) {
        let is_arrow = |letter: char| letter == '>' || letter == '<';
        assert_eq!(one.find(is_arrow), other.find(is_arrow), "{other}");
    }
    assert_holds(
        &complaint(&["run", "three_way_handshake", "--states", "bsd"]),
        &["rfc and socket"],
    );
}

#[test]
fn a_run_is_drawn_instead_of_printed() {
    let arguments = ["run", "four_waves", "--drop", "8", "--lang", "zh"];
    let with = |more: &[&'static str]| printed(&[&arguments[..], more].concat());
    let svg = with(&["--svg", "-", "--theme", "dark", "--width", "360"]);
    let wanted = [
        "<svg ",
        "lang=\"zh-Hans\"",
        "tcpscope-dark",
        "width=\"360\"",
        "#8 ",
        "你丢弃了它",
    ];
    assert_holds(&svg, &wanted);
    assert!(svg.ends_with("</svg>\n") && !svg.contains("@media"));
    let sockets = with(&["--svg", "-", "--states", "socket"]);
    assert!(sockets.contains(">TIME_WAIT<") && !sockets.contains("TIME-WAIT"));
    let diagram = with(&["--mermaid", "-"]);
    assert_holds(
        &diagram,
        &["sequenceDiagram", "participant C as 客户端", "-xS: #35;8 "],
    );

    let folder = std::env::temp_dir().join(format!("tcpscope-pictures-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("run.svg");
    let path = file.to_str().unwrap();
    assert_eq!(printed(&["run", "four_waves", "--svg", path]), "");
    assert_holds(
        &std::fs::read_to_string(&file).unwrap(),
        &["tcpscope-auto", "@media"],
    );
    let nowhere = folder.join("no/run.svg");
    let refused = complaint(&["run", "four_waves", "--svg", nowhere.to_str().unwrap()]);
    assert_holds(&refused, &["run.svg"]);
    std::fs::remove_dir_all(&folder).unwrap();

    assert_holds(
        &complaint(&["run", "four_waves", "--width", "360"]),
        &["--svg"],
    );
    assert_holds(
        &complaint(&["run", "four_waves", "--svg", "-", "--width", "10"]),
        &["320"],
    );
}

#[test]
fn there_are_stills_of_every_lesson_in_both_languages() {
    let folder = std::env::temp_dir().join(format!("tcpscope-stills-{}", std::process::id()));
    assert_eq!(printed(&["stills", folder.to_str().unwrap()]), "");
    for id in LessonId::ALL {
        for lang in Lang::ALL {
            for ending in ["svg", "narrow.svg", "txt"] {
                let name = format!("{}.{}.{ending}", id.name(), lang.tag());
                let still = std::fs::read_to_string(folder.join(&name)).unwrap();
                assert!(
                    still.len() > 500 || ending == "txt" && !still.is_empty(),
                    "{name}"
                );
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert_holds(&complaint(&["stills"]), &["folder"]);
}
