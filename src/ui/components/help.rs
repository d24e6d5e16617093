//! The list of shortcuts, and the way to the page that says how true all this is.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::components::icon::Icon;
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use web_sys::{Event, HtmlDialogElement};
use yew::{Callback, TargetCast};

/// The dialog's id.
const DIALOG: &str = "help";

/// The page about what is modelled and what is not, beside this one.
pub(super) const fn fidelity(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "fidelity.html",
        Lang::ZhHans => "fidelity.zh-Hans.html",
    }
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

/// A modal dialog. The browser's own: it holds the focus inside and gives it back. [`show`] opens and closes it.
pub(crate) fn view(ui: &Ui) -> El {
    let head = el("header")
        .child(
            el("h2")
                .attr("id", "help-title")
                .says(ui.lang, Text::UiHelp),
        )
        .child(
            push_button()
                .class("icon-button")
                .named(ui.lang, Text::UiClose)
                .on("click", ui.act(Action::ToggleHelp))
                .child(Icon::Dismiss.view()),
        );
    let list = el("dl").each(KEYS, |(keys, text)| view_key(ui, keys, *text));
    let truth = el("p").child(
        el("a")
            .attr("href", fidelity(ui.lang))
            .says(ui.lang, Text::UiFidelity),
    );
    el("dialog")
        .attr("id", DIALOG)
        .class("help")
        .attr("aria-labelledby", "help-title")
        .on("cancel", on_cancel(ui))
        // The dialog's padding belongs to its only child, so a click on the dialog itself is beside it.
        .on(
            "click",
            ui.choose(|event| {
                event.target_dyn_into::<HtmlDialogElement>()?;
                Some(Action::ToggleHelp)
            }),
        )
        .child(el("div.help-page").child(head).child(list).child(truth))
}

fn on_cancel(ui: &Ui) -> Callback<Event> {
    let send = ui.send.clone();
    Callback::from(move |event: Event| {
        // The state closes it, not the browser, else the two would disagree.
        event.prevent_default();
        send.emit(Msg::Act(Action::ToggleHelp));
    })
}

fn view_key(ui: &Ui, keys: &[&'static str], text: Text) -> El {
    let name = |key: &&'static str| match *key {
        " " => ui.text(Text::UiKeySpaceName),
        key => key,
    };
    el("div")
        .key(&keys[0])
        .child(el("dt").each(keys, |key| el("kbd").text(name(key))))
        .child(el("dd").says(ui.lang, text))
}

/// Opens or closes the dialog, if it is not so already.
pub(crate) fn show(open: bool) {
    let Some(dialog) = dom::by_id_as::<HtmlDialogElement>(DIALOG) else {
        return;
    };
    match (open, dialog.open()) {
        // It can fail only if it is open already.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    }
}
