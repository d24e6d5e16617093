//! A segment on the ladder: its line, and what can be read and pressed of it.

use crate::app_state::Action;
use crate::ui::motion;
use crate::view_model::{Arrow, Point};
use yew::prelude::*;

/// The line from where a segment was sent to where it ends.
pub(crate) fn line(arrow: &Arrow) -> Html {
    html! {
        <g
            key={arrow.segment.0}
            class={classes!("line", arrow.tone.class(), arrow.resent.then_some("resent"), arrow.selected.then_some("selected"))}
        >
            <polyline points={points(&arrow.path)} />
            if let Some(place) = head_place(arrow) {
                <path d="M0 0L-10 -4.5V4.5Z" transform={place} />
            }
        </g>
    }
}

fn points(path: &[Point]) -> String {
    let points: Vec<_> = path.iter().map(|at| format!("{},{}", at.x, at.y)).collect();
    points.join(" ")
}

/// The arrow head's place and turn; none for a segment that does not arrive.
fn head_place(arrow: &Arrow) -> Option<String> {
    let to = arrow.path.last().filter(|_| arrow.arrives)?;
    Some(placed(*to, arrow.heading))
}

/// `translate(…) rotate(…)`, without floating point.
fn placed(at: Point, tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    format!("translate({} {}) rotate({sign}{whole}.{tenth})", at.x, at.y)
}

/// What the button shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ArrowButtonProps {
    pub(crate) arrow: Arrow,
    pub(crate) on_action: Callback<Action>,
}

/// A wide invisible line to press, the label, and for a segment in flight the dot that moves. In flight it opens the
/// menu; afterwards it tells why it was sent.
#[component]
pub(crate) fn ArrowButton(props: &ArrowButtonProps) -> Html {
    let arrow = &props.arrow;
    let segment = arrow.segment;
    let act = {
        let (event, in_flight) = (arrow.event, arrow.in_flight);
        props.on_action.reform(move |()| {
            if in_flight {
                Action::OpenMenu(segment)
            } else {
                Action::Select(event)
            }
        })
    };
    html! {
        <g
            id={format!("segment-{}", segment.0)}
            data-testid={format!("segment-{}", segment.0)}
            class={classes!(
                "segment",
                arrow.tone.class(),
                arrow.in_flight.then_some("in-flight"),
                arrow.resent.then_some("resent"),
                arrow.selected.then_some("selected"),
            )}
            role="button"
            // Only what can be acted on is a tab stop; the rest is in the log, and keeps a focus it has.
            tabindex={if arrow.in_flight { "0" } else { "-1" }}
            aria-haspopup={arrow.in_flight.then_some("menu")}
            aria-label={spoken(arrow)}
            onclick={act.reform(|_: MouseEvent| ())}
            onkeydown={on_key(props, act)}
        >
            <polyline class="hit" points={points(&arrow.path)} />
            { label(arrow) }
            if arrow.in_flight {
                <g id={motion::flight_id(segment)} class="flight">
                    <circle class="halo" r="13" />
                    <circle class="dot" r="5.5" />
                </g>
            }
        </g>
    }
}

/// The name begins with what is written, so that who speaks to the page can say what they see.
fn spoken(arrow: &Arrow) -> String {
    let Arrow { label, spoken, .. } = arrow;
    if spoken.starts_with(label) {
        spoken.clone()
    } else {
        format!("{label}: {spoken}")
    }
}

fn on_key(props: &ArrowButtonProps, act: Callback<()>) -> impl Fn(KeyboardEvent) + 'static {
    let (on_action, segment, in_flight) = (
        props.on_action.clone(),
        props.arrow.segment,
        props.arrow.in_flight,
    );
    move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "Enter" | " " => act.emit(()),
            // Of several in flight, the one with the focus is meant.
            key @ ("d" | "D") if in_flight => {
                on_action.emit(Action::OpenMenu(segment));
                on_action.emit(if key == "d" {
                    Action::DropInFlight
                } else {
                    Action::DelayInFlight
                });
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// The label on its pill, along the line; a little higher while the dot passes below it.
fn label(arrow: &Arrow) -> Html {
    let Point { x, y } = arrow.label_at;
    let y = y - if arrow.in_flight { LIFT } else { 0 };
    let width = pill_width(&arrow.label);
    html! {
        <g class="label" transform={placed(Point { x, y }, arrow.slant)}>
            <rect x={(-width / 2).to_string()} y="-12" width={width.to_string()} height="15" rx="7.5" />
            <text text-anchor="middle">{ &arrow.label }</text>
        </g>
    }
}

/// By so much is the label of a segment in flight higher than afterwards.
const LIFT: i32 = 3;

/// A guess that needs no measuring: in the label's fixed-width font a Latin letter is 0.6 em wide, a Chinese one 1 em.
fn pill_width(label: &str) -> i32 {
    let tenths: i32 = label
        .chars()
        .map(|letter| if letter.is_ascii() { 70 } else { 115 })
        .sum();
    tenths / 10 + 16
}
