//! How a run is shown: the stable parameters of an address, for links and for embedding.

pub(super) mod text;

use crate::i18n::{Lang, StateNames};
use crate::share::Panels;
use crate::timeline::Speed;

/// How a run is shown. What is not said is as the page has it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent parameters, each of them on or off"
)]
pub struct View {
    /// Whether the page is a part of another one, without what it needs only by itself.
    pub embed: bool,
    /// The language; none for the reader's own.
    pub lang: Option<Lang>,
    /// The colours; none for the reader's own.
    pub theme: Option<Theme>,
    /// How the states are spelt; none for the reader's own choice.
    pub states: Option<StateNames>,
    /// Whether it plays at once. None for as usual: the page plays, but stands at a moment that is asked for; an embed
    /// stands.
    pub autoplay: Option<bool>,
    /// Which controls of playback there are.
    pub controls: Controls,
    /// What an embed shows besides the ladder.
    pub panels: Panels,
    /// Whether the run can be changed.
    pub edit: bool,
    /// How fast it plays.
    pub speed: Speed,
    /// Whether things move.
    pub motion: MotionChoice,
    /// Whether single keys are shortcuts.
    pub keys: bool,
    /// Whether there are links to elsewhere.
    pub links: bool,
}

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Which controls of playback there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Controls {
    /// All.
    #[default]
    Full,
    /// Play, and the bar.
    Min,
    /// None.
    None,
}

/// Whether things move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MotionChoice {
    /// As the system says.
    #[default]
    Auto,
    /// From stop to stop.
    Reduce,
    /// Evenly, whatever the system says.
    Full,
}

impl View {
    /// Whether playback begins by itself; `has_moment` if the address asks for a moment.
    pub fn plays(&self, has_moment: bool) -> bool {
        self.autoplay.unwrap_or(!self.embed && !has_moment)
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            embed: false,
            lang: None,
            theme: None,
            states: None,
            autoplay: None,
            controls: Controls::Full,
            panels: Panels::default(),
            edit: true,
            speed: Speed::Normal,
            motion: MotionChoice::Auto,
            keys: true,
            links: true,
        }
    }
}

impl Theme {
    /// All.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in addresses and in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

impl Controls {
    /// All.
    pub const ALL: [Self; 3] = [Self::Full, Self::Min, Self::None];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Min => "min",
            Self::None => "none",
        }
    }
}

impl MotionChoice {
    /// All.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Reduce, Self::Full];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Reduce => "reduce",
            Self::Full => "full",
        }
    }

    /// Whether motion is reduced, if the system says so or not.
    pub const fn is_reduced(self, system: bool) -> bool {
        match self {
            Self::Auto => system,
            Self::Reduce => true,
            Self::Full => false,
        }
    }
}
