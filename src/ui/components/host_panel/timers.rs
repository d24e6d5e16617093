//! The timers that run, as rings that empty.

use crate::i18n::{Lang, Text};
use crate::simulation::HostId;
use crate::ui::motion;
use crate::view_model::TimerRing;
use yew::prelude::*;

/// A host's timers. What is left of them is painted frame by frame.
pub(crate) fn view(host: HostId, timers: &[TimerRing], lang: Lang) -> Html {
    html! {
        <section class="card">
            <h3>{ lang.text(Text::UiTimers) }</h3>
            if timers.is_empty() {
                <p class="none">{ lang.text(Text::UiNoTimers) }</p>
            }
            <div>{ for timers.iter().map(|ring| view_ring(host, ring)) }</div>
        </section>
    }
}

fn view_ring(host: HostId, ring: &TimerRing) -> Html {
    let id = motion::ring_id(host, ring.timer);
    html! {
        <div class={classes!("timer", ring.tone.class())} key={id.clone()}>
            <svg viewBox="0 0 42 42" width="42" height="42" aria-hidden="true">
                <circle class="ring-track" cx="21" cy="21" r="17" />
                <circle
                    {id}
                    class="ring"
                    cx="21" cy="21" r="17"
                    pathLength="1000"
                    stroke-dasharray="1000"
                    transform="rotate(-90 21 21)"
                />
            </svg>
            <p>
                <b>{ ring.label }{ " " }<span id={motion::left_id(host, ring.timer)} /></b>
                <small>{ &ring.armed_by }</small>
            </p>
        </div>
    }
}
