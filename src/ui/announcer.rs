//! What happens, for who listens instead of looking.

use crate::ui::{Msg, motion};
use gloo_timers::callback::Timeout;
use yew::Callback;

/// The shortest time between two announcements: a voice needs it to finish.
const PAUSE_MS: u32 = 1_000;

/// Speaks through the polite live region at most once a second. What happens meanwhile is overtaken by what happens
/// last; the log has everything.
#[derive(Debug, Default)]
pub(crate) struct Announcer {
    /// Nothing yet before the page is drawn.
    said: Option<String>,
    pause: Option<Timeout>,
}

impl Announcer {
    /// Says the latest, if it is news and nothing was said just now. After the pause comes [`Msg::Rested`].
    pub(crate) fn say(&mut self, latest: &str, send: &Callback<Msg>) {
        // Part of it is said again where playback goes on after it has stood still. Not by `contains`, which would bring a
        // string searcher into the page's module.
        let is_old = |said: &String| {
            let mut parts = said.as_bytes().windows(latest.len().max(1));
            latest.is_empty() || parts.any(|part| part == latest.as_bytes())
        };
        if self.pause.is_some() || self.said.as_ref().is_some_and(is_old) {
            return;
        }
        motion::write(motion::STATUS, latest);
        // What the page opens with is found there; it is no announcement.
        if self.said.replace(latest.to_owned()).is_some() {
            let send = send.clone();
            self.pause = Some(Timeout::new(PAUSE_MS, move || send.emit(Msg::Rested)));
        }
    }

    /// The pause is over.
    pub(crate) fn rested(&mut self) {
        self.pause = None;
    }
}
