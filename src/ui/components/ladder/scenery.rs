//! What stands still between and beside the lifelines: gaps, marks, crosses, and the line of the present.

use crate::app_state::{Action, Selection};
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::ui::motion;
use crate::view_model::shape::{self, Rect};
use crate::view_model::{Cross, Gap, Ladder, Mark, Point};

/// Text that begins, ends or has its middle (`anchor`) at a place.
pub(super) fn text(at: Point, anchor: &str, text: &str) -> El {
    el("text")
        .num("x", at.x)
        .num("y", at.y)
        .attr("text-anchor", anchor)
        .text(text)
}

pub(super) fn rect(rect: Rect) -> El {
    el("rect")
        .num("x", rect.from.x)
        .num("y", rect.from.y)
        .num("width", rect.width)
        .num("height", rect.height)
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
    let torn = |at| {
        el("path.torn")
            .attr("d", shape::TORN)
            .attr("transform", &shape::translate(at))
    };
    let strip = el("g.gap").class_if(gap.selected, "selected");
    asking(ui, strip, Some(Selection::Silence(gap.from)))
        .key(&gap.y)
        .attr("data-testid", "gap")
        .child(rect(ladder.gap_rect(gap)))
        .child(text(ladder.gap_words_at(gap), "middle", &gap.words()))
        .each(ladder.torn_at(gap), torn)
}

/// A socket call or a timer going off.
#[inline(never)]
pub(super) fn mark(ui: &Ui, mark: &Mark) -> El {
    text(mark.at, shape::outer_end(mark.host), mark.text)
        .key(&mark.event.0)
        .class("mark")
        .class(mark.tone.class())
        .on("click", ui.act(Action::Ask(Selection::Event(mark.event))))
}

/// Where a segment was lost, and why.
#[inline(never)]
pub(super) fn cross(ui: &Ui, cross: &Cross) -> El {
    let sign = el("g")
        .attr("transform", &shape::translate(cross.at))
        .child(el("circle").attr("r", shape::CROSS_RADIUS))
        .child(el("circle.hit").attr("r", shape::CROSS_RADIUS))
        .child(el("path").attr("d", shape::CROSS));
    el("g")
        .key(&cross.event.0)
        .class("cross")
        .on("click", ui.act(Action::Ask(Selection::Event(cross.event))))
        .child(sign)
        .child(text(cross.reason_at, "middle", &cross.reason))
}

/// The line of the present; `motion` moves it. Only a wide ladder has room for the time beside it.
pub(super) fn now(ladder: &Ladder) -> El {
    let line = el("line")
        .num("x1", shape::MARGIN)
        .num("x2", ladder.width - shape::MARGIN)
        .attr("y1", "0")
        .attr("y2", "0");
    let clock = el("text")
        .attr("id", &motion::in_lane(motion::NOW_CLOCK, ladder.lane))
        .num("x", shape::MARGIN)
        .num("y", shape::CLOCK_Y);
    el("g")
        .attr("id", &motion::in_lane(motion::NOW, ladder.lane))
        .class("now")
        .attr("aria-hidden", "true")
        .child(line)
        .maybe(ladder.wide.then_some(clock))
}
