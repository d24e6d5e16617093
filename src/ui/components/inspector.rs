//! The drawer: why, the segment's fields, the log, the sockets. On narrow screens its tabs also unfold the experiment and the hosts.

use crate::app_state::{Action, Tab};
use crate::i18n::Text;
use crate::simulation::HostId;
use crate::ui::Msg;
pub(crate) use crate::ui::components::log::show_newest;
use crate::ui::components::{Ui, diagram, log, sockets, why};
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Inspector, SegmentPage};
use web_sys::{Event, HtmlElement};
use yew::Callback;

/// The tabs of the drawer, in order; the last one only where the experiment has no place of its own.
const TABS: [(Tab, Text); 6] = [
    (Tab::Why, Text::UiTabWhy),
    (Tab::Diagram, Text::WhyDiagramTab),
    (Tab::Segment, Text::UiTabSegment),
    (Tab::Log, Text::UiTabLog),
    (Tab::Sockets, Text::UiTabSockets),
    (Tab::Experiment, Text::UiTabExperiment),
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
    let content = match inspector {
        Inspector::Why(why) => why::view(ui, why),
        Inspector::Diagram(diagram) => diagram::view(ui, diagram),
        Inspector::Segment(segment) => view_segment(ui, segment.as_ref()),
        Inspector::Log(lines) => log::view(ui, lines),
        Inspector::Sockets(tables) => sockets::view(ui, tables),
    };
    let tabs = el("div.tabs")
        .attr("role", "tablist")
        .named(ui.lang, Text::UiInspector)
        .on("keydown", on_key(ui, tab))
        .each(TABS, |(own, text)| view_tab(ui, tab, own, text));
    let pane = el("div.pane")
        .attr("id", "pane")
        .attr("role", "tabpanel")
        .attr("aria-labelledby", tab_id(shown(tab)))
        .attr("tabindex", "0")
        .child(content);
    el("section.inspector")
        .named(ui.lang, Text::UiInspector)
        .child(tabs)
        .child(pane)
}

fn view_tab(ui: &Ui, open: Tab, own: Tab, text: Text) -> El {
    let is_open = open == own;
    let is_shown = shown(open) == own;
    // Wide screens show experiment and hosts elsewhere, and Why here meanwhile.
    let stands_in = own == Tab::Why && is_shown && !is_open;
    let unfolds = own == Tab::Experiment;
    push_button()
        .key(&tab_id(own))
        .attr("id", tab_id(own))
        .class_if(stands_in, "stands-in")
        .class_if(unfolds, "narrow-only")
        .attr_if(own == Tab::Why, "data-testid", "why")
        .attr("role", "tab")
        .flag("aria-selected", is_open || stands_in)
        .attr("aria-controls", if unfolds { "experiment" } else { "pane" })
        .attr("tabindex", if is_shown || is_open { "0" } else { "-1" })
        .on("click", ui.act(Action::ShowTab(own)))
        .says(ui.lang, text)
}

/// The drawer's own page for a tab.
const fn shown(tab: Tab) -> Tab {
    match tab {
        Tab::Segment | Tab::Diagram | Tab::Log | Tab::Sockets => tab,
        Tab::Why | Tab::Experiment | Tab::Host(_) => Tab::Why,
    }
}

const fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Why => "tab-why",
        Tab::Segment => "tab-segment",
        Tab::Diagram => "tab-diagram",
        Tab::Log => "tab-log",
        Tab::Sockets => "tab-sockets",
        Tab::Experiment => "tab-experiment",
        Tab::Host(HostId::Client) => "tab-client",
        Tab::Host(HostId::Server) => "tab-server",
    }
}

/// Left and right go from tab to tab while the focus is on them.
fn on_key(ui: &Ui, open: Tab) -> Callback<Event> {
    let send = ui.send.clone();
    Callback::from(move |event: Event| {
        let last = TABS.len() - 1;
        let at = TABS.iter().position(|(tab, _)| *tab == open).unwrap_or(0);
        let to = match dom::key(&event).as_str() {
            "ArrowRight" => (at + 1).min(last),
            "ArrowLeft" => at.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        let (tab, _) = TABS[to];
        // Wide screens do not show the last one.
        let button = dom::by_id_as::<HtmlElement>(tab_id(tab));
        if let Some(button) = button.filter(|button| button.offset_width() > 0) {
            dom::focus(&button);
            send.emit(Msg::Act(Action::ShowTab(tab)));
        }
    })
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
