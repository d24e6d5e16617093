//! Everything that happened so far, in words.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::view_model::LoggedEvent;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What the log shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LogProps {
    pub(crate) lines: Vec<LoggedEvent>,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The log, newest last and in sight.
#[component]
pub(crate) fn Log(props: &LogProps) -> Html {
    let list = use_node_ref();
    use_effect_with((list.clone(), props.lines.len()), |(list, _)| {
        let last = list
            .cast::<Element>()
            .and_then(|list| list.last_element_child());
        let pane = list
            .cast::<HtmlElement>()
            .and_then(|list| list.offset_parent());
        if let (Some(_), Some(pane)) = (last, pane) {
            // Only the pane: scrolling into view would move the page on narrow screens.
            pane.set_scroll_top(pane.scroll_height());
        }
    });
    if props.lines.is_empty() {
        return html! { <p class="none">{ props.lang.text(Text::UiNoLog) }</p> };
    }
    html! {
        <ol ref={list} class="log">
            { for props.lines.iter().map(|line| view_line(line, &props.on_action)) }
        </ol>
    }
}

fn view_line(line: &LoggedEvent, on_action: &Callback<Action>) -> Html {
    let event = line.event;
    html! {
        <li key={event.0}>
            <button
                type="button"
                class={line.tone.class()}
                aria-current={line.selected.then_some("true")}
                onclick={on_action.reform(move |_| Action::Select(event))}
            >
                <span class="log-at">{ &line.at }</span>
                <span>{ &line.text }</span>
            </button>
        </li>
    }
}
