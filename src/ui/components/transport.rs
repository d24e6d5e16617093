//! The bar below the ladder: moving through the run, and its branches.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::timeline::{PlayStatus, PlaybackCommand, Speed};
use crate::ui::components::icon::Icon;
use crate::ui::components::track::Track;
use crate::ui::{dom, motion};
use crate::view_model::{BranchOption, Transport};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What the bar shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TransportBarProps {
    pub(crate) transport: Transport,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

const SPEEDS: [(Speed, &str); 4] = [
    (Speed::Half, "0.5×"),
    (Speed::Normal, "1×"),
    (Speed::Double, "2×"),
    (Speed::Quadruple, "4×"),
];

/// The controls, left to right.
#[component]
pub(crate) fn TransportBar(props: &TransportBarProps) -> Html {
    let TransportBarProps {
        transport,
        lang,
        on_action,
    } = props;
    html! {
        <section class="transport" aria-label={lang.text(Text::UiTransport)}>
            <div class="transport-buttons">
                { buttons(props) }
                { speed(props) }
            </div>
            <Track transport={transport.clone()} lang={*lang} {on_action} />
            <output id={motion::CLOCK} class="clock" data-testid="clock" aria-label={lang.text(Text::UiClock)} aria-live="off" />
            <div class="transport-branches">
                { branches(props) }
                <button
                    type="button"
                    class="button branch"
                    data-testid="branch"
                    title={lang.text(Text::UiBranchTitle)}
                    onclick={on_action.reform(|_| Action::Branch)}
                >
                    { Icon::Branch.html() }
                    <span>{ lang.text(Text::UiBranch) }</span>
                </button>
            </div>
        </section>
    }
}

fn buttons(props: &TransportBarProps) -> Html {
    let Transport {
        status,
        can_step,
        can_step_back,
        ..
    } = props.transport;
    let lang = props.lang;
    let (icon, name) = if status == PlayStatus::Playing {
        (Icon::Pause, Text::UiPause)
    } else {
        (Icon::Play, Text::UiPlay)
    };
    let button = |testid: &'static str,
                  title: Text,
                  command,
                  enabled: bool,
                  class: &'static str,
                  content: Html| {
        html! {
            <button
                type="button"
                class={classes!("button", class)}
                data-testid={testid}
                aria-label={lang.text(title)}
                title={lang.text(title)}
                // Not `disabled`: the button would lose the focus of who is stepping with it.
                aria-disabled={(!enabled).then_some("true")}
                onclick={props.on_action.reform(move |_| Action::Playback(command))}
            >
                { content }
            </button>
        }
    };
    let back = html! { <>{ Icon::Back.html() }<span>{ lang.text(Text::UiStepBack) }</span></> };
    let on = html! { <><span>{ lang.text(Text::UiStep) }</span>{ Icon::Forward.html() }</> };
    html! {
        <>
            { button("home", Text::UiHome, PlaybackCommand::Home, can_step_back, "home", Icon::Home.html()) }
            { button("step-back", Text::UiStepBackTitle, PlaybackCommand::StepBack, can_step_back, "step", back) }
            { button("play", name, PlaybackCommand::Toggle, true, "primary play", icon.html()) }
            { button("step", Text::UiStepTitle, PlaybackCommand::StepForward, can_step, "step", on) }
        </>
    }
}

fn speed(props: &TransportBarProps) -> Html {
    let onchange = dom::on_choice(&props.on_action, |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>()?.value();
        let (speed, _) = SPEEDS.into_iter().find(|(_, name)| *name == chosen)?;
        Some(Action::Playback(PlaybackCommand::SetSpeed(speed)))
    });
    html! {
        <select class="speed" data-testid="speed" aria-label={props.lang.text(Text::UiSpeed)} {onchange}>
            { for SPEEDS.into_iter().map(|(speed, name)| html! {
                <option key={name} value={name} selected={speed == props.transport.speed}>{ name }</option>
            }) }
        </select>
    }
}

/// A run that never forked has nothing to choose from.
fn branches(props: &TransportBarProps) -> Html {
    let branches = &props.transport.branches;
    if branches.len() < 2 {
        return Html::default();
    }
    html! {
        <div class="segmented branches" role="group" aria-label={props.lang.text(Text::UiBranches)}>
            { for branches.iter().map(|branch| branch_chip(props, branch)) }
        </div>
    }
}

fn branch_chip(props: &TransportBarProps, branch: &BranchOption) -> Html {
    let name = props.lang.fill(Text::UiBranchN, &[("n", &branch.label)]);
    let action = branch.action.clone();
    html! {
        <button
            type="button"
            key={branch.label.clone()}
            aria-label={name}
            aria-pressed={if branch.current { "true" } else { "false" }}
            title={branch.description.clone()}
            onclick={props.on_action.reform(move |_| action.clone())}
        >
            { &branch.label }
        </button>
    }
}
