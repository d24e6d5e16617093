//! The books that the page has fetched, is fetching, or could not get.

use crate::app_state::AppState;
use crate::i18n::{Book, Lang};
use crate::lesson::LessonId;

/// A book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookId {
    /// In which language.
    pub lang: Lang,
    /// Which.
    pub name: BookName,
}

/// A book in whatever language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookName {
    /// A lesson's.
    Lesson(LessonId),
    /// What each lesson asks, for the list.
    Questions,
    /// Why rules do what they do.
    Rules,
}

/// How a book stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookStatus<'a> {
    /// Here it is.
    Here(&'a Book),
    /// It is on its way.
    Coming,
    /// It could not be got.
    Failed,
}

/// All books that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf(Vec<(BookId, Slot)>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Slot {
    Coming,
    Failed,
    Here(Book),
}

impl BookName {
    /// The name of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lesson(id) => id.name(),
            Self::Questions => "questions",
            Self::Rules => "rules",
        }
    }
}

impl BookId {
    /// Where it lies, seen from the page.
    pub fn path(self) -> String {
        ["prose/", self.lang.tag(), "/", self.name.name(), ".md"].concat()
    }
}

impl Shelf {
    /// How a book stands.
    pub fn status(&self, wanted: BookId) -> BookStatus<'_> {
        match self.0.iter().find(|(book, _)| *book == wanted) {
            Some((_, Slot::Here(book))) => BookStatus::Here(book),
            Some((_, Slot::Failed)) => BookStatus::Failed,
            Some((_, Slot::Coming)) | None => BookStatus::Coming,
        }
    }

    /// Puts a book on the shelf that has come; none if it could not be got.
    pub(super) fn put(&mut self, book: BookId, text: Option<&str>) {
        let slot = text.map_or(Slot::Failed, |text| Slot::Here(Book::new(text)));
        self.set(book, slot);
    }

    /// Forgets the books that could not be got, so that they are asked for again.
    pub(super) fn forget_failed(&mut self) {
        self.0.retain(|(_, slot)| *slot != Slot::Failed);
    }

    fn set(&mut self, wanted: BookId, slot: Slot) {
        match self.0.iter_mut().find(|(book, _)| *book == wanted) {
            Some((_, old)) => *old = slot,
            None => self.0.push((wanted, slot)),
        }
    }
}

impl AppState {
    /// The books that were asked for.
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The open lesson's book.
    pub fn lesson_book(&self) -> BookId {
        self.book(BookName::Lesson(self.place.lesson))
    }

    /// The book of the rules, if it is here.
    pub fn rules(&self) -> Option<&Book> {
        match self.shelf.status(self.book(BookName::Rules)) {
            BookStatus::Here(book) => Some(book),
            BookStatus::Coming | BookStatus::Failed => None,
        }
    }

    fn book(&self, name: BookName) -> BookId {
        BookId {
            lang: self.lang(),
            name,
        }
    }

    /// The books to fetch now. Each is named once: from then on it is on its way.
    pub fn ask_for_books(&mut self) -> Vec<BookId> {
        let mut wanted = vec![self.lesson_book()];
        // What is on the screen comes first, what stands behind it afterwards.
        if self.shelf.status(self.lesson_book()) != BookStatus::Coming {
            wanted.push(self.book(BookName::Rules));
        }
        if self.list_open {
            wanted.push(self.book(BookName::Questions));
        }
        let mut asked = Vec::new();
        for book in wanted {
            if !self.shelf.0.iter().any(|(known, _)| *known == book) {
                self.shelf.set(book, Slot::Coming);
                asked.push(book);
            }
        }
        asked
    }
}

#[cfg(any(test, feature = "cli"))]
impl AppState {
    /// Fetches what is to be fetched from the books that this program has in itself.
    pub fn read_up(&mut self) {
        for book in self.ask_for_books() {
            let shipped = Book::shipped(book.lang, book.name.name());
            self.shelf
                .set(book, shipped.map_or(Slot::Failed, Slot::Here));
        }
    }
}
