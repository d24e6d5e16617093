//! Language, colours and whether keys do something, as the document knows them: on the root element, where style sheet,
//! screen readers and the keyboard look.

use crate::app_state::{AppState, Theme};
use crate::i18n::Lang;
use crate::ui::{dom, storage};

/// What the root element says, and what is remembered for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Appearance {
    lang: Lang,
    theme: Theme,
    keys: bool,
}

/// The media query for readers whom motion disturbs.
pub(crate) const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";
/// The attribute that says whether keys on their own do something.
const KEYS: &str = "data-keys";
/// What it says, and what is remembered, when they do not.
pub(crate) const NO_KEYS: &str = "off";
/// The media query for readers who prefer light on dark.
pub(crate) const DARK: &str = "(prefers-color-scheme: dark)";

impl Appearance {
    /// As the state has it.
    pub(crate) fn of(state: &AppState) -> Self {
        Self {
            lang: state.lang(),
            theme: state.theme(),
            keys: state.keys(),
        }
    }

    /// Writes it to the root element.
    pub(crate) fn show(self) {
        let Some(root) = dom::document().and_then(|document| document.document_element()) else {
            return;
        };
        let theme = if is_dark(self.theme) { "dark" } else { "light" };
        // None can fail: the names are valid.
        let _ = root.set_attribute("lang", self.lang.tag());
        let _ = root.set_attribute("data-theme", theme);
        let _ = root.set_attribute(KEYS, keys_name(self.keys));
    }

    /// Remembers what differs from before. Without storage the choice holds for this visit.
    #[inline(never)]
    pub(crate) fn remember(self, before: Self) {
        if before.lang != self.lang {
            let _ = storage::remember(storage::LANG, self.lang.tag());
        }
        if before.theme != self.theme {
            let _ = storage::remember(storage::THEME, theme_name(self.theme));
        }
        if before.keys != self.keys {
            let _ = storage::remember(storage::KEYS, keys_name(self.keys));
        }
    }
}

/// Whether keys on their own do something.
pub(crate) fn has_keys() -> bool {
    let root = dom::document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.get_attribute(KEYS).as_deref() != Some(NO_KEYS))
}

const fn keys_name(keys: bool) -> &'static str {
    if keys { "on" } else { NO_KEYS }
}

/// Whether a theme shows light on dark, on this system at this moment.
pub(crate) fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::Auto => dom::media(DARK).is_some_and(|query| query.matches()),
    }
}

/// A theme by the name that addresses and storage use.
pub(crate) fn theme_from_name(name: &str) -> Option<Theme> {
    [Theme::Auto, Theme::Light, Theme::Dark]
        .into_iter()
        .find(|theme| theme_name(*theme) == name)
}

const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
