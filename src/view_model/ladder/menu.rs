//! What can be done to a segment in flight.

use crate::app_state::{Action, AppState, Selection};
use crate::i18n::Text;
use crate::network::{Intervention, SegmentId};
use crate::simulation::Command;
use crate::timeline::{Flight, FlightEnd};
use crate::view_model::ladder::caption::{self, Length};
use crate::view_model::ladder::course::Course;
use crate::view_model::scene::{Scene, pixels};
use crate::view_model::{MenuItem, Offered, Point, SegmentMenu};

impl SegmentMenu {
    /// The menu of a segment at the cursor; none if the run has no such segment.
    #[inline(never)]
    pub fn of(scene: &Scene, segment: SegmentId) -> Option<Self> {
        let flight = scene.timeline.flight(segment)?;
        let (x, y) = Course::of(scene, flight).place(scene, scene.now);
        Some(Self {
            lane: scene.lane,
            segment,
            title: caption::caption(scene.lang, flight, Length::Full),
            at: Point {
                x: pixels(x),
                y: pixels(y),
            },
            items: [deeds(scene, flight), questions(scene, flight)].concat(),
            dismiss: Action::CloseMenu,
        })
    }
}

/// What can be done to it; nothing where runs are only to be looked at.
fn deeds(scene: &Scene, flight: &Flight) -> Vec<MenuItem> {
    if !scene.edit {
        return Vec::new();
    }
    let segment = flight.segment;
    let refusal = refusal(scene, flight);
    let item = |text, key, how| MenuItem {
        label: scene
            .lang
            .fill(text, &[("span", &AppState::DELAY.to_string())]),
        key,
        destructive: how == Intervention::Drop,
        offered: refusal.clone().map_or_else(
            || Ok(Action::Command(Command::Interfere { segment, how })),
            Offered::Err,
        ),
    };
    let again = match refusal.clone().filter(|_| flight.sent_at > scene.now) {
        Some(unsent) => Err(unsent),
        None => Ok(Action::Command(Command::Replay {
            segment,
            after: AppState::LATER,
        })),
    };
    vec![
        item(Text::PictureMenuDrop, "d", Intervention::Drop),
        item(
            Text::PictureMenuDelay,
            "D",
            Intervention::Delay(AppState::DELAY),
        ),
        item(Text::PictureMenuDuplicate, "", Intervention::Duplicate),
        item(Text::PictureMenuReorder, "", Intervention::Reorder),
        MenuItem {
            label: scene.lang.fill(
                Text::PictureMenuReplay,
                &[("span", &AppState::LATER.to_string())],
            ),
            key: "",
            destructive: false,
            offered: again,
        },
    ]
}

/// What can be asked of it.
fn questions(scene: &Scene, flight: &Flight) -> Vec<MenuItem> {
    vec![
        MenuItem {
            label: scene.lang.owned(Text::WhyMenu),
            key: "",
            destructive: false,
            offered: Ok(Action::Ask(Selection::Event(flight.sent))),
        },
        MenuItem {
            label: scene.lang.owned(Text::PictureMenuInspect),
            key: "",
            destructive: false,
            offered: Ok(Action::Inspect(flight.segment)),
        },
    ]
}

/// Why nothing can be done to a segment; none if it is on the wire.
fn refusal(scene: &Scene, flight: &Flight) -> Option<String> {
    let text = match flight.end_by(scene.now) {
        _ if flight.sent_at > scene.now => Text::PictureMenuNotSent,
        Some(FlightEnd::Arrived { .. }) => Text::PictureMenuArrived,
        Some(FlightEnd::Dropped { .. }) => Text::PictureMenuLost,
        None => return None,
    };
    let segment = flight.segment.to_string();
    Some(scene.lang.fill(text, &[("segment", &segment)]))
}
