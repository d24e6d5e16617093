//! The text that is handed on, and the files beside it.

use crate::app_state::{AppState, Format, Sharing, Subject};
use crate::handout::choices::format_name;
use crate::handout::{Snippet, handed_lang, lesson};
use crate::lesson::Place;
use crate::picture::{self, Look};
use crate::share::{Link, Theme};
use crate::time::Instant;
use crate::timeline::Branches;
use crate::view_model::{Scene, title};
use crate::wire;

/// What is handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What it is: `JSX`.
    pub name: &'static str,
    /// The text.
    pub text: String,
    /// What can be saved, where a file is of use.
    pub file: Option<File>,
}

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// All of it, as an address.
    pub address: String,
}

/// What is handed on.
pub(super) fn of(state: &AppState, sharing: &Sharing, snippet: &Snippet) -> Output {
    let mut file = None;
    let text = match sharing.format {
        Format::Link => snippet.link(),
        Format::Html => snippet.html(),
        Format::Element => snippet.element(),
        Format::Jsx => snippet.jsx(),
        Format::Markdown => match sharing.subject {
            Subject::Lesson(_) => snippet.markdown(&snippet.still()),
            // Nobody keeps a picture of this run but its author.
            Subject::ThisRun => {
                let drawn = File::new(name(state, sharing, ".svg"), SVG, &drawn(state, sharing));
                let text = snippet.markdown(&drawn.name);
                file = Some(drawn);
                text
            }
        },
        Format::Svg | Format::Png | Format::Text | Format::Mermaid => drawn(state, sharing),
    };
    let saved = match sharing.format {
        Format::Svg => Some((".svg", SVG)),
        Format::Text => Some((".txt", "text/plain")),
        Format::Mermaid => Some((".mmd", "text/plain")),
        _ => None,
    };
    if let Some((ending, kind)) = saved {
        file = Some(File::new(name(state, sharing, ending), kind, &text));
    }
    Output {
        name: format_name(state.lang(), sharing.format),
        text,
        file,
    }
}

const SVG: &str = "image/svg+xml";

/// The run drawn: as the text that it is in, of a picture as SVG.
fn drawn(state: &AppState, sharing: &Sharing) -> String {
    let lang = handed_lang(state, sharing);
    let lesson = lesson(state, sharing);
    let branches;
    let scene = match sharing.subject {
        Subject::ThisRun => Scene {
            width: Scene::WIDTH,
            lang,
            ..Scene::of(state)
        },
        Subject::Lesson(id) => {
            branches = Branches::of(Link::to(Place::first_of(id)).open().lanes);
            Scene::still(&branches, lang)
        }
    };
    let title = title(lang, lesson);
    match sharing.format {
        Format::Text => ladders(&scene),
        Format::Mermaid => picture::mermaid(&scene, title),
        _ => {
            let theme = sharing.view.theme.unwrap_or(Theme::Auto);
            picture::svg(&scene, &Look { title, theme })
        }
    }
}

/// The run up to the moment as a ladder of text; of two that are compared, one below the other.
fn ladders(scene: &Scene) -> String {
    let mut text = String::new();
    for run in scene.lanes.runs() {
        if !text.is_empty() {
            text.push('\n');
        }
        let span = Instant::ZERO..=scene.now;
        text.push_str(&wire::text_ladder_between(run, scene.lang, span));
    }
    text
}

/// `tcpscope-four_waves.svg`.
fn name(state: &AppState, sharing: &Sharing, ending: &str) -> String {
    ["tcpscope-", lesson(state, sharing).name(), ending].concat()
}

impl File {
    /// The file with this text; `kind` is its media type.
    fn new(name: String, kind: &str, text: &str) -> Self {
        let mut address = ["data:", kind, ";charset=utf-8,"].concat();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~!*'()".contains(&byte) {
                address.push(char::from(byte));
            } else {
                address.push('%');
                for half in [byte >> 4, byte & 15] {
                    address.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                }
            }
        }
        Self { name, address }
    }
}
