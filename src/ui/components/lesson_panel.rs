//! The lesson's strip: the question, where we are, and what to try now.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::view_model::{LessonPanel, Offer};
use yew::prelude::*;

/// What the strip shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LessonStripProps {
    pub(crate) lesson: LessonPanel,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The lesson at the present moment.
#[component]
pub(crate) fn LessonStrip(props: &LessonStripProps) -> Html {
    let lesson = &props.lesson;
    html! {
        <section
            class={classes!("lesson", lesson.waiting.then_some("waiting"))}
            aria-label={props.lang.text(Text::UiLesson)}
        >
            <div class="lesson-words">
                <h2>
                    { &lesson.question }{ " " }
                    <small>{ &lesson.progress }</small>
                </h2>
                <p>{ &lesson.text }</p>
            </div>
            if !lesson.offers.is_empty() {
                <div class="offers">
                    { for lesson.offers.iter().enumerate().map(|(index, offer)| view_offer(props, index, offer)) }
                </div>
            }
        </section>
    }
}

fn view_offer(props: &LessonStripProps, index: usize, offer: &Offer) -> Html {
    let action = offer.action.clone();
    html! {
        <button
            type="button"
            key={index}
            class={classes!("offer", offer.destructive.then_some("destructive"))}
            data-testid={format!("offer-{index}")}
            onclick={props.on_action.reform(move |_| action.clone())}
        >
            { &offer.label }
        </button>
    }
}
