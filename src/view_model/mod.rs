//! What to draw: a pure projection of [`AppState`] to finished strings and integer
//! geometry. The page only maps fields to elements, and their events to [`Action`]s.
//!
//! The picture has two speeds. A [`ViewModel`] changes when something happens: an event is passed, a control is used.
//! A [`Frame`] changes with every animation frame and holds only what moves.

mod diagram;
mod experiment;
mod frame;
mod headings;
mod host_panel;
mod inspector;
mod ladder;
mod lesson_list;
mod lesson_panel;
mod page;
mod scene;
mod sockets;
mod status;
mod stay;
mod tone;
mod transport;
pub mod wording;

pub use diagram::{Diagram, Edge, Place, Walker};
pub use experiment::{Choice, Control, Shape};
pub use frame::{FlightFrame, Frame, SocketFrame, TimerFrame};
pub use headings::{Headings, LaneHeading, LaneHost};
pub use host_panel::{
    CallButton, HostChip, HostPanel, LineStatus, ProgramLine, StateChip, TcbRow, TimerRing,
};
pub use inspector::{Fact, Field, Inspector, LoggedEvent, SegmentPage, Why, WhyLink};
pub use ladder::{
    Apart, Arrow, Band, Cross, Gap, Ladder, Mark, MenuItem, Point, SegmentMenu, shape,
};
pub use lesson_list::{LessonGroup, LessonItem, LessonList, LessonSwitch};
pub use lesson_panel::{
    Grade, Guess, GuessChoice, LessonPanel, Link, Offer, Slider, StepMark, Words, title, words,
};
pub use page::{Embed, Full, Page};
pub use scene::Scene;
pub use sockets::{SocketRow, SocketTable};
pub use tone::Tone;
pub use transport::{BandSpan, BranchOption, Tick, TickKind, Transport};

use crate::app_state::{Action, AppState, Tab, Theme};
use crate::i18n::{Lang, StateNames};

/// The whole screen, but for what moves between two events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewModel {
    /// The language of all strings.
    pub lang: Lang,
    /// The colours asked for.
    pub theme: Theme,
    /// The spelling in which the page shows the states; all strings here have the RFC's.
    pub states: StateNames,
    /// The lesson's text and what it offers to do.
    pub lesson: LessonPanel,
    /// What the document is called: `Why not two? · tcpscope`.
    pub title: String,
    /// Both hosts in a few words; none in an embed whose headings say it.
    pub chips: Vec<HostChip>,
    /// What stands above the ladders when two runs are compared.
    pub headings: Option<Headings>,
    /// The ladder in the middle, or both lanes where there is room for two.
    pub ladders: Vec<Ladder>,
    /// The menu on a segment in flight, if open.
    pub menu: Option<SegmentMenu>,
    /// The bar below the ladder.
    pub transport: Transport,
    /// The drawer tab that is open, or would be.
    pub tab: Tab,
    /// What the drawer shows, if it is open.
    pub inspector: Option<Inspector>,
    /// Something the person must be told: a refused command, a wrong link.
    pub notice: Option<String>,
    /// For the live region: what happened at the cursor, and what the lesson says to it.
    pub status: String,
    /// What only this page has.
    pub page: Page,
}

impl ViewModel {
    /// The screen for a state of the page.
    pub fn of(state: &AppState) -> Self {
        let scene = Scene::of(state);
        let lang = scene.lang;
        let ladders = scene.ladders();
        let headings = Headings::of(&scene);
        let is_embed = state.view().embed;
        let (lesson, page) = if is_embed {
            let (caption, title) = LessonPanel::caption(state);
            let embed = Embed::of(state, &scene, title);
            (caption, Page::Embed(Box::new(embed)))
        } else {
            let full = Full::of(state, &scene);
            (LessonPanel::of(state), Page::Full(Box::new(full)))
        };
        let inspector = state.open_tab().map(|_| Inspector::of(&scene));
        Self {
            lang,
            theme: state.theme(),
            states: state.states(),
            title: [title(lang, state.place().lesson), " · tcpscope"].concat(),
            chips: if is_embed && headings.is_some() {
                Vec::new()
            } else {
                HostChip::both(state, &scene)
            },
            headings,
            menu: state.menu().and_then(|segment| {
                let shown = ladders.iter().find(|ladder| ladder.lane == scene.lane);
                SegmentMenu::of(shown?, segment)
            }),
            ladders: ladders.iter().map(Ladder::of).collect(),
            transport: Transport::of(&scene),
            tab: state.tab(),
            notice: state.notice().map(|notice| wording::notice(lang, notice)),
            status: status::told(&scene, state, &lesson, inspector.as_ref()),
            lesson,
            inspector,
            page,
        }
    }
}

/// A button that cannot be used, and why; `Ok` holds what it does.
pub type Offered = Result<Action, String>;
