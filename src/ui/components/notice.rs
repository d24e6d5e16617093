//! Something the person must be told.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::components::icon::Icon;
use yew::prelude::*;

/// What to tell.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NoticeBarProps {
    pub(crate) notice: Option<String>,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The notice, or an empty place for one: a screen reader announces only what appears in a region it knows.
#[component]
pub(crate) fn NoticeBar(props: &NoticeBarProps) -> Html {
    html! {
        <div class="notice-place" role="alert">
            if let Some(notice) = &props.notice {
                <div class="notice" data-testid="notice">
                    <p>{ notice }</p>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label={props.lang.text(Text::UiDismiss)}
                        title={props.lang.text(Text::UiDismiss)}
                        onclick={props.on_action.reform(|_| Action::DismissNotice)}
                    >
                        { Icon::Dismiss.html() }
                    </button>
                </div>
            }
        </div>
    }
}
