//! What to draw: a pure projection of [`AppState`](crate::app_state::AppState) to finished strings and integer
//! geometry. Components only map fields to elements, and their events to [`Action`](crate::app_state::Action)s.
//!
//! The picture has two speeds. A [`ViewModel`] changes when something happens: an event is passed, a control is used.
//! A [`Frame`] changes with every animation frame and holds only what moves.

mod experiment;
mod frame;
mod host_panel;
mod inspector;
mod ladder;
mod lesson_panel;
mod scene;
mod stay;
mod tone;
mod transport;
pub mod wording;

pub use experiment::{Choice, Control};
pub use frame::{FlightFrame, Frame, TimerFrame};
pub use host_panel::{
    CallButton, HostPanel, LineStatus, ProgramLine, StateChip, TcbRow, TimerRing,
};
pub use inspector::{Field, Inspector, LoggedEvent, WhyLink};
pub use ladder::{Arrow, Band, Cross, Gap, Ladder, Mark, MenuItem, Point, SegmentMenu};
pub use lesson_panel::{LessonOption, LessonPanel, Offer};
pub use scene::Scene;
pub use tone::Tone;
pub use transport::{BandSpan, BranchOption, Tick, TickKind, Transport};

use crate::app_state::{Action, Tab, Theme};
use crate::i18n::Lang;

/// The whole screen, but for what moves between two events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewModel {
    /// The language of all strings.
    pub lang: Lang,
    /// The colours asked for.
    pub theme: Theme,
    /// The lessons to choose from.
    pub lessons: Vec<LessonOption>,
    /// The lesson's text and what it offers to do.
    pub lesson: LessonPanel,
    /// The client's panel.
    pub client: HostPanel,
    /// The server's panel.
    pub server: HostPanel,
    /// The ladder in the middle.
    pub ladder: Ladder,
    /// The menu on a segment in flight, if open.
    pub menu: Option<SegmentMenu>,
    /// The bar below the ladder.
    pub transport: Transport,
    /// The drawer tab that is open.
    pub tab: Tab,
    /// What the drawer shows.
    pub inspector: Inspector,
    /// The switches of the experiment panel, top to bottom.
    pub experiment: Vec<Control>,
    /// Something the person must be told: a refused command, a wrong link.
    pub notice: Option<String>,
    /// Whether the page of shortcuts is open.
    pub help_open: bool,
    /// One sentence for the live region: what happened at the cursor.
    pub status: String,
}

/// A button that cannot be used, and why; `Ok` holds what it does.
pub type Offered = Result<Action, String>;
