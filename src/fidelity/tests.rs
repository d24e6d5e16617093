//! The page's own machinery; what it says is checked by `tests/fidelity.rs`.

use super::{NoSection, fill, render};
use crate::i18n::Lang;

const DOCUMENT: &str = "# Title\n\nby hand\n\n<!-- generated: numbers -->\nold\n<!-- end -->\n\nmore\n";

#[test]
fn a_section_is_replaced_and_the_rest_stays() {
    let filled = fill(DOCUMENT, "numbers", "| a |\n|---|\n| 1 |").unwrap();
    assert_eq!(
        filled,
        "# Title\n\nby hand\n\n<!-- generated: numbers -->\n\n| a |\n|---|\n| 1 |\n<!-- end -->\n\nmore\n"
    );
    assert_eq!(
        fill(&filled, "numbers", "| a |\n|---|\n| 1 |").unwrap(),
        filled,
        "filling twice is filling once"
    );
}

#[test]
fn a_section_that_is_not_there_is_an_error() {
    assert_eq!(
        fill(DOCUMENT, "letters", ""),
        Err(NoSection("letters".into()))
    );
}

#[test]
fn a_page_carries_its_language_and_its_tables_scroll() {
    let page = render(Lang::ZhHans, "# 标题\n\n| a |\n|---|\n| 1 < 2 |\n");
    assert!(page.contains(r#"<html lang="zh-Hans">"#));
    assert!(page.contains("<title>标题</title>"));
    assert!(page.contains("<div class=\"table\" tabindex=\"0\">\n<table>"));
    assert!(page.contains("1 &lt; 2"));
    assert!(page.contains(r#"href="fidelity.html""#));
}
