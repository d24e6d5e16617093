//! How a ladder is drawn, whoever draws it: the page's elements and the picture in a file take their paths, places and
//! classes from here, and so look alike.

use crate::simulation::HostId;
use crate::view_model::{Apart, Arrow, Band, Gap, Ladder, Point};
use core::fmt::Write as _;

/// Half a lifeline's width.
const HALF_BAND: i32 = 5;
/// From the middle of a lifeline to the text beside it.
const BESIDE: i32 = 16;
/// By so much is the label of a segment in flight higher than afterwards, while the dot passes below it.
const LIFT: i32 = 3;

/// From the picture's edge to its outer column of text, and to both ends of the line of the present.
pub const MARGIN: i32 = 10;
/// From the line of the present down to the baseline of its time: nothing else is drawn there yet.
pub const CLOCK_Y: i32 = 22;
/// The head of an arrow that ends at the origin and points right.
pub const HEAD: &str = "M0 0L-10 -4.5V4.5Z";
/// The sign in the ring around the place where a segment was lost.
pub const CROSS: &str = "M-4 -4L4 4M4 -4L-4 4";
/// The radius of that ring.
pub const CROSS_RADIUS: &str = "9";
/// What breaks a lifeline where time is left out.
pub const TORN: &str = "M-8 3L8 -3M-8 -1L8 -7";
/// The rounding of a band's corners.
pub const BAND_ROUND: &str = "2";
/// The rounding of a label's ends.
pub const PILL_ROUND: &str = "7.5";
/// The radius of the dot that flies.
pub const DOT_RADIUS: &str = "5.5";
/// The radius of what glows around it.
pub const HALO_RADIUS: &str = "13";

/// An upright rectangle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Its left upper corner.
    pub from: Point,
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

impl Ladder {
    /// A stretch of a lifeline.
    pub fn band_rect(&self, band: &Band) -> Rect {
        Rect {
            from: Point {
                x: self.outside(band.host, 0) - HALF_BAND,
                y: band.top,
            },
            width: 2 * HALF_BAND,
            height: (band.bottom - band.top).max(0),
        }
    }

    /// What stands beside a band, with its place: a sign where the host is in another state in the other lane, and the
    /// state's name where there is room.
    pub fn band_words(&self, band: &Band) -> Option<(Point, String)> {
        let (name, y) = band.label?;
        let words = match (band.differs.is_empty(), self.wide) {
            (true, true) => name.to_owned(),
            (true, false) => return None,
            (false, true) => format!("≠ {name}"),
            (false, false) => "≠".to_owned(),
        };
        let x = self.outside(band.host, BESIDE);
        Some((Point { x, y }, words))
    }

    /// How far from the left the sign stands that the two lanes differ there.
    pub fn apart_x(&self, apart: &Apart) -> i32 {
        self.outside(apart.host, HALF_BAND + 4)
    }

    /// The strip for time left out, between the lifelines.
    pub const fn gap_rect(&self, gap: &Gap) -> Rect {
        let left = self.client_x + HALF_BAND + 1;
        Rect {
            from: Point {
                x: left,
                y: gap.y - 12,
            },
            width: self.server_x - HALF_BAND - 1 - left,
            height: 24,
        }
    }

    /// The middle of the baseline of a gap's words.
    pub const fn gap_words_at(&self, gap: &Gap) -> Point {
        Point {
            x: i32::midpoint(self.client_x, self.server_x),
            y: gap.y + 4,
        }
    }

    /// Where a gap breaks the two lifelines.
    pub const fn torn_at(&self, gap: &Gap) -> [Point; 2] {
        let y = gap.y + 2;
        [
            Point {
                x: self.client_x,
                y,
            },
            Point {
                x: self.server_x,
                y,
            },
        ]
    }

    /// So far outside of a host's lifeline.
    const fn outside(&self, host: HostId, by: i32) -> i32 {
        match host {
            HostId::Client => self.client_x - by,
            HostId::Server => self.server_x + by,
        }
    }
}

impl Gap {
    /// The words in the strip.
    pub fn words(&self) -> String {
        format!("⋯ {} ⋯", self.text)
    }
}

impl Arrow {
    /// The classes of what is drawn of it, behind that part's own.
    pub fn classes(&self, part: &str) -> String {
        let mut classes = part.to_owned();
        let signs = [
            (true, self.tone.class()),
            (self.resent, "resent"),
            (self.selected, "selected"),
            (self.alone, "alone"),
            (self.in_flight, "in-flight"),
        ];
        for (is, class) in signs {
            if is {
                classes.push(' ');
                classes.push_str(class);
            }
        }
        classes
    }

    /// The place and turn of its [`HEAD`]; none for a segment that does not arrive.
    pub fn head_place(&self) -> Option<String> {
        let to = self.path.last().filter(|_| self.arrives)?;
        Some(placed(*to, self.heading))
    }

    /// The place and slant of its label.
    pub fn label_place(&self) -> String {
        let Point { x, y } = self.label_at;
        let y = y - if self.in_flight { LIFT } else { 0 };
        placed(Point { x, y }, self.slant)
    }

    /// The pill around its label, about the middle of the label's baseline.
    pub fn pill(&self) -> Rect {
        let width = pill_width(&self.label);
        Rect {
            from: Point {
                x: -width / 2,
                y: -12,
            },
            width,
            height: 15,
        }
    }
}

/// A guess that needs no measuring: in the label's fixed-width font a Latin letter is 0.6 em wide, a Chinese one 1 em.
fn pill_width(label: &str) -> i32 {
    let tenths: i32 = label
        .chars()
        .map(|letter| if letter.is_ascii() { 70 } else { 115 })
        .sum();
    tenths / 10 + 16
}

/// A path as the attribute `points` has it.
pub fn points(path: &[Point]) -> String {
    let mut points = String::new();
    for Point { x, y } in path {
        if !points.is_empty() {
            points.push(' ');
        }
        let _ = write!(points, "{x},{y}");
    }
    points
}

/// `translate(…)`.
pub fn translate(to: Point) -> String {
    format!("translate({} {})", to.x, to.y)
}

/// `translate(…) rotate(…)`, without floating point; the turn is in tenths of a degree.
fn placed(at: Point, tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    format!("{} rotate({sign}{whole}.{tenth})", translate(at))
}

/// The end of a text that stands outside of a host's lifeline.
pub const fn outer_end(host: HostId) -> &'static str {
    match host {
        HostId::Client => "end",
        HostId::Server => "start",
    }
}
