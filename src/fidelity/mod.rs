//! The fidelity page: what is modelled, what is simplified, and what the checks say.
//!
//! `en.md` and `zh-Hans.md` are the page, written by hand but for the sections between `<!-- generated: … -->` and
//! `<!-- end -->`. `cargo tcpscope fidelity` fills those in and renders both for the browser.

mod knobs;
mod tables;

pub use tables::{Row, conformance, profiles};

use crate::i18n::Lang;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::fmt;

/// A marker that the document lacks, or does not close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSection(pub String);

/// Where the page's source is, from the repository's root.
pub const fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "src/fidelity/en.md",
        Lang::ZhHans => "src/fidelity/zh-Hans.md",
    }
}

/// Where the rendered page is.
pub const fn page(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "static/fidelity.html",
        Lang::ZhHans => "static/fidelity.zh-Hans.html",
    }
}

/// Puts `text` in place of what the section held.
///
/// # Errors
/// [`NoSection`] if the document does not have it.
pub fn fill(document: &str, section: &str, text: &str) -> Result<String, NoSection> {
    let missing = || NoSection(section.to_owned());
    let marker = format!("<!-- generated: {section} -->\n");
    let start = document.find(&marker).ok_or_else(missing)? + marker.len();
    let end = start + document[start..].find("<!-- end -->").ok_or_else(missing)?;
    Ok([&document[..start], "\n", text, "\n", &document[end..]].concat())
}

/// Renders a document for the browser: no script, nothing from elsewhere.
pub fn render(lang: Lang, document: &str) -> String {
    let events = Parser::new_ext(document, Options::ENABLE_TABLES).flat_map(|event| match event {
        // A table wider than the screen scrolls by itself, also for who has no mouse.
        Event::Start(Tag::Table(_)) => vec![Event::Html(SCROLLS.into()), event],
        Event::End(TagEnd::Table) => vec![event, Event::Html("</div>\n".into())],
        // The markers.
        Event::Html(_) => vec![],
        event => vec![event],
    });
    let mut body = String::new();
    html::push_html(&mut body, events);
    let title = document
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("# ");
    let other = match lang {
        Lang::En => Lang::ZhHans,
        Lang::ZhHans => Lang::En,
    };
    TEMPLATE
        .replace("{lang}", lang.tag())
        .replace("{title}", title)
        .replace("{other_page}", page(other).trim_start_matches("static/"))
        .replace("{other_lang}", other.tag())
        .replace("{other_name}", other.name())
        .replace("{body}", &body)
}

const SCROLLS: &str = "<div class=\"table\" tabindex=\"0\">\n";

const TEMPLATE: &str = r#"<!doctype html>
<!-- Written by `cargo tcpscope fidelity` from src/fidelity. -->
<html lang="{lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{title}</title>
    <link rel="stylesheet" href="fidelity.css">
  </head>
  <body>
    <nav><a href="./">tcpscope</a> <a href="{other_page}" lang="{other_lang}" hreflang="{other_lang}">{other_name}</a></nav>
    <main>
{body}    </main>
  </body>
</html>
"#;

impl fmt::Display for NoSection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the page has no section \"{}\", or it is not closed",
            self.0
        )
    }
}

impl std::error::Error for NoSection {}

#[cfg(test)]
mod tests;
