//! The focus is never lost: where the element that has it goes, the part of the page around it takes it. Else who has no
//! pointer would begin at the top again.

use crate::ui::dom::{self, Listener};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::TargetCast;

/// What takes the focus in place of an element within it.
const PARTS: &str = "[tabindex], section, main, header";

/// Knows who has the focus.
#[derive(Debug)]
pub(crate) struct Focus {
    held: Rc<RefCell<Option<Held>>>,
    _listeners: Vec<Listener>,
}

#[derive(Debug)]
struct Held {
    by: Element,
    within: Element,
}

impl Focus {
    /// Begins to watch.
    pub(crate) fn watch() -> Self {
        let held = Rc::new(RefCell::new(None));
        let (taken, left) = (Rc::clone(&held), Rc::clone(&held));
        let mut listeners = Vec::new();
        if let Some(document) = dom::document() {
            let target = document.clone();
            listeners.push(Listener::new(target, "focusin", move |event| {
                *taken.borrow_mut() = event.target_dyn_into().and_then(hold);
            }));
            // Who points beside everything wants nothing to have the focus.
            listeners.push(Listener::new(document, "pointerdown", move |_| {
                *left.borrow_mut() = None;
            }));
        }
        Self {
            held,
            _listeners: listeners,
        }
    }

    /// Gives the focus to the part around the element that had it, if that is gone. To be called when the elements are in
    /// place.
    pub(crate) fn keep(&self) {
        let lost = self.held.borrow_mut().take_if(|held| is_gone(&held.by));
        if let Some(held) = lost {
            give(&held.within);
        }
    }
}

fn hold(by: Element) -> Option<Held> {
    let within = by.parent_element()?.closest(PARTS).ok()??;
    Some(Held { by, within })
}

fn is_gone(element: &Element) -> bool {
    let active = dom::document().and_then(|document| document.active_element());
    // A button that has just been disabled still is the active element; with the next frame nobody is.
    let is_lost = active.is_none_or(|active| active == *element || active.tag_name() == "BODY");
    is_lost && (!element.is_connected() || element.has_attribute("disabled"))
}

#[inline(never)]
fn give(part: &Element) {
    if !part.has_attribute("tabindex") {
        // It takes the focus when it is given it, and is not on the way of the Tab key. The name is valid.
        let _ = part.set_attribute("tabindex", "-1");
    }
    dom::focus(part);
}
