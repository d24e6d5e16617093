//! The last words of a panic. After one, this module is never called again: the notice is the page's own script's.

use std::panic::PanicHookInfo;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Function, Reflect};

/// Says what went wrong on the console and to `window.tcpscopeCrashed`, if the page has one.
pub(crate) fn on_panic(info: &PanicHookInfo<'_>) {
    let message = JsValue::from_str(&info.to_string());
    web_sys::console::error_1(&message);
    let notice = web_sys::window()
        .and_then(|window| Reflect::get(&window, &"tcpscopeCrashed".into()).ok())
        .and_then(|value| value.dyn_into::<Function>().ok());
    if let Some(notice) = notice {
        // Whatever it throws, there is nothing left to do here.
        let _ = notice.call1(&JsValue::NULL, &message);
    }
}
