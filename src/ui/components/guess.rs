//! What the lesson asks the person to predict, and whether they were right.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Grade, Guess};

/// The question with its choices.
pub(super) fn view(ui: &Ui, guess: Option<&Guess>) -> Option<El> {
    let guess = guess?;
    let choices = guess.choices.iter().enumerate();
    let skip = push_button()
        .key(&"skip")
        .class("skip")
        .attr("data-testid", "skip")
        .on("click", ui.act(Action::Predict(None)))
        .says(ui.lang, Text::PanelLessonSkip);
    let answers = el("div.choices").each(choices, |(place, choice)| {
        push_button()
            .key(&choice.label)
            .attr("data-testid", &["choice-", &place.to_string()].concat())
            // For the tests, which answer as the machine does.
            .attr_if(choice.is_right, "data-right", "")
            .on("click", ui.act(choice.action.clone()))
            .text(&choice.label)
    });
    Some(
        el("div.guess")
            .attr("role", "group")
            .attr("aria-labelledby", "guess")
            .attr("data-testid", "guess")
            .child(el("p").attr("id", "guess").text(&guess.prompt))
            .child(answers.child(skip)),
    )
}

/// What became of the last prediction.
pub(super) fn view_grade(ui: &Ui, grade: Option<&Grade>) -> Option<El> {
    grade.map(|grade| view_told(ui, grade))
}

#[inline(never)]
fn view_told(ui: &Ui, grade: &Grade) -> El {
    let why = grade.why.as_ref().map(|why| {
        push_button()
            .on("click", ui.act(why.clone()))
            .says(ui.lang, Text::PanelLessonWhy)
    });
    el("p.grade")
        .class(if grade.is_right { "right" } else { "wrong" })
        .attr("data-testid", "grade")
        .text(&grade.text)
        .text(" ")
        .maybe(why)
}
