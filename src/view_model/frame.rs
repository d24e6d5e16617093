//! What moves between two events. The page sets these few attributes on each animation frame; the tree stays as it is.

use crate::app_state::Tab;
use crate::network::SegmentId;
use crate::simulation::{HostId, HostSnapshot, SocketId};
use crate::tcp::Timer;
use crate::time::{Duration, Instant};
use crate::timeline::Lane;
#[cfg(test)]
use crate::view_model::Point;
use crate::view_model::ladder::Course;
use crate::view_model::scene::Scene;
#[cfg(test)]
use crate::view_model::scene::pixels;
use crate::view_model::sockets;

/// One animation frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// How far down the ladder the present is, in thousandths of a pixel.
    pub now_y: i64,
    /// Where each segment in flight is.
    pub flights: Vec<FlightFrame>,
    /// What each running timer shows.
    pub timers: Vec<TimerFrame>,
    /// What each socket's timer shows, while their tables are open.
    pub sockets: Vec<SocketFrame>,
    /// The clock: `t = 3.36 s`.
    pub clock: String,
    /// The playhead, in ten-thousandths of the bar.
    pub playhead: u32,
}

/// A segment in flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlightFrame {
    /// In which lane.
    pub lane: Lane,
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

/// A socket in its host's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketFrame {
    /// Where.
    pub host: HostId,
    /// Which.
    pub socket: SocketId,
    /// `timer:(timewait,59sec,0)`; empty if no timer runs.
    pub timer: String,
}

impl Frame {
    /// What moves, at the cursor.
    pub fn of(scene: &Scene) -> Self {
        Self {
            now_y: scene.depth(scene.now),
            flights: flights(scene),
            timers: timers(scene),
            sockets: match scene.tab {
                Tab::Sockets => sockets(scene),
                _ => Vec::new(),
            },
            clock: format!("t = {}", scene.now),
            playhead: scene.share(scene.now),
        }
    }
}

#[cfg(test)]
impl FlightFrame {
    /// The point rounded to whole pixels.
    pub(in crate::view_model) fn rounded(&self) -> Point {
        Point {
            x: pixels(self.at.0),
            y: pixels(self.at.1),
        }
    }
}

fn flights(scene: &Scene) -> Vec<FlightFrame> {
    let mut flights = Vec::new();
    for ladder in scene.ladders() {
        for flight in ladder.timeline.flights() {
            if flight.is_in_flight(scene.now) {
                flights.push(FlightFrame {
                    lane: ladder.lane,
                    segment: flight.segment,
                    at: Course::of(&ladder, flight).place(&ladder, scene.now),
                });
            }
        }
    }
    flights
}

fn timers(scene: &Scene) -> Vec<TimerFrame> {
    let mut timers = Vec::new();
    for host in HostId::ALL {
        for timer in snapshot(scene, host).timers() {
            timers.push(TimerFrame {
                host,
                timer: timer.timer,
                left: left(timer.expires.since(scene.now)),
                share: share(scene.now, timer.armed, timer.expires),
            });
        }
    }
    timers
}

#[inline(never)]
fn sockets(scene: &Scene) -> Vec<SocketFrame> {
    let mut sockets = Vec::new();
    for host in HostId::ALL {
        for socket in &snapshot(scene, host).sockets {
            sockets.push(SocketFrame {
                host,
                socket: socket.id,
                timer: sockets::timer(scene.timeline, scene.now, &socket.timers),
            });
        }
    }
    sockets
}

fn snapshot<'a>(scene: &Scene<'a>, host: HostId) -> &'a HostSnapshot {
    &scene.timeline.moment_at(scene.now).hosts[host.index()]
}

/// What is left of a timer, always to the same number of places, so that the digits do not jump as they run down.
fn left(span: Duration) -> String {
    let hundredths = span.as_micros() / 10_000;
    match hundredths {
        0..1_000 => format!("{}.{:02} s", hundredths / 100, hundredths % 100),
        1_000..10_000 => format!("{}.{} s", hundredths / 100, hundredths / 10 % 10),
        _ => format!("{} s", hundredths / 100),
    }
}

/// What is left of a timer in thousandths; all of it for one that had no time to begin with.
fn share(now: Instant, armed: Instant, expires: Instant) -> u32 {
    let (whole, left) = (
        expires.since(armed).as_micros(),
        expires.since(now).as_micros(),
    );
    let share = left
        .saturating_mul(1_000)
        .checked_div(whole)
        .unwrap_or(1_000);
    u32::try_from(share.min(1_000)).expect("at most a thousand")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_keeps_its_places() {
        let printed = |ms| left(Duration::from_millis(ms));
        assert_eq!(printed(240_000), "240 s");
        assert_eq!(printed(43_800), "43.8 s");
        assert_eq!(printed(43_000), "43.0 s");
        assert_eq!(printed(1_700), "1.70 s");
        assert_eq!(printed(5), "0.00 s");
    }

    #[test]
    fn a_ring_empties() {
        let at = Instant::from_millis;
        assert_eq!(share(at(1_000), at(1_000), at(2_000)), 1_000);
        assert_eq!(share(at(1_250), at(1_000), at(2_000)), 750);
        assert_eq!(share(at(2_000), at(1_000), at(2_000)), 0);
        assert_eq!(share(at(5), at(5), at(5)), 1_000);
    }
}
