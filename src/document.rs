//! Pages of text for the browser, made from Markdown: no script, nothing from elsewhere.

use crate::i18n::{Lang, Text};
use core::fmt::Write as _;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// A page that is there in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// How true the machine is.
    Fidelity,
    /// The claims and what becomes of them.
    Myths,
    /// How to embed.
    Guide,
}

impl Page {
    /// All, in the order in which each page's foot names them.
    pub const ALL: [Self; 3] = [Self::Myths, Self::Fidelity, Self::Guide];

    /// The task of `cargo tcpscope` that writes it; the folder that it is written from has the same name.
    pub const fn task(self) -> &'static str {
        match self {
            Self::Fidelity => "fidelity",
            Self::Myths => "myths",
            Self::Guide => "guide",
        }
    }

    /// Where it is, from the repository's root.
    pub const fn path(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Fidelity, Lang::En) => "static/fidelity.html",
            (Self::Fidelity, Lang::ZhHans) => "static/fidelity.zh-Hans.html",
            (Self::Myths, Lang::En) => "static/myths.html",
            (Self::Myths, Lang::ZhHans) => "static/myths.zh-Hans.html",
            (Self::Guide, Lang::En) => "static/embedding.html",
            (Self::Guide, Lang::ZhHans) => "static/embedding.zh-Hans.html",
        }
    }

    /// Its address beside the others.
    fn address(self, lang: Lang) -> &'static str {
        self.path(lang).trim_start_matches("static/")
    }

    /// What leads to it, in the same words as in tcpscope itself.
    const fn link(self) -> Text {
        match self {
            Self::Fidelity => Text::UiFidelity,
            Self::Myths => Text::PanelListMyths,
            Self::Guide => Text::ShareGuide,
        }
    }

    /// The page in a language. Its title is the document's first line.
    pub fn render(self, lang: Lang, document: &str) -> String {
        let title = document.lines().next().unwrap_or_default();
        let other = match lang {
            Lang::En => Lang::ZhHans,
            Lang::ZhHans => Lang::En,
        };
        TEMPLATE
            .replace("{task}", self.task())
            .replace("{lang}", lang.tag())
            .replace("{title}", title.trim_start_matches("# "))
            .replace("{pages}", &self.pages(lang))
            .replace("{other_page}", self.address(other))
            .replace("{other_lang}", other.tag())
            .replace("{other_name}", other.name())
            .replace("{body}", &markdown(document))
    }

    /// The way to all pages in a language, this one marked.
    fn pages(self, lang: Lang) -> String {
        let mut items = String::new();
        for page in Self::ALL {
            let (address, name) = (page.address(lang), escaped(lang.text(page.link())));
            let here = if page == self {
                " aria-current=\"page\""
            } else {
                ""
            };
            let _ = writeln!(
                items,
                "          <li><a href=\"{address}\"{here}>{name}</a></li>"
            );
        }
        items
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
    // As text it may hold quotation marks, as an attribute not.
    let mut name = escaped(heading).replace('"', "&quot;");
    if number > 1 {
        let _ = write!(name, " ({number})");
    }
    format!("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n")
}

/// Text as HTML has it.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    html::push_html(&mut html, [Event::Text(text.into())].into_iter());
    html
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
    <header><a href="./?lang={lang}">tcpscope</a> <a href="{other_page}" lang="{other_lang}" hreflang="{other_lang}">{other_name}</a></header>
    <main>
{body}    </main>
    <footer>
      <nav aria-label="tcpscope">
        <ul>
          <li><a href="./?lang={lang}">tcpscope</a></li>
{pages}        </ul>
      </nav>
    </footer>
  </body>
</html>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_its_language_and_its_tables_scroll() {
        let page = Page::Fidelity.render(Lang::ZhHans, "# 标题\n\n| a |\n|---|\n| 1 < 2 |\n");
        assert!(page.contains(r#"<html lang="zh-Hans">"#));
        assert!(page.contains("<title>标题</title>"));
        assert!(page.contains(
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"标题\">\n<table>"
        ));
        assert!(page.contains("1 &lt; 2"));
    }

    #[test]
    fn each_page_leads_to_all_others_to_tcpscope_and_to_itself_in_the_other_language() {
        for (lang, other) in [(Lang::En, Lang::ZhHans), (Lang::ZhHans, Lang::En)] {
            for page in Page::ALL {
                let html = page.render(lang, "# Title\n");
                assert!(html.contains(&format!("<a href=\"./?lang={}\">", lang.tag())));
                assert!(html.contains(&format!("<a href=\"{}\" lang=", page.address(other))));
                for to in Page::ALL {
                    let mark = if to == page {
                        " aria-current=\"page\""
                    } else {
                        ""
                    };
                    let link = format!("<a href=\"{}\"{mark}>", to.address(lang));
                    assert!(html.contains(&link), "no {link} in:\n{html}");
                }
            }
        }
    }

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
