//! The lesson's strip: the question, where we are, what to predict and what to try now.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::components::{Ui, guess, help, slider};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{LessonPanel, Link, Offer, StepMark, Words};

/// The lesson at the present moment, and the profile that it runs on, with the way to what that means.
pub(crate) fn view(ui: &Ui, lesson: &LessonPanel, profile: &str) -> El {
    let profile = el("a.profile")
        .attr("data-testid", "profile")
        .attr("href", help::fidelity(ui.lang))
        .text(profile);
    let heading = el("div.lesson-words")
        .child(el("h2").text(&lesson.question))
        .text(" ")
        .child(profile);
    strip(ui, lesson, heading, Some(view_steps(ui, lesson)))
}

/// The same in an embed, whose head has the question: what is said, and what can be done.
pub(crate) fn caption(ui: &Ui, lesson: &LessonPanel) -> El {
    // In a low frame it scrolls, and there may be nothing in it that takes the focus.
    strip(ui, lesson, el("div.lesson-words"), None).attr("tabindex", "0")
}

fn strip(ui: &Ui, lesson: &LessonPanel, words: El, steps: Option<El>) -> El {
    let words = words
        .child(view_text(ui, lesson))
        .maybe(guess::view_grade(ui, lesson.grade.as_ref()))
        .maybe(guess::view(ui, lesson.guess.as_ref()))
        .maybe(lesson.slider.as_ref().map(|it| slider::view(ui, it)))
        .maybe(steps);
    el("section.lesson")
        .attr("tabindex", "-1")
        .class_if(lesson.waiting, "waiting")
        .attr_if(lesson.words == Words::Coming, "aria-busy", "true")
        .named(ui.lang, Text::UiLesson)
        .child(words)
        .maybe(view_offers(ui, lesson))
}

fn view_text(ui: &Ui, lesson: &LessonPanel) -> El {
    if lesson.words == Words::Missing {
        return view_missing(ui);
    }
    // Every second piece stands between backticks.
    let pieces = lesson.text.split('`').enumerate();
    let text = el("p").attr("data-testid", "lesson-text");
    let text = pieces.fold(text, |text, (place, piece)| {
        if place % 2 == 0 {
            text.text(piece)
        } else {
            text.child(el("code").text(piece))
        }
    });
    match &lesson.why {
        Some(why) => text.text(" ").child(view_why(ui, why)),
        None => text,
    }
}

fn view_why(ui: &Ui, why: &Action) -> El {
    push_button()
        .class("ask")
        .attr("data-testid", "why")
        .on("click", ui.act(why.clone()))
        .says(ui.lang, Text::UiTabWhy)
}

#[inline(never)]
fn view_missing(ui: &Ui) -> El {
    let again = push_button()
        .attr("data-testid", "again")
        .on("click", ui.act(Action::AskAgain))
        .says(ui.lang, Text::PanelLessonAgain);
    el("p")
        .says(ui.lang, Text::PanelLessonMissing)
        .text(" ")
        .child(again)
}

fn view_steps(ui: &Ui, lesson: &LessonPanel) -> El {
    let kind = el("b").text(lesson.kind);
    el("div.steps")
        .child(
            el("span.step-kind")
                .child(kind)
                .text(" ")
                .text(&lesson.progress),
        )
        .child(
            el("div.step-marks").each(lesson.steps.iter().enumerate(), |(place, step)| {
                view_step(ui, place, step)
            }),
        )
}

fn view_step(ui: &Ui, place: usize, step: &StepMark) -> El {
    push_button()
        .key(&place)
        .class("step-mark")
        .class_if(step.is_past, "past")
        .class_if(step.begins_part, "begins")
        .attr("data-testid", &["step-", &place.to_string()].concat())
        .attr("title", &step.label)
        .attr("aria-label", &step.label)
        .attr_if(step.is_present, "aria-current", "step")
        .on("click", ui.act(step.action.clone()))
}

fn view_offers(ui: &Ui, lesson: &LessonPanel) -> Option<El> {
    let back = lesson.back.as_ref().map(|action| view_back(ui, action));
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
    push_button()
        .key(&[&index.to_string(), offer.label.as_str()].concat())
        .class("offer")
        .class_if(offer.destructive, "destructive")
        .attr("data-testid", &["offer-", &index.to_string()].concat())
        .on("click", ui.act(offer.action.clone()))
        .text(&offer.label)
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
