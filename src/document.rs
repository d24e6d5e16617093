//! Pages of text for the browser, made from Markdown: no script, nothing from elsewhere.

use crate::i18n::Lang;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// A page that is there in each language.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The task of `cargo tcpscope` that writes it; the folder that it is written from has the same name.
    pub task: &'static str,
    /// Where it is, from the repository's root.
    pub path: fn(Lang) -> &'static str,
}

impl Page {
    /// The page in a language. Its title is the document's first line.
    pub fn render(self, lang: Lang, document: &str) -> String {
        let title = document.lines().next().unwrap_or_default();
        let other = match lang {
            Lang::En => Lang::ZhHans,
            Lang::ZhHans => Lang::En,
        };
        TEMPLATE
            .replace("{task}", self.task)
            .replace("{lang}", lang.tag())
            .replace("{title}", title.trim_start_matches("# "))
            .replace(
                "{other_page}",
                (self.path)(other).trim_start_matches("static/"),
            )
            .replace("{other_lang}", other.tag())
            .replace("{other_name}", other.name())
            .replace("{body}", &markdown(document))
    }
}

/// Markdown as HTML. Comments are left out.
fn markdown(text: &str) -> String {
    let events = Parser::new_ext(
        text,
        Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES,
    )
    .flat_map(|event| match event {
        // What is wider than the screen scrolls by itself, also for who has no mouse.
        Event::Start(Tag::Table(_) | Tag::CodeBlock(_)) => vec![Event::Html(SCROLLS.into()), event],
        Event::End(TagEnd::Table | TagEnd::CodeBlock) => {
            vec![event, Event::Html("</div>\n".into())]
        }
        Event::Html(ref html) if html.starts_with("<!--") => vec![],
        event => vec![event],
    });
    let mut html = String::new();
    html::push_html(&mut html, events);
    html
}

const SCROLLS: &str = "<div class=\"table\" tabindex=\"0\">\n";

const TEMPLATE: &str = r#"<!doctype html>
<!-- Written by `cargo tcpscope {task}` from src/{task}. -->
<html lang="{lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="fidelity.css">
  </head>
  <body>
    <nav><a href="./">tcpscope</a> <a href="{other_page}" lang="{other_lang}" hreflang="{other_lang}">{other_name}</a></nav>
    <main>
{body}    </main>
  </body>
</html>
"#;
