//! A segment on the ladder: its line, and what can be read and pressed of it.

use crate::app_state::{Action, Selection};
use crate::network::SegmentId;
use crate::timeline::Lane;
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::ui::{dom, motion};
use crate::view_model::{Arrow, Point};
use core::fmt::Write as _;
use web_sys::{Element, Event};
use yew::{Callback, TargetCast};

/// The id of a segment's button.
pub(crate) fn segment_id(segment: SegmentId, lane: Lane) -> String {
    motion::in_lane(&format!("segment-{}", segment.0), lane)
}

/// The line from where a segment was sent to where it ends.
pub(super) fn line(arrow: &Arrow) -> El {
    let head = head_place(arrow).map(|place| {
        el("path")
            .attr("d", "M0 0L-10 -4.5V4.5Z")
            .attr("transform", &place)
    });
    coloured("line", arrow)
        .child(el("polyline").attr("points", &points(&arrow.path)))
        .maybe(head)
}

fn coloured(class: &str, arrow: &Arrow) -> El {
    el("g")
        .key(&arrow.segment.0)
        .class(class)
        .class(arrow.tone.class())
        .class_if(arrow.resent, "resent")
        .class_if(arrow.selected, "selected")
        .class_if(arrow.alone, "alone")
}

fn points(path: &[Point]) -> String {
    let mut points = String::new();
    for Point { x, y } in path {
        if !points.is_empty() {
            points.push(' ');
        }
        let _ = write!(points, "{x},{y}");
    }
    points
}

/// The arrow head's place and turn; none for a segment that does not arrive.
fn head_place(arrow: &Arrow) -> Option<String> {
    let to = arrow.path.last().filter(|_| arrow.arrives)?;
    Some(placed(*to, arrow.heading))
}

/// `translate(…) rotate(…)`, without floating point.
fn placed(at: Point, tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    format!("translate({} {}) rotate({sign}{whole}.{tenth})", at.x, at.y)
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
            .child(el("circle.halo").attr("r", "13"))
            .child(el("circle.dot").attr("r", "5.5"))
    });
    let hit = el("polyline.hit").attr("points", &points(&arrow.path));
    coloured("segment", arrow)
        .attr("id", &id)
        .attr("data-testid", &id)
        .class_if(arrow.in_flight, "in-flight")
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

/// The label on its pill, along the line; a little higher while the dot passes below it.
fn label(arrow: &Arrow) -> El {
    let Point { x, y } = arrow.label_at;
    let y = y - if arrow.in_flight { LIFT } else { 0 };
    let width = pill_width(&arrow.label);
    let pill = el("rect")
        .num("x", -width / 2)
        .attr("y", "-12")
        .num("width", width)
        .attr("height", "15")
        .attr("rx", "7.5");
    el("g.label")
        .attr("transform", &placed(Point { x, y }, arrow.slant))
        .child(pill)
        .child(el("text").attr("text-anchor", "middle").text(&arrow.label))
}

/// By so much is the label of a segment in flight higher than afterwards.
const LIFT: i32 = 3;

/// A guess that needs no measuring: in the label's fixed-width font a Latin letter is 0.6 em wide, a Chinese one 1 em.
fn pill_width(label: &str) -> i32 {
    let tenths: i32 = label
        .chars()
        .map(|letter| if letter.is_ascii() { 70 } else { 115 })
        .sum();
    tenths / 10 + 16
}
