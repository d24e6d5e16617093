//! Why the selected event happened: the chain that led to it, and the rule behind it.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Inspector, WhyLink};

/// The chain as chips, each of which can be asked in turn; below it the answer.
pub(super) fn view(ui: &Ui, inspector: &Inspector) -> El {
    let Inspector {
        chain,
        sentence,
        clause,
        moment,
        ..
    } = inspector;
    if chain.is_empty() && moment.is_empty() {
        return el("p.none").says(ui.lang, Text::UiNothingSelected);
    }
    let links = el("ol.chain")
        .named(ui.lang, Text::UiChain)
        .each(chain, |link| view_link(ui, link));
    let mut because = el("p.because").text(sentence);
    if !clause.is_empty() {
        because = because.text(" ").child(el("span.clause").text(clause));
    }
    let meanwhile = (moment.len() > 1).then(|| {
        el("div.moment")
            .child(el("h3").says(ui.lang, Text::UiMoment))
            .child(el("ul").each(moment, |link| view_link(ui, link)))
    });
    el("div.why").child(links).child(because).maybe(meanwhile)
}

fn view_link(ui: &Ui, link: &WhyLink) -> El {
    let button = push_button()
        .class("chip")
        .class(link.tone.class())
        .attr_if(link.selected, "aria-current", "true")
        .on("click", ui.act(Action::Select(link.event)))
        .text(&link.text);
    el("li").key(&link.event.0).child(button)
}
