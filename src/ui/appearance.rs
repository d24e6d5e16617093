//! Language and colours as the document knows them: on the root element, where style sheet and screen readers look.

use crate::app_state::{AppState, Theme};
use crate::i18n::{Lang, StateNames};
use crate::ui::{dom, storage};

/// What the root element says, and what is remembered for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Appearance {
    lang: Lang,
    theme: Theme,
    states: StateNames,
}

/// The media query for readers whom motion disturbs.
pub(crate) const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";
/// The media query for readers who prefer light on dark.
pub(crate) const DARK: &str = "(prefers-color-scheme: dark)";

impl Appearance {
    /// As the state has it.
    pub(crate) fn of(state: &AppState) -> Self {
        Self {
            lang: state.lang(),
            theme: state.theme(),
            states: state.states(),
        }
    }

    /// Writes it to the root element.
    pub(crate) fn show(self) {
        let Some(root) = dom::document().and_then(|document| document.document_element()) else {
            return;
        };
        let theme = if is_dark(self.theme) { "dark" } else { "light" };
        // Neither can fail: both names are valid.
        let _ = root.set_attribute("lang", self.lang.tag());
        let _ = root.set_attribute("data-theme", theme);
    }

    /// Remembers what differs from before. Without storage the choice holds for this visit.
    #[inline(never)]
    pub(crate) fn remember(self, before: Self) {
        if before.lang != self.lang {
            let _ = storage::remember(storage::LANG, self.lang.tag());
        }
        if before.theme != self.theme {
            let _ = storage::remember(storage::THEME, self.theme.name());
        }
        if before.states != self.states {
            let _ = storage::remember(storage::STATES, self.states.name());
        }
    }
}

/// Whether a theme shows light on dark, on this system at this moment.
pub(crate) fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::Auto => dom::media(DARK).is_some_and(|query| query.matches()),
    }
}
