//! The menu on a segment in flight.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::dom;
use crate::ui::motion;
use crate::view_model::{MenuItem, SegmentMenu};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What the menu shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SegmentMenuViewProps {
    pub(crate) menu: SegmentMenu,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// A menu as the keyboard knows it: the focus moves in, arrows go round, Escape goes back.
#[component]
pub(crate) fn SegmentMenuView(props: &SegmentMenuViewProps) -> Html {
    let menu = &props.menu;
    let list = use_node_ref();
    use_effect_with((list.clone(), menu.at), |(list, at)| {
        if let Some(list) = list.cast::<HtmlElement>() {
            place(&list, at.x, at.y);
        }
    });
    use_effect_with((list.clone(), menu.segment), |(list, segment)| {
        focus_item(list, 0);
        let id = format!("segment-{}", segment.0);
        // Back to where the person came from, even if the segment is no longer in flight.
        move || {
            if let Some(segment) = dom::by_id(&id) {
                dom::focus(&segment);
            }
        }
    });

    let dismiss = {
        let action = menu.dismiss.clone();
        props.on_action.reform(move |()| action.clone())
    };
    html! {
        <>
            <div class="menu-backdrop" onclick={dismiss.reform(|_: MouseEvent| ())} />
            <div
                ref={list.clone()}
                class="menu"
                data-testid="menu"
                role="menu"
                aria-label={props.lang.fill(Text::UiMenu, &[("segment", &menu.title)])}
                onkeydown={on_key(list, menu.items.len(), dismiss)}
            >
                <p class="menu-title" aria-hidden="true">{ &menu.title }</p>
                { for menu.items.iter().map(|item| view_item(item, &props.on_action)) }
            </div>
        </>
    }
}

fn view_item(item: &MenuItem, on_action: &Callback<Action>) -> Html {
    let onclick = {
        let (offered, on_action) = (item.offered.clone(), on_action.clone());
        move |_: MouseEvent| {
            if let Ok(action) = &offered {
                on_action.emit(action.clone());
            }
        }
    };
    html! {
        <button
            type="button"
            key={item.label.clone()}
            role="menuitem"
            tabindex="-1"
            class={item.destructive.then_some("destructive")}
            aria-disabled={item.offered.is_err().then_some("true")}
            {onclick}
        >
            <span>
                { &item.label }
                if let Err(reason) = &item.offered {
                    <small>{ reason }</small>
                }
            </span>
            if !item.key.is_empty() {
                <kbd aria-hidden="true">{ item.key }</kbd>
            }
        </button>
    }
}

fn on_key(list: NodeRef, count: usize, dismiss: Callback<()>) -> impl Fn(KeyboardEvent) + 'static {
    move |event: KeyboardEvent| {
        let count = u32::try_from(count).unwrap_or(0).max(1);
        let at = focused(&list).unwrap_or(0);
        match event.key().as_str() {
            "ArrowDown" => focus_item(&list, (at + 1) % count),
            "ArrowUp" => focus_item(&list, (at + count - 1) % count),
            "Home" => focus_item(&list, 0),
            "End" => focus_item(&list, count - 1),
            "Escape" | "Tab" => dismiss.emit(()),
            _ => return,
        }
        event.prevent_default();
    }
}

fn items(list: &NodeRef) -> Option<web_sys::NodeList> {
    let list: Element = list.cast()?;
    list.query_selector_all("[role=menuitem]").ok()
}

fn focused(list: &NodeRef) -> Option<u32> {
    let (items, active) = (items(list)?, dom::document()?.active_element()?);
    (0..items.length()).find(|index| items.item(*index).as_ref() == Some(active.as_ref()))
}

fn focus_item(list: &NodeRef, index: u32) {
    let item = items(list)
        .and_then(|items| items.item(index))
        .and_then(|item| wasm_bindgen::JsCast::dyn_into::<Element>(item).ok());
    if let Some(item) = item {
        dom::focus(&item);
    }
}

/// Puts the menu beside the segment, inside what is visible of the ladder. Through the object model: a style attribute
/// would be refused by the page's content security policy.
fn place(menu: &HtmlElement, x: i32, y: i32) {
    let Some(ladder) = dom::by_id(motion::LADDER) else {
        return;
    };
    let (width, height) = (menu.offset_width(), menu.offset_height());
    let right_edge = ladder.client_width() - width - 8;
    let beside = if x + 24 <= right_edge {
        x + 24
    } else {
        x - 24 - width
    };
    let left = beside.clamp(8, right_edge.max(8));
    let top_edge = ladder.scroll_top() + 8;
    let bottom_edge = ladder.scroll_top() + ladder.client_height() - height - 8;
    let top = (y - 24).clamp(top_edge, bottom_edge.max(top_edge));
    for (name, value) in [("left", left), ("top", top)] {
        // Both names are valid.
        let _ = menu.style().set_property(name, &format!("{value}px"));
    }
}
