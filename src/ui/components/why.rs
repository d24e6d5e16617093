//! Why the selected event happened: the chain that led to it, and the rule behind it.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::view_model::{Inspector, WhyLink};
use yew::prelude::*;

/// The chain as chips, each of which can be asked in turn; below it the answer.
pub(crate) fn view(inspector: &Inspector, lang: Lang, on_action: &Callback<Action>) -> Html {
    let Inspector {
        chain,
        sentence,
        clause,
        moment,
        ..
    } = inspector;
    if chain.is_empty() && moment.is_empty() {
        return html! { <p class="none">{ lang.text(Text::UiNothingSelected) }</p> };
    }
    html! {
        <div class="why">
            <ol class="chain" aria-label={lang.text(Text::UiChain)}>
                { for chain.iter().map(|link| view_link(link, on_action)) }
            </ol>
            <p class="because">
                { sentence }
                if !clause.is_empty() {
                    { " " }<span class="clause">{ clause }</span>
                }
            </p>
            if moment.len() > 1 {
                <div class="moment">
                    <h3>{ lang.text(Text::UiMoment) }</h3>
                    <ul>{ for moment.iter().map(|link| view_link(link, on_action)) }</ul>
                </div>
            }
        </div>
    }
}

fn view_link(link: &WhyLink, on_action: &Callback<Action>) -> Html {
    let event = link.event;
    html! {
        <li key={event.0}>
            <button
                type="button"
                class={classes!("chip", link.tone.class())}
                aria-current={link.selected.then_some("true")}
                onclick={on_action.reform(move |_| Action::Select(event))}
            >
                { &link.text }
            </button>
        </li>
    }
}
