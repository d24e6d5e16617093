//! The lesson's strip: the question, where we are, what to predict and what to try now.

mod offers;

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::components::offered::Told;
use crate::ui::components::{Ui, guess, help, slider};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{LessonPanel, StepMark, Words};

/// The lesson at the present moment, and the profile that it runs on, with the way to what that means.
pub(crate) fn view(ui: &Ui, lesson: &LessonPanel, profile: &str, told: Option<&Told>) -> El {
    let profile = el("a.profile")
        .attr("data-testid", "profile")
        .attr("href", help::fidelity(ui.lang))
        .text(profile);
    let heading = el("div.lesson-words")
        .child(el("h2").text(&lesson.question))
        .text(" ")
        .child(profile);
    let steps = view_steps(ui, lesson);
    strip(ui, lesson, heading, Some(steps), told)
}

/// The same in an embed, whose head has the question: what is said, and what can be done.
pub(crate) fn caption(ui: &Ui, lesson: &LessonPanel, told: Option<&Told>) -> El {
    // In a low frame it scrolls, and there may be nothing in it that takes the focus.
    let words = el("div.lesson-words");
    strip(ui, lesson, words, None, told).attr("tabindex", "0")
}

fn strip(ui: &Ui, lesson: &LessonPanel, words: El, steps: Option<El>, told: Option<&Told>) -> El {
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
        .maybe(offers::view(ui, lesson, told))
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
