//! A host's panel: state, timers, program, TCB and the socket calls that are legal now.

mod calls;
mod program;
mod tcb;
mod timers;

use crate::app_state::{Action, Selection};
use crate::i18n::Text;
use crate::simulation::HostId;
use crate::ui::components::Ui;
use crate::ui::components::offered::{Group, Reasons};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{HostPanel, StateChip};

/// One side of the screen.
pub(crate) fn view(ui: &Ui, panel: &HostPanel, reasons: &Reasons) -> El {
    let (side, group) = match panel.host {
        HostId::Client => ("client", Group::Client),
        HostId::Server => ("server", Group::Server),
    };
    let heading = el("h2")
        .child(el("span").text(panel.name))
        .child(el("span.address").text(&panel.address));
    // It may scroll, so it takes the focus.
    let details = ui.lang.fill(Text::UiHostDetails, &[("name", panel.name)]);
    let cards = el("div.host-cards")
        .attr("role", "group")
        .attr("aria-label", &details)
        .attr("tabindex", "0")
        .child(timers::view(ui, panel.host, &panel.timers))
        .child(program::view(ui, panel))
        .child(tcb::view(ui, panel));
    el("section.host")
        .class(side)
        .attr("id", side)
        .attr("aria-label", panel.name)
        .child(heading)
        .child(state_chip(ui, &panel.state, side))
        .child(cards)
        .child(calls::view(ui, &panel.calls, group, reasons.of(group)))
}

/// A button that asks how the host came into its state.
fn state_chip(ui: &Ui, state: &StateChip, side: &str) -> El {
    let name = el("b")
        .attr("data-testid", &format!("state-{side}"))
        .attr("lang", "en")
        .text(state.name);
    let line = el("span.state-line")
        .child(name)
        .child(el("small").text(&state.since));
    let chip = match state.event {
        None => el("div.state"),
        Some(event) => push_button()
            .class("state")
            .on("click", ui.act(Action::Ask(Selection::Event(event)))),
    };
    chip.class(state.tone.class())
        .child(line)
        .child(el("span.state-meaning").text(&state.meaning))
}
