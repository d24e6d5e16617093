//! What is to be done about the document when something new is shown, beyond drawing it: focus, scrolling, the dialog.

use crate::app_state::Tab;
use crate::network::SegmentId;
use crate::simulation::EventId;
use crate::timeline::Lane;
use crate::ui::components::{help, inspector, lesson_list, segment_menu, share};
use crate::view_model::{Inspector, Page, Point, ViewModel};

/// What a rendering shows, as far as a change of it has an effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    tab: Tab,
    /// The log's newest line, while it is open. Not its length, which has a limit.
    log: Option<EventId>,
    menu: Option<((Lane, SegmentId), Point)>,
    help_open: bool,
    list_open: bool,
    share_open: bool,
}

impl Shown {
    /// What the screen shows, the dialog to hand on among it if `share_open`.
    pub(crate) fn on(screen: &ViewModel, share_open: bool) -> Self {
        let newest = match &screen.inspector {
            Some(Inspector::Log(lines)) => lines.last(),
            _ => None,
        };
        let full = match &screen.page {
            Page::Full(full) => Some(full),
            Page::Embed(_) => None,
        };
        Self {
            tab: screen.tab,
            log: newest.map(|line| line.event),
            menu: screen
                .menu
                .as_ref()
                .map(|menu| ((menu.lane, menu.segment), menu.at)),
            help_open: full.is_some_and(|full| full.help_open),
            list_open: full.is_some_and(|full| full.lessons.is_some()),
            share_open,
        }
    }

    /// Does what the change from `before` asks for. To be called when the elements are in place.
    pub(crate) fn follow(self, before: Self) {
        if self.log.is_some() && self.log != before.log {
            inspector::show_newest();
        }
        if self.tab != before.tab {
            inspector::reveal(self.tab);
        }
        if let Some((_, at)) = self.menu.filter(|_| self.menu != before.menu) {
            segment_menu::place(at);
        }
        let (closed, opened) = (before.menu.map(|(of, _)| of), self.menu.map(|(of, _)| of));
        if closed != opened {
            segment_menu::move_focus(closed, opened);
        }
        if self.help_open != before.help_open {
            help::show(self.help_open);
        }
        if self.list_open != before.list_open {
            lesson_list::show(self.list_open);
        }
        if self.share_open != before.share_open {
            share::show(self.share_open);
        }
    }
}
