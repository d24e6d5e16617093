//! Finds room for words on the ladder. Each text goes to the first of a few places where it touches nothing, or to the
//! one where it touches least. What came earlier stays where it is when more happens, as far as that can be.

use crate::view_model::Point;
use crate::view_model::ladder::slab::{Slab, slant, text_width, y_at};
use std::borrow::Cow;

/// A segment's line, and what has already found its room around it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Two points or more, never going upwards.
    pub(super) points: Vec<Point>,
    /// Where the receiver's end of the line would be, had the segment not been lost.
    pub(super) goal: i32,
    /// The lifelines, left and right.
    pub(super) room: (i32, i32),
    /// Whether it ends before.
    pub(super) lost: bool,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Middle of the baseline.
    pub(super) at: Point,
    /// In tenths of a degree.
    pub(super) slant: i32,
    pub(super) slab: Slab,
}

/// What a text had better not touch, from worst to least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken<'a> {
    /// Other texts and signs.
    pub(super) slabs: &'a [Slab],
    /// Lines of other segments.
    pub(super) lines: &'a [Line],
}

/// From a line to the middle of the letters of its label, best first: above it; below it; above or below it by so much
/// that the label clears a cross, on a slanted line by more. Two lines may run 14 px apart: the first two must fit
/// between them. And what each costs.
const SIDES: [(i32, u32); 6] = [(-9, 0), (10, 3), (-19, 6), (19, 6), (-26, 9), (26, 9)];
/// From the baseline up to the middle of the letters.
const RISE: i32 = 4;
/// The height that texts keep for themselves.
const TEXT_HEIGHT: i32 = 14;
/// Nearer to the middle of the letters than this, a line runs through them.
const STRUCK: i32 = 5;
/// The radius of a cross's ring, and a little air.
const RING: i32 = 10;

const OVERLAP: u32 = 100;
const STEEP: u32 = 30;
const CROSSED: u32 = 10;
const BENT: u32 = 1;
const BEYOND: u32 = 2;
const FAR_BEYOND: u32 = 20;

impl Line {
    /// The room for a label on this line.
    pub(super) fn label(&self, text: &str, taken: Taken) -> Place {
        let width = text_width(text) + 2;
        let middles = self.label_middles(width);
        let line = self.followed(width);
        let mut best: Option<(Place, u32)> = None;
        for (side, sideways) in SIDES {
            for (x, away) in &middles {
                let cost = sideways + away;
                // Most labels find room at once: what cannot be better is not even looked at.
                if best.is_some_and(|(_, least)| least <= cost) {
                    continue;
                }
                let place = line.label_at(*x, side, width);
                let cost = cost + line.awkwardness(&place) + taken.cost(&place.slab);
                if best.is_none_or(|(_, least)| cost < least) {
                    best = Some((place, cost));
                }
            }
        }
        best.expect("there is always a candidate").0
    }

    /// The line whose slant a label of that width takes: this one, or a level one if it is too short to hold the label,
    /// because the segment was lost early or is a copy made late.
    fn followed(&self, width: i32) -> Cow<'_, Self> {
        let (start, end) = (self.points[0], self.points[self.points.len() - 1]);
        if (end.x - start.x).abs() >= width {
            return Cow::Borrowed(self);
        }
        let across = Point {
            x: self.goal,
            y: start.y,
        };
        Cow::Owned(Self {
            points: vec![start, across],
            ..*self
        })
    }

    /// What is wrong with a place even if nothing else is there.
    fn awkwardness(&self, place: &Place) -> u32 {
        let (a, b) = self.leg_at(place.at.x);
        let (low, high) = (a.x.min(b.x), a.x.max(b.x));
        let is_bent =
            self.points.len() > 2 && (place.slab.left.x < low || place.slab.right.x > high);
        let is_steep = place.slant.abs() > 350;
        u32::from(is_bent) * BENT + u32::from(is_steep) * STEEP
    }

    /// Where the middle of a label might be, best first, and what it costs to put it there.
    fn label_middles(&self, width: i32) -> Vec<(i32, u32)> {
        let (start, end) = (self.points[0].x, self.points[self.points.len() - 1].x);
        let along = |permille: i32| start + (end - start) * permille / 1_000;
        let mut middles = Vec::new();
        let longest = self.legs().max_by_key(|(a, b)| (b.x - a.x).abs());
        if let Some((a, b)) = longest.filter(|_| self.points.len() > 2) {
            middles.push((i32::midpoint(a.x, b.x), 0));
        }
        for permille in [500, 300, 700, 200, 800] {
            middles.push((along(permille), 0));
        }
        if self.lost {
            // Beyond the cross, where the segment would have gone on.
            let ahead = end + (self.goal - start).signum() * (RING + width / 2);
            middles.push((ahead, BEYOND));
            middles.push((self.goal, FAR_BEYOND));
        }
        for (x, _) in &mut middles {
            *x = inside(*x, width, self.room);
        }
        middles
    }

    /// The label with its middle at `x`, so far above or below the line.
    fn label_at(&self, x: i32, side: i32, width: i32) -> Place {
        let (a, b) = self.leg_at(x);
        let (run, fall) = (b.x - a.x, b.y - a.y);
        let length = i64::from(run).pow(2) + i64::from(fall).pow(2);
        let length = i32::try_from(length.isqrt()).unwrap_or(i32::MAX).max(1);
        // The text is as far from a steep line as from a flat one, and reaches less far to the sides.
        let upright = |across: i32| across * length / run.abs().max(length / 3).max(1);
        let reach = (width * run.abs() / length / 2).max(TEXT_HEIGHT / 2);
        let middle = |x: i32| Point {
            x,
            y: y_at(a, b, x) + upright(side),
        };
        Place {
            at: Point {
                y: middle(x).y + RISE,
                x,
            },
            slant: slant(run, fall),
            slab: Slab {
                left: middle(x - reach),
                right: middle(x + reach),
                half: upright(TEXT_HEIGHT / 2),
            },
        }
    }

    /// The leg over or under `x`; the last one goes on for ever.
    fn leg_at(&self, x: i32) -> (Point, Point) {
        let covers = |(a, b): &(Point, Point)| a.x.min(b.x) <= x && x <= a.x.max(b.x);
        let last = self.points.len() - 1;
        let last = (self.points[last - 1], self.points[last]);
        let mut long = self.legs().filter(|(a, b)| a.x != b.x);
        long.find(covers).unwrap_or(last)
    }

    fn legs(&self) -> impl Iterator<Item = (Point, Point)> {
        self.points.windows(2).map(|leg| (leg[0], leg[1]))
    }
}

impl Taken<'_> {
    fn cost(&self, slab: &Slab) -> u32 {
        let touched = self.slabs.iter().filter(|other| slab.overlaps(other));
        let overlaps: u32 = touched.map(|_| OVERLAP).sum();
        let letters = Slab {
            half: slab.half * STRUCK / (TEXT_HEIGHT / 2),
            ..*slab
        };
        let crossed = |line: &&Line| line.legs().any(|(a, b)| letters.is_crossed_by(a, b));
        let crossings: u32 = self.lines.iter().filter(crossed).map(|_| CROSSED).sum();
        overlaps + crossings
    }
}

/// The room that a cross takes.
pub(super) fn ring(at: Point) -> Slab {
    Slab::around(at, 2 * RING, 2 * RING)
}

/// The room for the reason beside a cross at `at`, on a segment that flew in `direction` between two lifelines: ahead of
/// it, where there is no line, or above it, or so far above that it clears the segment's own line, or below, where time
/// often stands still next. Gives the middle of the baseline.
#[inline(never)]
pub(super) fn reason(
    text: &str,
    at: Point,
    direction: i32,
    room: (i32, i32),
    taken: Taken,
) -> (Point, Slab) {
    let width = text_width(text) + 4;
    let inside = |x: i32| inside(x, width, room);
    let ahead = at.x + direction * (RING + 2 + width / 2);
    let candidates = [
        Point {
            x: ahead,
            y: at.y + RISE,
        },
        Point {
            x: inside(at.x),
            y: at.y - RING - 4,
        },
        Point {
            x: inside(at.x),
            y: at.y - RING - 10,
        },
        Point {
            x: inside(at.x),
            y: at.y + RING + 11,
        },
    ];
    let best = candidates
        .map(|baseline| {
            let middle = Point {
                x: baseline.x,
                y: baseline.y - RISE,
            };
            (baseline, Slab::around(middle, width, TEXT_HEIGHT))
        })
        .into_iter()
        .min_by_key(|(baseline, slab)| {
            let outside = inside(baseline.x) != baseline.x;
            taken.cost(slab) + if outside { OVERLAP } else { 0 }
        });
    best.expect("there are candidates")
}

/// The middle nearest to `x` of a text that has to stay clear of the lifelines; `x` itself if there is not room enough.
fn inside(x: i32, width: i32, (left, right): (i32, i32)) -> i32 {
    const CLEARANCE: i32 = 9;
    let (low, high) = (left + CLEARANCE + width / 2, right - CLEARANCE - width / 2);
    if low < high { x.clamp(low, high) } else { x }
}
