//! The two generated tables: what the recorded kernel and we do alike, and where our two profiles differ.

use super::knobs::{Value, knobs};
use crate::conform::report::Verdict;
use crate::host::Profile;
use crate::i18n::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;

type Texts = BTreeMap<String, String>;

/// A recorded run and what came of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The recording's `id`.
    pub id: String,
    /// Its `title`, in English.
    pub title: String,
    /// What the check said.
    pub verdict: Verdict,
}

/// The words that the tables are made of, in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) conformance: Texts,
    pub(super) profiles: Texts,
    pub(super) phrases: Texts,
    pub(super) knobs: Texts,
    /// The reasons for known differences; the English ones are in the list itself.
    #[serde(default)]
    pub(super) reasons: Texts,
}

impl Words {
    pub(super) fn of(lang: Lang) -> Self {
        let text = match lang {
            Lang::En => include_str!("words.en.toml"),
            Lang::ZhHans => include_str!("words.zh-Hans.toml"),
        };
        toml::from_str(text).expect("a test reads both files")
    }

    fn phrase(&self, value: &Value) -> String {
        text(&self.phrases, value.phrase).replace("{n}", &value.amount)
    }
}

/// The titles of the recordings, where they are not in the recordings themselves.
pub(super) fn titles(lang: Lang) -> Texts {
    match lang {
        Lang::En => Texts::new(),
        Lang::ZhHans => {
            toml::from_str(include_str!("traces.zh-Hans.toml")).expect("a test reads the file")
        }
    }
}

/// The table of all recorded runs, and the count below it. A recording without a title in this language keeps its own.
pub fn conformance(lang: Lang, rows: &[Row]) -> String {
    let (words, titles) = (Words::of(lang), titles(lang));
    let mut table = header(text(&words.conformance, "heading"));
    let cells = rows.iter().map(|row| {
        let title = titles.get(&row.id).unwrap_or(&row.title);
        let outcome = outcome(&words, row);
        line([&row.id, &cell(title), &cell(&outcome)])
    });
    table.extend(cells);
    let count = |of: fn(&Verdict) -> bool| rows.iter().filter(|row| of(&row.verdict)).count();
    let same = count(|verdict| matches!(verdict, Verdict::Same));
    let not_runnable = count(|verdict| matches!(verdict, Verdict::NotRunnable(_)));
    let total = text(&words.conformance, "total")
        .replace("{same}", &same.to_string())
        .replace("{all}", &(rows.len() - not_runnable).to_string())
        .replace("{not_runnable}", &not_runnable.to_string());
    format!("{total}\n\n{table}")
}

fn outcome(words: &Words, row: &Row) -> String {
    let say = |key, n: &str| text(&words.conformance, key).replace("{n}", n);
    match &row.verdict {
        Verdict::Same => say("same", ""),
        Verdict::Known(_, reason) => say("known", words.reasons.get(&row.id).unwrap_or(reason)),
        Verdict::NotRunnable(_) => say("not_runnable", ""),
        Verdict::Differs(difference) => say("differs", &difference.to_string()),
        Verdict::Mended(why) | Verdict::Broken(why) => say("differs", why),
    }
}

/// The table of every setting that the profiles do not share.
pub fn profiles(lang: Lang) -> String {
    let words = Words::of(lang);
    let mut table = header(text(&words.profiles, "heading"));
    let lines = differences().into_iter().map(|(knob, [rfc, linux])| {
        let values = [&rfc, &linux].map(|value| words.phrase(value));
        line([text(&words.knobs, knob), &values[0], &values[1]])
    });
    table.extend(lines);
    table
}

/// What each setting is in the textbook and in Linux, where that is not the same.
pub(super) fn differences() -> Vec<(&'static str, [Value; 2])> {
    let [rfc, linux] = Profile::ALL.map(|profile| knobs(&profile.settings()));
    rfc.into_iter()
        .zip(linux)
        .filter(|(rfc, linux)| rfc.1 != linux.1)
        .map(|((knob, rfc), (_, linux))| (knob, [rfc, linux]))
        .collect()
}

/// Both tables have three columns.
fn header(heading: &str) -> String {
    format!("{heading}\n|---|---|---|\n")
}

fn line(cells: [&str; 3]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A text that its file must have.
fn text<'a>(texts: &'a Texts, key: &'a str) -> &'a str {
    texts.get(key).map_or(key, String::as_str)
}

/// What stands in a cell must not end it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
