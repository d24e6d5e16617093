//! Whether anybody can see the page.

use crate::ui::Msg;
use crate::ui::dom::{self, Listener};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};
use yew::Callback;

/// Reports whether the page can be seen, when that changes, for as long as it lives. A frame that is scrolled out of the
/// page around it cannot, and neither can a tab in the background. A run that plays goes on playing, but its time stands
/// still meanwhile: nobody misses anything, and nothing is done for nobody.
#[derive(Debug)]
pub(crate) struct Sight {
    observer: IntersectionObserver,
    _crossed: Closure<dyn FnMut(Vec<IntersectionObserverEntry>)>,
    _turned: Listener,
}

impl Sight {
    /// Begins; none without a page.
    pub(crate) fn new(send: &Callback<Msg>) -> Option<Self> {
        let document = dom::document()?;
        let page = dom::by_id("app")?;
        let in_sight = Rc::new(Cell::new(true));
        let report = {
            let (send, in_sight, document) = (send.clone(), Rc::clone(&in_sight), document.clone());
            move || send.emit(Msg::Seen(in_sight.get() && !document.hidden()))
        };
        let watcher = {
            let report = report.clone();
            Closure::<dyn FnMut(_)>::new(move |entries: Vec<IntersectionObserverEntry>| {
                in_sight.set(
                    entries
                        .last()
                        .is_some_and(IntersectionObserverEntry::is_intersecting),
                );
                report();
            })
        };
        // Without a root of its own it looks through all frames up to the window.
        let observer = IntersectionObserver::new(watcher.as_ref().unchecked_ref()).ok()?;
        observer.observe(&page);
        Some(Self {
            observer,
            _crossed: watcher,
            _turned: Listener::new(document, "visibilitychange", move |_| report()),
        })
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
