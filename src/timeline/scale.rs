//! Virtual time laid out for people. A run holds 50 ms flights and 60 s waits; drawn to one scale, one of the two
//! would vanish. The scale is piecewise linear between the moments at which something happens: short stretches keep
//! their proportion, long ones are cut to a strip that says how long it was.
//!
//! Both the ladder and the playback use this one scale: the cursor moves evenly over the picture, not over time.

use crate::time::{Duration, Instant};

/// A place on the scale, in thousandths of a pixel from its beginning.
pub type Offset = u64;

const PX: Offset = 1_000;
/// Two moments stay this far apart, however close in time.
const MIN_STRETCH: Offset = 14 * PX;
/// A stretch that would be longer is cut.
const MAX_STRETCH: Offset = 120 * PX;
/// The height of a cut stretch.
const CUT_STRETCH: Offset = 46 * PX;
/// How tall the scenario's one-way delay is drawn.
const FLIGHT: Offset = 40 * PX;

/// Where each instant of a run is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeScale {
    /// Moments and their places, both increasing. Never empty.
    knots: Vec<(Instant, Offset)>,
    cuts: Vec<Cut>,
}

/// A stretch of time that is drawn shorter than its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// From here.
    pub from: Instant,
    /// To here.
    pub to: Instant,
}

impl TimeScale {
    /// The scale for a run that starts at zero, with `moments` in order, drawn so that `one_way_delay` has the height
    /// of a flight.
    pub fn new(moments: impl Iterator<Item = Instant>, one_way_delay: Duration) -> Self {
        let flight_us = one_way_delay.as_micros().max(1);
        let mut knots = vec![(Instant::ZERO, 0)];
        let mut cuts = Vec::new();
        for at in moments {
            let (before, offset) = knots[knots.len() - 1];
            if at <= before {
                continue;
            }
            let natural = at.since(before).as_micros().saturating_mul(FLIGHT) / flight_us;
            let stretch = if natural > MAX_STRETCH {
                cuts.push(Cut {
                    from: before,
                    to: at,
                });
                CUT_STRETCH
            } else {
                natural.max(MIN_STRETCH)
            };
            knots.push((at, offset + stretch));
        }
        Self { knots, cuts }
    }

    /// Where `at` is drawn; the end of the scale for what lies beyond it.
    pub fn offset(&self, at: Instant) -> Offset {
        match self.knots.partition_point(|(knot, _)| *knot <= at) {
            0 => 0,
            next if next == self.knots.len() => self.end(),
            next => {
                let ((t0, y0), (t1, y1)) = (self.knots[next - 1], self.knots[next]);
                y0 + scaled(y1 - y0, at.since(t0).as_micros(), t1.since(t0).as_micros())
            }
        }
    }

    /// What is drawn at `offset`; the last moment for what lies beyond the end.
    pub fn instant(&self, offset: Offset) -> Instant {
        match self.knots.partition_point(|(_, knot)| *knot <= offset) {
            0 => Instant::ZERO,
            next if next == self.knots.len() => self.knots[next - 1].0,
            next => {
                let ((t0, y0), (t1, y1)) = (self.knots[next - 1], self.knots[next]);
                t0 + Duration::from_micros(scaled(t1.since(t0).as_micros(), offset - y0, y1 - y0))
            }
        }
    }

    /// The place of the last moment.
    pub fn end(&self) -> Offset {
        self.knots[self.knots.len() - 1].1
    }

    /// The stretches that were cut, in order.
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts
    }
}

/// `length × part / whole`. One factor is a stretch, at most 120,000 thousandths of a pixel, so the product of the
/// other with it fits for four thousand hours.
fn scaled(length: u64, part: u64, whole: u64) -> u64 {
    length.saturating_mul(part) / whole.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> TimeScale {
        let moments = [40, 90, 140, 60_140].map(Instant::from_millis);
        TimeScale::new(moments.into_iter(), Duration::from_millis(50))
    }

    #[test]
    fn a_flight_keeps_its_height_and_a_minute_is_cut() {
        let scale = scale();
        assert_eq!(
            scale.offset(Instant::from_millis(90)) - scale.offset(Instant::from_millis(40)),
            FLIGHT
        );
        assert_eq!(
            scale.end() - scale.offset(Instant::from_millis(140)),
            CUT_STRETCH
        );
        assert_eq!(
            scale.cuts(),
            [Cut {
                from: Instant::from_millis(140),
                to: Instant::from_millis(60_140)
            }]
        );
    }

    #[test]
    fn places_and_instants_are_inverse_to_each_other() {
        let scale = scale();
        for ms in [0, 1, 40, 77, 140, 30_000, 60_140] {
            let at = Instant::from_millis(ms);
            let back = scale.instant(scale.offset(at));
            assert!(
                at.since(back) < Duration::from_millis(2),
                "{at} came back as {back}"
            );
        }
    }

    #[test]
    fn what_lies_beyond_the_end_is_drawn_at_the_end() {
        assert_eq!(scale().offset(Instant::from_millis(90_000)), scale().end());
        assert_eq!(scale().instant(u64::MAX), Instant::from_millis(60_140));
    }
}
