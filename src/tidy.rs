//! Rules of the house that neither the compiler nor clippy knows: layers, sizes, texts that nobody uses, words that
//! must not be left behind, colours that cannot be told apart.

mod contrast;
mod layers;

use crate::i18n;
use layers::LAYERS;
use std::fs;
use std::path::Path;

/// The layers that must give the same bytes on every machine.
const BLIND: &[&str] = &[
    "time",
    "rng",
    "tcp",
    "host",
    "network",
    "simulation",
    "timeline",
];

/// The crates that know a browser.
const WEB: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo_timers",
    "gloo_render",
];

/// Texts that are found by a key made at run time, by the beginning of the key. Tests beside the code that makes the
/// keys look for each of them.
const FAMILIES: &[&str] = &["lesson."];

const FILE_LINES: usize = 400;
const COMPONENT_LINES: usize = 160;

/// A file of this package, by its path from the top.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Everything below `folder` whose name ends so.
    fn all(folder: &str, ending: &str) -> Vec<Self> {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        collect(top, &top.join(folder), ending, &mut found);
        found.sort_by(|one, other| one.path.cmp(&other.path));
        assert!(!found.is_empty(), "no {ending} in {folder}");
        found
    }

    /// Code that is shipped.
    fn production() -> Vec<Self> {
        let mut all = Self::all("src", ".rs");
        all.retain(|source| !source.is_test());
        all
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.starts_with("src/tidy")
    }

    /// The layer it belongs to; none for the roots of the library and the binaries.
    fn layer(&self) -> Option<&str> {
        let name = self.path.strip_prefix("src/")?;
        let name = name.split_once('/').map_or(name, |(folder, _)| folder);
        let name = name.strip_suffix(".rs").unwrap_or(name);
        LAYERS
            .iter()
            .map(|(layer, _)| *layer)
            .find(|layer| *layer == name)
    }

    /// Its lines of code without comments, with their numbers, up to the tests at its end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self
            .text
            .lines()
            .enumerate()
            .map(|(place, line)| (place + 1, line.trim()));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.starts_with("//"))
    }
}

fn collect(top: &Path, folder: &Path, ending: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(top, &path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            let name = path
                .strip_prefix(top)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            found.push(Source { path: name, text });
        }
    }
}

/// Whether `text` holds `word` as a whole word.
fn holds_word(text: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).any(|(start, _)| {
        !text[..start].ends_with(is_part) && !text[start + word.len()..].starts_with(is_part)
    })
}

/// The module of this crate that a line names after `crate::`.
fn modules_named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn no_module_uses_one_above_it() {
    let mut complaints = Vec::new();
    for source in Source::production() {
        let Some(layer) = source.layer() else {
            continue;
        };
        let (_, allowed) = LAYERS.iter().find(|(name, _)| *name == layer).unwrap();
        for (number, line) in source.code() {
            // `use crate::{…}` would hide what is used from this test.
            let wrong = modules_named(line).find(|used| *used != layer && !allowed.contains(used));
            if let Some(used) = wrong {
                complaints.push(format!("{}:{number}: {layer} uses {used:?}", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_module_has_its_layer() {
    for source in Source::production() {
        let is_root = matches!(source.path.as_str(), "src/lib.rs" | "src/main.rs")
            || source.path.starts_with("src/bin/");
        assert!(
            is_root || source.layer().is_some(),
            "{} is in no layer",
            source.path
        );
    }
}

#[test]
fn only_the_ui_knows_a_browser() {
    let mut complaints = Vec::new();
    for source in Source::production() {
        if source.layer() == Some("ui") || source.path == "src/main.rs" {
            continue;
        }
        for (number, line) in source.code() {
            if let Some(web) = WEB.iter().find(|web| holds_word(line, web)) {
                complaints.push(format!("{}:{number}: names {web}", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn the_core_has_no_floats() {
    let mut complaints = Vec::new();
    for source in Source::production() {
        if !source.layer().is_some_and(|layer| BLIND.contains(&layer)) {
            continue;
        }
        for (number, line) in source.code() {
            if let Some(float) = ["f32", "f64"].iter().find(|float| holds_word(line, float)) {
                complaints.push(format!("{}:{number}: {float}", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn files_are_short_enough_to_read() {
    let mut complaints = Vec::new();
    for source in Source::production() {
        let is_component = source.path.starts_with("src/ui/components/");
        let most = if is_component {
            COMPONENT_LINES
        } else {
            FILE_LINES
        };
        let lines = source.text.lines().count();
        if lines > most {
            complaints.push(format!("{}: {lines} lines, at most {most}", source.path));
        }
    }
    assert_none(&complaints);
}

#[test]
fn nothing_is_left_behind() {
    let macros = ["todo!", "dbg!", "unimplemented!"];
    let mut complaints = Vec::new();
    for source in Source::production() {
        for (number, line) in source.code() {
            if let Some(left) = macros.iter().find(|left| line.contains(**left)) {
                complaints.push(format!("{}:{number}: {left}", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let here = env!("CARGO_MANIFEST_DIR");
    let homes = ["/home/", "/root/", "/Users/"];
    let folders = [
        ("src", ".rs"),
        ("src", ".toml"),
        ("src", ".md"),
        ("tests", ".rs"),
        ("tests", ".snap"),
    ];
    let mut complaints = Vec::new();
    for (folder, ending) in folders {
        for source in Source::all(folder, ending) {
            let knows = |path: &&str| source.text.contains(*path) && source.path != "src/tidy.rs";
            if let Some(path) = homes.iter().chain([&here]).find(|path| knows(path)) {
                complaints.push(format!("{}: names {path}", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_text_is_used() {
    let code: String = Source::production()
        .into_iter()
        .map(|source| source.text)
        .collect();
    let mut complaints = Vec::new();
    for (key, text) in i18n::ALL {
        let is_found_by_key = FAMILIES.iter().any(|family| key.starts_with(family));
        if !is_found_by_key && !holds_word(&code, &format!("Text::{text:?}")) {
            complaints.push(format!("{key} is used nowhere"));
        }
    }
    assert_none(&complaints);
}
