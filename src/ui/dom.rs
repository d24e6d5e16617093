//! The few things about the document that drawing it does not do.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlSelectElement, KeyboardEvent,
    MediaQueryList, ScrollIntoViewOptions, ScrollLogicalPosition, SvgElement,
};
use yew::TargetCast;

/// The page's document; none outside a browser's window.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The same as one of its kinds.
pub(crate) fn by_id_as<E: JsCast>(id: &str) -> Option<E> {
    by_id(id)?.dyn_into().ok()
}

/// Calls the document so, if it is not called so already.
pub(crate) fn entitle(title: &str) {
    if let Some(document) = document().filter(|document| document.title() != title) {
        document.set_title(title);
    }
}

/// A media query, to ask or to listen to.
pub(crate) fn media(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

/// Moves the focus to an element, of HTML or of SVG, without scrolling the page.
pub(crate) fn focus(element: &Element) {
    // An element that cannot take the focus is not worth a message.
    if let Some(html) = element.dyn_ref::<HtmlElement>() {
        let _ = html.focus();
    } else if let Some(svg) = element.dyn_ref::<SvgElement>() {
        let _ = svg.focus();
    }
}

/// The same for the element with this id.
pub(crate) fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        focus(&element);
    }
}

/// Scrolls just as far as it takes to see the element with this id.
pub(crate) fn reveal(id: &str) {
    if let Some(element) = by_id(id) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// The key of a keyboard's event; empty for any other event.
pub(crate) fn key(event: &Event) -> String {
    event
        .dyn_ref::<KeyboardEvent>()
        .map(KeyboardEvent::key)
        .unwrap_or_default()
}

/// The same, but empty also for a key pressed together with Ctrl, Meta or Alt.
pub(crate) fn plain_key(event: &Event) -> String {
    event
        .dyn_ref::<KeyboardEvent>()
        .filter(|event| !(event.ctrl_key() || event.meta_key() || event.alt_key()))
        .map(KeyboardEvent::key)
        .unwrap_or_default()
}

/// What was chosen from a list.
pub(crate) fn chosen(event: &Event) -> Option<String> {
    Some(event.target_dyn_into::<HtmlSelectElement>()?.value())
}

/// Listens to an event for as long as it lives.
#[derive(Debug)]
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `heard` on each event of this kind.
    pub(crate) fn new(
        target: impl Into<EventTarget>,
        kind: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        let target = target.into();
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Self {
            target,
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}
