//! The few icons, as paths: glyphs for "play" differ between systems, and some are drawn as emoji.

use crate::ui::element::{El, el};

/// An icon of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// To the beginning.
    Home,
    /// A step back.
    Back,
    /// A step on.
    Forward,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// Fork the run.
    Branch,
    /// Light or dark.
    Theme,
    /// Start again.
    Restart,
    /// Take away.
    Dismiss,
    /// The lesson before.
    Previous,
    /// The next lesson.
    Next,
    /// There is a list behind it.
    Unfold,
    /// Done.
    Done,
    /// Hand on.
    Share,
    /// Elsewhere.
    Open,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 3h2v10H4zM13 3v10L6.5 8z",
            Self::Back => "M11.5 3v10L4.5 8z",
            Self::Forward => "M4.5 3v10l7-5z",
            Self::Play => "M4 2.5v11L13.5 8z",
            Self::Pause => "M4 3h3v10H4zM9 3h3v10H9z",
            Self::Branch => {
                "M5 1.5a2 2 0 0 1 .75 3.85v1.9c.6-.5 1.4-.75 2.5-.75 1.5 0 1.95-.5 2.05-1.2a2 2 0 1 1 1.5.05\
                 c-.2 1.75-1.35 2.65-3.55 2.65-1.7 0-2.4.6-2.5 1.85v.8a2 2 0 1 1-1.5 0v-5.3A2 2 0 0 1 5 1.5z"
            }
            Self::Theme => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM8 3v10A5 5 0 0 0 8 3z",
            Self::Previous => "M10.3 2.6l1.2 1.2L7.3 8l4.2 4.2l-1.2 1.2L4.9 8z",
            Self::Next => "M5.7 2.6L4.5 3.8L8.7 8l-4.2 4.2l1.2 1.2L11.1 8z",
            Self::Unfold => "M2.6 5.7l1.2-1.2L8 8.7l4.2-4.2l1.2 1.2L8 11.1z",
            Self::Done => "M2.4 8.4l1.3-1.3l2.8 2.8l5.8-5.8l1.3 1.3l-7.1 7.1z",
            Self::Share => {
                "M8 .8L4.4 4.4l1.1 1.1l1.75-1.75V10h1.5V3.75L10.5 5.5l1.1-1.1zM2.5 8v6.5h11V8H12v5H4V8z"
            }
            Self::Open => "M6 3h7v7h-1.6V5.7L4.1 13L3 11.9l7.3-7.3H6z",
            Self::Restart => "M8 2.5a5.5 5.5 0 1 1-5.3 4h1.6A4 4 0 1 0 8 4v2.2L4 3.2L8 .2z",
            Self::Dismiss => {
                "M3.7 2.6L8 6.9l4.3-4.3l1.1 1.1L9.1 8l4.3 4.3l-1.1 1.1L8 9.1l-4.3 4.3l-1.1-1.1L6.9 8L2.6 3.7z"
            }
        }
    }

    /// The icon, for the eyes only: the button around it has the name.
    pub(crate) fn view(self) -> El {
        el("svg.icon")
            .attr("viewBox", "0 0 16 16")
            .attr("width", "16")
            .attr("height", "16")
            .attr("aria-hidden", "true")
            .child(
                el("path")
                    .attr("d", self.path())
                    .attr("fill-rule", "evenodd"),
            )
    }
}
