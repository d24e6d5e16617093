//! What is wrong with a link, in words.

use crate::i18n::{Lang, Text};
use crate::share::{Fault, Problem};
use crate::view_model::wording::phrase::say;
use crate::view_model::wording::refusal;

/// What is wrong with a link, and where, as a sentence.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let place = match problem.key {
        "" => problem.text.clone(),
        key => [key, "=", &problem.text].concat(),
    };
    say(lang, Text::LinkProblem)
        .slot("place", place)
        .slot("fault", fault(lang, problem.fault))
        .done()
}

/// All that is wrong with a link.
pub(super) fn problems(lang: Lang, all: &[Problem]) -> String {
    let mut sentences = String::new();
    for one in all {
        if lang == Lang::En && !sentences.is_empty() {
            sentences.push(' ');
        }
        sentences.push_str(&problem(lang, one));
    }
    say(lang, Text::LinkNotice)
        .slot("problems", sentences)
        .done()
}

fn fault(lang: Lang, fault: Fault) -> String {
    let phrase = match fault {
        Fault::UnknownKey => say(lang, Text::LinkUnknownKey),
        Fault::UnknownVersion => say(lang, Text::LinkUnknownVersion),
        Fault::UnknownLesson => say(lang, Text::LinkUnknownLesson),
        Fault::NoSuchPart(parts) => say(lang, Text::LinkNoSuchPart).slot("n", parts),
        Fault::NotOneOf(names) => say(lang, Text::LinkNotOneOf).slot("names", names),
        Fault::NoTime => say(lang, Text::LinkNoTime),
        Fault::NoNumber(most) => say(lang, Text::LinkNoNumber).slot("n", most),
        Fault::Twice => say(lang, Text::LinkTwice),
        Fault::UnknownDeed => say(lang, Text::LinkUnknownDeed),
        Fault::Form(form) => say(lang, Text::LinkForm).slot("form", form),
        Fault::OneLane => say(lang, Text::LinkOneLane),
        Fault::NeverFlies(last) => say(lang, Text::LinkNeverFlies).slot("n", last.0),
        Fault::Refused(refused) => return refusal(lang, refused),
        Fault::TooLong(most) => say(lang, Text::LinkTooLong).slot("n", most),
        Fault::TooMany(most) => say(lang, Text::LinkTooMany).slot("n", most),
    };
    phrase.done()
}
