//! A button for what may be refused. A refused one stays reachable by keyboard and touch, because *why not* is worth
//! knowing: it tells its reason when pointed at, focused or pressed.

use crate::app_state::Action;
use crate::view_model::Offered;
use yew::prelude::*;

/// What the button looks like and does.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OfferedButtonProps {
    pub(crate) label: AttrValue,
    pub(crate) offered: Offered,
    /// Where to tell the reason; none takes it away again.
    pub(crate) on_reason: Callback<Option<AttrValue>>,
    pub(crate) on_action: Callback<Action>,
    /// Whether a switch is on; none for what is no switch.
    #[prop_or_default]
    pub(crate) pressed: Option<bool>,
    #[prop_or_default]
    pub(crate) class: Classes,
}

/// A button that acts, or says why it does not.
#[component]
pub(crate) fn OfferedButton(props: &OfferedButtonProps) -> Html {
    let refusal = props
        .offered
        .as_ref()
        .err()
        .map(|why| AttrValue::from(why.clone()));
    let tell = {
        let (on_reason, refusal) = (props.on_reason.clone(), refusal.clone());
        Callback::from(move |()| on_reason.emit(refusal.clone()))
    };
    let onclick = {
        let (props, tell) = (props.clone(), tell.clone());
        move |_: MouseEvent| match &props.offered {
            Ok(action) => props.on_action.emit(action.clone()),
            Err(_) => tell.emit(()),
        }
    };
    let forget = props.on_reason.reform(|()| None);
    html! {
        <button
            type="button"
            class={props.class.clone()}
            aria-pressed={props.pressed.map(|on| if on { "true" } else { "false" })}
            aria-disabled={refusal.as_ref().map(|_| "true")}
            title={refusal}
            {onclick}
            onfocus={tell.reform(|_: FocusEvent| ())}
            onmouseenter={tell.reform(|_: MouseEvent| ())}
            onblur={forget.reform(|_: FocusEvent| ())}
            onmouseleave={forget.reform(|_: MouseEvent| ())}
        >
            { &props.label }
        </button>
    }
}
