//! The page that tells authors how to embed. `en.md` and `zh-Hans.md` are written by hand, but for what they `insert`: the
//! examples are what the dialog would give, and the references belong to what they describe.

#[cfg(test)]
mod tests;

use crate::app_state::Sharing;
use crate::document::Page;
use crate::handout::{SANDBOX, Snippet};
use crate::i18n::{Lang, Text};
use crate::lesson::LessonId;
use crate::view_model::title;

/// Where the examples have the page.
pub const BASE: &str = "https://example.org/tcpscope/";

/// What is done in the examples, and the moment they show, as an author writes it by hand.
const DEED: &str = "do=drop:11&t=1.8s";

/// The page in a language.
pub fn render(lang: Lang) -> String {
    Page::Guide.render(lang, &document(lang))
}

/// The page's text, with everything inserted.
fn document(lang: Lang) -> String {
    let mut document = match lang {
        Lang::En => include_str!("en.md"),
        Lang::ZhHans => include_str!("zh-Hans.md"),
    }
    .to_owned();
    for (name, text) in inserts(lang) {
        document = document.replace(&marker(name), &text);
    }
    document
}

fn marker(name: &str) -> String {
    format!("<!-- insert: {name} -->")
}

fn inserts(lang: Lang) -> [(&'static str, String); 9] {
    let snippet = example(lang);
    let [parameters, messages, hosting] = match lang {
        Lang::En => [
            include_str!("../share/grammar.en.md"),
            include_str!("../remote/reference.en.md"),
            include_str!("hosting.en.md"),
        ],
        Lang::ZhHans => [
            include_str!("../share/grammar.zh-Hans.md"),
            include_str!("../remote/reference.zh-Hans.md"),
            include_str!("hosting.zh-Hans.md"),
        ],
    };
    let (frame, title) = (&snippet.frame().replace('&', "&amp;"), &snippet.title);
    let quick = format!(
        "<iframe src=\"{BASE}?embed=1#lesson={}\"\n  title=\"{title}\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>\n",
        LessonId::LastAckLost.name()
    );
    let reveal = format!(
        "<iframe data-src=\"{frame}\"\n  title=\"{title}\" width=\"100%\" height=\"560\"\n  sandbox=\"{SANDBOX}\"></iframe>\n"
    );
    [
        ("quick", fenced("html", &quick)),
        ("html", fenced("html", &snippet.html())),
        ("element", fenced("html", &snippet.element())),
        ("jsx", fenced("jsx", &snippet.jsx())),
        (
            "markdown",
            fenced("markdown", &snippet.markdown(&snippet.still())),
        ),
        ("reveal", fenced("html", &reveal)),
        ("parameters", lowered(parameters)),
        ("messages", lowered(messages)),
        ("hosting", hosting.to_owned()),
    ]
}

/// A lesson in the page's language, with a segment lost and the moment to look at.
fn example(lang: Lang) -> Snippet {
    let lesson = LessonId::LastAckLost;
    let tag = lang.tag();
    Snippet {
        page: BASE.to_owned(),
        view: format!("embed=1&lang={tag}"),
        run: format!("lesson={}&{DEED}", lesson.name()),
        reader: format!("lang={tag}"),
        title: lang.fill(Text::ShareName, &[("title", title(lang, lesson))]),
        still: format!("stills/{}.{tag}.svg", lesson.name()),
        width: None,
        height: Sharing::HEIGHT,
    }
}

/// A reference with its headings one level lower, since it becomes a part of the page, and with the page's example host.
fn lowered(text: &str) -> String {
    let mut is_code = false;
    let mut lowered = String::new();
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        if line.starts_with('#') && !is_code {
            lowered.push('#');
        }
        lowered.push_str(line);
        lowered.push('\n');
    }
    lowered.replace("https://your.host/tcpscope/", BASE)
}

fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{text}```")
}
