//! The list of all questions: the way into every lesson.

use crate::app_state::Action;
use crate::i18n::{Lang, StateNames, Text};
use crate::ui::components::icon::Icon;
use crate::ui::components::{Ui, dialog, help};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{LessonGroup, LessonItem, LessonList};

/// The dialog's id.
const DIALOG: &str = "lessons";

/// The dialog, empty while it is closed.
pub(crate) fn view(ui: &Ui, list: Option<&LessonList>) -> El {
    list.map_or_else(|| dialog::closed(DIALOG), |list| opened(ui, list))
}

#[inline(never)]
fn opened(ui: &Ui, list: &LessonList) -> El {
    let groups = el("div.lesson-groups").each(&list.groups, |group| view_group(ui, group));
    let page = el("div.lesson-list")
        .child(groups)
        .child(view_foot(ui, list));
    dialog::view(ui, DIALOG, Text::PanelListTitle, &Action::ToggleList, page)
}

/// Opens or closes the dialog, if it is not so already.
pub(crate) fn show(open: bool) {
    dialog::show(DIALOG, open);
}

fn view_group(ui: &Ui, group: &LessonGroup) -> El {
    let list = el("ul").each(&group.lessons, |lesson| view_lesson(ui, lesson));
    el("section")
        .key(&group.topic)
        .child(el("h3").text(group.topic))
        .child(list)
}

fn view_lesson(ui: &Ui, lesson: &LessonItem) -> El {
    let sign = |is: bool, text: Text, icon: Icon| {
        let sign = || el("span.sign").named(ui.lang, text).attr("role", "img");
        is.then(|| sign().child(icon.view()))
    };
    let title = el("b").text(&lesson.title).maybe(sign(
        lesson.is_finished,
        Text::PanelListFinished,
        Icon::Done,
    ));
    let button = push_button()
        .attr("data-testid", &["lesson-", lesson.id.name()].concat())
        .attr_if(lesson.is_open, "aria-current", "true")
        .attr_if(lesson.is_open, "autofocus", "")
        .on("click", ui.act(Action::OpenLesson(lesson.id)))
        .child(title)
        .child(el("span").text(&lesson.question));
    el("li").key(&lesson.id.name()).child(button)
}

fn view_foot(ui: &Ui, list: &LessonList) -> El {
    let predict = push_button()
        .class("switch")
        .attr("data-testid", "predict")
        .flag("aria-pressed", list.predicts)
        .on("click", ui.act(Action::SetPredicts(!list.predicts)))
        .says(ui.lang, Text::PanelListPredict);
    let in_sockets = list.states == StateNames::Socket;
    let other = if in_sockets {
        StateNames::Rfc
    } else {
        StateNames::Socket
    };
    let states = push_button()
        .class("switch")
        .attr("data-testid", "states")
        .flag("aria-pressed", in_sockets)
        .attr("aria-describedby", "states-hint")
        .on("click", ui.act(Action::SetStates(other)))
        .says(ui.lang, Text::PanelListStates);
    let hint = el("small.none").attr("id", "states-hint");
    let states = el("p")
        .child(states)
        .text(" ")
        .child(hint.says(ui.lang, Text::PanelListStatesHint));
    let score = list.score.as_ref().map(|score| {
        let clear = push_button()
            .on("click", ui.act(Action::ClearLearner))
            .says(ui.lang, Text::PanelListClear);
        el("span.score").text(score).text(" ").child(clear)
    });
    let link =
        |address: &'static str, text: Text| el("a").attr("href", address).says(ui.lang, text);
    el("footer")
        .child(el("p").child(predict).maybe(score))
        .child(states)
        .child(el("p").child(link(myths(ui.lang), Text::PanelListMyths)))
        .child(el("p").child(link(help::fidelity(ui.lang), Text::UiFidelity)))
}

/// The page of claims, beside this one.
const fn myths(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "myths.html",
        Lang::ZhHans => "myths.zh-Hans.html",
    }
}
