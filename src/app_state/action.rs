//! What the person wants, and what the page reports about itself: the only way into [`AppState`](super::AppState).

use crate::app_state::Selection;
use crate::app_state::{BookId, Keys, Share};
use crate::i18n::{Lang, StateNames};
use crate::lesson::{Answer, LessonId};
use crate::network::SegmentId;
use crate::share::{Address, Link, Theme, View};
use crate::simulation::Profile;
use crate::simulation::{Command, EventId, HostId, Variation};
use crate::time::Duration;
use crate::timeline::{Comparison, Lane, PlaybackCommand};

/// What the person wants, or what the page reports about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// An animation frame: so much real time went by.
    Tick(Duration),
    /// Move the cursor.
    Playback(PlaybackCommand),
    /// Do something to the simulation, at the cursor.
    Command(Command),
    /// Start a branch at the cursor, without what was done later.
    Branch,
    /// Have one thing about the scenario otherwise, with everything done again that still can be.
    Vary(Variation),
    /// Have two variants of the run side by side, or one run again.
    Compare(Option<Comparison>),
    /// Turn to one of two lanes: hosts, log and reasons are of that one.
    FocusLane(Lane),
    /// Go to a branch.
    SwitchBranch(u32),
    /// Open the menu on a segment in flight (playback pauses).
    OpenMenu(SegmentId),
    /// Do the menu's first or second deed to the chosen or only segment in flight: the `d` and `D` keys.
    DropInFlight,
    /// See `DropInFlight`.
    DelayInFlight,
    /// Close the menu.
    CloseMenu,
    /// Ask why something happened, or why nothing did.
    Ask(Selection),
    /// Go to where an event happened.
    Jump(EventId),
    /// Show a segment's fields.
    Inspect(SegmentId),
    /// Open a drawer tab.
    ShowTab(Tab),
    /// Open a lesson from its start.
    OpenLesson(LessonId),
    /// Open a run that somebody has written down, or an address has asked for.
    OpenLink(Box<Link>),
    /// The address was changed: show what it asks for now.
    Visit(Box<Address>),
    /// Show the run in another way.
    SetView(View),
    /// Open a part of the open lesson, by its place.
    OpenPart(usize),
    /// Go to where a step of the open lesson has begun.
    GoTo {
        /// The step's part, by its place.
        part: usize,
        /// The step, by its place in the part.
        step: usize,
    },
    /// Move the lesson's slider to a place, counted from its left end.
    Slide(u32),
    /// Go back to the lesson's own run, to where it was left.
    BackToLesson,
    /// Answer what the lesson asks; none to go on without.
    Predict(Option<Answer>),
    /// Have lessons ask for predictions, or not.
    SetPredicts(bool),
    /// Forget the score and what is finished.
    ClearLearner,
    /// Open or close the list of questions.
    ToggleList,
    /// Try once more to get the books that could not be got.
    AskAgain,
    /// A book has come, or could not be got.
    BookCame(BookId, Option<String>),
    /// Start the open part again, with all branches gone.
    Restart,
    /// The same on hosts of this profile.
    SetProfile(Profile),
    /// Have the client call a port of the server's on which nobody listens.
    CallClosedPort,
    /// Change the language.
    SetLang(Lang),
    /// Change the colours.
    SetTheme(Theme),
    /// Change the spelling of the states.
    SetStates(StateNames),
    /// The page learnt whether motion is to be reduced.
    SetReducedMotion(bool),
    /// The ladder's width in pixels changed.
    SetLadderWidth(u32),
    /// Have keys on their own do something, or not.
    SetKeys(Keys),
    /// Choose what is handed on, and as what.
    Share(Box<Share>),
    /// Open or close the page of shortcuts.
    ToggleHelp,
    /// Take the notice away.
    DismissNotice,
    /// Close what lies over the page: the menu, or else the notice, or else the answer to what was asked.
    Dismiss,
}

/// The drawer's tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Why?
    #[default]
    Why,
    /// The selected segment's fields.
    Segment,
    /// The state diagram.
    Diagram,
    /// The log in words.
    Log,
    /// Both hosts' sockets.
    Sockets,
    /// The experiment panel: a tab on narrow screens only, where it has no place of its own.
    Experiment,
    /// A host's panel, likewise.
    Host(HostId),
}

impl Action {
    /// Whether it makes another run of the one on the screen.
    #[inline(never)]
    pub const fn changes_the_run(&self) -> bool {
        matches!(
            self,
            Self::Command(_)
                | Self::Branch
                | Self::Vary(_)
                | Self::Compare(_)
                | Self::DropInFlight
                | Self::DelayInFlight
                | Self::Slide(_)
                | Self::SetProfile(_)
                | Self::CallClosedPort
        )
    }
}

impl Tab {
    /// The drawer's own pages.
    pub const DRAWER: [Self; 5] = [
        Self::Why,
        Self::Diagram,
        Self::Segment,
        Self::Log,
        Self::Sockets,
    ];
}
