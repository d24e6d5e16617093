//! Language, colours, motion and whether keys do something, as the document knows them: on the root element, where style sheet,
//! screen readers and the keyboard look.

use crate::app_state::{AppState, Keys, Theme};
use crate::i18n::{Lang, StateNames};
use crate::share::MotionChoice;
use crate::ui::{dom, storage};

/// What the root element says, and what is remembered for the next visit: what the person has chosen, not what an address
/// asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Appearance {
    lang: Lang,
    theme: Theme,
    keys: Keys,
    is_motion_reduced: bool,
    wanted_lang: Lang,
    wanted_theme: Theme,
    wanted_states: StateNames,
    wanted_keys: Keys,
}

/// The media query for readers whom motion disturbs.
pub(crate) const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";
/// The attribute that says whether keys on their own do something.
const KEYS: &str = "data-keys";
/// The media query for readers who prefer light on dark.
pub(crate) const DARK: &str = "(prefers-color-scheme: dark)";

impl Appearance {
    /// As the state has it.
    pub(crate) fn of(state: &AppState) -> Self {
        Self {
            lang: state.lang(),
            theme: state.theme(),
            keys: state.keys(),
            is_motion_reduced: state.is_motion_reduced(),
            wanted_lang: state.wanted_lang(),
            wanted_theme: state.wanted_theme(),
            wanted_states: state.wanted_states(),
            wanted_keys: state.wanted_keys(),
        }
    }

    /// Writes it to the root element.
    pub(crate) fn show(self) {
        let Some(root) = dom::document().and_then(|document| document.document_element()) else {
            return;
        };
        let motion = if self.is_motion_reduced {
            MotionChoice::Reduce
        } else {
            MotionChoice::Full
        };
        let theme = if is_dark(self.theme) { "dark" } else { "light" };
        // None can fail: the names are valid.
        let _ = root.set_attribute("lang", self.lang.tag());
        let _ = root.set_attribute("data-theme", theme);
        let _ = root.set_attribute(KEYS, self.keys.name());
        let _ = root.set_attribute("data-motion", motion.name());
    }

    /// Remembers what differs from before. Without storage the choice holds for this visit.
    #[inline(never)]
    pub(crate) fn remember(self, before: Self) {
        if before.wanted_lang != self.wanted_lang {
            let _ = storage::remember(storage::LANG, self.wanted_lang.tag());
        }
        if before.wanted_theme != self.wanted_theme {
            let _ = storage::remember(storage::THEME, self.wanted_theme.name());
        }
        if before.wanted_states != self.wanted_states {
            let _ = storage::remember(storage::STATES, self.wanted_states.name());
        }
        if before.wanted_keys != self.wanted_keys {
            let _ = storage::remember(storage::KEYS, self.wanted_keys.name());
        }
    }
}

/// Whether keys on their own do something.
pub(crate) fn has_keys() -> bool {
    let root = dom::document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.get_attribute(KEYS).as_deref() != Some(Keys::Off.name()))
}

/// Whether a theme shows light on dark, on this system at this moment.
pub(crate) fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::Auto => dom::media(DARK).is_some_and(|query| query.matches()),
    }
}
