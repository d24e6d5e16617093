//! The fidelity page: what is modelled, what is simplified, and what the checks say.
//!
//! `en.md` and `zh-Hans.md` are the page, written by hand but for the sections between `<!-- generated: … -->` and
//! `<!-- end -->`. `cargo tcpscope fidelity` fills those in and renders both for the browser.

mod knobs;
mod tables;

pub use tables::{Row, conformance, profiles};

use crate::i18n::Lang;
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
