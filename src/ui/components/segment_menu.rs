//! The menu on a segment in flight: as the keyboard knows menus, the focus moves in, arrows go round, Escape goes back.

use crate::i18n::Text;
use crate::network::SegmentId;
use crate::timeline::Lane;
use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::components::ladder::segment_id;
use crate::ui::dom;
use crate::ui::element::{El, el, push_button};
use crate::ui::motion;
use crate::view_model::{MenuItem, Point, SegmentMenu};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, NodeList};
use yew::Callback;

/// The menu's id.
const MENU: &str = "menu";

/// What takes the menu away when pressed: everything behind it.
#[inline(never)]
pub(crate) fn backdrop(ui: &Ui, menu: &SegmentMenu) -> El {
    el("div.menu-backdrop").on("click", ui.act(menu.dismiss.clone()))
}

/// The menu itself. [`place`] and [`move_focus`] do the rest.
#[inline(never)]
pub(crate) fn view(ui: &Ui, menu: &SegmentMenu) -> El {
    let name = ui.lang.fill(Text::UiMenu, &[("segment", &menu.title)]);
    let title = el("p.menu-title")
        .attr("aria-hidden", "true")
        .text(&menu.title);
    el("div")
        .attr("id", MENU)
        .class("menu")
        .attr("data-testid", "menu")
        .attr("role", "menu")
        .attr("aria-label", &name)
        .on("keydown", on_key(ui, menu))
        .child(title)
        .each(&menu.items, |item| view_item(ui, item))
}

fn view_item(ui: &Ui, item: &MenuItem) -> El {
    let words = el("span").text(&item.label);
    let button = push_button()
        .key(&item.label)
        .attr("role", "menuitem")
        .attr("tabindex", "-1")
        .class_if(item.destructive, "destructive");
    let button = match &item.offered {
        Ok(action) => button.on("click", ui.act(action.clone())).child(words),
        Err(reason) => button
            .attr("aria-disabled", "true")
            .child(words.child(el("small").text(reason))),
    };
    let key = el("kbd").attr("aria-hidden", "true").text(item.key);
    button.maybe((!item.key.is_empty()).then_some(key))
}

fn on_key(ui: &Ui, menu: &SegmentMenu) -> Callback<Event> {
    let (send, dismiss) = (ui.send.clone(), menu.dismiss.clone());
    Callback::from(move |event: Event| {
        let Some(items) = items() else {
            return;
        };
        let count = items.length().max(1);
        let at = focused(&items).unwrap_or(0);
        match dom::key(&event).as_str() {
            "ArrowDown" => focus_item(&items, (at + 1) % count),
            "ArrowUp" => focus_item(&items, (at + count - 1) % count),
            "Home" => focus_item(&items, 0),
            "End" => focus_item(&items, count - 1),
            "Escape" | "Tab" => send.emit(Msg::Act(dismiss.clone())),
            _ => return,
        }
        event.prevent_default();
    })
}

fn items() -> Option<NodeList> {
    dom::by_id(MENU)?.query_selector_all("[role=menuitem]").ok()
}

fn focused(items: &NodeList) -> Option<u32> {
    let active = dom::document()?.active_element()?;
    (0..items.length()).find(|index| items.item(*index).as_ref() == Some(active.as_ref()))
}

fn focus_item(items: &NodeList, index: u32) {
    let item = items.item(index).and_then(|item| item.dyn_into().ok());
    if let Some(item) = item {
        dom::focus(&item);
    }
}

/// Moves the focus into the menu that opened, or from one that closed back to where the person came from, even if that
/// segment is no longer in flight.
#[inline(never)]
pub(crate) fn move_focus(closed: Option<(Lane, SegmentId)>, opened: Option<(Lane, SegmentId)>) {
    if let Some((lane, segment)) = closed {
        dom::focus_id(&segment_id(segment, lane));
    }
    if let Some(items) = opened.and_then(|_| items()) {
        focus_item(&items, 0);
    }
}

/// Puts the menu beside the segment, inside what is visible of the ladder. Through the object model: a style attribute
/// would be refused by the page's content security policy.
#[inline(never)]
pub(crate) fn place(at: Point) {
    if let (Some(ladder), Some(menu)) = (dom::by_id(motion::LADDER), dom::by_id_as(MENU)) {
        place_in(&ladder, &menu, at);
    }
}

#[inline(never)]
fn place_in(ladder: &Element, menu: &HtmlElement, Point { x, y }: Point) {
    let (width, height) = (menu.offset_width(), menu.offset_height());
    // Of two ladders, each has its own page within the box.
    let page = menu.offset_parent().and_then(|page| page.dyn_into().ok());
    let page_left = page.map_or(0, |page: HtmlElement| page.offset_left());
    let right_edge = ladder.client_width() - width - 8 - page_left;
    let beside = if x + 24 <= right_edge {
        x + 24
    } else {
        x - 24 - width
    };
    let left_edge = 8 - page_left;
    let left = beside.clamp(left_edge, right_edge.max(left_edge));
    let top_edge = ladder.scroll_top() + 8;
    let bottom_edge = ladder.scroll_top() + ladder.client_height() - height - 8;
    let top = (y - 24).clamp(top_edge, bottom_edge.max(top_edge));
    for (name, value) in [("left", left), ("top", top)] {
        // Both names are valid.
        let _ = menu.style().set_property(name, &format!("{value}px"));
    }
}
