//! Above two ladders: which is which, and where they part.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::timeline::Lane;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Headings, LaneHeading, LaneHost};

/// Two buttons of which one is pressed: that lane's hosts, reasons and log are shown. Below them the first difference.
#[inline(never)]
pub(crate) fn view(ui: &Ui, headings: &Headings) -> El {
    let lanes = el("div.lanes")
        .attr("role", "group")
        .named(ui.lang, Text::UiLanes)
        .each(&headings.lanes, |lane| view_lane(ui, lane));
    let difference = match &headings.jump {
        Some(jump) => push_button().on("click", ui.act(jump.clone())),
        None => el("p"),
    };
    el("div.headings").child(lanes).child(
        difference
            .class("difference")
            .attr("data-testid", "difference")
            .text(&headings.difference),
    )
}

fn view_lane(ui: &Ui, heading: &LaneHeading) -> El {
    let id = match heading.lane {
        Lane::A => "lane-a",
        Lane::B => "lane-b",
    };
    let deviation = heading
        .deviation
        .map(|words| el("span.deviation").text(words));
    push_button()
        .class("lane")
        .attr("data-testid", id)
        .flag("aria-pressed", heading.is_focused)
        .on("click", ui.act(Action::FocusLane(heading.lane)))
        .child(el("b").text(&heading.name))
        .maybe(deviation)
        .child(el("span.lane-hosts").each(&heading.hosts, view_host))
}

fn view_host(host: &LaneHost) -> El {
    let sign = if host.differs { "≠ " } else { "" };
    el("span.lane-host")
        .class(host.tone.class())
        .text(host.name)
        .text(" ")
        .child(el("b").attr("lang", "en").text(sign).text(host.state))
}
