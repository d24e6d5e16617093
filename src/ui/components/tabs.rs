//! The drawer's tabs.

use crate::app_state::{Action, Tab};
use crate::i18n::Text;
use crate::simulation::HostId;
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use web_sys::{Event, HtmlElement};
use yew::Callback;

/// These tabs, of which one is open.
pub(super) fn view(ui: &Ui, open: Tab, tabs: &[Tab]) -> El {
    el("div.tabs")
        .attr("role", "tablist")
        .named(ui.lang, Text::UiInspector)
        .on("keydown", on_key(ui, open, tabs))
        .each(tabs, |own| view_tab(ui, open, *own))
}

fn view_tab(ui: &Ui, open: Tab, own: Tab) -> El {
    let is_open = open == own;
    let is_shown = shown(open) == own;
    // Wide screens show experiment and hosts elsewhere, and Why here meanwhile.
    let stands_in = own == Tab::Why && is_shown && !is_open;
    let unfolds = own == Tab::Experiment;
    push_button()
        .key(&id(own))
        .attr("id", id(own))
        .class_if(stands_in, "stands-in")
        .class_if(unfolds, "narrow-only")
        .attr_if(own == Tab::Why, "data-testid", "why")
        .attr("role", "tab")
        .flag("aria-selected", is_open || stands_in)
        .attr("aria-controls", if unfolds { "experiment" } else { "pane" })
        .attr("tabindex", if is_shown || is_open { "0" } else { "-1" })
        .on("click", ui.act(Action::ShowTab(own)))
        .says(ui.lang, name(own))
}

/// The drawer's own page for a tab.
pub(super) const fn shown(tab: Tab) -> Tab {
    match tab {
        Tab::Segment | Tab::Diagram | Tab::Log | Tab::Sockets => tab,
        Tab::Why | Tab::Experiment | Tab::Host(_) => Tab::Why,
    }
}

/// A tab's id.
pub(super) const fn id(tab: Tab) -> &'static str {
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

/// What a tab says.
pub(super) const fn name(tab: Tab) -> Text {
    match tab {
        Tab::Why | Tab::Host(_) => Text::UiTabWhy,
        Tab::Diagram => Text::WhyDiagramTab,
        Tab::Segment => Text::UiTabSegment,
        Tab::Log => Text::UiTabLog,
        Tab::Sockets => Text::UiTabSockets,
        Tab::Experiment => Text::UiTabExperiment,
    }
}

/// Left and right go from tab to tab while the focus is on them.
fn on_key(ui: &Ui, open: Tab, tabs: &[Tab]) -> Callback<Event> {
    let (send, tabs) = (ui.send.clone(), tabs.to_vec());
    Callback::from(move |event: Event| {
        let last = tabs.len().saturating_sub(1);
        let at = tabs.iter().position(|tab| *tab == open).unwrap_or(0);
        let to = match dom::key(&event).as_str() {
            "ArrowRight" => (at + 1).min(last),
            "ArrowLeft" => at.saturating_sub(1),
            _ => return,
        };
        let Some(&tab) = tabs.get(to) else {
            return;
        };
        event.prevent_default();
        // Wide screens do not show the last one.
        let button = dom::by_id_as::<HtmlElement>(id(tab));
        if let Some(button) = button.filter(|button| button.offset_width() > 0) {
            dom::focus(&button);
            send.emit(Msg::Act(Action::ShowTab(tab)));
        }
    })
}
