//! The page's head: which lesson, which language, which colours.

use crate::app_state::{Action, Theme};
use crate::i18n::{Lang, Text};
use crate::lesson::LessonId;
use crate::ui::components::Ui;
use crate::ui::components::icon::Icon;
use crate::ui::element::{El, el, push_button};
use crate::ui::{appearance, dom};
use crate::view_model::LessonOption;

/// The head of the page.
pub(crate) fn view(ui: &Ui, lessons: &[LessonOption], theme: Theme) -> El {
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
    let help = button(ui, Text::UiHelp, Text::UiHelp, Action::ToggleHelp)
        .class("help-button")
        .text("?");
    el("header.header")
        .child(logo)
        .child(lesson_select(ui, lessons))
        .child(restart)
        .child(el("span.grow"))
        .child(languages)
        .child(theme_button(ui, theme))
        .child(help)
}

fn lesson_select(ui: &Ui, lessons: &[LessonOption]) -> El {
    let open = ui.choose(|event| {
        let name = dom::chosen(event)?;
        LessonId::from_name(&name).map(Action::OpenLesson)
    });
    el("select.lesson-select")
        .attr("data-testid", "lesson-select")
        .named(ui.lang, Text::UiLesson)
        .on("change", open)
        .each(lessons, |lesson| {
            option(lesson.id.name(), &lesson.title, lesson.selected)
        })
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
