//! Whether keys on their own do something. Who speaks to the computer, or presses keys by accident, turns them off.

use crate::app_state::AppState;

/// Whether keys on their own do something, wherever the focus is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// They do.
    #[default]
    On,
    /// They do not.
    Off,
}

impl Keys {
    /// Its name in storage, and where the page's parts look for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// The keys of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::On, Self::Off]
            .into_iter()
            .find(|keys| keys.name() == name)
    }

    /// The other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}

impl AppState {
    /// What the person wants of keys on their own.
    pub const fn wanted_keys(&self) -> Keys {
        self.keys
    }

    /// What they do: who shows the page may have turned them off, too.
    pub const fn keys(&self) -> Keys {
        if self.view.keys { self.keys } else { Keys::Off }
    }

    /// The person's own word counts for more than that of whoever shows the page.
    pub(super) fn set_keys(&mut self, keys: Keys) {
        self.keys = keys;
        self.view.keys |= keys == Keys::On;
    }
}
