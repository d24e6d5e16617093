//! Everything the page knows, and the one way to change it: [`AppState::apply`]. Pure: no clock, no browser.

mod action;
mod acts;
mod keys;
mod lanes;
mod learner;
mod look;
mod opened;
mod prediction;
mod rails;
mod selection;
mod sharing;
mod shelf;
#[cfg(test)]
mod tests;
mod view;

pub use crate::share::Theme;
pub use action::{Action, Tab};
pub use keys::Keys;
pub use learner::Learner;
pub use prediction::{Asked, Graded};
pub use selection::Selection;
pub use sharing::{Format, Outcome, Share, SharedLang, SharedPage, Sharing, Subject, Surroundings};
pub use shelf::{BookId, BookName, BookStatus, Shelf};

use crate::i18n::{Lang, StateNames};
use crate::lesson::{Part, Place, Sighting};
use crate::network::{Intervention, SegmentId};
use crate::share::{Address, Deed, Link, Problem, View};
use crate::simulation::Profile;
use crate::simulation::Refusal;
use crate::time::{Duration, Instant};
use crate::timeline::{Branches, Lanes, PlayStatus, Playback, PlaybackCommand, Timeline, Track};
use prediction::Prediction;
use rails::Rails;

/// Everything the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppState {
    /// The open part of a lesson, on hosts of `profile`.
    place: Place,
    profile: Profile,
    branches: Branches,
    playback: Playback,
    /// Where the current branch shows each step's cue: worked out once for each change of the run, read in each frame.
    sightings: Vec<Option<Sighting>>,
    waits: Vec<Instant>,
    selected: Option<Selection>,
    menu: Option<Menu>,
    tab: Tab,
    /// The person's own language, colours and spelling: an address may have others, see [`View`].
    lang: Lang,
    theme: Theme,
    states: StateNames,
    ladder_width: u32,
    notice: Option<Notice>,
    help_open: bool,
    list_open: bool,
    keys: Keys,
    /// What was chosen in the dialog to hand a run on, since it was opened first.
    sharing: Option<Box<Sharing>>,
    shelf: Shelf,
    /// The branch in which the lesson goes on, and where it was left for another.
    rails: Rails,
    /// What was predicted in the open part.
    predictions: Vec<Prediction>,
    learner: Learner,
    /// How the page is shown.
    view: View,
    /// Whether the system asks for less motion.
    reduced_motion: bool,
    /// The run as it was opened.
    opened: Link,
}

/// How the page opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What the address asks for.
    pub address: Address,
    /// The language, unless the address has one.
    pub lang: Lang,
    /// The colours, unless the address has them.
    pub theme: Theme,
    /// The spelling of the states, unless the address has one.
    pub states: StateNames,
    /// Whether motion is to be reduced.
    pub reduced_motion: bool,
    /// What the person wants of keys on their own.
    pub keys: Keys,
    /// What is known of the person.
    pub learner: Learner,
}

/// How much of the screen an action has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// Only what a [`Frame`](crate::view_model::Frame) holds.
    Frame,
    /// Anything.
    Scene,
}

/// Something that the person must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The simulation would not do it.
    Refused(Refusal),
    /// There is no segment to do it to.
    NothingInFlight,
    /// Something is wrong with the link that was opened.
    WrongLink(Vec<Problem>),
    /// The lesson's step has not come in this run.
    StepNotYet,
    /// The run saved before the page was reloaded cannot be read.
    UnreadableRun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Menu {
    segment: SegmentId,
    /// What playback was doing when the menu opened; it goes on with it.
    before: PlayStatus,
}

impl AppState {
    /// What "delay it" means.
    pub const DELAY: Duration = Deed::DELAY;
    /// How long an old duplicate flies.
    pub const LATER: Duration = Deed::LATER;
    /// A port of the server's on which nobody listens.
    pub const CLOSED_PORT: u16 = 81;
    /// The ladder's width until the page has reported it.
    const WIDTH: u32 = 824;

    /// The page as it opens: what the address asks for, or the first lesson, playing.
    pub fn new(settings: &Settings) -> Self {
        let Address {
            run,
            view,
            problems,
        } = &settings.address;
        let opened = run.open();
        let mut state = Self {
            branches: Branches::of(opened.lanes),
            place: run.place,
            profile: run.profile,
            playback: Playback::from(Instant::ZERO),
            sightings: Vec::new(),
            waits: Vec::new(),
            selected: None,
            menu: None,
            tab: Tab::default(),
            lang: settings.lang,
            theme: settings.theme,
            states: settings.states,
            ladder_width: Self::WIDTH,
            notice: None,
            help_open: false,
            list_open: false,
            keys: settings.keys,
            sharing: None,
            shelf: Shelf::default(),
            rails: Rails::default(),
            predictions: Vec::new(),
            learner: settings.learner.clone(),
            view: *view,
            reduced_motion: settings.reduced_motion,
            opened: Link::default(),
        };
        state.tab = state.first_tab();
        state.choose_motion();
        state.playback.speed = view.speed;
        state.begin();
        state.stand_as_asked(run.at);
        state.tell(problems, &opened.problems);
        state
    }

    /// Takes an action and says how much of the screen it has changed.
    pub fn apply(&mut self, action: Action) -> Change {
        if !self.permits(&action) {
            return Change::Nothing;
        }
        match action {
            Action::Tick(elapsed) => return self.tick(elapsed),
            Action::Playback(command) => self.play(command),
            Action::Command(command) => {
                self.act(command);
            }
            Action::CallClosedPort => self.call_closed_port(),
            Action::DropInFlight => self.act_in_flight(Intervention::Drop),
            Action::DelayInFlight => self.act_in_flight(Intervention::Delay(Self::DELAY)),
            Action::Branch => self.branch(),
            Action::Vary(variation) => self.vary(variation),
            Action::Compare(comparison) => self.compare(comparison),
            Action::FocusLane(lane) if !self.focus_lane(lane) => return Change::Nothing,
            Action::FocusLane(_) => {}
            Action::SwitchBranch(place) => self.switch_branch(place as usize),
            Action::OpenMenu(segment) => self.open_menu(segment),
            Action::CloseMenu => self.close_menu(),
            Action::Dismiss if self.menu.is_some() => self.close_menu(),
            Action::Ask(selection) => self.ask(selection),
            Action::Jump(event) => self.jump(event),
            Action::Inspect(segment) => self.inspect(segment),
            Action::ShowTab(tab) => self.tab = tab,
            Action::OpenLesson(id) => self.open_lesson(id),
            Action::OpenLink(link) => self.open_link(&link, &[]),
            Action::Visit(address) => self.visit(&address),
            Action::SetView(view) => self.set_view(view),
            Action::OpenPart(part) => self.open_sibling(part),
            Action::SetProfile(profile) => self.open_part(self.place, profile),
            Action::Restart => self.restart(),
            Action::GoTo { part, step } => self.go_to(part, step),
            Action::Slide(place) => self.slide_to(place),
            Action::BackToLesson => self.back_to_lesson(),
            Action::Predict(choice) => self.predict(choice),
            Action::SetPredicts(predicts) => self.set_predicts(predicts),
            Action::ClearLearner => self.learner.clear(),
            Action::ToggleList => self.list_open = !self.list_open,
            Action::AskAgain => self.shelf.forget_failed(),
            Action::BookCame(book, text) => self.shelf.put(book, text.as_deref()),
            Action::SetLang(lang) => self.set_lang(lang),
            Action::SetTheme(theme) => self.set_theme(theme),
            Action::SetStates(states) => self.set_states(states),
            Action::SetReducedMotion(reduced) => self.set_reduced_motion(reduced),
            Action::SetLadderWidth(width) if width == self.ladder_width => return Change::Nothing,
            Action::SetLadderWidth(width) => self.ladder_width = width,
            Action::SetKeys(keys) => self.set_keys(keys),
            Action::Share(share) => self.share(*share),
            Action::ToggleHelp => self.help_open = !self.help_open,
            Action::Dismiss if self.notice.is_none() => self.forget_question(),
            Action::DismissNotice | Action::Dismiss => self.notice = None,
        }
        Change::Scene
    }

    /// Whether the page needs animation frames.
    pub fn is_moving(&self) -> bool {
        self.playback.status == PlayStatus::Playing
    }

    /// The run on the screen; of two, the one in focus.
    pub fn timeline(&self) -> &Timeline {
        self.lanes().focused()
    }

    /// All branches of the run.
    pub const fn branches(&self) -> &Branches {
        &self.branches
    }

    /// The cursor.
    pub const fn playback(&self) -> &Playback {
        &self.playback
    }

    /// The profile of both hosts.
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// The lesson's present step and where its cue was seen.
    pub fn step(&self) -> Option<(usize, Sighting)> {
        Part::step_at(&self.sightings, self.playback.cursor)
    }

    /// What is asked "why?" of, if the person chose something.
    pub const fn selected(&self) -> Option<Selection> {
        self.selected
    }

    /// The segment whose menu is open.
    pub fn menu(&self) -> Option<SegmentId> {
        self.menu.map(|menu| menu.segment)
    }

    /// The open drawer tab.
    pub const fn tab(&self) -> Tab {
        self.tab
    }

    /// What the person must be told.
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// What is known of the person.
    pub const fn learner(&self) -> &Learner {
        &self.learner
    }

    fn tick(&mut self, elapsed: Duration) -> Change {
        let before = (
            self.playback.status,
            self.step().map(|(place, _)| place),
            self.moment(),
        );
        let cursor = self.playback.cursor;
        self.move_cursor(|playback, track, waits| playback.advance(track, elapsed, waits));
        if before
            != (
                self.playback.status,
                self.step().map(|(place, _)| place),
                self.moment(),
            )
        {
            Change::Scene
        } else if cursor == self.playback.cursor {
            Change::Nothing
        } else {
            Change::Frame
        }
    }

    fn moment(&self) -> usize {
        self.lanes().track().stop_index(self.playback.cursor)
    }

    fn move_cursor(&mut self, motion: impl FnOnce(&mut Playback, &Track, &[Instant])) {
        let before = self.moment();
        let track = self.branches.current().lanes.track();
        motion(&mut self.playback, track, &self.waits);
        self.branches.note_seen(self.playback.cursor);
        self.count_predictions();
        self.note_progress();
        if self.moment() != before {
            self.forget_question();
        }
    }

    #[inline(never)]
    fn play(&mut self, command: PlaybackCommand) {
        self.menu = None;
        self.move_cursor(|playback, track, waits| playback.apply(track, command, waits));
    }

    #[inline(never)]
    fn branch(&mut self) {
        self.note_leaving_now();
        self.branches.fork(self.playback.cursor);
        self.run_changed();
        self.playback.status = PlayStatus::Paused;
    }

    #[inline(never)]
    fn switch_branch(&mut self, place: usize) {
        self.note_leaving_now();
        if self.branches.switch(place) {
            self.run_changed();
            self.playback.cursor = self.playback.cursor.min(self.lanes().track().end());
            self.playback.status = PlayStatus::Paused;
        }
    }

    /// Shows `lanes` as the open lesson's runs, with no other branches.
    fn open(&mut self, lanes: Lanes) {
        self.branches = Branches::of(lanes);
        self.predictions.clear();
        self.rails = Rails::default();
        self.list_open = false;
        self.begin();
    }

    /// Plays from where the lesson begins, unless there is something to read or to do there.
    fn begin(&mut self) {
        self.run_changed();
        let begins = self
            .place
            .part()
            .opens_at
            .sighting(self.timeline())
            .map_or(Instant::ZERO, |sighting| sighting.at);
        self.playback = Playback {
            speed: self.playback.speed,
            motion: self.playback.motion,
            ..Playback::from(begins)
        };
        if self.waits.contains(&begins) {
            self.playback.status = PlayStatus::Waiting;
        }
        self.branches.note_seen(begins);
        self.note_progress();
    }

    fn run_changed(&mut self) {
        self.sightings = self.place.part().sightings(self.timeline());
        self.wait_anew();
        self.forget_question();
        self.menu = None;
    }
}
