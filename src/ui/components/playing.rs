//! The buttons that move through the run.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::timeline::{PlayStatus, PlaybackCommand};
use crate::ui::components::Ui;
use crate::ui::components::icon::Icon;
use crate::ui::element::{El, el, push_button};
use crate::view_model::Transport;

struct Button {
    testid: &'static str,
    title: Text,
    command: PlaybackCommand,
    is_enabled: bool,
}

impl Button {
    fn view(self, ui: &Ui) -> El {
        push_button()
            .class("button")
            .attr("data-testid", self.testid)
            .named(ui.lang, self.title)
            .attr("title", ui.text(self.title))
            // Not `disabled`: the button would lose the focus of who is stepping with it.
            .attr_if(!self.is_enabled, "aria-disabled", "true")
            .on("click", ui.act(Action::Playback(self.command)))
    }
}

/// To the beginning.
pub(super) fn home(ui: &Ui, transport: &Transport) -> El {
    let button = Button {
        testid: "home",
        title: Text::UiHome,
        command: PlaybackCommand::Home,
        is_enabled: transport.can_step_back,
    };
    button.view(ui).class("home").child(Icon::Home.view())
}

/// To the moment before.
pub(super) fn step_back(ui: &Ui, transport: &Transport) -> El {
    let button = Button {
        testid: "step-back",
        title: Text::UiStepBackTitle,
        command: PlaybackCommand::StepBack,
        is_enabled: transport.can_step_back,
    };
    button
        .view(ui)
        .class("step")
        .child(Icon::Back.view())
        .child(el("span").says(ui.lang, Text::UiStepBack))
}

/// Play, or pause.
pub(super) fn play(ui: &Ui, transport: &Transport) -> El {
    let (icon, title) = if transport.status == PlayStatus::Playing {
        (Icon::Pause, Text::UiPause)
    } else {
        (Icon::Play, Text::UiPlay)
    };
    let button = Button {
        testid: "play",
        title,
        command: PlaybackCommand::Toggle,
        is_enabled: true,
    };
    button.view(ui).class("primary play").child(icon.view())
}

/// To the next moment.
pub(super) fn step(ui: &Ui, transport: &Transport) -> El {
    let button = Button {
        testid: "step",
        title: Text::UiStepTitle,
        command: PlaybackCommand::StepForward,
        is_enabled: transport.can_step,
    };
    button
        .view(ui)
        .class("step")
        .child(el("span").says(ui.lang, Text::UiStep))
        .child(Icon::Forward.view())
}

/// Over the picture, where nobody can miss it: what starts a run that has not been started.
pub(super) fn start(ui: &Ui) -> El {
    push_button()
        .class("primary start")
        .attr("data-testid", "start")
        .named(ui.lang, Text::UiPlay)
        .on("click", ui.act(Action::Playback(PlaybackCommand::Toggle)))
        .child(Icon::Play.view())
}
