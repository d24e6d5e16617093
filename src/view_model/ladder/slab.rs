//! Rooms on the ladder: what a text or a sign covers, and whether two of them, or a line and one of them, touch.

use crate::view_model::Point;

/// A slanted strip with upright ends: from `left` to `right`, at each x as far above as below its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slab {
    /// The middle of its left end.
    pub(super) left: Point,
    /// The middle of its right end.
    pub(super) right: Point,
    /// Half its height.
    pub(super) half: i32,
}

impl Slab {
    /// An upright box around a point.
    pub(super) const fn around(middle: Point, width: i32, height: i32) -> Self {
        let y = middle.y;
        Self {
            left: Point {
                x: middle.x - width / 2,
                y,
            },
            right: Point {
                x: middle.x + (width + 1) / 2,
                y,
            },
            half: height / 2,
        }
    }

    /// Whether the two cover a common place.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.comes_within(other, self.half + other.half)
    }

    /// Whether a straight line from `a` to `b` runs through it.
    pub(super) fn is_crossed_by(&self, a: Point, b: Point) -> bool {
        let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
        let line = Self {
            left,
            right,
            half: 0,
        };
        self.comes_within(&line, self.half)
    }

    /// Whether the middles of the two come nearer than `distance` to each other, measured straight up and down. Both
    /// are straight, so their distance is least at an end of what they share, or zero where they cross in between.
    fn comes_within(&self, other: &Self, distance: i32) -> bool {
        let from = self.left.x.max(other.left.x);
        let to = self.right.x.min(other.right.x);
        if from > to || self.is_far_above(other, distance) || other.is_far_above(self, distance) {
            return false;
        }
        let apart = |x| other.middle_at(x) - self.middle_at(x);
        let (first, last) = (apart(from), apart(to));
        let is_clear =
            first >= distance && last >= distance || first <= -distance && last <= -distance;
        !is_clear
    }

    /// Whether all of its middle lies above all of the other's by so much: the quick answer for most pairs.
    fn is_far_above(&self, other: &Self, distance: i32) -> bool {
        let lowest = self.left.y.max(self.right.y);
        let highest = other.left.y.min(other.right.y);
        lowest + distance <= highest
    }

    fn middle_at(&self, x: i32) -> i32 {
        y_at(self.left, self.right, x)
    }
}

/// The y of a straight line at an x.
pub(super) fn y_at(a: Point, b: Point, x: i32) -> i32 {
    let run = i64::from(b.x - a.x);
    if run == 0 {
        return a.y;
    }
    let way = i64::from(b.y - a.y) * i64::from(x - a.x) / run;
    a.y + i32::try_from(way).unwrap_or(0)
}

/// How wide a small text is, in pixels: in the page's fixed-width font of 11.5 px a Latin letter takes 0.6 em, a Chinese
/// one a whole em.
pub(super) fn text_width(text: &str) -> i32 {
    let tenths = text.chars().map(|character| {
        let is_wide = matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}');
        if is_wide { 115 } else { 70 }
    });
    (tenths.sum::<i32>() + 9) / 10
}

/// The angle of a line that goes `run` to the right and `fall` down, in tenths of a degree; upright text can follow
/// it. Integer arithmetic, so that every machine draws the same; off by less than a tenth of a degree.
pub(super) fn slant(run: i32, fall: i32) -> i32 {
    let (run, fall) = if run < 0 { (-run, -fall) } else { (run, fall) };
    let steep = fall.abs() > run;
    let (short, long) = if steep {
        (run, fall.abs())
    } else {
        (fall.abs(), run)
    };
    if long == 0 {
        return 0;
    }
    // atan r ≈ r · (45° + (1 − r) · (14.02° + 3.80° · r)) for 0 ≤ r ≤ 1; here in thousandths of a degree.
    let ratio = i64::from(short) * 10_000 / i64::from(long);
    let bulge = (10_000 - ratio) * (14_020 + 3_799 * ratio / 10_000) / 10_000;
    let angle = ratio * (45_000 + bulge) / 10_000;
    let tenths = i32::try_from((angle + 50) / 100).unwrap_or(0);
    let tenths = if steep { 900 - tenths } else { tenths };
    if fall < 0 { -tenths } else { tenths }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn slants_are_those_of_trigonometry() {
        for (run, fall) in [
            (100, 0),
            (480, 34),
            (300, 300),
            (-310, 34),
            (20, 110),
            (7, -3),
        ] {
            let exact = (f64::from(fall) / f64::from(run)).atan().to_degrees() * 10.0;
            let off = (f64::from(slant(run, fall)) - exact).abs();
            assert!(
                off <= 1.5,
                "{run}, {fall}: {} for {exact}",
                slant(run, fall)
            );
        }
    }

    #[test]
    fn strips_that_run_beside_each_other_do_not_overlap() {
        let slab = |y| Slab {
            left: point(0, y),
            right: point(200, y + 20),
            half: 7,
        };
        assert!(!slab(0).overlaps(&slab(14)));
        assert!(slab(0).overlaps(&slab(13)));
    }

    #[test]
    fn strips_that_cross_overlap() {
        let rising = Slab {
            left: point(0, 60),
            right: point(200, 0),
            half: 7,
        };
        let falling = Slab {
            left: point(0, 0),
            right: point(200, 60),
            half: 7,
        };
        assert!(rising.overlaps(&falling));
        assert!(falling.is_crossed_by(point(0, 60), point(200, 0)));
        assert!(!falling.is_crossed_by(point(0, 60), point(40, 50)));
    }

    #[test]
    fn chinese_takes_more_room() {
        assert_eq!(text_width("#9 ACK"), 42);
        assert_eq!(text_width("重传"), 23);
    }
}
