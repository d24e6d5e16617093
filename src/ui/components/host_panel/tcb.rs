//! The TCB's variables.

use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::view_model::{HostPanel, TcbRow};

/// The variables in RFC names, in two columns; those that just changed stand out.
pub(super) fn view(ui: &Ui, panel: &HostPanel) -> El {
    let table = if panel.tcb.is_empty() {
        el("p.none").text(panel.no_tcb)
    } else {
        el("dl.tcb").each(&panel.tcb, view_row)
    };
    el("section.card")
        .child(el("h3").says(ui.lang, Text::UiTcb))
        .child(table)
}

/// Half a card's width holds seven figures beside a name.
const HALF_WIDTH: usize = 7;

fn view_row(row: &TcbRow) -> El {
    let is_long = row.value.chars().count() > HALF_WIDTH;
    el("div")
        .key(&row.name)
        .class_if(row.changed, "changed")
        .class_if(is_long, "whole-row")
        .attr("title", row.meaning)
        .child(el("dt").attr("lang", "en").text(row.name))
        .child(el("dd").text(&row.value))
}
