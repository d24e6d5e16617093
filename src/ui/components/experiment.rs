//! The experiment panel: each question a learner may ask, as a switch.

use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::components::header::option;
use crate::ui::components::offered::{self, Group, Told};
use crate::ui::element::{El, el};
use crate::ui::{Msg, dom};
use crate::view_model::{Choice, Control, Offered, Shape};
use yew::Callback;

/// The switches, and why the choice pointed at cannot be used: beside the heading on wide screens, below its row on
/// narrow ones. The style sheet shows one of the two.
pub(crate) fn view(ui: &Ui, usual: &[Control], more: &[Control], told: Option<&Told>) -> El {
    let head = el("header")
        .child(
            el("h2")
                .attr("id", "experiment-title")
                .says(ui.lang, Text::UiExperiment),
        )
        .maybe(told.map(offered::reason));
    el("section.experiment")
        .attr("id", "experiment")
        .attr("aria-labelledby", "experiment-title")
        .child(head)
        .child(controls(ui, usual, told))
        .child(
            el("details")
                .attr("data-testid", "more")
                .child(el("summary").says(ui.lang, Text::UiMore))
                .child(controls(ui, more, told)),
        )
}

/// Some switches.
pub(super) fn controls(ui: &Ui, controls: &[Control], told: Option<&Told>) -> El {
    el("div.controls").each(controls, |control| view_control(ui, control, told))
}

/// A switch, and why a choice of it cannot be used.
pub(super) fn view_control(ui: &Ui, control: &Control, told: Option<&Told>) -> El {
    let id = control.id;
    let label_id = format!("control-{id}-label");
    let name = el("span.control-name")
        .attr("id", &label_id)
        .text(control.label)
        .maybe(
            control
                .deviation
                .map(|deviation| el("span.deviation").text(deviation)),
        );
    let choices = match control.shape {
        Shape::List => list(ui, control),
        Shape::Toggles | Shape::OneOf => buttons(ui, control),
    };
    el("div.control")
        .key(&id)
        .attr("data-testid", &format!("control-{id}"))
        .child(name)
        .child(choices.attr("aria-labelledby", &label_id))
        .maybe(told.filter(|told| told.row == id).map(offered::reason))
}

fn buttons(ui: &Ui, control: &Control) -> El {
    el("div.segmented")
        .class_if(control.shape == Shape::Toggles, "toggles")
        .attr("role", "group")
        .each(&control.choices, |choice| {
            let Choice { label, offered, .. } = choice;
            offered::button(ui, label, offered, Group::Experiment, control.id)
                .flag("aria-pressed", choice.selected)
        })
}

/// Of a list, each choice can be chosen.
fn list(ui: &Ui, control: &Control) -> El {
    let offered: Vec<Offered> = control
        .choices
        .iter()
        .map(|choice| choice.offered.clone())
        .collect();
    let send = ui.send.clone();
    let choose = Callback::from(move |event| {
        let place = dom::chosen(&event).and_then(|place| place.parse::<usize>().ok());
        if let Some(Ok(action)) = place.and_then(|place| offered.get(place)) {
            send.emit(Msg::Act(action.clone()));
        }
    });
    el("select")
        .on("change", choose)
        .each(control.choices.iter().enumerate(), |(place, choice)| {
            option(&place.to_string(), &choice.label, choice.selected)
        })
}
