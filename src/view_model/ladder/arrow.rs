//! The segments of the ladder: lines, crosses, and the words on them.

use crate::i18n::Text;
use crate::network::SegmentId;
use crate::simulation::{EventId, HostId};
use crate::tcp::Emission;
use crate::time::Instant;
use crate::timeline::{Flight, FlightEnd};
use crate::view_model::ladder::caption::{self, Length};
use crate::view_model::ladder::course::Course;
use crate::view_model::ladder::placement::{self, Line, Taken};
use crate::view_model::ladder::slab::{Slab, slant, text_width};
use crate::view_model::scene::Scene;
use crate::view_model::{Arrow, Cross, Gap, Point, Tone};

/// How many segments before and after one are looked at when its words look for room. Those farther away on the wire
/// are farther away in the picture, too, but for a segment held up for very long.
const NEIGHBOURS: usize = 12;

/// The segments that have been sent by now, in order.
pub(super) fn sent<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Flight> {
    let now = scene.now;
    let flights = scene.timeline.flights().iter();
    flights.take_while(move |flight| flight.sent_at <= now)
}

/// The segments and the crosses at the cursor.
pub(super) fn arrows(scene: &Scene, gaps: &[Gap]) -> (Vec<Arrow>, Vec<Cross>) {
    let flights: Vec<&Flight> = sent(scene).collect();
    let lines: Vec<Line> = flights.iter().map(|flight| line(scene, flight)).collect();
    let crosses = Crosses::of(scene, &flights, &lines);
    let strips: Vec<Slab> = gaps.iter().map(|gap| strip(scene, gap)).collect();
    let selected = selected_segment(scene);

    let mut rooms: Vec<Slab> = Vec::new();
    let mut arrows = Vec::new();
    for (index, flight) in flights.iter().enumerate() {
        let line = &lines[index];
        let alone = scene.lanes.is_alone(scene.lane, flight.segment, scene.now);
        let label = label(scene, flight, line, if alone { "≠ " } else { "" });
        let first = index.saturating_sub(NEIGHBOURS);
        let last = index + met(&flights[index..], flight.ended_at());
        let mut taken = rooms[first..].to_vec();
        taken.extend_from_slice(&crosses.around(index));
        taken.extend_from_slice(strips_beside(&strips, line));
        let place = line.label(
            &label,
            Taken {
                slabs: &taken,
                lines: &lines[first..last],
            },
        );
        rooms.push(place.slab);
        arrows.push(Arrow {
            segment: flight.segment,
            event: flight.sent,
            path: line.points.clone(),
            arrives: !line.lost,
            heading: heading(&line.points),
            label,
            label_at: place.at,
            slant: place.slant,
            tone: Tone::of_flight(scene.timeline, flight),
            resent: flight.emission == Emission::Retransmission,
            in_flight: flight.is_in_flight(scene.now),
            selected: selected == Some(flight.segment),
            alone,
            spoken: spoken(scene, flight, alone),
        });
    }
    (arrows, crosses.crosses)
}

/// How many of these segments, the first and its next neighbours, are sent before the first comes to its end. Only they
/// may push its words aside: afterwards those stay where they are.
fn met(flights: &[&Flight], end: Option<Instant>) -> usize {
    let neighbours = flights.iter().take(NEIGHBOURS);
    let met = neighbours.take_while(|other| end.is_none_or(|end| other.sent_at <= end));
    met.count()
}

/// Where the last leg of a path points, in tenths of a degree.
fn heading(path: &[Point]) -> i32 {
    let [.., from, to] = path else { return 0 };
    let slant = slant(to.x - from.x, to.y - from.y);
    if to.x < from.x { 1_800 + slant } else { slant }
}

fn line(scene: &Scene, flight: &Flight) -> Line {
    let (course, columns) = (Course::of(scene, flight), scene.columns());
    Line {
        points: course.known(scene.now),
        goal: course.goal(),
        room: (columns.client_x, columns.server_x),
        lost: course.loss(scene.now).is_some(),
    }
}

/// All that fits behind a sign: a long label on a short line would run over both lifelines.
fn label(scene: &Scene, flight: &Flight, line: &Line, sign: &str) -> String {
    let caption = |length| format!("{sign}{}", caption::caption(scene.lang, flight, length));
    if scene.columns().wide {
        let full = caption(Length::Full);
        if text_width(&full) + 16 <= (line.goal - line.points[0].x).abs() {
            return full;
        }
    }
    caption(Length::Short)
}

fn spoken(scene: &Scene, flight: &Flight, alone: bool) -> String {
    let spoken = caption::spoken(scene, flight);
    if alone {
        let only = Text::PictureSpokenAlone;
        scene.lang.fill(only, &[("segment", &spoken)])
    } else {
        spoken
    }
}

/// The crosses and the rooms that they and their reasons take, by the place of the segment.
struct Crosses {
    crosses: Vec<Cross>,
    rooms: Vec<(usize, [Slab; 2])>,
}

impl Crosses {
    fn of(scene: &Scene, flights: &[&Flight], lines: &[Line]) -> Self {
        let mut found = Self {
            crosses: Vec::new(),
            rooms: Vec::new(),
        };
        for (index, flight) in flights.iter().enumerate() {
            if let Some(FlightEnd::Dropped { event, at, reason }) = flight.end_by(scene.now) {
                let last = met(&flights[index..], Some(at));
                let text = caption::reason_text(scene.lang, reason);
                found.add(flight, event, text, (index, &lines[..index + last]));
            }
        }
        found
    }

    /// The cross of the segment at `index`, and its reason beside those of `lines` that are near.
    #[inline(never)]
    fn add(
        &mut self,
        flight: &Flight,
        event: EventId,
        reason: String,
        (index, lines): (usize, &[Line]),
    ) {
        let line = &lines[index];
        let end = line.points[line.points.len() - 1];
        let earlier = self.around(index);
        let (reason_at, room) = placement::reason(
            &reason,
            end,
            direction(flight),
            line.room,
            Taken {
                slabs: &earlier,
                lines: &lines[index.saturating_sub(NEIGHBOURS)..],
            },
        );
        self.rooms.push((index, [placement::ring(end), room]));
        self.crosses.push(Cross {
            segment: flight.segment,
            event,
            at: end,
            reason,
            reason_at,
        });
    }

    /// The rooms near the segment at that place.
    fn around(&self, index: usize) -> Vec<Slab> {
        let from = self
            .rooms
            .partition_point(|(place, _)| place + NEIGHBOURS < index);
        let to = self
            .rooms
            .partition_point(|(place, _)| *place <= index + NEIGHBOURS);
        let mut around = Vec::new();
        for (_, rooms) in &self.rooms[from..to] {
            around.extend_from_slice(rooms);
        }
        around
    }
}

const fn direction(flight: &Flight) -> i32 {
    match flight.from {
        HostId::Client => 1,
        HostId::Server => -1,
    }
}

/// The room that the text of a gap takes.
fn strip(scene: &Scene, gap: &Gap) -> Slab {
    let middle = Point {
        x: scene.columns().width / 2,
        y: gap.y,
    };
    Slab::around(middle, text_width(&gap.text) + 12, 18)
}

/// The strips, which are in order from top to bottom, at the height of a line.
fn strips_beside<'a>(strips: &'a [Slab], line: &Line) -> &'a [Slab] {
    const REACH: i32 = 40;
    let (top, bottom) = (line.points[0].y, line.points[line.points.len() - 1].y);
    let from = strips.partition_point(|strip| strip.left.y < top - REACH);
    let to = strips.partition_point(|strip| strip.left.y <= bottom + REACH);
    &strips[from..to]
}

/// The segment that the selected event is about.
fn selected_segment(scene: &Scene) -> Option<SegmentId> {
    scene
        .timeline
        .event(scene.selected?.event()?)?
        .kind
        .segment()
}
