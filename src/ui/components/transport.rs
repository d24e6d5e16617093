//! The bar below the ladder: moving through the run, and its branches.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::timeline::{PlayStatus, PlaybackCommand, Speed};
use crate::ui::components::header::option;
use crate::ui::components::icon::Icon;
use crate::ui::components::{Ui, track};
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
    let clock = el("output")
        .attr("id", motion::CLOCK)
        .class("clock")
        .attr("data-testid", "clock")
        .named(ui.lang, Text::UiClock)
        .attr("aria-live", "off");
    let branch = push_button()
        .class("button branch")
        .attr("data-testid", "branch")
        .attr("title", ui.text(Text::UiBranchTitle))
        .on("click", ui.act(Action::Branch))
        .child(Icon::Branch.view())
        .child(el("span").says(ui.lang, Text::UiBranch));
    el("section.transport")
        .named(ui.lang, Text::UiTransport)
        .child(buttons(ui, transport))
        .child(track::view(ui, transport))
        .child(clock)
        .child(
            el("div.transport-branches")
                .maybe(branches(ui, &transport.branches))
                .child(branch),
        )
}

fn buttons(ui: &Ui, transport: &Transport) -> El {
    let Transport {
        status,
        can_step,
        can_step_back,
        ..
    } = *transport;
    let (icon, name) = if status == PlayStatus::Playing {
        (Icon::Pause, Text::UiPause)
    } else {
        (Icon::Play, Text::UiPlay)
    };
    let word = |text| el("span").says(ui.lang, text);
    let button = |testid, title, command, enabled: bool| {
        push_button()
            .class("button")
            .attr("data-testid", testid)
            .named(ui.lang, title)
            .attr("title", ui.text(title))
            // Not `disabled`: the button would lose the focus of who is stepping with it.
            .attr_if(!enabled, "aria-disabled", "true")
            .on("click", ui.act(Action::Playback(command)))
    };
    let home = button("home", Text::UiHome, PlaybackCommand::Home, can_step_back)
        .class("home")
        .child(Icon::Home.view());
    let back = button(
        "step-back",
        Text::UiStepBackTitle,
        PlaybackCommand::StepBack,
        can_step_back,
    )
    .class("step")
    .child(Icon::Back.view())
    .child(word(Text::UiStepBack));
    let play = button("play", name, PlaybackCommand::Toggle, true)
        .class("primary play")
        .child(icon.view());
    let on = button(
        "step",
        Text::UiStepTitle,
        PlaybackCommand::StepForward,
        can_step,
    )
    .class("step")
    .child(word(Text::UiStep))
    .child(Icon::Forward.view());
    el("div.transport-buttons")
        .child(home)
        .child(back)
        .child(play)
        .child(on)
        .child(speed(ui, transport.speed))
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
