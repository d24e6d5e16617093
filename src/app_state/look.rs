//! How the page is to look, whatever it shows, and what is open over it.

use crate::app_state::{AppState, Theme};
use crate::i18n::{Lang, StateNames};

impl AppState {
    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The colours.
    pub const fn theme(&self) -> Theme {
        self.theme
    }

    /// The spelling of the states.
    pub const fn states(&self) -> StateNames {
        self.states
    }

    /// The ladder's width in pixels.
    pub const fn ladder_width(&self) -> u32 {
        self.ladder_width
    }

    /// Whether the list of questions is open.
    pub const fn list_open(&self) -> bool {
        self.list_open
    }

    /// Whether the page of shortcuts is open.
    pub const fn help_open(&self) -> bool {
        self.help_open
    }
}
