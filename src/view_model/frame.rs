//! What moves between two events. The page sets these few attributes on each animation frame; the tree stays as it is.

use crate::network::SegmentId;
use crate::simulation::HostId;
use crate::tcp::Timer;
use crate::view_model::Point;

/// One animation frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// How far down the ladder the present is, in thousandths of a pixel.
    pub now_y: i64,
    /// Where each segment in flight is.
    pub flights: Vec<FlightFrame>,
    /// What each running timer shows.
    pub timers: Vec<TimerFrame>,
    /// The clock: `t = 3.36 s`.
    pub clock: String,
    /// The playhead, in ten-thousandths of the bar.
    pub playhead: u32,
}

/// A segment in flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlightFrame {
    /// Which.
    pub segment: SegmentId,
    /// Its point on the ladder, in thousandths of a pixel.
    pub at: (i64, i64),
}

/// A running timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerFrame {
    /// Where.
    pub host: HostId,
    /// Which.
    pub timer: Timer,
    /// What is left, as text: `43.8 s`.
    pub left: String,
    /// What is left, in thousandths of the whole.
    pub share: u32,
}

impl FlightFrame {
    /// The point rounded to whole pixels.
    pub const fn rounded(&self) -> Point {
        Point {
            x: (self.at.0 / 1_000) as i32,
            y: (self.at.1 / 1_000) as i32,
        }
    }
}
