//! Everything that happened so far, in words.

use crate::app_state::{Action, Selection};
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use crate::view_model::LoggedEvent;
use web_sys::HtmlElement;

/// The list's id.
const LIST: &str = "log";

/// The log, newest last. [`show_newest`] brings that in sight.
#[inline(never)]
pub(super) fn view(ui: &Ui, lines: &[LoggedEvent]) -> El {
    if lines.is_empty() {
        return el("p.none").says(ui.lang, Text::UiNoLog);
    }
    el("ol")
        .attr("id", LIST)
        .class("log")
        .each(lines, |line| view_line(ui, line))
}

fn view_line(ui: &Ui, line: &LoggedEvent) -> El {
    let button = push_button()
        .class(line.tone.class())
        .attr_if(line.selected, "aria-current", "true")
        .on("click", ui.act(Action::Ask(Selection::Event(line.event))))
        .child(el("span.log-at").text(&line.at))
        .child(el("span").text(&line.text));
    el("li").key(&line.event.0).child(button)
}

/// Scrolls to the end. Only the pane: scrolling into view would move the page on narrow screens.
#[inline(never)]
pub(crate) fn show_newest() {
    let pane = dom::by_id_as::<HtmlElement>(LIST).and_then(|list| list.offset_parent());
    if let Some(pane) = pane {
        pane.set_scroll_top(pane.scroll_height());
    }
}
