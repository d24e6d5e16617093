//! The ladder: two lifelines, time running down, segments between them; or two ladders, of the two lanes of a comparison.
//!
//! Two layers. What is drawn along time (lifelines, arrows) is drawn whole and uncovered by one clip as the present
//! moves down; what is read or pressed (labels, crosses, dots) appears when its moment comes.

mod arrow;
mod lifeline;
mod scenery;
mod width;

pub(crate) use arrow::segment_id;
pub(crate) use width::Watch;

use crate::i18n::Text;
use crate::network::SegmentId;
use crate::ui::components::{Ui, segment_menu};
use crate::ui::element::{El, el};
use crate::ui::motion::{self, Follow};
use crate::view_model::{Ladder, SegmentMenu};
use web_sys::{Element, Event};
use yew::{Callback, TargetCast};

/// The picture in the middle of the screen, or two of them. Focusable, so that who has no pointer can scroll it.
pub(crate) fn view(ui: &Ui, ladders: &[Ladder], menu: Option<&SegmentMenu>, follow: &Follow) -> El {
    el("div")
        .attr("id", motion::LADDER)
        .class("ladder")
        .attr("data-testid", "ladder")
        .attr("role", "region")
        .named(ui.lang, Text::UiLadderScroll)
        .attr("tabindex", "0")
        .on("scroll", on_scroll(follow.clone()))
        .each(ladders, |ladder| {
            let menu = menu.filter(|menu| menu.lane == ladder.lane);
            if ladders.len() > 1 {
                ui.in_lane(ladder.lane, |ui| page(ui, ladder, menu))
            } else {
                page(ui, ladder, menu)
            }
        })
}

fn page(ui: &Ui, ladder: &Ladder, menu: Option<&SegmentMenu>) -> El {
    let page = el("div.ladder-page")
        .key(&(ladder.lane as u8))
        .child(picture(ui, ladder));
    match menu {
        Some(menu) => page
            .child(segment_menu::backdrop(ui, menu))
            .child(segment_menu::view(ui, menu)),
        None => page,
    }
}

fn on_scroll(follow: Follow) -> Callback<Event> {
    Callback::from(move |event: Event| {
        if let Some(ladder) = event.target_dyn_into::<Element>() {
            follow.scrolled(&ladder);
        }
    })
}

/// Each kind of thing in a group of its own, with nothing but keyed children: so an element that stays is the same
/// element, however many come and go before it. Who listens is told the summary and the segments; the words beside them
/// would come in no order, and are in the log, the hosts' panels and the segments' own names.
fn picture(ui: &Ui, ladder: &Ladder) -> El {
    let group = || el("g");
    let seen = || group().attr("aria-hidden", "true");
    let stop = tab_stop(ladder);
    let past = el("rect")
        .attr("id", &motion::in_lane(motion::PAST, ladder.lane))
        .attr("x", "0")
        .attr("y", "0")
        .num("width", ladder.width)
        .attr("height", "0");
    let clip = motion::in_lane("past-clip", ladder.lane);
    let drawn = seen()
        .attr("clip-path", &format!("url(#{clip})"))
        .child(group().each(&ladder.bands, |band| lifeline::band(ui, ladder, band)))
        .child(group().each(&ladder.apart, |apart| lifeline::apart(ladder, apart)))
        .child(group().each(&ladder.arrows, arrow::line));
    let names = ladder
        .bands
        .iter()
        .filter_map(|band| lifeline::state_name(ui, ladder, band));
    el("svg.picture")
        .class(if ladder.wide { "wide" } else { "narrow" })
        .num("width", ladder.width)
        .num("height", ladder.height)
        // Paper may be narrower.
        .attr(
            "viewBox",
            &format!("0 0 {} {}", ladder.width, ladder.height),
        )
        .attr("role", "group")
        .attr(
            "aria-label",
            &format!("{}. {}", ui.text(Text::UiLadder), ladder.summary),
        )
        .child(el("defs").child(el("clipPath").attr("id", &clip).child(past)))
        .child(drawn)
        .child(scenery::now(ladder))
        .child(seen().each(&ladder.gaps, |gap| scenery::gap(ui, ladder, gap)))
        .child(seen().each(names, |name| name))
        .child(seen().each(&ladder.marks, |mark| scenery::mark(ui, mark)))
        .child(group().each(&ladder.arrows, |arrow| {
            arrow::button(ui, ladder.lane, arrow, stop)
        }))
        .child(seen().each(&ladder.crosses, |cross| scenery::cross(ui, cross)))
}

/// Of all segments, one is on the way of the Tab key: the one that the keys mean, which is the first on its way, or else
/// the last. From there the arrow keys go on.
fn tab_stop(ladder: &Ladder) -> Option<SegmentId> {
    let mut arrows = ladder.arrows.iter();
    let stop = arrows.find(|arrow| arrow.in_flight);
    stop.or(ladder.arrows.last()).map(|arrow| arrow.segment)
}
