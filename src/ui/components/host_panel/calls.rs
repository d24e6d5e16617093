//! The socket calls to make by hand.

use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::components::offered::{self, Group, Told};
use crate::ui::element::{El, el};
use crate::view_model::CallButton;

/// The buttons, and why the one pointed at is illegal now.
pub(super) fn view(ui: &Ui, calls: &[CallButton], group: Group, told: Option<&Told>) -> El {
    let buttons = el("div.call-buttons").each(calls, |call| {
        offered::button(ui, call.label, &call.offered, group, "").key(&call.label)
    });
    el("div.calls")
        .attr("role", "group")
        .named(ui.lang, Text::UiCalls)
        .child(buttons)
        .maybe(told.map(offered::reason))
}
