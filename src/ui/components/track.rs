//! The track: both hosts' states over time, a tick for each moment, and the slider on top.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::timeline::PlaybackCommand;
use crate::ui::{dom, motion};
use crate::view_model::{BandSpan, Tick, TickKind, Transport};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the track shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TrackProps {
    pub(crate) transport: Transport,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The slider's range: the bar counts in ten-thousandths.
const LENGTH: u32 = 10_000;

/// A native slider over a picture. The pointer goes anywhere; keys go from moment to moment, because that is what a
/// step means here.
#[component]
pub(crate) fn Track(props: &TrackProps) -> Html {
    let oninput = dom::on_choice(&props.on_action, |event: InputEvent| {
        let slider: HtmlInputElement = event.target_dyn_into()?;
        let place = slider.value().parse().ok()?;
        Some(Action::Playback(PlaybackCommand::Seek(place)))
    });
    let onkeydown = {
        let on_action = props.on_action.clone();
        move |event: KeyboardEvent| {
            if let Some(command) = page_key(&event.key()) {
                event.prevent_default();
                on_action.emit(Action::Playback(command));
            }
        }
    };
    html! {
        <div class="track">
            { picture(&props.transport) }
            <input
                type="range"
                id={motion::SCRUB}
                data-testid="scrub"
                min="0"
                max={LENGTH.to_string()}
                step="1"
                aria-label={props.lang.text(Text::UiScrub)}
                aria-valuetext={props.transport.spoken.clone()}
                {oninput}
                {onkeydown}
            />
        </div>
    }
}

/// The slider's own keys. Left, Right, Home and End mean the same here as everywhere, and are the window's.
fn page_key(key: &str) -> Option<PlaybackCommand> {
    Some(match key {
        "ArrowUp" => PlaybackCommand::StepForward,
        "ArrowDown" => PlaybackCommand::StepBack,
        "PageUp" => PlaybackCommand::NextStateChange,
        "PageDown" => PlaybackCommand::PreviousStateChange,
        _ => return None,
    })
}

/// Both rows of states are drawn past what was seen, and cut off where the seen ends: at the furthest moment rendered or
/// at the playhead, whichever is further. So they grow with the playhead and nothing is rendered for it.
fn picture(transport: &Transport) -> Html {
    let seen = transport.seen;
    html! {
        <svg viewBox={format!("0 0 {LENGTH} 34")} preserveAspectRatio="none" aria-hidden="true">
            <defs>
                <clipPath id="seen-clip">
                    <rect x="0" y="0" width={seen.to_string()} height="34" />
                    <rect id={motion::PLAYED} x="0" y="0" width="0" height="34" />
                </clipPath>
            </defs>
            <rect class="unseen" x="0" y="4" width={LENGTH.to_string()} height="17" />
            <g clip-path="url(#seen-clip)">
                <g>{ for transport.client.iter().map(|span| band(span, seen, "4")) }</g>
                <g>{ for transport.server.iter().map(|span| band(span, seen, "14")) }</g>
            </g>
            <g>{ for transport.ticks.iter().map(tick) }</g>
        </svg>
    }
}

fn band(span: &BandSpan, seen: u32, y: &'static str) -> Html {
    // Nothing changes before the next rendering, so the last state goes on.
    let to = if span.to >= seen { LENGTH } else { span.to };
    html! {
        <rect
            class={classes!("band", span.tone.class())}
            x={span.from.to_string()}
            {y}
            width={to.saturating_sub(span.from).to_string()}
            height="7"
        />
    }
}

/// The picture is stretched, so shapes are strokes that do not scale: a line of no length with round ends is a dot, with
/// square ends a square.
fn tick(tick: &Tick) -> Html {
    let (class, shape) = match tick.kind {
        TickKind::Event => ("tick", "v0"),
        TickKind::StateChange => ("tick change", "m0 -3v6"),
        TickKind::Loss => ("tick loss", "v0"),
        TickKind::Commanded => ("tick commanded", "v0"),
    };
    html! { <path {class} d={format!("M{} 28{shape}", tick.at)} vector-effect="non-scaling-stroke" /> }
}
