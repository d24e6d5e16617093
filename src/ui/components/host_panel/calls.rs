//! The socket calls to make by hand.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::components::offered::OfferedButton;
use crate::view_model::CallButton;
use yew::prelude::*;

/// What the buttons show.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CallsProps {
    pub(crate) calls: Vec<CallButton>,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The buttons, and why the one pointed at is illegal now.
#[component]
pub(crate) fn Calls(props: &CallsProps) -> Html {
    let reason = use_state_eq(|| None::<AttrValue>);
    let on_reason = {
        let reason = reason.clone();
        Callback::from(move |why| reason.set(why))
    };
    html! {
        <div class="calls" role="group" aria-label={props.lang.text(Text::UiCalls)}>
            <div class="call-buttons">
                { for props.calls.iter().map(|button| html! {
                    <OfferedButton
                        key={button.label.clone()}
                        label={button.label.clone()}
                        offered={button.offered.clone()}
                        on_reason={&on_reason}
                        on_action={&props.on_action}
                    />
                }) }
            </div>
            if let Some(reason) = reason.as_ref() {
                <p class="reason">{ reason }</p>
            }
        </div>
    }
}
