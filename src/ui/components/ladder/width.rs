//! Tells the state how wide the ladder is.

use crate::app_state::Action;
use crate::ui::{Msg, dom, motion};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;
use yew::Callback;

/// While a window is being dragged wider, the ladder is laid out anew only when the hand rests this long.
const SETTLE_MS: u32 = 80;

/// Reports the ladder's width, now and whenever it changes, for as long as it lives.
#[derive(Debug)]
pub(crate) struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Watch {
    /// Begins; none without a ladder.
    pub(crate) fn new(send: &Callback<Msg>) -> Option<Self> {
        let ladder = dom::by_id(motion::LADDER)?;
        let reported = Rc::new(Cell::new(None));
        let pending = RefCell::new(None::<Timeout>);
        let (watched, send) = (ladder.clone(), send.clone());
        let closure = Closure::<dyn FnMut()>::new(move || {
            let report = {
                let (ladder, send, reported) =
                    (watched.clone(), send.clone(), Rc::clone(&reported));
                move || {
                    let width = ladder.client_width().unsigned_abs();
                    // A hidden ladder has no width worth drawing for.
                    if width > 0 && reported.replace(Some(width)) != Some(width) {
                        send.emit(Msg::Act(Action::SetLadderWidth(width)));
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
        observer.observe(&ladder);
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
