//! The list of shortcuts.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::components::icon::Icon;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Whether the list is open.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HelpDialogProps {
    pub(crate) open: bool,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The keys as they are printed on the key, and what they do.
const KEYS: &[(&[&str], Text)] = &[
    (&[" "], Text::UiKeyPlay),
    (&["←", "→"], Text::UiKeyStep),
    (&["⇧ ←", "⇧ →"], Text::UiKeyState),
    (&[",", "."], Text::UiKeyFrame),
    (&["Home", "End"], Text::UiKeyEnds),
    (&["Tab", "Enter"], Text::UiKeyMenu),
    (&["d"], Text::UiKeyDrop),
    (&["⇧ D"], Text::UiKeyDelay),
    (&["b"], Text::UiKeyBranch),
    (&["Esc"], Text::UiKeyEscape),
    (&["?"], Text::UiKeyHelp),
];

/// A modal dialog. The browser's own: it holds the focus inside and gives it back.
#[component]
pub(crate) fn HelpDialog(props: &HelpDialogProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((dialog.clone(), props.open), |(dialog, open)| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            match (open, dialog.open()) {
                // It can fail only if it is open already.
                (true, false) => drop(dialog.show_modal()),
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });

    let toggle = props.on_action.reform(|()| Action::ToggleHelp);
    let oncancel = {
        let toggle = toggle.clone();
        move |event: Event| {
            // The state closes it, not the browser, else the two would disagree.
            event.prevent_default();
            toggle.emit(());
        }
    };
    let onclick = {
        let (toggle, dialog) = (toggle.clone(), dialog.clone());
        move |event: MouseEvent| {
            // The dialog's padding belongs to its only child, so a click on the dialog itself is beside it.
            if event.target() == dialog.get().map(Into::into) {
                toggle.emit(());
            }
        }
    };
    html! {
        <dialog ref={dialog.clone()} class="help" aria-labelledby="help-title" {oncancel} {onclick}>
            <div class="help-page">
                <header>
                    <h2 id="help-title">{ props.lang.text(Text::UiHelp) }</h2>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label={props.lang.text(Text::UiClose)}
                        onclick={toggle.reform(|_: MouseEvent| ())}
                    >
                        { Icon::Dismiss.html() }
                    </button>
                </header>
                <dl>
                    { for KEYS.iter().map(|(keys, text)| view_key(props.lang, keys, *text)) }
                </dl>
            </div>
        </dialog>
    }
}

fn view_key(lang: Lang, keys: &[&'static str], text: Text) -> Html {
    let name = |key: &'static str| match key {
        " " => lang.text(Text::UiKeySpaceName),
        _ => key,
    };
    html! {
        <div key={keys[0]}>
            <dt>{ for keys.iter().map(|key| html! { <kbd>{ name(key) }</kbd> }) }</dt>
            <dd>{ lang.text(text) }</dd>
        </div>
    }
}
