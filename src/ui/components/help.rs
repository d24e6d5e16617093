//! The list of shortcuts, the switch that turns them off, and the way to the page that says how true all this is.

use crate::app_state::{Action, Keys};
use crate::i18n::{Lang, Text};
use crate::ui::components::{Ui, dialog};
use crate::ui::element::{El, el, push_button};

/// The dialog's id.
pub(crate) const DIALOG: &str = "help";

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

/// The dialog, empty while it is closed.
pub(crate) fn view(ui: &Ui, is_open: bool, keys: Keys) -> El {
    if is_open {
        opened(ui, keys)
    } else {
        dialog::closed(DIALOG)
    }
}

#[inline(never)]
fn opened(ui: &Ui, keys: Keys) -> El {
    let list = el("dl").each(KEYS, |(keys, text)| view_key(ui, keys, *text));
    let switch = push_button()
        .class("switch")
        .attr("data-testid", "keys")
        .flag("aria-pressed", keys == Keys::On)
        .on("click", ui.act(Action::SetKeys(keys.turned())))
        .says(ui.lang, Text::UiKeys);
    let truth = el("p").child(
        el("a")
            .attr("href", fidelity(ui.lang))
            .says(ui.lang, Text::UiFidelity),
    );
    let page = el("div.help")
        .child(list)
        .child(el("p").child(switch))
        .child(truth);
    dialog::view(ui, DIALOG, Text::UiHelp, &Action::ToggleHelp, page)
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
    dialog::show(DIALOG, open);
}
