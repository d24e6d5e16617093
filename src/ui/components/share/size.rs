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
    sized(event, Share::Width)
}

fn high(event: &Event) -> Option<Action> {
    sized(event, Share::Height)
}

/// What a field says, if anything. The size that holds then stands in it.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a conversion from a float to an integer stays within the integer's range"
)]
fn sized(event: &Event, meaning: fn(Option<u32>) -> Share) -> Option<Action> {
    let field: HtmlInputElement = event.target_dyn_into()?;
    let number = field.value_as_number();
    if number.is_nan() {
        // `1e` has no value, and stays on the screen until the field is given one.
        field.set_value("");
    }
    let size = (!number.is_nan()).then_some(number as u32);
    Some(Action::Share(Box::new(meaning(size))))
}
