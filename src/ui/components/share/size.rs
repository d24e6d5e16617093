//! How large the frame is: two fields. Without a width it is as wide as there is room.

use crate::app_state::{Action, Share};
use crate::handout::FrameSize;
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use web_sys::{Event, HtmlInputElement};
use yew::TargetCast;

/// Both fields in a row.
pub(super) fn view(ui: &Ui, size: FrameSize) -> El {
    let width = size
        .width
        .map_or_else(String::new, |width| width.to_string());
    let field = |id, text, value: &str, meaning| {
        el("input")
            .attr("id", id)
            .attr("type", "number")
            .attr("min", "200")
            .attr("max", "4000")
            .attr("step", "10")
            .attr("placeholder", "100%")
            .named(ui.lang, text)
            .attr("title", ui.text(text))
            .value(value)
            .on("change", ui.choose(meaning))
    };
    let fields = el("span.share-size")
        .child(field("share-width", Text::ShareWidth, &width, wide))
        .text(" × ")
        .child(field(
            "share-height",
            Text::ShareHeight,
            &size.height.to_string(),
            high,
        ));
    el("div.control")
        .child(el("span.control-name").says(ui.lang, Text::ShareSize))
        .child(fields)
}

fn wide(event: &Event) -> Option<Action> {
    let text = typed(event)?;
    Some(Action::Share(Box::new(Share::Width(text.parse().ok()))))
}

fn high(event: &Event) -> Option<Action> {
    let height = typed(event)?.parse().ok()?;
    Some(Action::Share(Box::new(Share::Height(height))))
}

fn typed(event: &Event) -> Option<String> {
    let field: HtmlInputElement = event.target_dyn_into()?;
    Some(field.value())
}
