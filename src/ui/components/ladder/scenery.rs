//! What stands still between and beside the lifelines: gaps, marks, crosses, and the line of the present.

use crate::app_state::{Action, Selection};
use crate::simulation::HostId;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::ui::motion;
use crate::view_model::{Cross, Gap, Ladder, Mark, Point};

/// From the picture's edge to the outer column of text.
const MARGIN: i32 = 10;
/// Half a lifeline's width.
pub(super) const HALF_BAND: i32 = 5;

/// Text that begins, ends or has its middle (`anchor`) at a place.
pub(super) fn text(x: i32, y: i32, anchor: &str, text: &str) -> El {
    el("text")
        .num("x", x)
        .num("y", y)
        .attr("text-anchor", anchor)
        .text(text)
}

pub(super) fn rect(x: i32, y: i32, width: i32, height: i32) -> El {
    el("rect")
        .num("x", x)
        .num("y", y)
        .num("width", width.max(0))
        .num("height", height.max(0))
}

/// The end of a text that stands outside of a host's lifeline.
pub(super) const fn outer_end(host: HostId) -> &'static str {
    match host {
        HostId::Client => "end",
        HostId::Server => "start",
    }
}

/// What is pressed to ask why it is so. The keyboard finds the same in the drawer.
pub(super) fn asking(ui: &Ui, it: El, asks: Option<Selection>) -> El {
    match asks {
        None => it,
        Some(asks) => it.class("asks").on("click", ui.act(Action::Ask(asks))),
    }
}

/// A strip across the picture for time left out, with both lifelines broken: it can be asked why nothing happened.
#[inline(never)]
pub(super) fn gap(ui: &Ui, ladder: &Ladder, gap: &Gap) -> El {
    let left = ladder.client_x + HALF_BAND + 1;
    let right = ladder.server_x - HALF_BAND - 1;
    let middle = i32::midpoint(ladder.client_x, ladder.server_x);
    let words = format!("⋯ {} ⋯", gap.text);
    let torn = |x| {
        el("path.torn")
            .attr("d", "M-8 3L8 -3M-8 -1L8 -7")
            .attr("transform", &translate(Point { x, y: gap.y + 2 }))
    };
    let strip = el("g.gap").class_if(gap.selected, "selected");
    asking(ui, strip, Some(Selection::Silence(gap.from)))
        .key(&gap.y)
        .attr("data-testid", "gap")
        .child(rect(left, gap.y - 12, right - left, 24))
        .child(text(middle, gap.y + 4, "middle", &words))
        .child(torn(ladder.client_x))
        .child(torn(ladder.server_x))
}

fn translate(to: Point) -> String {
    format!("translate({} {})", to.x, to.y)
}

/// A socket call or a timer going off.
#[inline(never)]
pub(super) fn mark(ui: &Ui, mark: &Mark) -> El {
    text(mark.at.x, mark.at.y, outer_end(mark.host), mark.text)
        .key(&mark.event.0)
        .class("mark")
        .class(mark.tone.class())
        .on("click", ui.act(Action::Ask(Selection::Event(mark.event))))
}

/// Where a segment was lost, and why.
#[inline(never)]
pub(super) fn cross(ui: &Ui, cross: &Cross) -> El {
    let Point { x, y } = cross.reason_at;
    let sign = el("g")
        .attr("transform", &translate(cross.at))
        .child(el("circle").attr("r", "9"))
        .child(el("circle.hit").attr("r", "9"))
        .child(el("path").attr("d", "M-4 -4L4 4M4 -4L-4 4"));
    el("g")
        .key(&cross.event.0)
        .class("cross")
        .on("click", ui.act(Action::Ask(Selection::Event(cross.event))))
        .child(sign)
        .child(text(x, y, "middle", &cross.reason))
}

/// The line of the present; `motion` moves it. Only a wide ladder has room for the time beside it.
pub(super) fn now(ladder: &Ladder) -> El {
    let line = el("line")
        .num("x1", MARGIN)
        .num("x2", ladder.width - MARGIN)
        .attr("y1", "0")
        .attr("y2", "0");
    let clock = el("text")
        .attr("id", &motion::in_lane(motion::NOW_CLOCK, ladder.lane))
        .num("x", MARGIN)
        .attr("y", "-6");
    el("g")
        .attr("id", &motion::in_lane(motion::NOW, ladder.lane))
        .class("now")
        .attr("aria-hidden", "true")
        .child(line)
        .maybe(ladder.wide.then_some(clock))
}
