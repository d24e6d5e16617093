//! What the guide tells authors to write can be written.

use super::*;
use crate::share::Address;

/// Every address of the page in the examples, with HTML's entities read.
fn addresses(document: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in document.split(BASE).skip(1) {
        let end = part.find(|letter: char| letter.is_whitespace() || "\"'`)>".contains(letter));
        let address = &part[..end.unwrap_or(part.len())];
        found.push(address.replace("&amp;", "&"));
    }
    found
}

#[test]
fn everything_that_is_to_be_inserted_is_there() {
    for lang in Lang::ALL {
        let document = document(lang);
        assert!(!document.contains("<!-- insert"), "in {}", lang.tag());
        let source = if lang == Lang::En {
            include_str!("en.md")
        } else {
            include_str!("zh-Hans.md")
        };
        for (name, text) in inserts(lang) {
            assert!(source.contains(&marker(name)), "{name} in {}", lang.tag());
            assert!(!text.trim().is_empty(), "{name}");
        }
    }
}

#[test]
fn each_address_in_the_examples_opens_without_a_complaint() {
    for lang in Lang::ALL {
        let document = document(lang);
        let mut opened = 0;
        for address in addresses(&document) {
            let (before, fragment) = address.split_once('#').unwrap_or((&address, ""));
            let (path, query) = before.split_once('?').unwrap_or((before, ""));
            if !path.is_empty() {
                // A file beside the page; those that are made for each lesson are named after it.
                let still = path
                    .strip_prefix("stills/")
                    .map(|name| name.split('.').next());
                assert!(
                    path == "tcp-scope.js"
                        || still.flatten().and_then(LessonId::from_name).is_some(),
                    "{path}"
                );
                continue;
            }
            let read = Address::parse(query, fragment);
            assert_eq!(read.problems, [], "{address}");
            assert_eq!(read.run.open().problems, [], "{address}");
            opened += usize::from(!fragment.is_empty());
        }
        assert!(opened >= 6, "only {opened} examples in {}", lang.tag());
    }
}

#[test]
fn the_element_s_attributes_are_parameters() {
    for lang in Lang::ALL {
        let document = document(lang);
        let elements = document.split("<tcp-scope ").skip(1);
        let mut seen = 0;
        for element in elements {
            let start = element.split('>').next().unwrap_or_default();
            let mut text = String::new();
            for attribute in start.split("\" ") {
                let (name, value) = attribute.split_once("=\"").expect("name=\"value\"");
                let value = value.trim_end_matches('"').replace("&amp;", "&");
                match name {
                    // Not of the run: how the element itself behaves.
                    "height" | "loading" | "style" => {}
                    "run" => text += &["&", &value].concat(),
                    name => text += &["&", name, "=", &value].concat(),
                }
            }
            assert_eq!(
                Address::parse("", text.trim_start_matches('&')).problems,
                [],
                "{start}"
            );
            seen += 1;
        }
        assert!(seen >= 1);
    }
}
