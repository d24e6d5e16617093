//! An arrow of the state diagram, and the words beside it.

use crate::app_state::Action;
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::dom;
use crate::ui::element::{El, el};
use crate::view_model::{Edge, Point};
use web_sys::Event;
use yew::Callback;

/// The height of a line of a label.
const LINE: i32 = 12;

/// The arrow. One that was taken is a button that goes there.
pub(super) fn line(ui: &Ui, edge: &Edge) -> El {
    let [tip, left, right] = edge.head;
    let head = format!(
        "M{} {}L{} {}L{} {}z",
        tip.x, tip.y, left.x, left.y, right.x, right.y
    );
    let arrow = el("g.edge")
        .key(&edge.name)
        .class_if(edge.jump.is_some(), "walked")
        .class_if(edge.is_last != [false; 2], "last")
        .child(el("path.hit").attr("d", &edge.way))
        .child(el("path.way").attr("d", &edge.way))
        .child(el("path.head").attr("d", &head))
        .child(el("title").text(&edge.spoken));
    match &edge.jump {
        None => arrow,
        Some(jump) => arrow
            .attr("role", "button")
            .attr("tabindex", "0")
            .attr("aria-label", &edge.spoken)
            .on("click", ui.act(jump.clone()))
            .on("keydown", on_key(ui, jump.clone())),
    }
}

fn on_key(ui: &Ui, jump: Action) -> Callback<Event> {
    let send = ui.send.clone();
    Callback::from(move |event: Event| {
        if matches!(dom::plain_key(&event).as_str(), "Enter" | " ") {
            event.prevent_default();
            send.emit(Msg::Act(jump.clone()));
        }
    })
}

/// What makes it happen, and who has taken it how often.
pub(super) fn words(edge: &Edge) -> El {
    let Point { x, y } = edge.label_at;
    let mut words = el("g.words")
        .key(&edge.name)
        .class_if(edge.jump.is_some(), "walked");
    for (label, row) in edge.labels.iter().zip(0..) {
        words = words.child(text(x, y + row * LINE, label));
    }
    words
}

fn text(x: i32, y: i32, words: &str) -> El {
    el("text")
        .num("x", x)
        .num("y", y)
        .attr("text-anchor", "middle")
        .text(words)
}
