//! The text that is handed on, and the files beside it.

use crate::app_state::{AppState, Format, Sharing, Subject, Surroundings};
use crate::handout::choices::format_name;
use crate::handout::{Snippet, chosen_theme, handed_lang, lesson};
use crate::lesson::Place;
use crate::picture::{self, Look, data_url};
use crate::share::Link;
use crate::timeline::Branches;
use crate::view_model::{Scene, title};
use crate::wire;

/// What is handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What it is: `JSX`.
    pub name: &'static str,
    /// The text; empty for pixels.
    pub text: String,
    /// The drawing to look at, as the address that holds it; empty if there is none.
    pub drawing: String,
    /// What can be saved, where a file is of use.
    pub file: Option<File>,
}

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text, as the address that holds it.
    Text(String),
    /// The pixels of this drawing.
    Pixels(String),
}

/// What is handed on.
pub(super) fn of(state: &AppState, sharing: &Sharing, snippet: &Snippet) -> Output {
    let mut output = Output {
        name: format_name(state.lang(), sharing.format),
        text: String::new(),
        drawing: String::new(),
        file: None,
    };
    match sharing.format {
        Format::Link => output.text = snippet.link(),
        Format::Html => output.text = snippet.html(),
        Format::Element => output.text = snippet.element(),
        Format::Jsx => output.text = snippet.jsx(),
        Format::Markdown => markdown(state, sharing, snippet, &mut output),
        Format::Svg | Format::Text | Format::Mermaid => {
            output.text = drawn(state, sharing);
            let (ending, kind) = match sharing.format {
                Format::Svg => (".svg", SVG),
                Format::Text => (".txt", "text/plain"),
                _ => (".mmd", "text/plain"),
            };
            let address = data_url(kind, &output.text);
            if sharing.format == Format::Svg {
                output.drawing.clone_from(&address);
            }
            output.file = Some(file(state, sharing, ending, Content::Text(address)));
        }
        Format::Png => {
            let svg = drawn(state, sharing);
            output.drawing = data_url(SVG, &svg);
            output.file = Some(file(state, sharing, ".png", Content::Pixels(svg)));
        }
    }
    output
}

/// A lesson's still lies beside the page, if the page is on a server; nobody keeps a picture of this run but its author.
fn markdown(state: &AppState, sharing: &Sharing, snippet: &Snippet, output: &mut Output) {
    match (sharing.subject, sharing.page.around) {
        (Subject::Lesson(_), Surroundings::Alone | Surroundings::Framed | Surroundings::Sealed) => {
            output.drawing = snippet.still();
            output.text = snippet.markdown(&output.drawing);
        }
        (Subject::ThisRun, _) | (_, Surroundings::File) => {
            output.drawing = data_url(SVG, &drawn(state, sharing));
            let own = file(
                state,
                sharing,
                ".svg",
                Content::Text(output.drawing.clone()),
            );
            output.text = snippet.markdown(&own.name);
            output.file = Some(own);
        }
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
            let theme = chosen_theme(sharing).unwrap_or_default();
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
        text.push_str(&wire::text_ladder_until(run, scene.lang, scene.now));
    }
    text
}

/// A file of that kind: `tcpscope-four_waves.svg`.
fn file(state: &AppState, sharing: &Sharing, ending: &str, content: Content) -> File {
    File {
        name: ["tcpscope-", lesson(state, sharing).name(), ending].concat(),
        content,
    }
}
