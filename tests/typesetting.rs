//! The Chinese texts: punctuation, spaces and terms, in the files that translators edit and as a run fills them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use tcpscope::i18n::{Book, Lang};
use tcpscope::lesson::{LessonId, lesson};
use tcpscope::view_model::words;

/// Slots that hold a segment, and so a `#`, which gets its room by hand: to `text-autospace` it is no letter.
const SEGMENTS: [&str; 9] = [
    "segment", "segments", "cause", "kind", "copy", "fin", "rst", "syn", "n",
];

/// The same in one lesson.
const SEGMENTS_IN: [(&str, &str); 4] = [
    ("lost_in_the_handshake.md", "data"),
    ("myth_still_receives.md", "answer"),
    ("simultaneous_open.md", "ack"),
    ("events.toml", "numbers"),
];

/// What tutorials say, and what is said here.
const TERMS: [(&str, &str); 16] = [
    ("数据包", "报文段"),
    ("封包", "报文段"),
    ("分节", "报文段"),
    ("四次分手", "四次挥手"),
    ("序列号", "序号"),
    ("顺序号", "序号"),
    ("确认序号", "确认号"),
    ("应答号", "确认号"),
    ("初始化序号", "初始序号"),
    ("重置", "复位"),
    ("延时确认", "延迟确认"),
    ("计时器", "定时器"),
    ("服务端", "服务器"),
    ("服务器端", "服务器"),
    ("半打开", "半开"),
    ("缺省", "默认"),
];

/// A line of Chinese that is shown: where it stands, and the text.
struct Line {
    place: String,
    text: String,
    /// In the text ladder, which no style sheet reaches.
    is_plain: bool,
}

/// All files with Chinese texts.
fn files() -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![
        top.join("fidelity/zh-Hans.md"),
        top.join("fidelity/words.zh-Hans.toml"),
        top.join("fidelity/traces.zh-Hans.toml"),
        top.join("myths/zh-Hans.md"),
        top.join("guide/zh-Hans.md"),
    ];
    for folder in ["i18n/zh-Hans", "lesson/prose/zh-Hans"] {
        let entries = fs::read_dir(top.join(folder)).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files
}

fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for path in files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_table = path
            .extension()
            .is_some_and(|extension| extension == "toml");
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let text = match line.split_once(" = ") {
                Some((_, value)) if is_table => value.trim_matches('"'),
                _ if is_table => continue,
                _ => line,
            };
            // Cells of tables stand by themselves.
            for cell in text.split(" | ") {
                lines.push(Line {
                    place: format!("{name}:{}", number + 1),
                    text: cell.trim_matches(['|', ' ']).to_owned(),
                    is_plain: name == "wire.toml",
                });
            }
        }
    }
    assert!(lines.len() > 900, "only {} lines", lines.len());
    lines
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// Whether `text-autospace` parts it from Han.
fn is_parted(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '`'
}

fn is_full_width_mark(letter: char) -> bool {
    "，。：；！？、（）《》“”…—".contains(letter)
}

/// Each letter with its neighbours.
fn around(text: &str) -> impl Iterator<Item = (char, char, char)> {
    let letters: Vec<char> = text.chars().collect();
    (1..letters.len().saturating_sub(1))
        .map(|place| (letters[place - 1], letters[place], letters[place + 1]))
        .collect::<Vec<_>>()
        .into_iter()
}

/// What is wrong with the punctuation of a text.
fn faults(text: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let padded = format!("\n{text}\n");
    for (before, mark, after) in around(&padded) {
        let touches_han = is_han(before) || is_han(after);
        match mark {
            ',' | ';' | ':' | '!' | '?' if touches_han => {
                faults.push("a half-width mark beside Han");
            }
            '.' if is_han(before) => faults.push("a half-width full stop behind Han"),
            '(' if is_han(before) && after != ')' => faults.push("a half-width bracket beside Han"),
            // That of a call, or of a link's address, closes what is not Han.
            ')' if is_han(after) && is_han(before) => {
                faults.push("a half-width bracket beside Han");
            }
            '"' | '\'' if touches_han => faults.push("a straight quotation mark"),
            '「' | '」' | '『' | '』' => {
                faults.push("a corner bracket: quotation marks are “”");
            }
            '…' if before != '…' && after != '…' => faults.push("half an ellipsis"),
            '—' if before != '—' && after != '—' => faults.push("half a dash"),
            ' ' if before == ' ' => faults.push("two spaces"),
            ' ' if is_han(before) && is_han(after) => faults.push("a space between Han"),
            ' ' if is_full_width_mark(before) || is_full_width_mark(after) => {
                faults.push("a space beside a full-width mark");
            }
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => faults.push("a full-width letter"),
            _ => {}
        }
    }
    faults
}

/// Whether Han and what is parted from it stand with a space between them, or without.
fn beside_han(text: &str, is_spaced: bool) -> bool {
    let padded = format!("\n{text}\n");
    around(&padded).any(|(before, middle, after)| {
        if is_spaced {
            middle == ' '
                && ((is_han(before) && is_parted(after)) || (is_parted(before) && is_han(after)))
        } else {
            (is_han(before) && is_parted(middle)) || (is_parted(before) && is_han(middle))
        }
    })
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn punctuation_is_full_width_and_spaces_are_few() {
    let mut complaints = Vec::new();
    for line in lines() {
        for fault in faults(&line.text) {
            complaints.push(format!("{}: {fault}: {}", line.place, line.text));
        }
    }
    assert_none(&complaints);
}

#[test]
fn room_between_han_and_latin_is_made_by_the_browser_where_there_is_one() {
    let mut complaints = Vec::new();
    for line in lines() {
        if beside_han(&line.text, !line.is_plain) {
            let what = if line.is_plain { "no space" } else { "a space" };
            complaints.push(format!(
                "{}: {what} between Han and Latin: {}",
                line.place, line.text
            ));
        }
    }
    assert_none(&complaints);
}

#[test]
fn only_slots_that_hold_a_segment_have_room_by_hand() {
    let mut complaints = Vec::new();
    for line in lines().into_iter().filter(|line| !line.is_plain) {
        let file = line.place.split_once(':').unwrap().0;
        let is_segment =
            |slot: &str| SEGMENTS.contains(&slot) || SEGMENTS_IN.contains(&(file, slot));
        for (before, rest) in line
            .text
            .match_indices('{')
            .map(|(at, _)| line.text.split_at(at))
        {
            let Some((slot, after)) = rest[1..].split_once('}') else {
                continue;
            };
            let by_hand = |near: Option<char>, far: Option<char>| {
                near == Some(' ') && far.is_some_and(is_han)
            };
            let mut left = before.chars().rev();
            let mut right = after.chars();
            if (by_hand(left.next(), left.next()) || by_hand(right.next(), right.next()))
                && !is_segment(slot)
            {
                complaints.push(format!(
                    "{}: a space beside {{{slot}}}: {}",
                    line.place, line.text
                ));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn filled_in_by_a_run_it_is_set_as_in_the_files() {
    let mut complaints = Vec::new();
    let mut seen = 0;
    for id in LessonId::ALL {
        let book = Book::shipped(Lang::ZhHans, id.name()).unwrap();
        for part in lesson(id).parts {
            let timeline = part.timeline(part.profile());
            for (step, sighting) in part.steps.iter().zip(part.sightings(&timeline)) {
                let Some(sighting) = sighting else { continue };
                let text = words(&book, step, sighting, &timeline);
                seen += 1;
                let mut wrong = faults(&text);
                // Beside `#3` there is a space by hand, and nowhere else.
                for (before, space, after) in around(&text) {
                    let is_number = |letter: char| letter.is_ascii_digit();
                    if space == ' ' && is_han(before) && is_parted(after) {
                        wrong.push("a space between Han and Latin");
                    }
                    if is_han(before) && space == '#' && is_number(after) {
                        wrong.push("no space before a segment");
                    }
                }
                for fault in wrong {
                    complaints.push(format!("{}, {}: {fault}: {text}", id.name(), step.name));
                }
            }
        }
    }
    assert!(seen > 80, "only {seen} steps seen");
    assert_none(&complaints);
}

#[test]
fn terms_are_those_of_the_glossary() {
    let mut complaints = Vec::new();
    for line in lines() {
        for (wrong, right) in TERMS {
            // Not across the end of another word: 最早未确认序号.
            let is_found = line.text.replace("未确认序号", "").contains(wrong);
            if is_found {
                complaints.push(format!(
                    "{}: {wrong} is {right} here: {}",
                    line.place, line.text
                ));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn the_checks_find_what_they_are_for() {
    for text in [
        "收到,回答",
        "好!",
        "到此为止.",
        "状态(关闭)",
        "他说\"好\"",
        "「好」",
        "等…好",
        "是—否",
        "甲 乙",
        "甲， 乙",
        "甲  ACK",
        "ＡＣＫ",
    ] {
        assert!(!faults(text).is_empty(), "{text}");
    }
    for text in [
        "调用`close()`，就发FIN。",
        "回答 #3 在路上……",
        "（RFC 9293）",
    ] {
        assert!(faults(text).is_empty(), "{text}: {:?}", faults(text));
    }
    assert!(beside_han("发 FIN", true) && beside_han("3 次", true) && !beside_han("发FIN", true));
    assert!(beside_han("发FIN", false) && !beside_han("发 FIN", false));
}
