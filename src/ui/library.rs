//! Fetches books: the prose that is no part of the page's module.

use crate::app_state::{Action, BookId};
use crate::i18n::BOOKS_QUERY;
use crate::ui::Msg;
use crate::ui::dom::{self, Listener};
use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;
use yew::Callback;

/// The books that are on their way.
#[derive(Debug, Default)]
pub(crate) struct Library {
    requests: Vec<(BookId, XmlHttpRequest, Listener)>,
}

impl Library {
    /// How long a book may take before it counts as not to be had.
    const PATIENCE_MS: u32 = 20_000;

    /// Has a book fetched; it arrives as [`Action::BookCame`].
    pub(crate) fn fetch(&mut self, book: BookId, send: &Callback<Msg>) {
        // Where the whole page is one file, its books stand in it (tests/browser/single.js).
        if let Some(text) = dom::by_id(&book.path()).and_then(|inside| inside.text_content()) {
            send.emit(Msg::Act(Action::BookCame(book, Some(text))));
        } else if let Ok((request, listener)) = request(book, send) {
            self.requests.push((book, request, listener));
        } else {
            send.emit(Msg::Act(Action::BookCame(book, None)));
        }
    }

    /// Forgets the request for a book that has come.
    pub(crate) fn came(&mut self, book: BookId) {
        self.requests.retain(|(asked, _, _)| *asked != book);
    }
}

/// Not `fetch()`: a request is one object with one event, and needs no promises, whose glue is larger than all this.
fn request(book: BookId, send: &Callback<Msg>) -> Result<(XmlHttpRequest, Listener), JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("GET", &[&book.path(), BOOKS_QUERY].concat())?;
    request.set_timeout(Library::PATIENCE_MS);
    let (send, answered) = (send.clone(), request.clone());
    // Comes after success and failure alike.
    let listener = Listener::new(request.clone(), "loadend", move |_| {
        let text = answered.response_text().ok().flatten();
        let text = text.filter(|_| answered.status().is_ok_and(|status| status == 200));
        send.emit(Msg::Act(Action::BookCame(book, text)));
    });
    request.send()?;
    Ok((request, listener))
}
