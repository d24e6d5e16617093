//! How a run is shown: the stable parameters of an address, for links and for embedding.

use crate::i18n::Lang;
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

/// Something that an embed can show besides the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The lesson's text, with what it offers.
    Lesson,
    /// Both hosts' panels.
    Hosts,
    /// "Why?"
    Why,
    /// The fields of a segment.
    Segment,
    /// The state diagram.
    Diagram,
    /// The log.
    Log,
    /// Both hosts' sockets.
    Sockets,
    /// What can be done to the run.
    Experiment,
}

/// Some of the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panels(u8);

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

impl Panel {
    /// All, in the order in which addresses name them.
    pub const ALL: [Self; 8] = [
        Self::Lesson,
        Self::Hosts,
        Self::Why,
        Self::Segment,
        Self::Diagram,
        Self::Log,
        Self::Sockets,
        Self::Experiment,
    ];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Hosts => "hosts",
            Self::Why => "why",
            Self::Segment => "segment",
            Self::Diagram => "diagram",
            Self::Log => "log",
            Self::Sockets => "sockets",
            Self::Experiment => "experiment",
        }
    }
}

impl Panels {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// Each of them.
    pub const ALL: Self = Self(u8::MAX);

    /// These and one more.
    #[must_use]
    pub const fn with(self, panel: Panel) -> Self {
        Self(self.0 | 1 << panel as u8)
    }

    /// Whether it is one of them.
    pub const fn holds(self, panel: Panel) -> bool {
        self.0 & 1 << panel as u8 != 0
    }
}

/// The lesson's text.
impl Default for Panels {
    fn default() -> Self {
        Self::NONE.with(Panel::Lesson)
    }
}
