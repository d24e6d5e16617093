//! The ladder: two lifelines, time running down, segments as slanted arrows. All geometry in whole pixels for the
//! width that the page reports; everything below the present is hidden by the page with one clip.

mod apart;
mod arrow;
mod caption;
mod course;
mod gap;
mod lifeline;
mod menu;
mod placement;
pub mod shape;
mod slab;
#[cfg(test)]
pub(super) mod tests;

pub(super) use course::Course;

use crate::app_state::Action;
use crate::i18n::Text;
use crate::network::SegmentId;
use crate::simulation::{EventId, HostId};
use crate::time::Instant;
use crate::timeline::{FlightEnd, Lane};
use crate::view_model::headings;
use crate::view_model::scene::Scene;
use crate::view_model::stay::shown;
use crate::view_model::{Offered, Tone};

/// A point on the ladder in pixels, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Pixels from the left.
    pub x: i32,
    /// Pixels from the top.
    pub y: i32,
}

/// Everything on the ladder that the present has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Of which run.
    pub lane: Lane,
    /// As the page reported it.
    pub width: i32,
    /// Enough for the whole run, so that the page does not jump as it grows.
    pub height: i32,
    /// The client's lifeline.
    pub client_x: i32,
    /// The server's lifeline.
    pub server_x: i32,
    /// Whether state names stand beside the lifelines (wide) or the chips above do that work (narrow).
    pub wide: bool,
    /// The lifelines, one band for each state; the present cuts the last one off.
    pub bands: Vec<Band>,
    /// Where a host is in another state than in the other lane.
    pub apart: Vec<Apart>,
    /// The segments.
    pub arrows: Vec<Arrow>,
    /// Where segments were lost.
    pub crosses: Vec<Cross>,
    /// Idle time left out.
    pub gaps: Vec<Gap>,
    /// Socket calls and timers going off, beside the lifelines.
    pub marks: Vec<Mark>,
    /// A sentence for who cannot see the picture.
    pub summary: String,
}

impl Ladder {
    /// The ladder at the cursor.
    pub fn of(scene: &Scene) -> Self {
        let columns = scene.columns();
        let gaps = gap::gaps(scene);
        let (arrows, crosses) = arrow::arrows(scene, &gaps);
        let (bands, marks) = lifeline::lifelines(scene);
        Self {
            lane: scene.lane,
            width: columns.width,
            height: scene.last_y() + Scene::BOTTOM,
            client_x: columns.client_x,
            server_x: columns.server_x,
            wide: columns.wide,
            bands,
            apart: apart::apart(scene),
            arrows,
            crosses,
            gaps,
            marks,
            summary: summary(scene),
        }
    }
}

/// A stretch of a lifeline in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Stable while the run grows: the event that began it, or none for the first.
    pub key: Option<EventId>,
    /// Whose lifeline.
    pub host: HostId,
    /// From here.
    pub top: i32,
    /// To here, or beyond the present.
    pub bottom: i32,
    /// Its colour.
    pub tone: Tone,
    /// `FIN-WAIT-1`, and where its baseline stands; none if there is no room.
    pub label: Option<(&'static str, i32)>,
    /// Said if the host is in another state in the other lane when this one begins; empty if not.
    pub differs: String,
}

/// A stretch of a lifeline in which the host is in another state in the other lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Whose lifeline.
    pub host: HostId,
    /// From here.
    pub top: i32,
    /// To here, or beyond the present.
    pub bottom: i32,
}

/// A segment on its way or arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent things that the page draws"
)]
pub struct Arrow {
    /// Its number on the wire.
    pub segment: SegmentId,
    /// The event that sent it, for selecting.
    pub event: EventId,
    /// From the sender's lifeline over where it was held up to where it ends: two points, or more if delayed.
    pub path: Vec<Point>,
    /// Whether it ends at the other lifeline (an arrow head) or before it (lost). True until the loss has happened.
    pub arrives: bool,
    /// Where its end points, in tenths of a degree from due right, clockwise.
    pub heading: i32,
    /// `#4 PSH,ACK seq=1 len=5 “Hello”`.
    pub label: String,
    /// Middle of the label's baseline.
    pub label_at: Point,
    /// The label's slant in tenths of a degree.
    pub slant: i32,
    /// Its colour.
    pub tone: Tone,
    /// Drawn dashed: it was sent before.
    pub resent: bool,
    /// On the wire now: can be dropped, delayed, duplicated.
    pub in_flight: bool,
    /// The selected one.
    pub selected: bool,
    /// The other lane has sent nothing like it yet: its label says so with a sign.
    pub alone: bool,
    /// For assistive technology: `#4 …, client to server, in flight`.
    pub spoken: String,
}

/// Where and why a segment was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross {
    /// The segment.
    pub segment: SegmentId,
    /// The event, for selecting.
    pub event: EventId,
    /// Where.
    pub at: Point,
    /// `dropped by you`.
    pub reason: String,
    /// Middle of the reason's baseline.
    pub reason_at: Point,
}

/// Time in which nothing is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Middle of the strip.
    pub y: i32,
    /// When it begins, for asking.
    pub from: Instant,
    /// Whether it is what is asked.
    pub selected: bool,
    /// `1.0 s, nothing in flight`.
    pub text: String,
}

/// A socket call or a timer going off, beside a lifeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The event, for selecting.
    pub event: EventId,
    /// Whose lifeline.
    pub host: HostId,
    /// Where its text ends towards the lifeline, and its baseline: set it flush right beside the client's, flush left
    /// beside the server's.
    pub at: Point,
    /// `connect()`, `RTO expired`.
    pub text: &'static str,
    /// Its colour.
    pub tone: Tone,
}

/// What can be done to a segment in flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentMenu {
    /// The lane.
    pub lane: Lane,
    /// The segment.
    pub segment: SegmentId,
    /// `#11 ACK ack=16`.
    pub title: String,
    /// Where the segment is, on the ladder.
    pub at: Point,
    /// The choices in order.
    pub items: Vec<MenuItem>,
    /// Closes the menu and changes nothing.
    pub dismiss: Action,
}

/// A choice in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// `Drop it`.
    pub label: String,
    /// The key that does the same, shown beside it; empty if there is none.
    pub key: &'static str,
    /// Drawn as a warning.
    pub destructive: bool,
    /// What it does, or why not.
    pub offered: Offered,
}

fn summary(scene: &Scene) -> String {
    let hosts = &scene.timeline.moment_at(scene.now).hosts;
    let (mut sent, mut arrived, mut lost) = (0_u32, 0_u32, 0_u32);
    for flight in arrow::sent(scene) {
        sent += 1;
        match flight.end_by(scene.now) {
            Some(FlightEnd::Arrived { .. }) => arrived += 1,
            Some(FlightEnd::Dropped { .. }) => lost += 1,
            None => {}
        }
    }
    let state = |host: HostId| shown(scene.timeline, host, hosts[host.index()].state()).0;
    let summary = scene.lang.fill(
        Text::PictureSummary,
        &[
            ("at", &scene.now.to_string()),
            ("client", state(HostId::Client)),
            ("server", state(HostId::Server)),
            ("sent", &sent.to_string()),
            ("arrived", &arrived.to_string()),
            ("lost", &lost.to_string()),
            ("flying", &(sent - arrived - lost).to_string()),
        ],
    );
    if scene.lanes.comparison().is_some() {
        // Which of two pictures it is.
        headings::named(scene.lane, &summary)
    } else {
        summary
    }
}
