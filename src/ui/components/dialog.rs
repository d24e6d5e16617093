//! Modal dialogs. The browser's own: it holds the focus inside and gives it back.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::components::icon::Icon;
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use web_sys::{Event, HtmlDialogElement};
use yew::{Callback, TargetCast};

/// A dialog with this id, a heading and a page of its own, which `toggle` closes. [`show`] opens and closes it on the
/// screen.
pub(super) fn view(ui: &Ui, id: &'static str, heading: Text, toggle: &Action, page: El) -> El {
    let title = [id, "-title"].concat();
    let head = el("header")
        .child(el("h2").attr("id", &title).says(ui.lang, heading))
        .child(
            push_button()
                .class("icon-button")
                .named(ui.lang, Text::UiClose)
                .on("click", ui.act(toggle.clone()))
                .child(Icon::Dismiss.view()),
        );
    closed(id)
        .attr("aria-labelledby", &title)
        // The state closes it, not the browser, else the two would disagree.
        .on("cancel", toggles(ui, toggle, Event::prevent_default))
        .on("click", on_click_beside(ui, toggle))
        // A section, else its header would be the whole page's.
        .child(el("section.dialog-page").child(head).child(page))
}

/// The dialog with this id while it is closed. It stays in the document: the browser gives the focus back when it closes.
pub(super) fn closed(id: &'static str) -> El {
    el("dialog").attr("id", id).class("dialog")
}

fn toggles(ui: &Ui, toggle: &Action, first: fn(&Event)) -> Callback<Event> {
    let (send, toggle) = (ui.send.clone(), toggle.clone());
    Callback::from(move |event: Event| {
        first(&event);
        send.emit(Msg::Act(toggle.clone()));
    })
}

/// The dialog's padding belongs to its only child, so a click on the dialog itself is beside it.
fn on_click_beside(ui: &Ui, toggle: &Action) -> Callback<Event> {
    let (send, toggle) = (ui.send.clone(), toggle.clone());
    Callback::from(move |event: Event| {
        if event.target_dyn_into::<HtmlDialogElement>().is_some() {
            send.emit(Msg::Act(toggle.clone()));
        }
    })
}

/// Opens or closes the dialog with this id, if it is not so already.
pub(super) fn show(id: &str, open: bool) {
    let Some(dialog) = dom::by_id_as::<HtmlDialogElement>(id) else {
        return;
    };
    match (open, dialog.open()) {
        // It can fail only if it is open already.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    }
}
