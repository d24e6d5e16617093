//! Pages of text for the browser, made from Markdown: no script, nothing from elsewhere.

use crate::i18n::Lang;
use core::fmt::Write as _;
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
    let mut heading = String::new();
    let mut is_heading = false;
    let mut boxes = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = Parser::new_ext(text, options).flat_map(|event| {
        match &event {
            Event::Start(Tag::Heading { .. }) => {
                is_heading = true;
                heading.clear();
                boxes = 0;
            }
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            Event::Text(text) | Event::Code(text) if is_heading => heading.push_str(text),
            _ => {}
        }
        match event {
            Event::Start(Tag::Table(_) | Tag::CodeBlock(_)) => {
                boxes += 1;
                vec![Event::Html(scrolling(&heading, boxes).into()), event]
            }
            Event::End(TagEnd::Table | TagEnd::CodeBlock) => {
                vec![event, Event::Html("</div>\n".into())]
            }
            Event::Html(ref html) if html.starts_with("<!--") => vec![],
            event => vec![event],
        }
    });
    let mut html = String::new();
    html::push_html(&mut html, events);
    html
}

/// The beginning of a box around what is wider than the screen: it scrolls by itself, also for who has no mouse, and is
/// called as the heading above it; one of several there has its number, too.
fn scrolling(heading: &str, number: usize) -> String {
    let mut name = String::new();
    html::push_html(&mut name, [Event::Text(heading.into())].into_iter());
    if number > 1 {
        let _ = write!(name, " ({number})");
    }
    format!("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n")
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_scrolls_by_itself_is_named_as_the_heading_above_it() {
        let html = markdown(
            "# One\n\n## \"Two\" `&`\n\n| a |\n|---|\n| b |\n\n## 三\n\n```text\nrun\n```\n\n```text\nagain\n```\n",
        );
        for name in ["&quot;Two&quot; &amp;", "三", "三 (2)"] {
            let region = format!("tabindex=\"0\" role=\"region\" aria-label=\"{name}\"");
            assert!(html.contains(&region), "no {region} in:\n{html}");
        }
    }
}
