//! A lesson's slider: what it changes re-forms the run while it is moved.

use crate::app_state::Action;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::view_model::Slider;
use web_sys::{Event, HtmlInputElement};
use yew::TargetCast;

/// The slider, with what it says where it stands.
#[inline(never)]
pub(super) fn view(ui: &Ui, slider: &Slider) -> El {
    let input = el("input")
        .attr("id", "slide")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", &slider.places.to_string())
        .attr("value", &slider.place.to_string())
        .attr("data-testid", "slide")
        .attr("aria-valuetext", &slider.label)
        .on("input", ui.choose(slid));
    el("div.slider")
        .child(el("label").attr("for", "slide").text(&slider.label))
        .child(input)
}

fn slid(event: &Event) -> Option<Action> {
    let slider: HtmlInputElement = event.target_dyn_into()?;
    slider.value().parse().ok().map(Action::Slide)
}
