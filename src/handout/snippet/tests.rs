//! What is pasted is read back as it was meant.

use super::*;

fn snippet() -> Snippet {
    Snippet {
        page: "https://example.org/tcp/index.html".to_owned(),
        view: "embed=1&lang=en&theme=dark".to_owned(),
        run: "lesson=four_waves&do=drop:9&t=3.36s".to_owned(),
        reader: "lang=en".to_owned(),
        title: "TCP: “Why <four> & not \"three\"?” [1]".to_owned(),
        still: "stills/four_waves.en.svg".to_owned(),
        width: None,
        height: 480,
    }
}

/// The value of an attribute, with its entities read.
fn attribute(text: &str, name: &str) -> Option<String> {
    let start = text.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &text[start..start + text[start..].find('"')?];
    let mut read = value.to_owned();
    // The ampersand last, else an entity would be made of what was none.
    for (entity, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        read = read.replace(entity, letter);
    }
    Some(read)
}

/// The element's own attributes, and what stands inside.
fn after_script(snippet: &Snippet) -> (String, String) {
    let text = snippet.element();
    let (_, element) = text.split_once("\n<tcp-scope").expect("a script, first");
    let (attributes, inside) = element.split_once('>').expect("an inside");
    (attributes.to_owned(), inside.to_owned())
}

#[test]
fn a_link_has_everything_behind_the_hash() {
    assert_eq!(
        snippet().link(),
        "https://example.org/tcp/index.html#lesson=four_waves&do=drop:9&t=3.36s&lang=en"
    );
    let plain = Snippet {
        reader: String::new(),
        ..snippet()
    };
    assert!(plain.link().ends_with("t=3.36s"));
}

#[test]
fn a_frame_is_written_for_html_and_for_jsx_with_the_same_values() {
    for (text, flag) in [
        (snippet().html(), " allowfullscreen\n"),
        (snippet().jsx(), " allowFullScreen\n"),
    ] {
        assert_eq!(
            attribute(&text, "src").as_deref(),
            Some(
                "https://example.org/tcp/index.html?embed=1&lang=en&theme=dark#lesson=four_waves&do=drop:9&t=3.36s"
            )
        );
        assert!(
            text.contains("?embed=1&amp;lang=en&amp;theme=dark#"),
            "{text}"
        );
        assert_eq!(attribute(&text, "title"), Some(snippet().title));
        assert_eq!(attribute(&text, "width").as_deref(), Some("100%"));
        assert_eq!(attribute(&text, "height").as_deref(), Some("480"));
        assert_eq!(attribute(&text, "loading").as_deref(), Some("lazy"));
        assert_eq!(attribute(&text, "sandbox").as_deref(), Some(SANDBOX));
        assert!(text.contains(flag), "{text}");
    }
    assert!(snippet().html().ends_with("></iframe>\n"));
    let jsx = snippet().jsx();
    assert!(jsx.contains("style={{ border: 0, maxWidth: '100%' }}"));
    assert!(jsx.ends_with(" />\n"));
}

#[test]
fn a_width_is_said_where_it_is_chosen() {
    let narrow = Snippet {
        width: Some(640),
        ..snippet()
    };
    assert_eq!(attribute(&narrow.html(), "width").as_deref(), Some("640"));
    assert_eq!(
        attribute(&narrow.element(), "style").as_deref(),
        Some("display:block;max-width:640px")
    );
    let (element, _) = after_script(&snippet());
    assert_eq!(attribute(&element, "style"), None);
}

#[test]
fn the_element_takes_the_parameters_as_attributes_and_keeps_a_still_inside() {
    let text = snippet().element();
    let (script, _) = text
        .split_once("\n<tcp-scope")
        .expect("the script comes first");
    assert_eq!(
        attribute(script, "src").as_deref(),
        Some("https://example.org/tcp/tcp-scope.js")
    );
    let (element, inside) = after_script(&snippet());
    for (name, value) in [
        ("lesson", "four_waves"),
        ("t", "3.36s"),
        ("run", "do=drop:9"),
        ("lang", "en"),
        ("theme", "dark"),
        ("height", "480"),
    ] {
        assert_eq!(attribute(&element, name).as_deref(), Some(value), "{text}");
    }
    assert!(!element.contains("embed"), "{text}");
    assert_eq!(attribute(&inside, "href"), Some(snippet().link()));
    assert_eq!(
        attribute(&inside, "src").as_deref(),
        Some("https://example.org/tcp/stills/four_waves.en.svg")
    );
    assert_eq!(attribute(&inside, "alt"), Some(snippet().title));
    // As wide as its column and as high as the element, at which it is whole.
    assert_eq!(
        attribute(&inside, "style").as_deref(),
        Some("display:block;width:100%;height:480px;object-fit:scale-down")
    );
}

#[test]
fn a_lesson_needs_no_run() {
    let lesson = Snippet {
        run: "lesson=four_waves".to_owned(),
        ..snippet()
    };
    assert_eq!(attribute(&lesson.element(), "run"), None);
}

#[cfg(feature = "cli")]
#[test]
fn markdown_reads_the_picture_and_where_it_leads() {
    use pulldown_cmark::{Event, Parser, Tag};

    let odd = Snippet {
        page: "https://example.org/a(b)/".to_owned(),
        ..snippet()
    };
    let text = odd.markdown(&odd.still());
    let (mut leads, mut shows, mut alt) = (String::new(), String::new(), String::new());
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => leads = dest_url.to_string(),
            Event::Start(Tag::Image { dest_url, .. }) => shows = dest_url.to_string(),
            Event::Text(words) => alt.push_str(&words),
            _ => {}
        }
    }
    assert_eq!(leads, odd.link().replace('(', "%28").replace(')', "%29"));
    assert_eq!(
        shows,
        "https://example.org/a%28b%29/stills/four_waves.en.svg"
    );
    assert_eq!(alt, odd.title);
}
