//! What a link or the address asks for, shown.

use crate::app_state::{AppState, Notice};
use crate::share::{Address, Link, Problem, View};
use crate::time::{Duration, Instant};
use crate::timeline::{Lanes, Motion, PlayStatus, PlaybackCommand};

impl AppState {
    /// How the page is shown.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// The present run, as short as it can be said.
    pub fn link(&self) -> Link {
        self.exact_link().shortened(self.lanes())
    }

    /// The present run and language as a text for [`restore`](Self::restore).
    pub fn saved(&self) -> String {
        let run = self.exact_link().to_string();
        [&run, "&lang=", self.lang().tag()].concat()
    }

    pub(super) fn exact_link(&self) -> Link {
        Link::of(self.place, self.profile, self.lanes(), self.playback.cursor)
    }

    /// Shows a saved run, paused where it was; says so if the text cannot be read, and changes nothing then.
    #[inline(never)]
    pub fn restore(&mut self, text: &str) {
        let address = Address::parse("", text);
        let opened = address.run.open();
        // Nothing at all would be the first lesson.
        let is_sound = text.starts_with("lesson=")
            && address.problems.is_empty()
            && opened.problems.is_empty();
        if !is_sound {
            self.notice = Some(Notice::UnreadableRun);
            return;
        }
        self.view.lang = address.view.lang;
        self.show(&address.run, opened.lanes);
        self.playback.status = PlayStatus::Paused;
    }

    /// Shows the run of a link, and tells what is wrong with it.
    #[inline(never)]
    pub(super) fn open_link(&mut self, link: &Link, problems: &[Problem]) {
        let opened = link.open();
        self.notice = None;
        self.show(link, opened.lanes);
        self.tell(problems, &opened.problems);
    }

    /// Shows what an address asks for.
    #[inline(never)]
    pub(super) fn visit(&mut self, address: &Address) {
        self.set_view(address.view);
        self.open_link(&address.run, &address.problems);
    }

    fn show(&mut self, link: &Link, lanes: Lanes) {
        self.place = link.place;
        self.profile = link.profile;
        self.open(lanes);
        self.stand_as_asked(link.at);
    }

    /// Shows the page in another way.
    #[inline(never)]
    pub(super) fn set_view(&mut self, view: View) {
        self.view = view;
        self.playback.speed = view.speed;
        self.choose_motion();
        self.show_as_chosen();
    }

    pub(super) fn set_reduced_motion(&mut self, reduced: bool) {
        self.reduced_motion = reduced;
        self.choose_motion();
    }

    /// Plays as smoothly as the view and the system say.
    pub(super) const fn choose_motion(&mut self) {
        self.playback.motion = if self.is_motion_reduced() {
            Motion::Stepwise(Duration::ZERO)
        } else {
            Motion::Smooth
        };
    }

    /// Stands at the moment that was asked for, or plays, as the view has it.
    pub(super) fn stand_as_asked(&mut self, at: Option<Instant>) {
        if let Some(at) = at {
            self.play(PlaybackCommand::To(at));
        }
        self.opened = self.exact_link();
        // An embed does not begin by itself for one whom motion disturbs.
        let is_calm = !self.view.embed || self.playback.motion == Motion::Smooth;
        let plays = is_calm && self.view.plays(at.is_some());
        match self.playback.status {
            PlayStatus::Playing if !plays => self.playback.status = PlayStatus::Paused,
            PlayStatus::Paused if plays => self.playback.status = PlayStatus::Playing,
            _ => {}
        }
    }

    /// Tells what is wrong with a link, if anything is.
    pub(super) fn tell(&mut self, written: &[Problem], done: &[Problem]) {
        let mut problems = [written, done].concat();
        if self.view.embed {
            // Only its author can do something about the rest: it stands in the console.
            problems.retain(|problem| !problem.is_of_view());
        }
        if !problems.is_empty() {
            self.notice = Some(Notice::WrongLink(problems));
        }
    }
}
