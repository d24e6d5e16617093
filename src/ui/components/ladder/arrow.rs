//! A segment on the ladder: its line, and what can be read and pressed of it.

use crate::app_state::{Action, Selection};
use crate::network::SegmentId;
use crate::timeline::Lane;
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::components::ladder::scenery::rect;
use crate::ui::element::{El, el};
use crate::ui::{dom, motion};
use crate::view_model::{Arrow, shape};
use web_sys::{Element, Event};
use yew::{Callback, TargetCast};

/// The id of a segment's button.
pub(crate) fn segment_id(segment: SegmentId, lane: Lane) -> String {
    motion::in_lane(&format!("segment-{}", segment.0), lane)
}

/// The line from where a segment was sent to where it ends.
pub(super) fn line(arrow: &Arrow) -> El {
    let head = arrow
        .head_place()
        .map(|place| el("path").attr("d", shape::HEAD).attr("transform", &place));
    coloured("line", arrow)
        .child(el("polyline").attr("points", &shape::points(&arrow.path)))
        .maybe(head)
}

fn coloured(part: &str, arrow: &Arrow) -> El {
    el("g").key(&arrow.segment.0).class(&arrow.classes(part))
}

/// A wide invisible line to press, the label, and for a segment in flight the dot that moves. In flight it opens the
/// menu; afterwards it tells why it was sent. The Tab key leads to `stop`.
pub(super) fn button(ui: &Ui, lane: Lane, arrow: &Arrow, stop: Option<SegmentId>) -> El {
    let id = segment_id(arrow.segment, lane);
    let act = if arrow.in_flight {
        Action::OpenMenu(arrow.segment)
    } else {
        Action::Ask(Selection::Event(arrow.event))
    };
    let dot = arrow.in_flight.then(|| {
        el("g")
            .attr("id", &motion::flight_id(arrow.segment, lane))
            .class("flight")
            .child(el("circle.halo").attr("r", shape::HALO_RADIUS))
            .child(el("circle.dot").attr("r", shape::DOT_RADIUS))
    });
    let hit = el("polyline.hit").attr("points", &shape::points(&arrow.path));
    coloured("segment", arrow)
        .attr("id", &id)
        .attr("data-testid", &id)
        .attr("role", "button")
        .attr(
            "tabindex",
            if stop == Some(arrow.segment) {
                "0"
            } else {
                "-1"
            },
        )
        .attr_if(arrow.in_flight, "aria-haspopup", "menu")
        .attr("aria-label", &spoken(arrow))
        .on("click", ui.act(act.clone()))
        .on("keydown", on_key(ui, arrow, act))
        .child(hit)
        .child(label(arrow))
        .maybe(dot)
}

/// The name begins with what is written, so that who speaks to the page can say what they see.
fn spoken(arrow: &Arrow) -> String {
    let Arrow { label, spoken, .. } = arrow;
    if spoken.starts_with(label) {
        spoken.clone()
    } else {
        format!("{label}: {spoken}")
    }
}

fn on_key(ui: &Ui, arrow: &Arrow, act: Action) -> Callback<Event> {
    let (send, segment, in_flight) = (ui.send.clone(), arrow.segment, arrow.in_flight);
    Callback::from(move |event: Event| {
        // Of several in flight, the one with the focus is meant.
        let open = Action::OpenMenu(segment);
        let (first, second) = match dom::plain_key(&event).as_str() {
            "Enter" | " " => (act.clone(), None),
            "d" if in_flight => (open, Some(Action::DropInFlight)),
            "D" if in_flight => (open, Some(Action::DelayInFlight)),
            key => return go_beside(&event, key),
        };
        event.prevent_default();
        send.emit(Msg::Act(first));
        if let Some(second) = second {
            send.emit(Msg::Act(second));
        }
    })
}

/// Up and down lead to the segments sent before and after this one.
#[inline(never)]
fn go_beside(event: &Event, key: &str) {
    let segment: Option<Element> = event.target_dyn_into();
    let beside = segment.and_then(|segment| match key {
        "ArrowUp" => segment.previous_element_sibling(),
        "ArrowDown" => segment.next_element_sibling(),
        _ => None,
    });
    if let Some(beside) = beside {
        event.prevent_default();
        dom::focus(&beside);
    }
}

/// The label on its pill, along the line.
fn label(arrow: &Arrow) -> El {
    let pill = rect(arrow.pill()).attr("rx", shape::PILL_ROUND);
    el("g.label")
        .attr("transform", &arrow.label_place())
        .child(pill)
        .child(el("text").attr("text-anchor", "middle").text(&arrow.label))
}
