//! The page's head: which lesson, which language, which colours.

use crate::app_state::{Action, Theme};
use crate::i18n::{Lang, Text};
use crate::lesson::LessonId;
use crate::ui::components::icon::Icon;
use crate::ui::{appearance, dom};
use crate::view_model::LessonOption;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What the head shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HeaderProps {
    pub(crate) lessons: Vec<LessonOption>,
    pub(crate) theme: Theme,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The head of the page.
#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let lang = props.lang;
    html! {
        <header class="header">
            <h1 class="logo" translate="no">{ "tcp" }<span>{ "scope" }</span></h1>
            { lesson_select(props) }
            { icon_button(props, Icon::Restart, Text::UiRestart, Text::UiRestartHint, Action::Restart) }
            <span class="grow" />
            <div class="segmented" role="group" aria-label={lang.text(Text::UiLanguage)}>
                { for Lang::ALL.map(|choice| lang_button(props, choice)) }
            </div>
            { theme_button(props) }
            <button
                type="button"
                class="icon-button help-button"
                aria-label={lang.text(Text::UiHelp)}
                title={lang.text(Text::UiHelp)}
                onclick={props.on_action.reform(|_| Action::ToggleHelp)}
            >
                { "?" }
            </button>
        </header>
    }
}

fn lesson_select(props: &HeaderProps) -> Html {
    let onchange = dom::on_choice(&props.on_action, |event: Event| {
        let select: HtmlSelectElement = event.target_dyn_into()?;
        LessonId::from_name(&select.value()).map(Action::OpenLesson)
    });
    html! {
        <select
            class="lesson-select"
            data-testid="lesson-select"
            aria-label={props.lang.text(Text::UiLesson)}
            {onchange}
        >
            { for props.lessons.iter().map(|lesson| html! {
                <option key={lesson.id.name()} value={lesson.id.name()} selected={lesson.selected}>
                    { &lesson.title }
                </option>
            }) }
        </select>
    }
}

fn lang_button(props: &HeaderProps, choice: Lang) -> Html {
    html! {
        <button
            type="button"
            key={choice.tag()}
            lang={choice.tag()}
            data-testid={format!("lang-{}", choice.tag())}
            aria-pressed={if choice == props.lang { "true" } else { "false" }}
            onclick={props.on_action.reform(move |_| Action::SetLang(choice))}
        >
            { choice.name() }
        </button>
    }
}

/// Turns what is seen around, whatever the choice was: a button that seems to do nothing is worse than one state less.
fn theme_button(props: &HeaderProps) -> Html {
    let (other, text) = if appearance::is_dark(props.theme) {
        (Theme::Light, Text::UiThemeToLight)
    } else {
        (Theme::Dark, Text::UiThemeToDark)
    };
    html! {
        <button
            type="button"
            class="icon-button"
            data-testid="theme"
            aria-label={props.lang.text(text)}
            title={props.lang.text(text)}
            onclick={props.on_action.reform(move |_| Action::SetTheme(other))}
        >
            { Icon::Theme.html() }
        </button>
    }
}

fn icon_button(props: &HeaderProps, icon: Icon, name: Text, hint: Text, action: Action) -> Html {
    html! {
        <button
            type="button"
            class="icon-button"
            aria-label={props.lang.text(name)}
            title={props.lang.text(hint)}
            onclick={props.on_action.reform(move |_| action.clone())}
        >
            { icon.html() }
        </button>
    }
}
