//! How the page is shown: the whole of it, or as an embed in somebody else's page; and what follows from that.
//!
//! An embed opens as its author set it, each time: it keeps no run over a reload, and writes nothing about its reader.

use crate::app_state::{Action, AppState, Tab};
use crate::share::{Link, Panel};
use crate::timeline::PlayStatus;

impl AppState {
    /// Whether the lesson speaks: its steps, its offers, its questions.
    pub fn tells_lesson(&self) -> bool {
        !self.view.embed || self.view.panels.holds(Panel::Lesson)
    }

    /// Whether the run stands where it opened and waits for somebody to start it.
    pub fn is_unstarted(&self) -> bool {
        self.view.embed
            && self.playback.status == PlayStatus::Paused
            && Some(self.playback.cursor) == self.opened.at
            && self.playback.cursor < self.lanes().track().end()
            && self.selected.is_none()
            && self.menu.is_none()
    }

    /// The drawer's page on the screen; none where an embed shows none. What was asked comes first; else an embed has
    /// what its author chose.
    pub fn open_tab(&self) -> Option<Tab> {
        let is_open = !self.view.embed || self.selected.is_some() || self.is_chosen(self.tab);
        is_open.then_some(self.tab)
    }

    /// Whether an embed's author chose this page of the drawer.
    pub fn is_chosen(&self, tab: Tab) -> bool {
        panel(tab).is_some_and(|panel| self.view.panels.holds(panel))
    }

    /// The page of the drawer to begin with.
    pub(super) fn first_tab(&self) -> Tab {
        let chosen = Tab::DRAWER.into_iter().find(|tab| self.is_chosen(*tab));
        chosen.unwrap_or_default()
    }

    /// Whether the view leaves it to the reader to do this.
    pub fn permits(&self, action: &Action) -> bool {
        self.view.edit || !action.changes_the_run()
    }

    /// Shows what a new view chooses to be shown.
    pub(super) fn show_as_chosen(&mut self) {
        if self.view.embed && !self.is_chosen(self.tab) {
            self.tab = self.first_tab();
        }
        self.wait_anew();
        if !self.tells_lesson() && self.playback.status == PlayStatus::Waiting {
            self.playback.status = PlayStatus::Paused;
        }
    }

    /// Whether the run on the screen is another one than was opened.
    pub fn is_altered(&self) -> bool {
        let now = Link {
            at: self.opened.at,
            lane: self.opened.lane,
            ..self.exact_link()
        };
        now != self.opened
    }

    /// Starts again, with all branches gone: the open part of the lesson, or in an embed what its author set up.
    #[inline(never)]
    pub(super) fn restart(&mut self) {
        if self.view.embed {
            let opened = self.opened.clone();
            self.open_link(&opened, &[]);
        } else {
            self.open_part(self.place, self.profile);
        }
    }

    /// Puts the answer to a "why?" away. The next one is about what tells most of the moment.
    pub(super) fn forget_question(&mut self) {
        self.selected = None;
        if self.view.embed && !self.is_chosen(self.tab) {
            self.tab = self.first_tab();
        }
    }
}

/// What an embed's author calls a page of the drawer; none for what is no page of it.
const fn panel(tab: Tab) -> Option<Panel> {
    Some(match tab {
        Tab::Why => Panel::Why,
        Tab::Diagram => Panel::Diagram,
        Tab::Segment => Panel::Segment,
        Tab::Log => Panel::Log,
        Tab::Sockets => Panel::Sockets,
        Tab::Experiment | Tab::Host(_) => return None,
    })
}
