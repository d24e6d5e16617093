//! Books: prose in Markdown that is no part of the page's module. `# ` begins the title, `## name` a section; a section
//! is one line of text. The page fetches a book when it shows one; whatever runs without a browser has them all.

/// A book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book(Box<str>);

impl Book {
    /// The book that was written so.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// What stands behind `# `; empty if nothing does.
    pub fn title(&self) -> &str {
        let mut lines = self.0.lines();
        lines
            .find_map(|line| line.strip_prefix("# "))
            .unwrap_or_default()
    }

    /// The text of the section with that place, counted from zero; none if there are not so many.
    pub fn nth(&self, place: usize) -> Option<&str> {
        let mut lines = self.0.lines();
        for _ in 0..=place {
            lines.find(|line| line.starts_with("## "))?;
        }
        lines.find(|line| !line.is_empty())
    }

    /// The text of a section; none if there is no such section.
    pub fn section(&self, name: &str) -> Option<&str> {
        let mut lines = self.0.lines();
        lines.find(|line| line.strip_prefix("## ") == Some(name))?;
        lines.find(|line| !line.is_empty())
    }
}

#[cfg(any(test, feature = "cli"))]
impl Book {
    /// The names of its sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.0.lines().filter_map(|line| line.strip_prefix("## "))
    }

    /// The book of that name as it is shipped.
    pub fn shipped(lang: crate::i18n::Lang, name: &str) -> Option<Self> {
        let mut books = SHIPPED.iter();
        let (_, _, text) = books.find(|(tag, book, _)| (*tag, *book) == (lang.tag(), name))?;
        Some(Self::new(text))
    }

    /// The names of all books.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let english = SHIPPED.iter().filter(|(tag, _, _)| *tag == "en");
        english.map(|(_, name, _)| *name)
    }
}

include!(concat!(env!("OUT_DIR"), "/books.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_has_a_title_and_sections_of_one_line() {
        let book = Book::new("# Why?\n\n## one\n\nThe first.\n\n## two\nThe second.\n");
        assert_eq!(book.title(), "Why?");
        assert_eq!(book.section("one"), Some("The first."));
        assert_eq!(book.section("two"), Some("The second."));
        assert_eq!(book.section("three"), None);
        assert_eq!(book.section("tw"), None);
        assert_eq!(book.nth(1), Some("The second."));
        assert_eq!(book.nth(2), None);
    }
}
