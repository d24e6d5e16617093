//! The drawer: why, the segment's fields, the log. On narrow screens its tabs also unfold the experiment and the hosts.

use crate::app_state::{Action, Tab};
use crate::i18n::{Lang, Text};
use crate::simulation::HostId;
use crate::ui::components::log::Log;
use crate::ui::components::why;
use crate::ui::dom;
use crate::view_model::{Field, Inspector};
use yew::prelude::*;

/// What the drawer shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct InspectorPanelProps {
    pub(crate) inspector: Inspector,
    pub(crate) tab: Tab,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The tabs of the drawer, in order; the last one only where the experiment has no place of its own.
const TABS: [(Tab, Text); 4] = [
    (Tab::Why, Text::UiTabWhy),
    (Tab::Segment, Text::UiTabSegment),
    (Tab::Log, Text::UiTabLog),
    (Tab::Experiment, Text::UiTabExperiment),
];

/// The class of the page that says, on narrow screens, what is unfolded below the lesson.
pub(crate) const fn sheet_class(tab: Tab) -> &'static str {
    match tab {
        Tab::Why | Tab::Segment | Tab::Log => "sheet-inspector",
        Tab::Experiment => "sheet-experiment",
        Tab::Host(HostId::Client) => "sheet-client",
        Tab::Host(HostId::Server) => "sheet-server",
    }
}

/// The tabs and the open one's page.
#[component]
pub(crate) fn InspectorPanel(props: &InspectorPanelProps) -> Html {
    let Inspector { fields, log, .. } = &props.inspector;
    let (lang, on_action) = (props.lang, &props.on_action);
    use_effect_with(props.tab, |tab| match tab {
        Tab::Why | Tab::Segment | Tab::Log => {}
        // On narrow screens it unfolds below the edge of the screen; on wide ones it is in sight.
        Tab::Experiment => dom::reveal("experiment"),
        Tab::Host(HostId::Client) => dom::reveal("client"),
        Tab::Host(HostId::Server) => dom::reveal("server"),
    });
    html! {
        <section class="inspector" aria-label={lang.text(Text::UiInspector)}>
            <div class="tabs" role="tablist" aria-label={lang.text(Text::UiInspector)} onkeydown={on_key(props)}>
                { for TABS.iter().map(|(tab, text)| view_tab(props, *tab, *text)) }
            </div>
            <div class="pane" id="pane" role="tabpanel" aria-labelledby={tab_id(shown(props.tab))} tabindex="0">
                { match props.tab {
                    Tab::Segment => view_fields(fields, lang),
                    Tab::Log => html! { <Log lines={log.clone()} {lang} {on_action} /> },
                    Tab::Why | Tab::Experiment | Tab::Host(_) => why::view(&props.inspector, lang, on_action),
                } }
            </div>
        </section>
    }
}

fn view_tab(props: &InspectorPanelProps, tab: Tab, text: Text) -> Html {
    let is_open = props.tab == tab;
    // Wide screens show experiment and hosts elsewhere, and Why here meanwhile.
    let stands_in = tab == Tab::Why && shown(props.tab) == tab && !is_open;
    html! {
        <button
            type="button"
            key={tab_id(tab)}
            id={tab_id(tab)}
            class={classes!(stands_in.then_some("stands-in"), (tab == Tab::Experiment).then_some("narrow-only"))}
            data-testid={(tab == Tab::Why).then_some("why")}
            role="tab"
            aria-selected={if is_open || stands_in { "true" } else { "false" }}
            aria-controls={if tab == Tab::Experiment { "experiment" } else { "pane" }}
            tabindex={if shown(props.tab) == tab || is_open { "0" } else { "-1" }}
            onclick={props.on_action.reform(move |_| Action::ShowTab(tab))}
        >
            { props.lang.text(text) }
        </button>
    }
}

/// The drawer's own page for a tab.
const fn shown(tab: Tab) -> Tab {
    match tab {
        Tab::Segment | Tab::Log => tab,
        Tab::Why | Tab::Experiment | Tab::Host(_) => Tab::Why,
    }
}

const fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Why => "tab-why",
        Tab::Segment => "tab-segment",
        Tab::Log => "tab-log",
        Tab::Experiment => "tab-experiment",
        Tab::Host(HostId::Client) => "tab-client",
        Tab::Host(HostId::Server) => "tab-server",
    }
}

/// Left and right go from tab to tab while the focus is on them.
fn on_key(props: &InspectorPanelProps) -> impl Fn(KeyboardEvent) + 'static {
    let (on_action, open) = (props.on_action.clone(), props.tab);
    move |event: KeyboardEvent| {
        let last = TABS.len() - 1;
        let at = TABS.iter().position(|(tab, _)| *tab == open).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1).min(last),
            "ArrowLeft" => at.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        let (tab, _) = TABS[to];
        if let Some(button) = dom::by_id(tab_id(tab)) {
            dom::focus(&button);
        }
        on_action.emit(Action::ShowTab(tab));
    }
}

fn view_fields(fields: &[Field], lang: Lang) -> Html {
    if fields.is_empty() {
        return html! { <p class="none">{ lang.text(Text::UiNoSegment) }</p> };
    }
    html! {
        <dl class="fields">
            { for fields.iter().map(|field| html! {
                <div key={field.name.clone()}>
                    <dt>{ &field.name }</dt>
                    <dd>{ &field.value }</dd>
                </div>
            }) }
        </dl>
    }
}
