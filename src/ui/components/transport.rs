//! The bar below the ladder: moving through the run, and its branches.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::share::Controls;
use crate::timeline::{PlaybackCommand, Speed};
use crate::ui::components::header::option;
use crate::ui::components::icon::Icon;
use crate::ui::components::{Ui, playing, track};
use crate::ui::element::{El, el, push_button};
use crate::ui::{dom, motion};
use crate::view_model::{BranchOption, Transport};

const SPEEDS: [(Speed, &str); 4] = [
    (Speed::Half, "0.5×"),
    (Speed::Normal, "1×"),
    (Speed::Double, "2×"),
    (Speed::Quadruple, "4×"),
];

/// The controls, left to right.
pub(crate) fn view(ui: &Ui, transport: &Transport) -> El {
    let branch = push_button()
        .class("button branch")
        .attr("data-testid", "branch")
        .attr("title", ui.text(Text::UiBranchTitle))
        .on("click", ui.act(Action::Branch))
        .child(Icon::Branch.view())
        .child(el("span").says(ui.lang, Text::UiBranch));
    let buttons = el("div.transport-buttons")
        .child(playing::home(ui, transport))
        .child(playing::step_back(ui, transport))
        .child(playing::play(ui, transport))
        .child(playing::step(ui, transport))
        .child(speed(ui, transport.speed));
    bar(ui, transport, buttons).child(
        el("div.transport-branches")
            .maybe(branches(ui, &transport.branches))
            .child(branch),
    )
}

/// What an embed has of them.
pub(crate) fn short(ui: &Ui, transport: &Transport, controls: Controls) -> El {
    let buttons = el("div.transport-buttons");
    let buttons = match controls {
        Controls::Full => buttons
            .child(playing::step_back(ui, transport))
            .child(playing::play(ui, transport))
            .child(playing::step(ui, transport)),
        Controls::Min | Controls::None => buttons.child(playing::play(ui, transport)),
    };
    bar(ui, transport, buttons)
}

fn bar(ui: &Ui, transport: &Transport, buttons: El) -> El {
    let clock = el("output")
        .attr("id", motion::CLOCK)
        .class("clock")
        .attr("data-testid", "clock")
        .named(ui.lang, Text::UiClock)
        .attr("aria-live", "off");
    el("section.transport")
        .named(ui.lang, Text::UiTransport)
        .child(buttons)
        .child(track::view(ui, transport))
        .child(clock)
}

fn speed(ui: &Ui, speed: Speed) -> El {
    let choose = ui.choose(|event| {
        let chosen = dom::chosen(event)?;
        let (speed, _) = SPEEDS.into_iter().find(|(_, name)| *name == chosen)?;
        Some(Action::Playback(PlaybackCommand::SetSpeed(speed)))
    });
    el("select.speed")
        .attr("data-testid", "speed")
        .named(ui.lang, Text::UiSpeed)
        .on("change", choose)
        .each(SPEEDS, |(own, name)| option(name, name, own == speed))
}

/// A run that never forked has nothing to choose from.
fn branches(ui: &Ui, branches: &[BranchOption]) -> Option<El> {
    (branches.len() > 1).then(|| branch_chips(ui, branches))
}

#[inline(never)]
fn branch_chips(ui: &Ui, branches: &[BranchOption]) -> El {
    el("div")
        .class("segmented branches")
        .attr("role", "group")
        .named(ui.lang, Text::UiBranches)
        .each(branches, |branch| branch_chip(ui, branch))
}

fn branch_chip(ui: &Ui, branch: &BranchOption) -> El {
    let name = ui.lang.fill(Text::UiBranchN, &[("n", &branch.label)]);
    push_button()
        .key(&branch.label)
        .attr("aria-label", &name)
        .flag("aria-pressed", branch.current)
        .attr("title", &branch.description)
        .on("click", ui.act(branch.action.clone()))
        .text(&branch.label)
}
