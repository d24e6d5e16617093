//! Build script: turns the translators' files `src/i18n/<language>/*.toml` into the enum `Text`, one table of strings a
//! language; and lists the books `src/lesson/prose/<language>/*.md`. A key or
//! a section missing in one language, or a slot `{name}` that the other lacks, fails the build.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Texts = BTreeMap<String, String>;

/// The texts that belong to data and are looked up by the rest of their key, each family in a table of its own: its name,
/// and how the keys begin.
const FAMILIES: [(&str, &str); 2] = [("REJECTIONS", "event.reject."), ("LESSONS", "lesson.")];

/// How the keys of texts begin that no first view shows: a released page gets those with the second part of its module.
const LATER: [&str; 5] = [
    "event.deed.",
    "event.reject.",
    "link.",
    "share.",
    "why.numbers.",
];

/// The folder of the books.
const PROSE: &str = "src/lesson/prose";

fn main() {
    println!("cargo::rerun-if-changed=src/i18n");
    println!("cargo::rerun-if-changed={PROSE}");
    let [english, chinese] = ["en", "zh-Hans"].map(texts_of);
    let [english_books, chinese_books] = ["en", "zh-Hans"].map(books_of);
    let mut complaints = complaints(&english, &chinese);
    complaints.extend(self::complaints(
        &sections(&english_books),
        &sections(&chinese_books),
    ));
    assert!(
        complaints.is_empty(),
        "the translations differ:\n{}",
        complaints.join("\n")
    );

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let write = |name, code| fs::write(out.join(name), code).expect("OUT_DIR is writable");
    write("texts.rs", generated(&english, &chinese));
    write(
        "books.rs",
        books(&[("en", english_books), ("zh-Hans", chinese_books)]),
    );
}

/// The books of a language by name.
fn books_of(language: &str) -> Texts {
    let folder = Path::new(PROSE).join(language);
    let mut books = Texts::new();
    for entry in fs::read_dir(&folder).expect("each language has a folder of books") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_stem().expect("a book has a name");
        let text = fs::read_to_string(&path).expect("the book is UTF-8");
        books.insert(name.to_string_lossy().into_owned(), text);
    }
    books
}

/// All sections of all books, by `book/section`; the title is the section without a name.
fn sections(books: &Texts) -> Texts {
    let mut sections = Texts::new();
    for (book, text) in books {
        let mut key = None;
        for line in text.lines().filter(|line| !line.is_empty()) {
            let (name, content) = if let Some(title) = line.strip_prefix("# ") {
                (String::new(), Some(title))
            } else if let Some(name) = line.strip_prefix("## ") {
                key = Some(name.to_owned());
                continue;
            } else {
                let name = key.take().unwrap_or_else(|| {
                    panic!("{book}.md: a section is one line below `## name`: {line}")
                });
                (name, Some(line))
            };
            let key = format!("{book}.md {name}");
            let earlier = sections.insert(key.clone(), content.unwrap_or_default().to_owned());
            assert!(earlier.is_none(), "{key} stands twice");
        }
        assert!(key.is_none(), "{book}.md ends without a text below {key:?}");
    }
    sections
}

/// The table of all books, for what runs without a browser, and a sign that changes with any of them.
fn books(languages: &[(&str, Texts)]) -> String {
    let mut code = String::new();
    let mut hash = 0x811c_9dc5_u32;
    let top = env::var("CARGO_MANIFEST_DIR").expect("Cargo sets CARGO_MANIFEST_DIR");
    let rows = languages.iter().flat_map(|(tag, books)| {
        books.keys().map({
            let top = top.clone();
            move |name| {
                let path = format!("{top}/{PROSE}/{tag}/{name}.md");
                format!("({tag:?}, {name:?}, include_str!({path:?}))")
            }
        })
    });
    table(
        &mut code,
        "#[cfg(any(test, feature = \"cli\"))]\nstatic SHIPPED: &[(&str, &str, &str)] = &[",
        "];",
        rows,
    );
    for byte in languages
        .iter()
        .flat_map(|(_, books)| books.values())
        .flat_map(|text| text.bytes())
    {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    let _ = writeln!(
        code,
        "/// Changes with any of the books: the end of their addresses, so that no old one is shown with a new module.\n\
         pub const BOOKS_QUERY: &str = \"?v={hash:08x}\";"
    );
    code
}

fn texts_of(language: &str) -> Texts {
    let folder = Path::new("src/i18n").join(language);
    let mut texts = Texts::new();
    for entry in fs::read_dir(&folder).expect("each language has a folder") {
        let path = entry.expect("the folder can be read").path();
        let source = fs::read_to_string(&path).expect("the file is UTF-8");
        let table: toml::Table = source
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        flatten("", &table, &mut texts, &path);
    }
    texts
}

fn flatten(prefix: &str, table: &toml::Table, texts: &mut Texts, path: &Path) {
    for (name, value) in table {
        let key = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}.{name}")
        };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, texts, path),
            toml::Value::String(text) => {
                let earlier = texts.insert(key.clone(), text.trim().to_owned());
                assert!(earlier.is_none(), "{}: {key} stands twice", path.display());
            }
            _ => panic!(
                "{}: {key} is neither a text nor a table of texts",
                path.display()
            ),
        }
    }
}

fn complaints(english: &Texts, chinese: &Texts) -> Vec<String> {
    let keys: BTreeSet<&String> = english.keys().chain(chinese.keys()).collect();
    keys.into_iter()
        .filter_map(|key| match (english.get(key), chinese.get(key)) {
            (Some(_), None) => Some(format!("  {key} is missing in zh-Hans")),
            (None, _) => Some(format!("  {key} is missing in en")),
            (Some(en), Some(zh)) if slots(en) != slots(zh) => Some(format!(
                "  {key} has the slots {:?} in en, {:?} in zh-Hans",
                slots(en),
                slots(zh)
            )),
            _ => None,
        })
        .collect()
}

fn slots(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

fn generated(english: &Texts, chinese: &Texts) -> String {
    let mut code = String::from(
        "/// A text of the product, by its key in the translators' files.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         #[allow(clippy::doc_markdown, reason = \"the summaries are prose for readers of the page\")]\n\
         pub enum Text {\n",
    );
    let (later, early): (Vec<_>, Vec<_>) = english.iter().partition(|(key, _)| comes_later(key));
    for (key, text) in early.iter().chain(&later) {
        let summary = text.lines().next().unwrap_or_default();
        let _ = writeln!(code, "    #[doc = {summary:?}]\n    {},", variant(key));
    }
    code.push_str("}\n");
    let _ = writeln!(
        code,
        "/// So many texts stand on the first shelf of each language.\nconst EARLY: usize = {};",
        early.len()
    );
    let entry = |key: &str| format!("({key:?}, Text::{})", variant(key));
    for (family, prefix) in FAMILIES {
        let members = english.keys().filter_map(|key| {
            let rest = key.strip_prefix(prefix)?;
            Some(format!("({rest:?}, Text::{})", variant(key)))
        });
        let declaration = format!(
            "/// The texts whose keys begin with `{prefix}`.\npub static {family}: Family = Family(&["
        );
        table(&mut code, &declaration, "]);", members);
    }
    table(
        &mut code,
        "#[cfg(test)]\npub(crate) static ALL: &[(&str, Text)] = &[",
        "];",
        english.keys().map(|key| entry(key)),
    );
    strings(&mut code, "EN", "en", english);
    strings(&mut code, "ZH_HANS", "zh-Hans", chinese);
    code
}

fn comes_later(key: &str) -> bool {
    LATER.iter().any(|section| key.starts_with(section))
}

fn table(code: &mut String, begin: &str, end: &str, rows: impl Iterator<Item = String>) {
    let _ = writeln!(code, "{begin}");
    for row in rows {
        let _ = writeln!(code, "    {row},");
    }
    let _ = writeln!(code, "{end}");
}

/// The texts of a language in two strings, those of [`LATER`] behind the others.
fn strings(code: &mut String, name: &str, language: &str, texts: &Texts) {
    let [early, later] = [("texts", false), ("more", true)].map(|(mark, is_later)| {
        let texts = texts.iter().filter(|(key, _)| comes_later(key) == is_later);
        shelf(mark, language, texts.map(|(_, text)| text.as_str()))
    });
    let _ = writeln!(code, "static {name}: [Shelf; 2] = [{early}, {later}];");
}

/// Texts as one string: how long each of them is in bytes, as a letter of that number, then they themselves. In the page's
/// module that takes a third of what a table of strings takes, and lengths compress better than places. Around them stand
/// marks, by which a released page's module is relieved of them (`tests/browser/data.js`).
fn shelf<'a>(mark: &str, language: &str, texts: impl Iterator<Item = &'a str> + Clone) -> String {
    let begin = format!("<{mark} {language}>");
    let lengths: String = texts.clone().map(length).collect();
    let first_text = begin.len() + lengths.len();
    let all: String = texts.collect();
    let whole = format!("{begin}{lengths}{all}</{mark}>");
    format!(
        "Shelf {{ first_length: {}, first_text: {first_text}, all: {whole:?} }}",
        begin.len()
    )
}

fn length(text: &str) -> char {
    let length = u32::try_from(text.len()).ok().and_then(char::from_u32);
    length.expect("a text has less than 55 kB")
}

/// `ui.play_pause` becomes `UiPlayPause`.
fn variant(key: &str) -> String {
    key.split(['.', '_', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_ascii_uppercase().to_string() + letters.as_str()
            })
        })
        .collect()
}
