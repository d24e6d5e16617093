//! Why the selected event happened, or why nothing did: the chain that led to it, the rule behind it, what came of it.

use crate::app_state::{Action, Selection};
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Fact, Why, WhyLink};

/// The chain as chips, each of which can be asked in turn; below it the answer.
pub(super) fn view(ui: &Ui, why: &Why) -> El {
    let links = (!why.chain.is_empty()).then(|| {
        el("ol.chain")
            .named(ui.lang, Text::UiChain)
            .each(&why.chain, |link| view_link(ui, link))
    });
    let mut because = el("p.because")
        .attr("data-testid", "because")
        .text(&why.sentence);
    if !why.clause.is_empty() {
        let clause = if why.address.is_empty() {
            el("span")
        } else {
            el("a")
                .attr("href", &why.address)
                .attr("target", "_blank")
                .attr("rel", "noreferrer")
        };
        because = because
            .text(" ")
            .child(clause.class("clause").text(why.clause));
    }
    let facts = (!why.facts.is_empty())
        .then(|| el("ul.facts").each(&why.facts, |fact| view_fact(ui, fact)));
    el("div.why")
        .maybe(links)
        .child(because)
        .maybe(facts)
        .maybe(list(ui, Text::WhyEffects, &why.effects))
        .maybe(list(ui, Text::UiMoment, &why.moment))
}

fn list(ui: &Ui, heading: Text, links: &[WhyLink]) -> Option<El> {
    (!links.is_empty()).then(|| {
        el("div.moment")
            .child(el("h3").says(ui.lang, heading))
            .child(el("ul").each(links, |link| view_link(ui, link)))
    })
}

/// A chip that asks, and beside it the way to where it happened.
fn view_link(ui: &Ui, link: &WhyLink) -> El {
    let chip = push_button()
        .class("chip")
        .class(link.tone.class())
        .attr_if(link.selected, "aria-current", "true")
        .on("click", ui.act(Action::Ask(link.asks)))
        .text(&link.text);
    let jump = link
        .at
        .as_deref()
        .zip(link.asks.event())
        .map(|(at, event)| {
            let title = ui.lang.fill(Text::WhyJump, &[("at", at)]);
            push_button()
                .class("jump")
                .attr("title", &title)
                .attr("aria-label", &title)
                .on("click", ui.act(Action::Jump(event)))
                .text(at)
        });
    let key = match link.asks {
        Selection::Event(event) => i64::from(event.0),
        Selection::Silence(_) => -1,
    };
    el("li").key(&key).child(chip).maybe(jump)
}

fn view_fact(ui: &Ui, fact: &Fact) -> El {
    let Some(event) = fact.event else {
        return el("li").text(&fact.text);
    };
    let ask = push_button()
        .class("ask")
        .on("click", ui.act(Action::Ask(Selection::Event(event))))
        .text(&fact.text);
    el("li").child(ask)
}
