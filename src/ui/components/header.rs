//! The page's head: which lesson, which language, which colours.

use crate::app_state::{Action, Theme};
use crate::i18n::{Lang, Text};
use crate::ui::appearance;
use crate::ui::components::icon::Icon;
use crate::ui::components::{Ui, share};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{LessonSwitch, Link};

/// The head of the page.
pub(crate) fn view(ui: &Ui, switch: &LessonSwitch, theme: Theme) -> El {
    let logo = el("h1.logo")
        .attr("translate", "no")
        .text("tcp")
        .child(el("span").text("scope"));
    let languages = el("div.segmented")
        .attr("role", "group")
        .named(ui.lang, Text::UiLanguage)
        .each(Lang::ALL, |choice| lang_button(ui, choice));
    let restart = button(ui, Text::UiRestart, Text::UiRestartHint, Action::Restart)
        .child(Icon::Restart.view());
    let share = push_button()
        .class("button share-button")
        .attr("data-testid", "share")
        .attr("aria-haspopup", "dialog")
        .named(ui.lang, Text::UiShare)
        .attr("title", ui.text(Text::UiShare))
        .on("click", share::opens(ui))
        .child(Icon::Share.view())
        .child(el("span").says(ui.lang, Text::UiShare));
    let help = button(ui, Text::UiHelp, Text::UiHelp, Action::ToggleHelp)
        .class("help-button")
        .text("?");
    el("header.header")
        .child(logo)
        .child(lesson_switch(ui, switch))
        .child(restart)
        .child(el("span.grow"))
        .child(languages)
        .child(theme_button(ui, theme))
        .child(share)
        .child(help)
}

/// The open lesson's title, which opens the list of questions, between the ways to its neighbours.
fn lesson_switch(ui: &Ui, switch: &LessonSwitch) -> El {
    let title = push_button()
        .class("lesson-title")
        .attr("data-testid", "lesson-title")
        .attr("aria-haspopup", "dialog")
        .attr("title", ui.text(Text::PanelListTitle))
        .on("click", ui.act(Action::ToggleList))
        .child(el("span").text(&switch.open_title))
        .child(Icon::Unfold.view());
    el("div.lesson-switch")
        .child(beside(
            ui,
            "previous",
            switch.previous.as_ref(),
            Icon::Previous,
        ))
        .child(title)
        .child(beside(ui, "next", switch.next.as_ref(), Icon::Next))
}

/// The way to a lesson beside the open one. At either end it stays, and leads nowhere.
fn beside(ui: &Ui, side: &'static str, link: Option<&Link>, icon: Icon) -> El {
    let button = push_button()
        .class("icon-button")
        .class(side)
        .attr("data-testid", &["lesson-", side].concat());
    match link {
        None => button.attr("disabled", "").attr("aria-hidden", "true"),
        Some(link) => button
            .attr("aria-label", &link.label)
            .attr("title", &link.label)
            .on("click", ui.act(link.action.clone()))
            .child(el("span").text(&link.label)),
    }
    .child(icon.view())
}

/// A line of a list to choose from.
pub(super) fn option(name: &str, text: &str, selected: bool) -> El {
    el("option")
        .key(&name)
        .attr("value", name)
        .chosen(selected)
        .text(text)
}

fn lang_button(ui: &Ui, choice: Lang) -> El {
    push_button()
        .key(&choice.tag())
        .attr("lang", choice.tag())
        .attr("data-testid", &format!("lang-{}", choice.tag()))
        .flag("aria-pressed", choice == ui.lang)
        .on("click", ui.act(Action::SetLang(choice)))
        .text(choice.name())
}

/// Turns what is seen around, whatever the choice was: a button that seems to do nothing is worse than one state less.
fn theme_button(ui: &Ui, theme: Theme) -> El {
    let (other, text) = if appearance::is_dark(theme) {
        (Theme::Light, Text::UiThemeToLight)
    } else {
        (Theme::Dark, Text::UiThemeToDark)
    };
    button(ui, text, text, Action::SetTheme(other))
        .attr("data-testid", "theme")
        .child(Icon::Theme.view())
}

fn button(ui: &Ui, name: Text, hint: Text, action: Action) -> El {
    push_button()
        .class("icon-button")
        .named(ui.lang, name)
        .attr("title", ui.text(hint))
        .on("click", ui.act(action))
}
