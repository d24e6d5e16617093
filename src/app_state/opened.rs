//! What a link or the address asks for, shown.

use crate::app_state::{AppState, Notice};
use crate::share::{Address, Link, Problem, View};
use crate::time::{Duration, Instant};
use crate::timeline::{Motion, PlayStatus, PlaybackCommand};

impl AppState {
    /// How the page is shown.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// Shows the run of a link, and tells what is wrong with it.
    #[inline(never)]
    pub(super) fn open_link(&mut self, link: &Link) {
        self.show_link(link, &[]);
    }

    /// Shows what an address asks for.
    #[inline(never)]
    pub(super) fn visit(&mut self, address: &Address) {
        self.set_view(address.view);
        self.show_link(&address.run, &address.problems);
    }

    fn show_link(&mut self, link: &Link, problems: &[Problem]) {
        let opened = link.open();
        self.place = link.place;
        self.profile = link.profile;
        self.notice = None;
        self.open(opened.lanes);
        self.stand_as_asked(link.at);
        self.tell(problems, &opened.problems);
    }

    /// Shows the page in another way. Language and colours stay if the view has none.
    #[inline(never)]
    pub(super) fn set_view(&mut self, view: View) {
        self.view = view;
        self.lang = view.lang.unwrap_or(self.lang);
        self.theme = view.theme.unwrap_or(self.theme);
        self.playback.speed = view.speed;
        self.choose_motion();
        self.tab = self.first_tab();
        self.wait_anew();
    }

    pub(super) fn set_reduced_motion(&mut self, reduced: bool) {
        self.reduced_motion = reduced;
        self.choose_motion();
    }

    /// Plays as smoothly as the view and the system say.
    pub(super) const fn choose_motion(&mut self) {
        self.playback.motion = if self.view.motion.is_reduced(self.reduced_motion) {
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
        self.opened_at = self.playback.cursor;
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
        let problems = [written, done].concat();
        if !problems.is_empty() {
            self.notice = Some(Notice::WrongLink(problems));
        }
    }
}
