//! What is chosen while a run is handed on: as a link, as something to embed, as a picture. Nothing of the run changes.

#[cfg(test)]
mod tests;

use crate::app_state::AppState;
use crate::i18n::Lang;
use crate::lesson::LessonId;
use crate::share::View;
use crate::timeline::PlayStatus;

/// What is chosen in the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// The page that addresses lead to.
    pub page: SharedPage,
    /// What is handed on.
    pub subject: Subject,
    /// As what.
    pub format: Format,
    /// In which language.
    pub lang: SharedLang,
    /// How it is shown, but for the language.
    pub view: View,
    /// How wide, in CSS pixels; none for as wide as there is room.
    pub width: Option<u32>,
    /// How high, in CSS pixels.
    pub height: u32,
    /// What came of copying or saving it.
    pub outcome: Option<Outcome>,
    is_open: bool,
    /// Whether the run goes on when the dialog is closed.
    resumes: bool,
}

/// What only the browser knows of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPage {
    /// Its address, without query and fragment; of a file only its name.
    pub address: String,
    /// What is around it.
    pub around: Surroundings,
}

/// What is around a page, as far as it matters to what it can hand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surroundings {
    /// On a server, in a window of its own.
    Alone,
    /// In a frame of another page, which may forbid it to save files.
    Framed,
    /// The same without an origin of its own: there is nothing that it could show itself from.
    Sealed,
    /// On a disk: others cannot get it by an address, and there is nothing beside it.
    File,
}

/// What is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The run on the screen, at its moment.
    ThisRun,
    /// A lesson from its start.
    Lesson(LessonId),
}

/// In which language it is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedLang {
    /// The one that the page is in.
    Page,
    /// This one.
    Fixed(Lang),
    /// Each reader's own.
    Readers,
}

/// As what it is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An address.
    Link,
    /// A frame for HTML.
    Html,
    /// The element.
    Element,
    /// A frame for JSX.
    Jsx,
    /// A picture that is a link, in Markdown.
    Markdown,
    /// A drawing.
    Svg,
    /// A picture of pixels.
    Png,
    /// A ladder of text.
    Text,
    /// A sequence diagram for Mermaid.
    Mermaid,
}

/// What came of copying or saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the clipboard.
    Copied,
    /// The clipboard was refused; the text is selected.
    Selected,
    /// It is a file.
    Saved,
    /// The clipboard takes no picture from this page.
    NotCopied,
    /// Nothing came of it.
    Failed,
}

/// What the person wants of the dialog, and what the page reports of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// Open it on this page.
    Open(SharedPage),
    /// Close it.
    Close,
    /// Hand this on.
    Subject(Subject),
    /// As this.
    Format(Format),
    /// In this language.
    Lang(SharedLang),
    /// Shown so.
    View(View),
    /// So wide, in CSS pixels; none for as wide as there is room.
    Width(Option<u32>),
    /// So high, in CSS pixels; none for the usual height.
    Height(Option<u32>),
    /// It was copied or saved, or not.
    Outcome(Outcome),
}

impl Format {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Link,
        Self::Html,
        Self::Element,
        Self::Jsx,
        Self::Markdown,
        Self::Svg,
        Self::Png,
        Self::Text,
        Self::Mermaid,
    ];

    /// Whether the run is embedded, as it can be played.
    pub const fn is_frame(self) -> bool {
        matches!(self, Self::Html | Self::Element | Self::Jsx)
    }

    /// Whether the run is drawn, as it is.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Text | Self::Mermaid)
    }
}

impl Sharing {
    /// What a frame may measure, in CSS pixels: what the lists of platforms allow, generously.
    pub const SIZES: core::ops::RangeInclusive<u32> = 200..=4000;
    /// How high a frame is unless its author says otherwise.
    pub const HEIGHT: u32 = 480;

    fn opened(page: SharedPage) -> Self {
        Self {
            page,
            subject: Subject::ThisRun,
            format: Format::Link,
            lang: SharedLang::Page,
            view: View::default(),
            width: None,
            height: Self::HEIGHT,
            outcome: None,
            is_open: true,
            resumes: false,
        }
    }

    fn choose(&mut self, choice: Share) {
        self.outcome = None;
        match choice {
            Share::Open(page) => (self.page, self.is_open) = (page, true),
            Share::Close => self.is_open = false,
            Share::Subject(subject) => self.subject = subject,
            Share::Format(format) => self.format = format,
            Share::Lang(lang) => self.lang = lang,
            Share::View(view) => self.view = view,
            Share::Width(width) => self.width = width.map(Self::within),
            Share::Height(height) => self.height = height.map_or(Self::HEIGHT, Self::within),
            Share::Outcome(outcome) => self.outcome = Some(outcome),
        }
    }

    fn within(size: u32) -> u32 {
        size.clamp(*Self::SIZES.start(), *Self::SIZES.end())
    }
}

impl AppState {
    /// What is chosen in the dialog, while it is open.
    pub fn sharing(&self) -> Option<&Sharing> {
        self.sharing.as_deref().filter(|sharing| sharing.is_open)
    }

    /// The choices outlive the dialog: who embeds one run mostly embeds the next one alike. While it is open the run
    /// stands, for what is handed on includes the moment.
    #[inline(never)]
    pub(super) fn share(&mut self, choice: Share) {
        let was_open = self.sharing().is_some();
        match (&mut self.sharing, choice) {
            (Some(sharing), choice) => sharing.choose(choice),
            (none, Share::Open(page)) => *none = Some(Box::new(Sharing::opened(page))),
            (None, _) => {}
        }
        let is_open = self.sharing().is_some();
        let Some(sharing) = &mut self.sharing else {
            return;
        };
        if is_open && !was_open {
            sharing.resumes = self.playback.status == PlayStatus::Playing;
            if sharing.resumes {
                self.playback.status = PlayStatus::Paused;
            }
        } else if was_open && !is_open && sharing.resumes {
            self.playback.status = PlayStatus::Playing;
        }
    }
}
