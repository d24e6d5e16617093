//! A segment's way over the picture. All in thousandths of a pixel, so that the moving dot and the drawn line agree.

use crate::time::Instant;
use crate::timeline::{Flight, FlightEnd};
use crate::view_model::Point;
use crate::view_model::scene::{Scene, pixels};

/// From the sender's lifeline over each place where the segment was held up, to the receiver's lifeline or to where
/// it was lost. Between two knots the line is straight; it never goes upwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::view_model) struct Course {
    knots: Vec<Knot>,
    /// The receiver's end of the line.
    goal: i64,
    /// Whether the last knot is where the segment was lost.
    lost: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Knot {
    at: Instant,
    x: i64,
    y: i64,
}

impl Course {
    /// Between the middle of a lifeline and the end of a line.
    const CLEARANCE: i64 = 6_000;

    /// The course of a flight, as the whole run knows it.
    pub(in crate::view_model) fn of(scene: &Scene, flight: &Flight) -> Self {
        let columns = scene.columns();
        let x_of = |host| i64::from(columns.x(host)) * 1_000;
        let (from, to) = (x_of(flight.from), x_of(flight.from.other()));
        let inward = (to - from).signum() * Self::CLEARANCE;
        let goal = to - inward;
        // A copy comes into being where the original is.
        let start = flight
            .copy_of
            .and_then(|original| scene.timeline.flight(original))
            .map_or(from + inward, |original| {
                Self::of(scene, original).place(scene, flight.sent_at).0
            });

        let mut course = Self {
            knots: vec![Knot {
                at: flight.sent_at,
                x: start,
                y: scene.depth(flight.sent_at),
            }],
            goal,
            lost: false,
        };
        let mut due = undisturbed_arrival(scene, flight);
        for (at, by) in &flight.delays {
            course.go_on(scene, *at, due);
            due += *by;
        }
        match flight.end {
            Some(FlightEnd::Dropped { at, .. }) => {
                course.go_on(scene, at, due);
                course.lost = true;
            }
            Some(FlightEnd::Arrived { at, .. }) => course.finish(scene, at),
            None => course.finish(scene, due),
        }
        course
    }

    /// Where the segment is at an instant; its end for what lies beyond.
    pub(in crate::view_model) fn place(&self, scene: &Scene, at: Instant) -> (i64, i64) {
        let next = self.knots.partition_point(|knot| knot.at <= at);
        let before = self.knots[next.max(1) - 1];
        let Some(after) = self.knots.get(next) else {
            return (before.x, before.y);
        };
        let y = scene.depth(at).clamp(before.y, after.y);
        let way = scaled(after.x - before.x, y - before.y, after.y - before.y);
        (before.x + way, y)
    }

    /// The line as it can be known at `now`: as far as the segment got, and straight on from there. A loss or a delay
    /// that is still to come leaves no trace in it.
    pub(super) fn known(&self, now: Instant) -> Vec<Point> {
        let reached = self.knots.partition_point(|knot| knot.at <= now).max(1);
        let mut points: Vec<Point> = self.knots[..reached].iter().map(Knot::point).collect();
        if let Some(next) = self.knots.get(reached) {
            points.push(self.straight_on(self.knots[reached - 1], *next).point());
        }
        if points.len() == 1 {
            // Lost in the very instant in which it was sent.
            points.push(points[0]);
        }
        points
    }

    /// Where the segment was lost, if that has happened by `now`.
    pub(super) fn loss(&self, now: Instant) -> Option<Point> {
        let last = self.knots[self.knots.len() - 1];
        (self.lost && last.at <= now).then(|| last.point())
    }

    /// The receiver's end, in whole pixels.
    pub(super) fn goal(&self) -> i32 {
        pixels(self.goal)
    }

    /// Adds where the segment is at `at`, if it were to reach its goal at `due`: so much of the way as of the time.
    fn go_on(&mut self, scene: &Scene, at: Instant, due: Instant) {
        let last = self.knots[self.knots.len() - 1];
        if at <= last.at {
            return;
        }
        let whole = due.since(last.at).as_micros();
        let part = at.since(last.at).as_micros().min(whole);
        let way = scaled(self.goal - last.x, signed(part), signed(whole));
        self.knots.push(Knot {
            at,
            x: last.x + way,
            y: scene.depth(at),
        });
    }

    fn finish(&mut self, scene: &Scene, at: Instant) {
        self.knots.push(Knot {
            at,
            x: self.goal,
            y: scene.depth(at),
        });
    }

    /// The receiver's end of the line that leads from `here` through `next`.
    #[inline(never)]
    fn straight_on(&self, here: Knot, next: Knot) -> Knot {
        let way = next.x - here.x;
        if way == 0 {
            return Knot {
                x: self.goal,
                ..next
            };
        }
        let rise = scaled(next.y - here.y, self.goal - here.x, way);
        Knot {
            at: next.at,
            x: self.goal,
            y: here.y + rise,
        }
    }
}

impl Knot {
    fn point(&self) -> Point {
        Point {
            x: pixels(self.x),
            y: pixels(self.y),
        }
    }
}

/// When the segment would land if nobody held it up. A copy that landed says so itself; one that did not is taken to
/// have flown beside its original.
fn undisturbed_arrival(scene: &Scene, flight: &Flight) -> Instant {
    let original = flight
        .copy_of
        .and_then(|original| scene.timeline.flight(original));
    match original {
        Some(original) => undisturbed_copy(scene, flight, original),
        None => flight.sent_at + flight.one_way_delay,
    }
}

#[inline(never)]
fn undisturbed_copy(scene: &Scene, flight: &Flight, original: &Flight) -> Instant {
    let delay = |flight: &Flight, until: Instant| {
        let delays = flight.delays.iter().filter(|(at, _)| *at <= until);
        delays.fold(crate::time::Duration::ZERO, |sum, (_, by)| sum + *by)
    };
    match flight.end {
        Some(FlightEnd::Arrived { at, .. }) => {
            let held_up = delay(flight, at);
            Instant::ZERO + at.since(Instant::ZERO).saturating_sub(held_up)
        }
        _ => undisturbed_arrival(scene, original) + delay(original, flight.sent_at),
    }
}

/// `length × part / whole`; all of it if the whole is nothing. Lengths on the picture are below 2³⁰ and parts are times of
/// hours at most, so that the product fits.
fn scaled(length: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 {
        return length;
    }
    length.saturating_mul(part) / whole
}

fn signed(micros: u64) -> i64 {
    i64::try_from(micros).unwrap_or(i64::MAX)
}
