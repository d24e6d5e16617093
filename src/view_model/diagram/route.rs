//! Where the states stand, and how an arrow finds its way between them.

use crate::tcp::{State, TRANSITIONS};
use crate::view_model::Point;

/// The measures of the diagram, in pixels.
pub(super) struct Plan {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The middles of the three columns.
    columns: [i32; 3],
    /// From row to row.
    row: i32,
    /// From lane to lane beside the columns.
    lane: i32,
}

/// The way of an arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// As the path of an SVG.
    pub(super) path: String,
    /// Points on it, from its beginning to its end.
    points: Vec<Point>,
    /// Whether it goes around: then its words stand near its beginning, where no other arrow is beside it.
    is_angular: bool,
}

/// The corners of a rectangle: the one with the least coordinates, and the other.
pub(super) type Corners = (Point, Point);

/// Half the width and height of a state's box.
pub(super) const HALF_BOX: Point = Point { x: 42, y: 13 };
/// An arrow keeps this far from the boxes that it does not join.
const CLEARANCE: i32 = 4;
/// The middle of the first row.
const TOP: i32 = 21;
/// The height of a line of a label, and half the width of a letter.
const LINE: i32 = 12;
const HALF_LETTER: i32 = 3;
/// Into so many parts a curve is divided.
const PARTS: i32 = 32;
/// From this width on the wide diagram fits.
const WIDE: u32 = 560;

impl Plan {
    /// The measures for a page whose ladder is so wide.
    pub(super) const fn of(width: u32) -> Self {
        if width >= WIDE {
            Self {
                width: 800,
                height: 376,
                columns: [110, 400, 690],
                row: 57,
                lane: 12,
            }
        } else {
            Self {
                width: 356,
                height: 576,
                columns: [64, 178, 292],
                row: 90,
                lane: 4,
            }
        }
    }

    /// The middle of a state's box: three columns and seven rows, much as RFC 9293 Figure 5 has them.
    pub(super) const fn place(&self, state: State) -> Point {
        let (column, row) = grid(state);
        Point {
            x: self.columns[column],
            y: TOP + self.row * row,
        }
    }

    /// The arrow between two states: straight if it can be, else a little bent, else around the outside. Two that go there
    /// and back keep to their right.
    pub(super) fn way(&self, from: State, to: State) -> Way {
        let (start, end) = (self.place(from), self.place(to));
        let is_return = TRANSITIONS
            .iter()
            .any(|arrow| (arrow.from, arrow.to) == (to, from));
        let bends: &[i32] = if is_return {
            &[36, 56, 76, 96, 0]
        } else {
            &[0, 30, -30, 60, -60]
        };
        let around = [(1, 0), (-1, 0), (1, self.row / 2)];
        let around = around.map(|(side, rise)| self.around(from, to, (side, rise)));
        let mut ways = Vec::from(around);
        // A long way back up would cross half of the picture.
        let is_long = grid(from).1 - grid(to).1 > 2;
        let first = if is_long { ways.len() } else { 0 };
        for (place, bend) in bends.iter().enumerate() {
            ways.insert(first + place, bent(start, end, *bend));
        }
        for way in ways {
            if self.is_free(&way, from, to) {
                return way;
            }
        }
        bent(start, end, 0)
    }

    /// Whether a way keeps clear of the other states and within the picture.
    fn is_free(&self, way: &Way, from: State, to: State) -> bool {
        way.points.iter().all(|at| {
            let is_clear = |state: &State| {
                let place = self.place(*state);
                *state == from
                    || *state == to
                    || (at.x - place.x).abs() >= HALF_BOX.x + CLEARANCE
                    || (at.y - place.y).abs() >= HALF_BOX.y + CLEARANCE
            };
            (0..=self.width).contains(&at.x) && State::ALL.iter().all(is_clear)
        })
    }

    /// Out to a side, along the edge of the picture, and in again; where a neighbour stands in the way, first up by so
    /// much. The lower an arrow begins, the further out it goes, so that no two cross.
    fn around(&self, from: State, to: State, (side, rise): (i32, i32)) -> Way {
        let (start, end, row) = (self.place(from), self.place(to), grid(from).1);
        let out = 2 + self.lane * (6 - row);
        let x = if side > 0 { self.width - out } else { out };
        let y = end.y + (16 - 4 * row).min(8);
        let x_end = end.x + side * (HALF_BOX.x + 1);
        let mut corners = Vec::new();
        if rise > 0 {
            corners.push(Point {
                x: start.x,
                y: start.y - HALF_BOX.y,
            });
        } else {
            corners.push(Point {
                x: start.x + side * HALF_BOX.x,
                y: start.y,
            });
        }
        let leaves_at = start.y - rise;
        for (x, y) in [(start.x, leaves_at), (x, leaves_at), (x, y), (x_end, y)] {
            if rise > 0 || x != start.x {
                corners.push(Point { x, y });
            }
        }
        angular(&corners)
    }

    /// Where the words beside an arrow have room: the middle of the first line's baseline. `taken` is written already.
    pub(super) fn label(&self, way: &Way, labels: &[String], taken: &mut Vec<Corners>) -> Point {
        let (mut half, mut height) = (0, 0);
        for label in labels {
            let letters = i32::try_from(label.chars().count()).unwrap_or(0);
            half = half.max(letters * HALF_LETTER + 3);
            height += LINE;
        }
        let last = way.points.len() - 1;
        let middle = i32::midpoint(way.points[0].x, way.points[last].x);
        let mut found: Option<Corners> = None;
        'search: for step in 1..last {
            let place = way.place(step);
            let (before, at) = (way.points[place - 1], way.points[place]);
            let outward = if at.x < middle { -1 } else { 1 };
            // Beside it where it is steep, else upon it.
            let is_steep = (at.y - before.y).abs() > (at.x - before.x).abs();
            let sides = if is_steep {
                [outward, -outward, outward]
            } else {
                [0, outward, -outward]
            };
            for side in sides {
                let x = at.x + side * (half + 4);
                let low = Point {
                    x: x - half,
                    y: at.y - height / 2,
                };
                let high = Point {
                    x: x + half,
                    y: at.y + height / 2,
                };
                found = found.or(Some((low, high)));
                if low.x >= 0 && high.x <= self.width && self.has_room((low, high), taken) {
                    found = Some((low, high));
                    break 'search;
                }
            }
        }
        let corners = found.unwrap_or_default();
        taken.push(corners);
        Point {
            x: i32::midpoint(corners.0.x, corners.1.x),
            y: corners.0.y + 9,
        }
    }

    fn has_room(&self, corners: Corners, taken: &[Corners]) -> bool {
        let is_apart = |other: Corners| !meet(corners, other);
        let is_clear = |state: &State| {
            let (Point { x, y }, Point { x: dx, y: dy }) = (self.place(*state), HALF_BOX);
            is_apart((
                Point {
                    x: x - dx,
                    y: y - dy,
                },
                Point {
                    x: x + dx,
                    y: y + dy,
                },
            ))
        };
        taken.iter().copied().all(is_apart) && State::ALL.iter().all(is_clear)
    }
}

/// How round the corners are of an arrow that goes around.
const CORNER: i32 = 8;

/// A state's column and row.
const fn grid(state: State) -> (usize, i32) {
    match state {
        State::Closed => (1, 0),
        State::Listen => (1, 1),
        State::SynReceived => (0, 2),
        State::SynSent => (2, 2),
        State::Established => (1, 3),
        State::FinWait1 => (0, 4),
        State::CloseWait => (2, 4),
        State::FinWait2 => (0, 5),
        State::Closing => (1, 5),
        State::LastAck => (2, 5),
        State::TimeWait => (1, 6),
    }
}

const fn meet((low, high): Corners, (l, h): Corners) -> bool {
    low.x < h.x && l.x < high.x && low.y < h.y && l.y < high.y
}

/// Straight legs with round corners.
fn angular(corners: &[Point]) -> Way {
    let mut path = String::new();
    put(&mut path, 'M', corners[0]);
    let mut points = Vec::new();
    for (place, leg) in corners.windows(2).enumerate() {
        let [from, to] = [leg[0], leg[1]];
        for part in (0..=PARTS).step_by(2) {
            points.push(between(from, to, part));
        }
        if let Some(next) = corners.get(place + 2) {
            put(&mut path, 'L', short_of(to, from));
            put(&mut path, 'Q', to);
            put(&mut path, ' ', short_of(to, *next));
        } else {
            put(&mut path, 'L', to);
        }
    }
    Way {
        path,
        points,
        is_angular: true,
    }
}

/// Adds a point to a path.
fn put(path: &mut String, letter: char, at: Point) {
    path.push(letter);
    path.push_str(&at.x.to_string());
    path.push(' ');
    path.push_str(&at.y.to_string());
}

/// A little way from a corner towards its neighbour.
fn short_of(corner: Point, neighbour: Point) -> Point {
    let towards = |from: i32, to: i32| from + (to - from).clamp(-CORNER, CORNER);
    Point {
        x: towards(corner.x, neighbour.x),
        y: towards(corner.y, neighbour.y),
    }
}

/// A curve between the edges of two boxes, bent aside by so much to the right of its way.
fn bent(from: Point, to: Point, bend: i32) -> Way {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = length(dx, dy);
    let control = Point {
        x: i32::midpoint(from.x, to.x) - dy * bend / length,
        y: i32::midpoint(from.y, to.y) + dx * bend / length,
    };
    let (from, to) = (border(from, control), border(to, control));
    let mut points = Vec::new();
    for part in 0..=PARTS {
        let (first, second) = (between(from, control, part), between(control, to, part));
        points.push(between(first, second, part));
    }
    let mut path = String::new();
    put(&mut path, 'M', from);
    put(&mut path, 'Q', control);
    put(&mut path, ' ', to);
    Way {
        path,
        points,
        is_angular: false,
    }
}

/// The point after so many parts of the way from one to another.
const fn between(from: Point, to: Point, part: i32) -> Point {
    Point {
        x: from.x + (to.x - from.x) * part / PARTS,
        y: from.y + (to.y - from.y) * part / PARTS,
    }
}

/// Where the line from the middle of a box towards a point leaves the box.
fn border(middle: Point, towards: Point) -> Point {
    let (dx, dy) = (towards.x - middle.x, towards.y - middle.y);
    let (half_x, half_y) = (HALF_BOX.x + 1, HALF_BOX.y + 1);
    if dx.abs() * half_y > dy.abs() * half_x {
        Point {
            x: middle.x + half_x * dx.signum(),
            y: middle.y + dy * half_x / dx.abs(),
        }
    } else {
        Point {
            x: middle.x + dx * half_y / dy.abs().max(1),
            y: middle.y + half_y * dy.signum(),
        }
    }
}

impl Way {
    /// Which point to try first, second, and so on, for the words beside it: from the middle outwards.
    fn place(&self, step: usize) -> usize {
        let middle = self.points.len() / 2;
        match step % 2 {
            _ if self.is_angular => step,
            0 => middle - step / 2,
            _ => middle + step / 2,
        }
    }

    /// The three corners of the head at its end, the tip first.
    pub(super) fn head(&self) -> [Point; 3] {
        let end = self.points[self.points.len() - 1];
        let before = self.points[self.points.len() - 4];
        let (dx, dy) = (end.x - before.x, end.y - before.y);
        let length = length(dx, dy);
        let corner = |side: i32| Point {
            x: end.x - (9 * dx + side * 4 * dy) / length,
            y: end.y - (9 * dy - side * 4 * dx) / length,
        };
        [end, corner(1), corner(-1)]
    }
}

fn length(dx: i32, dy: i32) -> i32 {
    (dx * dx + dy * dy).isqrt().max(1)
}
