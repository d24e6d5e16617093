//! Keeps the document as the page wants it: one message after the other, then one drawing for all of them.

use crate::ui::app::{App, Msg};
use crate::ui::callback::Callback;
use crate::ui::tree::Tree;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::Element;

/// The page, and what it has been told and not heard yet.
#[derive(Default)]
struct Mailbox {
    waiting: RefCell<VecDeque<Msg>>,
    page: RefCell<Option<Page>>,
}

struct Page {
    app: App,
    tree: Tree,
}

/// Draws the page in place of what is in `root`. From then on its own listeners keep it alive.
pub(super) fn draw(root: &Element) {
    let mailbox = Rc::new(Mailbox::default());
    let told = Rc::clone(&mailbox);
    let app = App::new(Callback::from(move |msg| told.take(msg)));
    let Some(tree) = Tree::new(app.view()) else {
        return;
    };
    root.set_text_content(None);
    // A new element can be put anywhere.
    let _ = root.append_child(tree.element());
    let mut page = Page { app, tree };
    page.app.drawn();
    mailbox.page.replace(Some(page));
    mailbox.serve();
}

impl Mailbox {
    fn take(&self, msg: Msg) {
        self.waiting.borrow_mut().push_back(msg);
        self.serve();
    }

    /// Sees to all messages. What is told meanwhile, as when drawing moves the focus, is heard in its turn.
    fn serve(&self) {
        let Ok(mut page) = self.page.try_borrow_mut() else {
            return;
        };
        let Some(page) = page.as_mut() else {
            return;
        };
        let mut is_stale = false;
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            match next {
                Some(msg) => is_stale |= page.app.update(msg),
                None if is_stale => {
                    is_stale = false;
                    page.tree.show(page.app.view());
                    page.app.drawn();
                }
                None => return,
            }
        }
    }
}
