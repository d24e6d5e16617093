//! A host folded into a chip, for narrow screens and embeds: name, state, first timer.

use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::ui::motion;
use crate::view_model::HostChip;

/// The chip that stands for a host.
pub(crate) fn view(ui: &Ui, chip: &HostChip) -> El {
    let mut words = el("span").text(chip.name);
    if let Some((timer, label)) = chip.timer {
        let left = el("span").attr("id", &motion::chip_left_id(chip.host, timer));
        words = words.text(" · ").text(label).text("\u{a0}").child(left);
    }
    let shape = match &chip.action {
        Some(action) => push_button().on("click", ui.act(action.clone())),
        None => el("div"),
    };
    let shape = match chip.is_open {
        Some(is_open) => shape.flag("aria-expanded", is_open),
        None => shape,
    };
    shape
        .class("chip-host")
        .class(chip.tone.class())
        .attr("title", &chip.hint)
        .child(el("b").attr("lang", "en").text(chip.state))
        .child(words)
}
