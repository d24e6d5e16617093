//! Something the person must be told.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::components::icon::Icon;
use crate::ui::element::{El, el, push_button};

/// The notice, or an empty place for one: a screen reader announces only what appears in a region it knows.
pub(crate) fn view(ui: &Ui, notice: Option<&str>) -> El {
    let bar = notice.map(|notice| view_bar(ui, notice));
    el("div.notice-place").attr("role", "alert").maybe(bar)
}

#[inline(never)]
fn view_bar(ui: &Ui, notice: &str) -> El {
    let dismiss = push_button()
        .class("icon-button")
        .named(ui.lang, Text::UiDismiss)
        .attr("title", ui.text(Text::UiDismiss))
        .on("click", ui.act(Action::DismissNotice))
        .child(Icon::Dismiss.view());
    el("div.notice")
        .attr("data-testid", "notice")
        .child(el("p").text(notice))
        .child(dismiss)
}
