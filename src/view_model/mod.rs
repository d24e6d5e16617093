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
    CallButton, HostPanel, LineStatus, ProgramLine, StateChip, TcbRow, TimerRing,
};
pub use inspector::{Fact, Field, Inspector, LoggedEvent, SegmentPage, Why, WhyLink};
pub use ladder::{
    Apart, Arrow, Band, Cross, Gap, Ladder, Mark, MenuItem, Point, SegmentMenu, shape,
};
pub use lesson_list::{LessonGroup, LessonItem, LessonList, LessonSwitch};
pub use lesson_panel::{
    Grade, Guess, GuessChoice, LessonPanel, Link, Offer, Slider, StepMark, title, words,
};
pub use scene::Scene;
pub use sockets::{SocketRow, SocketTable};
pub use tone::Tone;
pub use transport::{BandSpan, BranchOption, Tick, TickKind, Transport};

use crate::app_state::{Action, AppState, Keys, Tab, Theme};
use crate::i18n::{Lang, StateNames, Text};
use crate::simulation::HostId;
use wording::{profile_name, say};

/// The whole screen, but for what moves between two events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewModel {
    /// The language of all strings.
    pub lang: Lang,
    /// The colours asked for.
    pub theme: Theme,
    /// The spelling in which the page shows the states; all strings here have the RFC's.
    pub states: StateNames,
    /// The open lesson's title, and the ways to its neighbours.
    pub switch: LessonSwitch,
    /// The lessons to choose from, while their list is open.
    pub lessons: Option<LessonList>,
    /// The lesson's text and what it offers to do.
    pub lesson: LessonPanel,
    /// Which TCP the run is of: `profile RFC 9293`.
    pub profile: String,
    /// The client's panel.
    pub client: HostPanel,
    /// The server's panel.
    pub server: HostPanel,
    /// What stands above the ladders when two runs are compared.
    pub headings: Option<Headings>,
    /// The ladder in the middle, or both lanes where there is room for two.
    pub ladders: Vec<Ladder>,
    /// The menu on a segment in flight, if open.
    pub menu: Option<SegmentMenu>,
    /// The bar below the ladder.
    pub transport: Transport,
    /// The drawer tab that is open.
    pub tab: Tab,
    /// What it shows.
    pub inspector: Inspector,
    /// The switches of the experiment panel, top to bottom.
    pub experiment: Vec<Control>,
    /// Those for what happens more rarely.
    pub more: Vec<Control>,
    /// Something the person must be told: a refused command, a wrong link.
    pub notice: Option<String>,
    /// Whether the page of shortcuts is open.
    pub help_open: bool,
    /// Whether they do anything.
    pub keys: Keys,
    /// For the live region: what happened at the cursor, and what the lesson says to it.
    pub status: String,
}

impl ViewModel {
    /// The screen for a state of the page.
    pub fn of(state: &AppState) -> Self {
        let scene = Scene::of(state);
        let Scene {
            timeline,
            now,
            lang,
            ..
        } = scene;
        let host = |host| HostPanel::of(lang, timeline, now, host);
        let ladders = scene.ladders();
        let lesson = LessonPanel::of(state);
        let inspector = Inspector::of(&scene);
        Self {
            lang,
            theme: state.theme(),
            states: state.states(),
            switch: LessonSwitch::of(state),
            lessons: state.list_open().then(|| LessonList::of(state)),
            profile: say(lang, Text::PanelLessonProfile)
                .slot("name", profile_name(state.profile()))
                .done(),
            client: host(HostId::Client),
            server: host(HostId::Server),
            headings: Headings::of(&scene),
            menu: state.menu().and_then(|segment| {
                let lane = ladders.iter().find(|ladder| ladder.lane == scene.lane);
                SegmentMenu::of(lane?, segment)
            }),
            ladders: ladders.iter().map(Ladder::of).collect(),
            transport: Transport::of(&scene),
            tab: state.tab(),
            experiment: Control::all(lang, scene.lanes, now),
            more: Control::more(lang, timeline, now, state.profile()),
            notice: state.notice().map(|notice| wording::notice(lang, notice)),
            help_open: state.help_open(),
            keys: state.keys(),
            status: status::told(&scene, state, &lesson, &inspector),
            lesson,
            inspector,
        }
    }
}

/// A button that cannot be used, and why; `Ok` holds what it does.
pub type Offered = Result<Action, String>;
