//! The page's own machinery; what it says is checked by `tests/pages.rs`.

use super::tables::{Words, differences, titles};
use super::{NoSection, fill, profiles};
use crate::conform::known::KnownDifferences;
use crate::i18n::Lang;
use std::collections::BTreeSet;

const DOCUMENT: &str =
    "# Title\n\nby hand\n\n<!-- generated: numbers -->\nold\n<!-- end -->\n\nmore\n";

#[test]
fn a_section_is_replaced_and_the_rest_stays() {
    let filled = fill(DOCUMENT, "numbers", "| a |\n|---|\n| 1 |").unwrap();
    assert_eq!(
        filled,
        "# Title\n\nby hand\n\n<!-- generated: numbers -->\n\n| a |\n|---|\n| 1 |\n<!-- end -->\n\nmore\n"
    );
    assert_eq!(
        fill(&filled, "numbers", "| a |\n|---|\n| 1 |").unwrap(),
        filled,
        "filling twice is filling once"
    );
}

#[test]
fn a_section_that_is_not_there_is_an_error() {
    assert_eq!(
        fill(DOCUMENT, "letters", ""),
        Err(NoSection("letters".into()))
    );
}

#[test]
fn each_language_has_a_word_for_each_difference_and_no_other() {
    let knobs: BTreeSet<String> = differences().iter().map(|it| it.0.to_owned()).collect();
    for lang in Lang::ALL {
        let words = Words::of(lang);
        let told: BTreeSet<String> = words.knobs.into_keys().collect();
        assert_eq!(told, knobs, "{}", lang.tag());
        for (knob, values) in differences() {
            for value in values {
                assert!(
                    words.phrases.contains_key(value.phrase),
                    "{}: {knob} needs the phrase {}",
                    lang.tag(),
                    value.phrase
                );
            }
        }
        assert_eq!(
            profiles(lang).lines().count(),
            knobs.len() + 2,
            "a heading, a line, the rows"
        );
    }
}

#[test]
fn both_languages_have_the_same_words() {
    let [en, zh] = Lang::ALL.map(Words::of);
    assert!(en.conformance.keys().eq(zh.conformance.keys()));
    assert!(en.profiles.keys().eq(zh.profiles.keys()));
    assert!(en.phrases.keys().eq(zh.phrases.keys()));
}

#[test]
fn each_reason_and_each_title_is_told_in_chinese_too() {
    let known = KnownDifferences::built_in().unwrap();
    let reasons = Words::of(Lang::ZhHans).reasons;
    assert!(known.traces().eq(reasons.keys().map(String::as_str)));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/linux-traces");
    let files = std::fs::read_dir(folder).unwrap();
    let recorded: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(|first: char| first.is_ascii_digit()))
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .collect();
    assert!(titles(Lang::ZhHans).keys().eq(&recorded));
}
