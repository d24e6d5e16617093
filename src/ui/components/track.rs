//! The track: both hosts' states over time, a tick for each moment, and the slider on top.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::timeline::PlaybackCommand;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::ui::{dom, motion};
use crate::view_model::{BandSpan, Tick, TickKind, Transport};
use web_sys::HtmlInputElement;
use yew::TargetCast;

/// The slider's range: the bar counts in ten-thousandths.
const LENGTH: u32 = 10_000;

/// A native slider over a picture. The pointer goes anywhere; keys go from moment to moment, because that is what a
/// step means here.
pub(super) fn view(ui: &Ui, transport: &Transport) -> El {
    let seek = ui.choose(|event| {
        let slider: HtmlInputElement = event.target_dyn_into()?;
        let place = slider.value().parse().ok()?;
        Some(Action::Playback(PlaybackCommand::Seek(place)))
    });
    let step = ui.choose(|event| {
        let command = page_key(&dom::key(event))?;
        event.prevent_default();
        Some(Action::Playback(command))
    });
    let slider = el("input")
        .attr("type", "range")
        .attr("id", motion::SCRUB)
        .attr("data-testid", "scrub")
        .attr("min", "0")
        .attr("max", &LENGTH.to_string())
        .attr("step", "1")
        .named(ui.lang, Text::UiScrub)
        .attr("aria-valuetext", &transport.spoken)
        .on("input", seek)
        .on("keydown", step);
    el("div.track").child(picture(transport)).child(slider)
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
fn picture(transport: &Transport) -> El {
    let seen = transport.seen;
    let clip = el("clipPath")
        .attr("id", "seen-clip")
        .child(bar(0, seen, "0", "34"))
        .child(bar(0, 0, "0", "34").attr("id", motion::PLAYED));
    let states = el("g")
        .attr("clip-path", "url(#seen-clip)")
        .child(el("g").each(&transport.client, |span| band(span, seen, "4")))
        .child(el("g").each(&transport.server, |span| band(span, seen, "14")));
    el("svg")
        .attr("viewBox", &format!("0 0 {LENGTH} 34"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(el("defs").child(clip))
        .child(bar(0, LENGTH, "4", "17").class("unseen"))
        .child(states)
        .child(el("g").each(&transport.ticks, tick))
}

fn band(span: &BandSpan, seen: u32, y: &str) -> El {
    // Nothing changes before the next rendering, so the last state goes on.
    let to = if span.to >= seen { LENGTH } else { span.to };
    bar(span.from, to, y, "7")
        .class("band")
        .class(span.tone.class())
}

fn bar(from: u32, to: u32, y: &str, height: &str) -> El {
    el("rect")
        .attr("x", &from.to_string())
        .attr("y", y)
        .attr("width", &to.saturating_sub(from).to_string())
        .attr("height", height)
}

/// The picture is stretched, so shapes are strokes that do not scale: a line of no length with round ends is a dot, with
/// square ends a square.
fn tick(tick: &Tick) -> El {
    let (class, shape) = match tick.kind {
        TickKind::Event => ("tick", "v0"),
        TickKind::StateChange => ("tick change", "m0 -3v6"),
        TickKind::Loss => ("tick loss", "v0"),
        TickKind::Commanded => ("tick commanded", "v0"),
    };
    el("path")
        .class(class)
        .attr("d", &format!("M{} 28{shape}", tick.at))
        .attr("vector-effect", "non-scaling-stroke")
}
