//! What the page remembers: language, colours, spelling, the switch for keys and what the person has learnt for ever, the run for as long as the tab. A sandboxed frame has no
//! storage and throws, and so does a full one; then nothing is remembered, and nothing is said.

use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The reader's language, by its tag.
pub(crate) const LANG: &str = "tcpscope.lang";
/// The reader's colours: `auto`, `light`, `dark`.
pub(crate) const THEME: &str = "tcpscope.theme";
/// Whether keys on their own do something: `on`, `off`.
pub(crate) const KEYS: &str = "tcpscope.keys";
/// The reader's spelling of the states: `rfc`, `socket`.
pub(crate) const STATES: &str = "tcpscope.states";
/// What is known of the person: see [`Learner::text`](crate::app_state::Learner::text).
pub(crate) const LEARNER: &str = "tcpscope.learner";
/// The run in this tab.
const RUN: &str = "tcpscope.run";

/// A setting that was chosen on an earlier visit.
pub(crate) fn setting(key: &str) -> Option<String> {
    local().ok()??.get_item(key).ok()?
}

/// Remembers a setting for the next visit.
pub(crate) fn remember(key: &str, value: &str) -> Result<(), JsValue> {
    local()?.map_or(Ok(()), |storage| storage.set_item(key, value))
}

/// The run that this tab showed before it was loaded again.
pub(crate) fn run() -> Option<String> {
    session().ok()??.get_item(RUN).ok()?
}

/// Keeps the run for when the tab is loaded again.
pub(crate) fn keep_run(text: &str) -> Result<(), JsValue> {
    session()?.map_or(Ok(()), |storage| storage.set_item(RUN, text))
}

fn local() -> Result<Option<Storage>, JsValue> {
    web_sys::window().map_or(Ok(None), |window| window.local_storage())
}

fn session() -> Result<Option<Storage>, JsValue> {
    web_sys::window().map_or(Ok(None), |window| window.session_storage())
}
