//! What stands still on the ladder: lifelines, state names, gaps, marks, crosses, and the line of the present.

use crate::app_state::Action;
use crate::simulation::{EventId, HostId};
use crate::ui::motion;
use crate::view_model::{Band, Cross, Gap, Ladder, Mark};
use yew::prelude::*;

/// From the middle of a lifeline to the text beside it.
const BESIDE: i32 = 16;
/// From the picture's edge to the outer column of text.
const MARGIN: i32 = 10;
/// Half a lifeline's width.
const HALF_BAND: i32 = 5;

fn lifeline(ladder: &Ladder, host: HostId) -> i32 {
    match host {
        HostId::Client => ladder.client_x,
        HostId::Server => ladder.server_x,
    }
}

/// A stretch of a lifeline.
pub(crate) fn band(ladder: &Ladder, band: &Band) -> Html {
    html! {
        <rect
            key={band_key(band)}
            class={classes!("band", band.tone.class())}
            x={(lifeline(ladder, band.host) - HALF_BAND).to_string()}
            y={band.top.to_string()}
            width={(2 * HALF_BAND).to_string()}
            height={(band.bottom - band.top).max(0).to_string()}
            rx="2"
        />
    }
}

/// The state's name beside its band, where there is room.
pub(crate) fn state_name(ladder: &Ladder, band: &Band) -> Option<Html> {
    let (name, y) = band.label?;
    if !ladder.wide {
        return None;
    }
    let (x, anchor) = match band.host {
        HostId::Client => (ladder.client_x - BESIDE, "end"),
        HostId::Server => (ladder.server_x + BESIDE, "start"),
    };
    Some(html! {
        <text
            key={band_key(band)}
            class={classes!("state-name", band.tone.class())}
            x={x.to_string()}
            y={y.to_string()}
            text-anchor={anchor}
        >
            { name }
        </text>
    })
}

fn band_key(band: &Band) -> String {
    let event = band.key.map_or(-1, |event| i64::from(event.0));
    format!("{:?}-{event}", band.host)
}

/// A strip across the picture for time left out, with both lifelines broken.
pub(crate) fn gap(ladder: &Ladder, gap: &Gap) -> Html {
    let left = ladder.client_x + HALF_BAND + 1;
    let middle = i32::midpoint(ladder.client_x, ladder.server_x);
    let torn = |x: i32| {
        html! {
            <path class="torn" d="M-8 3L8 -3M-8 -1L8 -7" transform={format!("translate({x} {})", gap.y + 2)} />
        }
    };
    html! {
        <g key={gap.y} class="gap">
            <rect
                x={left.to_string()}
                y={(gap.y - 10).to_string()}
                width={(ladder.server_x - HALF_BAND - 1 - left).max(0).to_string()}
                height="20"
            />
            <text x={middle.to_string()} y={(gap.y + 4).to_string()} text-anchor="middle">
                { format!("⋯ {} ⋯", gap.text) }
            </text>
            { torn(ladder.client_x) }
            { torn(ladder.server_x) }
        </g>
    }
}

/// A socket call or a timer going off.
pub(crate) fn mark(mark: &Mark, on_action: &Callback<Action>) -> Html {
    let anchor = match mark.host {
        HostId::Client => "end",
        HostId::Server => "start",
    };
    html! {
        <text
            key={mark.event.0}
            class={classes!("mark", mark.tone.class())}
            x={mark.at.x.to_string()}
            y={mark.at.y.to_string()}
            text-anchor={anchor}
            onclick={select(mark.event, on_action)}
        >
            { &mark.text }
        </text>
    }
}

/// Where a segment was lost, and why.
pub(crate) fn cross(cross: &Cross, on_action: &Callback<Action>) -> Html {
    html! {
        <g key={cross.event.0} class="cross" onclick={select(cross.event, on_action)}>
            <g transform={format!("translate({} {})", cross.at.x, cross.at.y)}>
                <circle r="9" />
                <path d="M-4 -4L4 4M4 -4L-4 4" />
            </g>
            <text x={cross.reason_at.x.to_string()} y={cross.reason_at.y.to_string()} text-anchor="middle">
                { &cross.reason }
            </text>
        </g>
    }
}

/// The line of the present; `motion` moves it. Only a wide ladder has room for the time beside it.
pub(crate) fn now(ladder: &Ladder) -> Html {
    html! {
        <g id={motion::NOW} class="now" aria-hidden="true">
            <line x1={MARGIN.to_string()} x2={(ladder.width - MARGIN).to_string()} y1="0" y2="0" />
            if ladder.wide {
                <text id={motion::NOW_CLOCK} x={MARGIN.to_string()} y="-6" />
            }
        </g>
    }
}

fn select(event: EventId, on_action: &Callback<Action>) -> Callback<MouseEvent> {
    on_action.reform(move |_| Action::Select(event))
}
