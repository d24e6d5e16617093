//! What the lesson offers to do, and the ways out of it.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::components::offered::{self, Group, Told};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{LessonPanel, Link, Offer};

/// What the lesson offers now, and why what is pointed at cannot be used.
pub(super) fn view(ui: &Ui, lesson: &LessonPanel, told: Option<&Told>) -> Option<El> {
    let back = lesson.back.as_ref().map(|action| view_back(ui, action));
    // The button that told it may be gone.
    let refuses = |told: &&Told| {
        let mut offers = lesson.offers.iter();
        offers.any(|offer| offer.offered.as_ref() == Err(&told.reason))
    };
    let told = told.filter(refuses);
    let is_empty = lesson.offers.is_empty() && lesson.next.is_empty() && back.is_none();
    (!is_empty).then(|| {
        el("div.offers")
            .maybe(back)
            .each(lesson.offers.iter().enumerate(), |(index, offer)| {
                view_offer(ui, index, offer)
            })
            .each(lesson.next.iter().enumerate(), |(index, link)| {
                view_link(ui, index, link)
            })
            .maybe(told.map(offered::reason))
    })
}

#[inline(never)]
fn view_back(ui: &Ui, action: &Action) -> El {
    push_button()
        .key(&"back")
        .class("offer")
        .class("back")
        .attr("data-testid", "back")
        .on("click", ui.act(action.clone()))
        .says(ui.lang, Text::PanelLessonBack)
}

/// With the label in its key: another offer in the same place is another button, and does not inherit the focus.
#[inline(never)]
fn view_offer(ui: &Ui, index: usize, offer: &Offer) -> El {
    let index = index.to_string();
    let name = if offer.offered.is_ok() {
        "offer-"
    } else {
        "refused-"
    };
    offered::button(ui, &offer.label, &offer.offered, Group::Lesson, "")
        .key(&[&index, offer.label.as_str()].concat())
        .class("offer")
        .class_if(offer.destructive, "destructive")
        .class_if(offer.is_done, "done")
        .attr("data-testid", &[name, &index].concat())
}

#[inline(never)]
fn view_link(ui: &Ui, index: usize, link: &Link) -> El {
    push_button()
        .key(&["next-", &link.label].concat())
        .class("offer")
        .class("next")
        .attr("data-testid", &["next-", &index.to_string()].concat())
        .on("click", ui.act(link.action.clone()))
        .text(&link.label)
}
