//! The page's parts. Each is a function from one struct of the view model to elements. It gets a [`Ui`] to find words
//! and to say what the person wants, and knows nothing else.

mod diagram;
mod dialog;
pub(crate) mod embed;
pub(crate) mod experiment;
mod guess;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod host_chip;
pub(crate) mod host_panel;
mod icon;
pub(crate) mod inspector;
pub(crate) mod ladder;
pub(crate) mod lane_headings;
pub(crate) mod lesson_list;
pub(crate) mod lesson_panel;
mod log;
pub(crate) mod notice;
pub(crate) mod offered;
mod playing;
pub(crate) mod segment_menu;
pub(crate) mod share;
mod slider;
mod sockets;
mod tabs;
mod track;
pub(crate) mod transport;
mod why;

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::timeline::Lane;
use crate::ui::Msg;
use web_sys::Event;
use yew::Callback;

/// What every part is drawn with: the language of its words, and a way to say what the person wants.
pub(crate) struct Ui<'a> {
    pub(crate) lang: Lang,
    pub(crate) send: &'a Callback<Msg>,
}

impl Ui<'_> {
    /// A text in the reader's language.
    pub(crate) fn text(&self, text: Text) -> &'static str {
        self.lang.text(text)
    }

    /// For controls that always mean the same.
    pub(crate) fn act(&self, action: Action) -> Callback<Event> {
        self.says(Msg::Act(action))
    }

    /// A part that belongs to a lane: whatever the person wants there, they turn to that lane first.
    pub(crate) fn in_lane<T>(&self, lane: Lane, view: impl FnOnce(&Ui) -> T) -> T {
        let send = self.send.clone();
        let send = Callback::from(move |msg| {
            send.emit(Msg::Act(Action::FocusLane(lane)));
            send.emit(msg);
        });
        view(&Ui {
            lang: self.lang,
            send: &send,
        })
    }

    /// The same for whatever else the page can be told.
    pub(crate) fn says(&self, msg: Msg) -> Callback<Event> {
        self.send.reform(move |_| msg.clone())
    }

    /// For controls whose events mean this or that, or nothing.
    pub(crate) fn choose(&self, meaning: fn(&Event) -> Option<Action>) -> Callback<Event> {
        let send = self.send.clone();
        Callback::from(move |event| {
            if let Some(action) = meaning(&event) {
                send.emit(Msg::Act(action));
            }
        })
    }
}
