//! The experiment panel: each question a learner may ask, as a switch.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::components::offered::OfferedButton;
use crate::view_model::Control;
use yew::prelude::*;

/// What the panel shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ExperimentPanelProps {
    pub(crate) controls: Vec<Control>,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// Why the choice pointed at cannot be used, and on which row it is.
type Refusal = Option<(&'static str, AttrValue)>;

/// The switches.
#[component]
pub(crate) fn ExperimentPanel(props: &ExperimentPanelProps) -> Html {
    let refusal = use_state_eq(|| Refusal::None);
    // Beside the heading on wide screens, below its row on narrow ones: the style sheet shows one of the two.
    html! {
        <section class="experiment" id="experiment" aria-labelledby="experiment-title">
            <header>
                <h2 id="experiment-title">{ props.lang.text(Text::UiExperiment) }</h2>
                if let Some((_, reason)) = refusal.as_ref() {
                    <p class="reason">{ reason }</p>
                }
            </header>
            <div class="controls">
                { for props.controls.iter().map(|control| view_control(props, control, &refusal)) }
            </div>
        </section>
    }
}

fn view_control(
    props: &ExperimentPanelProps,
    control: &Control,
    refusal: &UseStateHandle<Refusal>,
) -> Html {
    let id = control.id;
    let label_id = format!("control-{id}-label");
    let on_reason = {
        let refusal = refusal.clone();
        Callback::from(move |why: Option<AttrValue>| refusal.set(why.map(|why| (id, why))))
    };
    html! {
        <div class="control" key={id} data-testid={format!("control-{id}")}>
            <span class="control-name" id={label_id.clone()}>
                { &control.label }
                if let Some(deviation) = &control.deviation {
                    <span class="deviation">{ deviation }</span>
                }
            </span>
            <div class={classes!("segmented", control.toggles.then_some("toggles"))} role="group" aria-labelledby={label_id}>
                { for control.choices.iter().enumerate().map(|(index, choice)| html! {
                    <OfferedButton
                        key={index}
                        label={choice.label.clone()}
                        offered={choice.offered.clone()}
                        pressed={choice.selected}
                        on_reason={&on_reason}
                        on_action={&props.on_action}
                    />
                }) }
            </div>
            if let Some((_, reason)) = refusal.as_ref().filter(|(row, _)| *row == id) {
                <p class="reason">{ reason }</p>
            }
        </div>
    }
}
