//! The drawer: why, the segment's fields, the log, the sockets. On narrow screens its tabs also unfold the experiment and the hosts.

use crate::app_state::Tab;
use crate::i18n::Text;
use crate::simulation::HostId;
pub(crate) use crate::ui::components::log::show_newest;
use crate::ui::components::{Ui, diagram, log, sockets, tabs, why};
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Inspector, SegmentPage};

/// The tabs of the drawer, in order; the last one only where the experiment has no place of its own.
const TABS: [Tab; 6] = [
    Tab::Why,
    Tab::Diagram,
    Tab::Segment,
    Tab::Log,
    Tab::Sockets,
    Tab::Experiment,
];

/// The class of the page that says, on narrow screens, what is unfolded below the lesson.
pub(crate) const fn sheet_class(tab: Tab) -> &'static str {
    match tab {
        Tab::Why | Tab::Segment | Tab::Log | Tab::Sockets => "sheet-inspector",
        Tab::Diagram => "sheet-inspector sheet-diagram",
        Tab::Experiment => "sheet-experiment",
        Tab::Host(HostId::Client) => "sheet-client",
        Tab::Host(HostId::Server) => "sheet-server",
    }
}

/// Brings in sight what a tab unfolds: on narrow screens that is below the edge of the screen.
#[inline(never)]
pub(crate) fn reveal(tab: Tab) {
    match tab {
        Tab::Why | Tab::Segment | Tab::Diagram | Tab::Log | Tab::Sockets => {}
        Tab::Experiment => dom::reveal("experiment"),
        Tab::Host(HostId::Client) => dom::reveal("client"),
        Tab::Host(HostId::Server) => dom::reveal("server"),
    }
}

/// The tabs and the open one's page.
pub(crate) fn view(ui: &Ui, inspector: &Inspector, tab: Tab) -> El {
    section(ui, tabs::view(ui, tab, &TABS), inspector, tab)
}

/// A page of the drawer below its head.
pub(super) fn section(ui: &Ui, head: El, inspector: &Inspector, tab: Tab) -> El {
    let content = match inspector {
        Inspector::Why(why) => why::view(ui, why),
        Inspector::Diagram(diagram) => diagram::view(ui, diagram),
        Inspector::Segment(segment) => view_segment(ui, segment.as_ref()),
        Inspector::Log(lines) => log::view(ui, lines),
        Inspector::Sockets(tables) => sockets::view(ui, tables),
    };
    let pane = el("div.pane")
        .attr("id", "pane")
        .attr("role", "tabpanel")
        .attr("aria-labelledby", tabs::id(tabs::shown(tab)))
        .attr("tabindex", "0")
        .child(content);
    el("section.inspector")
        .named(ui.lang, Text::UiInspector)
        .child(head)
        .child(pane)
}

/// The chosen segment's fields, and a way to meet it again.
#[inline(never)]
fn view_segment(ui: &Ui, segment: Option<&SegmentPage>) -> El {
    let Some(SegmentPage { fields, again }) = segment else {
        return el("p.none").says(ui.lang, Text::UiNoSegment);
    };
    let list = el("dl.fields").each(fields, |field| {
        el("div")
            .key(&field.name)
            .child(el("dt").text(field.name))
            .child(el("dd").text(&field.value))
    });
    let button = push_button()
        .class("button")
        .attr("data-testid", "again")
        .on("click", ui.act(again.action.clone()))
        .text(&again.label);
    el("div").child(list).child(button)
}
