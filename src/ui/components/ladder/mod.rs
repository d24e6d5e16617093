//! The ladder: two lifelines, time running down, segments between them.
//!
//! Two layers. What is drawn along time (lifelines, arrows) is drawn whole and uncovered by one clip as the present
//! moves down; what is read or pressed (labels, crosses, dots) appears when its moment comes.

mod arrow;
mod scenery;
mod width;

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::ui::components::segment_menu::SegmentMenuView;
use crate::ui::motion::{self, Follow};
use crate::view_model::{Ladder, SegmentMenu};
use arrow::ArrowButton;
use web_sys::Element;
use yew::prelude::*;

/// What the ladder shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LadderViewProps {
    pub(crate) ladder: Ladder,
    pub(crate) menu: Option<SegmentMenu>,
    pub(crate) follow: Follow,
    pub(crate) lang: Lang,
    pub(crate) on_action: Callback<Action>,
}

/// The picture in the middle of the screen.
#[component]
pub(crate) fn LadderView(props: &LadderViewProps) -> Html {
    let LadderViewProps {
        ladder,
        menu,
        lang,
        on_action,
        ..
    } = props;
    let frame = use_node_ref();
    width::use_reported_width(frame.clone(), on_action.clone());
    let onscroll = {
        let follow = props.follow.clone();
        move |event: Event| {
            if let Some(ladder) = event.target_dyn_into::<Element>() {
                follow.scrolled(&ladder);
            }
        }
    };
    // Focusable, so that who has no pointer can scroll it.
    html! {
        <div
            ref={frame}
            id={motion::LADDER}
            class="ladder"
            data-testid="ladder"
            role="region"
            aria-label={lang.text(Text::UiLadderScroll)}
            tabindex="0"
            {onscroll}
        >
            <div class="ladder-page">
                { picture(ladder, *lang, on_action) }
                if let Some(menu) = menu {
                    <SegmentMenuView key={menu.segment.0} menu={menu.clone()} lang={*lang} {on_action} />
                }
            </div>
        </div>
    }
}

/// Each kind of thing in a group of its own, with nothing but keyed children: so an element that stays is the same
/// element, however many come and go before it.
fn picture(ladder: &Ladder, lang: Lang, on_action: &Callback<Action>) -> Html {
    let (width, height) = (ladder.width.to_string(), ladder.height.to_string());
    html! {
        <svg
            class={classes!("picture", if ladder.wide { "wide" } else { "narrow" })}
            width={width.clone()}
            {height}
            role="group"
            aria-label={format!("{}. {}", lang.text(Text::UiLadder), ladder.summary)}
        >
            <defs>
                <clipPath id="past-clip"><rect id={motion::PAST} x="0" y="0" {width} height="0" /></clipPath>
            </defs>
            <g clip-path="url(#past-clip)" aria-hidden="true">
                <g>{ for ladder.bands.iter().map(|band| scenery::band(ladder, band)) }</g>
                <g>{ for ladder.arrows.iter().map(arrow::line) }</g>
            </g>
            { scenery::now(ladder) }
            <g>{ for ladder.gaps.iter().map(|gap| scenery::gap(ladder, gap)) }</g>
            <g>{ for ladder.bands.iter().filter_map(|band| scenery::state_name(ladder, band)) }</g>
            <g>{ for ladder.marks.iter().map(|mark| scenery::mark(mark, on_action)) }</g>
            <g>
                { for ladder.arrows.iter().map(|arrow| html! {
                    <ArrowButton key={arrow.segment.0} arrow={arrow.clone()} {on_action} />
                }) }
            </g>
            <g>{ for ladder.crosses.iter().map(|cross| scenery::cross(cross, on_action)) }</g>
        </svg>
    }
}
