//! Keys → [`Action`]s, wherever the focus is, unless the focused element has its own use for the key, or the person has
//! turned them off: then Escape still closes what is open, and the track still goes from moment to moment.

use crate::app_state::Action;
use crate::timeline::PlaybackCommand as Playback;
use crate::ui::appearance::has_keys;
use crate::ui::components::help;
use crate::ui::dom::{self, Listener};
use crate::ui::{Msg, motion};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

/// Listens to the whole window.
pub(crate) fn listen(send: Callback<Msg>) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener::new(window, "keydown", move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
            return;
        };
        if let Some(action) = action(&event) {
            event.prevent_default();
            send.emit(Msg::Act(action));
        }
    }))
}

fn action(event: &KeyboardEvent) -> Option<Action> {
    // Components that used the key have prevented the default: tabs, the menu, the slider's own Page keys.
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let key = event.key();
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let is_track = |target: &Element| target.id() == motion::SCRUB && key.len() > 1;
    if target.as_ref().is_some_and(|target| uses(target, &key)) {
        return None;
    }
    let is_off = key != "Escape" && !target.as_ref().is_some_and(is_track) && !has_keys();
    if is_off {
        return None;
    }
    shortcut(&key, event.shift_key())
}

/// Whether the focused element needs this key for itself.
fn uses(target: &Element, key: &str) -> bool {
    let within = |selector| target.closest(selector).ok().flatten().is_some();
    let modal =
        dom::document().and_then(|document| document.query_selector("dialog[open]").ok().flatten());
    // `?` closes what it opened; everything else waits until the dialog is closed.
    modal.is_some_and(|modal| key != "?" || modal.id() != help::DIALOG)
        || within("select, textarea, input:not([type=range]), [contenteditable]")
        // The lesson's slider moves with these; the track's leaves them to the page.
        || (matches!(key, "ArrowLeft" | "ArrowRight" | "Home" | "End") && within("#slide"))
        // A button takes Space for a click; a second deed on the same key would double it.
        || (key == " " && within("button, summary, [role=button], [role=tab], [role=menuitem]"))
}

/// The action of a key, on its own.
fn shortcut(key: &str, shift: bool) -> Option<Action> {
    Some(match key {
        " " => Action::Playback(Playback::Toggle),
        "ArrowRight" if shift => Action::Playback(Playback::NextStateChange),
        "ArrowLeft" if shift => Action::Playback(Playback::PreviousStateChange),
        "ArrowRight" => Action::Playback(Playback::StepForward),
        "ArrowLeft" => Action::Playback(Playback::StepBack),
        "." => Action::Playback(Playback::FrameForward),
        "," => Action::Playback(Playback::FrameBack),
        "Home" => Action::Playback(Playback::Home),
        "End" => Action::Playback(Playback::End),
        "d" => Action::DropInFlight,
        "D" => Action::DelayInFlight,
        "b" => Action::Branch,
        "?" => Action::ToggleHelp,
        "Escape" => Action::Dismiss,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_turns_a_step_into_a_state_change() {
        assert_eq!(
            shortcut("ArrowRight", false),
            Some(Action::Playback(Playback::StepForward))
        );
        assert_eq!(
            shortcut("ArrowRight", true),
            Some(Action::Playback(Playback::NextStateChange))
        );
    }

    #[test]
    fn dropping_and_delaying_differ_by_case() {
        assert_eq!(shortcut("d", false), Some(Action::DropInFlight));
        assert_eq!(shortcut("D", true), Some(Action::DelayInFlight));
        assert_eq!(shortcut("x", false), None);
    }
}
