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

/// The way of an arrow: points from its beginning to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    points: Vec<Point>,
    /// Whether it goes around: then its words stand near its beginning, where no other arrow is beside it.
    is_angular: bool,
}

/// A shape that a way may have.
#[derive(Clone, Copy)]
enum Shape {
    /// Bent aside by so much to the right of its way.
    Bent(i32),
    /// Out to a side, along the edge of the picture, and in again; where a neighbour stands in the way, first up by half a
    /// row.
    Around { side: i32, rises: bool },
}

/// What to try for an arrow, in this order; the last is taken in any case. Two that go there and back keep to their right.
const DIRECT: [Shape; 9] = [
    Shape::Bent(0),
    Shape::Bent(30),
    Shape::Bent(-30),
    Shape::Bent(60),
    Shape::Bent(-60),
    RIGHT,
    LEFT,
    UP_AND_RIGHT,
    Shape::Bent(0),
];
const RETURN: [Shape; 5] = [
    Shape::Bent(36),
    Shape::Bent(56),
    Shape::Bent(76),
    Shape::Bent(96),
    Shape::Bent(0),
];
/// A long way back up would cross half of the picture.
const LONG: [Shape; 4] = [RIGHT, LEFT, UP_AND_RIGHT, Shape::Bent(0)];

const RIGHT: Shape = Shape::Around {
    side: 1,
    rises: false,
};
const LEFT: Shape = Shape::Around {
    side: -1,
    rises: false,
};
const UP_AND_RIGHT: Shape = Shape::Around {
    side: 1,
    rises: true,
};

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

    /// The arrow between two states: as simple as can be without crossing another state.
    pub(super) fn way(&self, from: State, to: State) -> Way {
        let is_return = TRANSITIONS
            .iter()
            .any(|arrow| (arrow.from, arrow.to) == (to, from));
        let shapes: &[Shape] = if is_return {
            &RETURN
        } else if grid(from).1 - grid(to).1 > 2 {
            &LONG
        } else {
            &DIRECT
        };
        let mut way = self.shaped(from, to, shapes[0]);
        for shape in &shapes[1..] {
            if self.is_free(&way, from, to) {
                break;
            }
            way = self.shaped(from, to, *shape);
        }
        way
    }

    fn shaped(&self, from: State, to: State, shape: Shape) -> Way {
        match shape {
            Shape::Bent(bend) => bent(self.place(from), self.place(to), bend),
            Shape::Around { side, rises } => self.around(from, to, side, rises),
        }
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

    /// The lower an arrow begins, the further out it goes, so that no two cross.
    fn around(&self, from: State, to: State, side: i32, rises: bool) -> Way {
        let (start, end, row) = (self.place(from), self.place(to), grid(from).1);
        let out = 2 + self.lane * (6 - row);
        let x = if side > 0 { self.width - out } else { out };
        let y = end.y + (16 - 4 * row).min(8);
        let leaves_at = start.y - if rises { self.row / 2 } else { 0 };
        let corners = [
            Point {
                x: start.x + if rises { 0 } else { side * HALF_BOX.x },
                y: start.y - if rises { HALF_BOX.y } else { 0 },
            },
            Point {
                x: start.x + if rises { 0 } else { side * HALF_BOX.x },
                y: leaves_at,
            },
            Point { x, y: leaves_at },
            Point { x, y },
            Point {
                x: end.x + side * (HALF_BOX.x + 1),
                y,
            },
        ];
        let mut points = Vec::new();
        for leg in 0..4 {
            // No leg at all where it does not rise.
            if corners[leg] != corners[leg + 1] {
                for part in 0..=PARTS / 2 {
                    points.push(between(corners[leg], corners[leg + 1], part * 2));
                }
            }
        }
        Way {
            points,
            is_angular: true,
        }
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
    Way {
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
    /// As the path of an SVG.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for Point { x, y } in &self.points {
            path.push(if path.is_empty() { 'M' } else { ' ' });
            path.push_str(&x.to_string());
            path.push(' ');
            path.push_str(&y.to_string());
        }
        path
    }

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
