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

/// The switches, and why the one pointed at cannot be used.
#[component]
pub(crate) fn ExperimentPanel(props: &ExperimentPanelProps) -> Html {
    let reason = use_state_eq(|| None::<AttrValue>);
    let on_reason = {
        let reason = reason.clone();
        Callback::from(move |why| reason.set(why))
    };
    html! {
        <section class="experiment" id="experiment" aria-labelledby="experiment-title">
            <h2 id="experiment-title">{ props.lang.text(Text::UiExperiment) }</h2>
            <div class="controls">
                { for props.controls.iter().map(|control| view_control(props, control, &on_reason)) }
            </div>
            <p class="reason" role="note">{ reason.as_ref() }</p>
        </section>
    }
}

fn view_control(
    props: &ExperimentPanelProps,
    control: &Control,
    on_reason: &Callback<Option<AttrValue>>,
) -> Html {
    let label_id = format!("control-{}-label", control.id);
    html! {
        <div class="control" key={control.id} data-testid={format!("control-{}", control.id)}>
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
                        {on_reason}
                        on_action={&props.on_action}
                    />
                }) }
            </div>
        </div>
    }
}
