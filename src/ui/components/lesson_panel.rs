//! The lesson's strip: the question, where we are, and what to try now.

use crate::i18n::Text;
use crate::ui::components::{Ui, help};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{LessonPanel, Offer};

/// The lesson at the present moment, and the profile that it runs on, with the way to what that means.
pub(crate) fn view(ui: &Ui, lesson: &LessonPanel, profile: &str) -> El {
    let profile = el("a.profile")
        .attr("data-testid", "profile")
        .attr("href", help::fidelity(ui.lang))
        .text(profile);
    let heading = el("h2")
        .text(&lesson.question)
        .text(" ")
        .child(el("small").text(&lesson.progress))
        .text(" ")
        .child(profile);
    let words = el("div.lesson-words")
        .child(heading)
        .child(el("p").text(&lesson.text));
    let offers = (!lesson.offers.is_empty()).then(|| {
        el("div.offers").each(lesson.offers.iter().enumerate(), |(index, offer)| {
            view_offer(ui, index, offer)
        })
    });
    el("section.lesson")
        .class_if(lesson.waiting, "waiting")
        .named(ui.lang, Text::UiLesson)
        .child(words)
        .maybe(offers)
}

fn view_offer(ui: &Ui, index: usize, offer: &Offer) -> El {
    push_button()
        .key(&index)
        .class("offer")
        .class_if(offer.destructive, "destructive")
        .attr("data-testid", &format!("offer-{index}"))
        .on("click", ui.act(offer.action.clone()))
        .text(&offer.label)
}
