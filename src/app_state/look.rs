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

    /// Whether things go from stop to stop, by the reader's system or by the address, which has precedence.
    pub const fn is_motion_reduced(&self) -> bool {
        self.view.motion.is_reduced(self.reduced_motion)
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

#[cfg(test)]
mod tests {
    use crate::app_state::{Action, AppState, Change, Settings};
    use crate::i18n::StateNames;
    use crate::share::Address;
    use crate::view_model::ViewModel;

    #[test]
    fn the_address_has_precedence_over_the_spelling_that_was_remembered() {
        let spelt = |query: &str, states| {
            AppState::new(&Settings {
                address: Address::parse(query, ""),
                states,
                ..Settings::default()
            })
            .states()
        };
        assert_eq!(spelt("", StateNames::Socket), StateNames::Socket);
        assert_eq!(spelt("states=rfc", StateNames::Socket), StateNames::Rfc);
        assert_eq!(spelt("states=socket", StateNames::Rfc), StateNames::Socket);
    }

    #[test]
    fn the_spelling_is_a_setting_and_the_screen_keeps_the_names_of_the_rfc_for_it() {
        let mut state = AppState::new(&Settings::default());
        let before = ViewModel::of(&state);
        let change = state.apply(Action::SetStates(StateNames::Socket));
        assert_eq!(change, Change::Scene);
        let after = ViewModel::of(&state);
        assert_eq!(after.states, StateNames::Socket);
        assert_eq!(after.ladders, before.ladders);
    }
}
