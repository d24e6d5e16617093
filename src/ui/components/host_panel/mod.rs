//! A host's panel: state, timers, program, TCB and the socket calls that are legal now.

mod calls;
mod program;
mod tcb;
mod timers;

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::simulation::HostId;
use crate::view_model::{HostPanel, StateChip};
use yew::prelude::*;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HostPanelViewProps {
    pub(crate) panel: HostPanel,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// One side of the screen.
#[component]
pub(crate) fn HostPanelView(props: &HostPanelViewProps) -> Html {
    let HostPanelViewProps {
        panel,
        lang,
        on_action,
    } = props;
    let lang = *lang;
    let side = match panel.host {
        HostId::Client => "client",
        HostId::Server => "server",
    };
    html! {
        <section class={classes!("host", side)} id={side} aria-label={panel.name.clone()}>
            <h2>
                <span>{ &panel.name }</span>
                <span class="address">{ &panel.address }</span>
            </h2>
            { state_chip(&panel.state, side) }
            // It may scroll, so it takes the focus.
            <div
                class="host-cards"
                role="group"
                aria-label={lang.fill(Text::UiHostDetails, &[("name", &panel.name)])}
                tabindex="0"
            >
                { timers::view(panel.host, &panel.timers, lang) }
                { program::view(&panel.program_title, &panel.program, panel.state.tone, lang) }
                { tcb::view(&panel.tcb, lang) }
            </div>
            <calls::Calls calls={panel.calls.clone()} {lang} {on_action} />
        </section>
    }
}

fn state_chip(state: &StateChip, side: &str) -> Html {
    html! {
        <div class={classes!("state", state.tone.class())}>
            <p class="state-line">
                <b data-testid={format!("state-{side}")} lang="en">{ state.name }</b>
                <small>{ &state.since }</small>
            </p>
            <p class="state-meaning">{ &state.meaning }</p>
        </div>
    }
}
