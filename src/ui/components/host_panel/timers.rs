//! The timers that run, as rings that empty.

use crate::app_state::{Action, Selection};
use crate::i18n::Text;
use crate::simulation::HostId;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::ui::motion;
use crate::view_model::TimerRing;

/// A host's timers. What is left of them is painted frame by frame.
pub(super) fn view(ui: &Ui, host: HostId, timers: &[TimerRing]) -> El {
    let none = timers
        .is_empty()
        .then(|| el("p.none").says(ui.lang, Text::UiNoTimers));
    el("section.card")
        .child(el("h3").says(ui.lang, Text::UiTimers))
        .maybe(none)
        .child(el("div").each(timers, |ring| view_ring(ui, host, ring)))
}

/// A button that asks what set the timer, and what would stop it.
fn view_ring(ui: &Ui, host: HostId, ring: &TimerRing) -> El {
    let id = motion::ring_id(host, ring.timer);
    let left = el("span").attr("id", &motion::left_id(host, ring.timer));
    let picture = el("svg")
        .attr("viewBox", "0 0 42 42")
        .attr("width", "42")
        .attr("height", "42")
        .attr("aria-hidden", "true")
        .child(circle("ring-track"))
        .child(
            circle("ring")
                .attr("id", &id)
                .attr("pathLength", "1000")
                .attr("stroke-dasharray", "1000")
                .attr("transform", "rotate(-90 21 21)"),
        );
    let words = el("span.timer-words")
        .child(el("b").text(ring.label).text(" ").child(left))
        .child(el("small").text(&ring.armed_by));
    push_button()
        .class("timer")
        .class(ring.tone.class())
        .key(&id)
        .on("click", ui.act(Action::Ask(Selection::Event(ring.event))))
        .child(picture)
        .child(words)
}

fn circle(class: &str) -> El {
    el("circle")
        .class(class)
        .attr("cx", "21")
        .attr("cy", "21")
        .attr("r", "17")
}
