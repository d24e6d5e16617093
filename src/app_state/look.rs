//! How the page is to look, whatever it shows, and what is open over it.

use crate::app_state::{AppState, Theme};
use crate::i18n::{Lang, StateNames};

impl AppState {
    /// The language: the one that the address asks for, else the person's own.
    pub fn lang(&self) -> Lang {
        self.view.lang.unwrap_or(self.lang)
    }

    /// The colours, likewise.
    pub fn theme(&self) -> Theme {
        self.view.theme.unwrap_or(self.theme)
    }

    /// The spelling of the states, likewise.
    pub fn states(&self) -> StateNames {
        self.view.states.unwrap_or(self.states)
    }

    /// The person's own language.
    pub const fn wanted_lang(&self) -> Lang {
        self.lang
    }

    /// The person's own colours.
    pub const fn wanted_theme(&self) -> Theme {
        self.theme
    }

    /// The person's own spelling of the states.
    pub const fn wanted_states(&self) -> StateNames {
        self.states
    }

    /// What the person chooses counts for more than what the address asks for.
    pub(super) const fn set_lang(&mut self, lang: Lang) {
        (self.lang, self.view.lang) = (lang, None);
    }

    pub(super) const fn set_theme(&mut self, theme: Theme) {
        (self.theme, self.view.theme) = (theme, None);
    }

    pub(super) const fn set_states(&mut self, states: StateNames) {
        (self.states, self.view.states) = (states, None);
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
    use crate::app_state::{Action, AppState, Change, Settings, Theme};
    use crate::i18n::{Lang, StateNames};
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
    fn an_address_lends_its_look_and_what_the_person_chooses_stays() {
        let own = (Lang::En, Theme::Light, StateNames::Rfc);
        let mut state = AppState::new(&Settings {
            theme: Theme::Light,
            ..Settings::default()
        });
        let looks = |state: &AppState| (state.lang(), state.theme(), state.states());
        let wanted = |state: &AppState| {
            let (lang, theme) = (state.wanted_lang(), state.wanted_theme());
            (lang, theme, state.wanted_states())
        };
        let visit = |state: &mut AppState, fragment| {
            state.apply(Action::Visit(Box::new(Address::parse("", fragment))));
        };
        visit(&mut state, "lang=zh&theme=dark&states=socket");
        let lent = (Lang::ZhHans, Theme::Dark, StateNames::Socket);
        assert_eq!((looks(&state), wanted(&state)), (lent, own));

        state.apply(Action::SetTheme(Theme::Auto));
        let own = (Lang::En, Theme::Auto, StateNames::Rfc);
        let mixed = (Lang::ZhHans, Theme::Auto, StateNames::Socket);
        assert_eq!((looks(&state), wanted(&state)), (mixed, own));

        visit(&mut state, "lesson=reset");
        assert_eq!((looks(&state), wanted(&state)), (own, own));
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
