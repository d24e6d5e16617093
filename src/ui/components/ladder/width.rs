//! Tells the state how wide the ladder is.

use crate::app_state::Action;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// While a window is being dragged wider, the ladder is laid out anew only when the hand rests this long.
const SETTLE_MS: u32 = 80;

/// Reports the width of the element now and whenever it changes.
#[hook]
pub(crate) fn use_reported_width(element: NodeRef, on_action: Callback<Action>) {
    use_effect_with((element, on_action), |(element, on_action)| {
        let watch = element
            .cast::<Element>()
            .and_then(|element| Watch::new(&element, on_action));
        move || drop(watch)
    });
}

/// An observation that ends when it is dropped.
struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(element: &Element, on_action: &Callback<Action>) -> Option<Self> {
        let reported = Rc::new(Cell::new(None));
        let pending = RefCell::new(None::<Timeout>);
        let (watched, on_action) = (element.clone(), on_action.clone());
        let closure = Closure::<dyn FnMut()>::new(move || {
            let report = {
                let (element, on_action, reported) =
                    (watched.clone(), on_action.clone(), Rc::clone(&reported));
                move || {
                    let width = element.client_width().unsigned_abs();
                    // A hidden ladder has no width worth drawing for.
                    if width > 0 && reported.replace(Some(width)) != Some(width) {
                        on_action.emit(Action::SetLadderWidth(width));
                    }
                }
            };
            if reported.get().is_none() {
                report();
            } else {
                pending.replace(Some(Timeout::new(SETTLE_MS, report)));
            }
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
