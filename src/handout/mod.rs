//! What is handed on: a run as a link, as something to embed, as a picture; and the dialog in which it is chosen. Worked
//! out only while the dialog is open.

mod choices;
mod output;
mod snippet;
#[cfg(test)]
mod tests;

pub use output::{Content, File, Output};
pub use snippet::{SANDBOX, Snippet};

use crate::app_state::{AppState, Format, Outcome, SharedLang, Sharing, Subject, Surroundings};
use crate::i18n::{Lang, Text};
use crate::lesson::{LessonId, Place};
use crate::share::{Link, Theme, View};
use crate::view_model::{Control, title};

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handout {
    /// What can be chosen, top to bottom.
    pub rows: Vec<Control>,
    /// The frame's size, where there is a frame.
    pub size: Option<FrameSize>,
    /// What is handed on.
    pub output: Output,
    /// How it looks.
    pub preview: Preview,
    /// What should be known about it.
    pub notes: Vec<String>,
    /// What came of copying or saving; empty before.
    pub outcome: &'static str,
}

/// The size of a frame, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameSize {
    /// None for as wide as there is room.
    pub width: Option<u32>,
    /// How high.
    pub height: u32,
}

/// How it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preview {
    /// As the page in a frame.
    Frame {
        /// The page's address.
        address: String,
        /// What the frame shows.
        title: String,
        /// Its size.
        size: FrameSize,
    },
    /// As a picture.
    Picture {
        /// Its address.
        address: String,
        /// What it shows.
        title: String,
    },
    /// The text shows it, or nothing can.
    None,
}

impl Handout {
    /// The dialog as it stands; none while it is closed.
    pub fn of(state: &AppState) -> Option<Self> {
        state.sharing().map(|sharing| opened(state, sharing))
    }
}

/// What is shown only when it is opened may come later: a function of its own.
#[inline(never)]
fn opened(state: &AppState, sharing: &Sharing) -> Handout {
    let lang = state.lang();
    let snippet = snippet(state, sharing);
    let output = output::of(state, sharing, &snippet);
    let size = FrameSize {
        width: sharing.width,
        height: sharing.height,
    };
    Handout {
        rows: choices::rows(state, sharing),
        size: sharing.format.is_frame().then_some(size),
        preview: preview(sharing, &snippet, &output, size),
        notes: notes(lang, sharing, &output),
        outcome: sharing
            .outcome
            .map_or("", |outcome| lang.text(told(outcome, sharing.page.around))),
        output,
    }
}

/// The language in which it is handed on; none for each reader's own. A picture is in one.
fn chosen_lang(page: Lang, sharing: &Sharing) -> Option<Lang> {
    match sharing.lang {
        SharedLang::Page => Some(page),
        SharedLang::Fixed(lang) => Some(lang),
        SharedLang::Readers => sharing.format.is_picture().then_some(page),
    }
}

/// The colours in which it is handed on; none for each reader's own. Pixels have some.
fn chosen_theme(sharing: &Sharing) -> Option<Theme> {
    let pixels = (sharing.format == Format::Png).then_some(Theme::Light);
    sharing.view.theme.or(pixels)
}

/// The language of its title and its picture: of what is in each reader's own, the page's.
fn handed_lang(state: &AppState, sharing: &Sharing) -> Lang {
    chosen_lang(state.lang(), sharing).unwrap_or(state.lang())
}

/// The lesson that it is about.
fn lesson(state: &AppState, sharing: &Sharing) -> LessonId {
    match sharing.subject {
        Subject::ThisRun => state.lesson().id,
        Subject::Lesson(id) => id,
    }
}

fn snippet(state: &AppState, sharing: &Sharing) -> Snippet {
    let lang = chosen_lang(state.lang(), sharing);
    let words = handed_lang(state, sharing);
    let lesson = lesson(state, sharing);
    let run = match sharing.subject {
        Subject::ThisRun => state.link(),
        Subject::Lesson(id) => Link::to(Place::first_of(id)),
    };
    let view = View {
        embed: true,
        lang,
        ..sharing.view
    };
    let reader = View {
        lang,
        theme: sharing.view.theme,
        ..View::default()
    };
    Snippet {
        page: sharing.page.address.clone(),
        view: view.to_string(),
        run: run.to_string(),
        reader: reader.to_string(),
        title: words.fill(Text::ShareName, &[("title", title(words, lesson))]),
        still: ["stills/", lesson.name(), ".", words.tag(), ".svg"].concat(),
        width: sharing.width,
        height: sharing.height,
    }
}

fn preview(sharing: &Sharing, snippet: &Snippet, output: &Output, size: FrameSize) -> Preview {
    let title = snippet.title.clone();
    match sharing.format {
        Format::Link | Format::Html | Format::Element | Format::Jsx
            if matches!(
                sharing.page.around,
                Surroundings::Alone | Surroundings::Framed
            ) =>
        {
            Preview::Frame {
                address: snippet.frame(),
                title,
                size,
            }
        }
        Format::Markdown | Format::Svg | Format::Png => Preview::Picture {
            address: output.drawing.clone(),
            title,
        },
        _ => Preview::None,
    }
}

fn notes(lang: Lang, sharing: &Sharing, output: &Output) -> Vec<String> {
    let mut notes = Vec::new();
    let page = &sharing.page;
    let is_page = sharing.format.is_frame() || sharing.format == Format::Link;
    if page.around == Surroundings::File && !sharing.format.is_picture() {
        notes.push(lang.fill(Text::ShareLocal, &[("file", &page.address)]));
    }
    if let (Format::Markdown, Some(file)) = (sharing.format, &output.file) {
        notes.push(lang.fill(Text::ShareBeside, &[("file", &file.name)]));
    }
    match page.around {
        Surroundings::File | Surroundings::Sealed if is_page => {
            notes.push(lang.owned(Text::ShareNoPreview));
        }
        // Nothing tells the page whether it was let.
        Surroundings::Framed | Surroundings::Sealed if output.file.is_some() => {
            notes.push(lang.owned(Text::ShareFramed));
        }
        _ => {}
    }
    notes
}

const fn told(outcome: Outcome, around: Surroundings) -> Text {
    match (outcome, around) {
        (Outcome::Copied, _) => Text::ShareCopied,
        (Outcome::Selected, _) => Text::ShareSelected,
        (Outcome::Saved, Surroundings::Framed | Surroundings::Sealed) => Text::ShareHanded,
        (Outcome::Saved, _) => Text::ShareSaved,
        (Outcome::NotCopied, _) => Text::ShareNotCopied,
        (Outcome::Failed, _) => Text::ShareFailed,
    }
}
