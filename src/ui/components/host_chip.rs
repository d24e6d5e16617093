//! A host folded into a chip, for narrow screens: name, state, first timer. Pressing it unfolds the panel below.

use crate::app_state::{Action, Tab};
use crate::i18n::{Lang, Text};
use crate::ui::motion;
use crate::view_model::HostPanel;
use yew::prelude::*;

/// What the chip shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HostChipProps {
    pub(crate) panel: HostPanel,
    pub(crate) tab: Tab,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The chip that stands for a host's panel.
#[component]
pub(crate) fn HostChip(props: &HostChipProps) -> Html {
    let panel = &props.panel;
    let own = Tab::Host(panel.host);
    let is_open = props.tab == own;
    // Pressed once more, it folds the panel again.
    let next = if is_open { Tab::Why } else { own };
    let hint = props
        .lang
        .fill(Text::UiHostDetails, &[("name", &panel.name)]);
    html! {
        <button
            type="button"
            class={classes!("chip-host", panel.state.tone.class())}
            title={hint}
            aria-expanded={if is_open { "true" } else { "false" }}
            onclick={props.on_action.reform(move |_| Action::ShowTab(next))}
        >
            <b lang="en">{ panel.state.name }</b>
            <span>
                { &panel.name }
                if let Some(ring) = panel.timers.first() {
                    { " · " }{ ring.label }{ " " }
                    <span id={motion::chip_left_id(panel.host, ring.timer)} />
                }
            </span>
        </button>
    }
}
