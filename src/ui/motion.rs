//! Paints what moves: a few attributes a frame, on elements that stay. Nothing here makes or removes an element.

use crate::network::SegmentId;
use crate::simulation::HostId;
use crate::simulation::SocketId;
use crate::tcp::Timer;
use crate::timeline::Lane;
use crate::ui::dom;
use crate::view_model::Frame;
use core::fmt;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement};

/// The scrolling box around the ladder, or around both.
pub(crate) const LADDER: &str = "ladder";
/// The clip's rectangle: what lies below it has not happened yet.
pub(crate) const PAST: &str = "past";
/// The line that says where the present is.
pub(crate) const NOW: &str = "now";
/// The time beside that line.
pub(crate) const NOW_CLOCK: &str = "now-clock";
/// The clock beside the bar.
pub(crate) const CLOCK: &str = "clock";
/// The part of the bar that was played.
pub(crate) const PLAYED: &str = "played";
/// The slider.
pub(crate) const SCRUB: &str = "scrub";

/// The live region.
pub(crate) const STATUS: &str = "status";

/// The id of a segment's moving dot.
pub(crate) fn flight_id(segment: SegmentId, lane: Lane) -> String {
    in_lane(&format!("flight-{}", segment.0), lane)
}

/// The id of a thing that each ladder has of its own.
pub(crate) fn in_lane(id: &str, lane: Lane) -> String {
    match lane {
        Lane::A => id.to_owned(),
        Lane::B => format!("{id}-b"),
    }
}

/// The id of a timer's ring.
pub(crate) fn ring_id(host: HostId, timer: Timer) -> String {
    format!("ring-{host:?}-{timer:?}")
}

/// The id of the text with what is left of a timer, in the host's panel.
pub(crate) fn left_id(host: HostId, timer: Timer) -> String {
    format!("left-{host:?}-{timer:?}")
}

/// The same in the chip that stands for the panel on narrow screens.
pub(crate) fn chip_left_id(host: HostId, timer: Timer) -> String {
    format!("chip-left-{host:?}-{timer:?}")
}

/// The id of a socket's timer in its host's table.
pub(crate) fn socket_timer_id(host: HostId, socket: SocketId) -> String {
    format!("socket-timer-{host:?}-{socket}")
}

/// Moves what moves to where `frame` says.
pub(crate) fn paint(frame: &Frame, follow: &Follow) {
    // Read the layout first: reading after writing would make the browser lay the page out twice.
    let scroll = follow.scroll_for(frame.now_y);

    let now_y = Milli(frame.now_y).to_string();
    let now_place = format!("translate(0 {now_y})");
    for lane in Lane::ALL {
        set(&in_lane(PAST, lane), "height", &now_y);
        set(&in_lane(NOW, lane), "transform", &now_place);
        write(&in_lane(NOW_CLOCK, lane), &frame.clock);
    }
    write(CLOCK, &frame.clock);
    for flight in &frame.flights {
        let (x, y) = flight.at;
        let place = format!("translate({} {})", Milli(x), Milli(y));
        let dot = flight_id(flight.segment, flight.lane);
        set(&dot, "transform", &place);
    }
    for timer in &frame.timers {
        // The ring's path counts as 1000 long.
        let spent = 1_000_u32.saturating_sub(timer.share).to_string();
        let ring = ring_id(timer.host, timer.timer);
        set(&ring, "stroke-dashoffset", &spent);
        write(&left_id(timer.host, timer.timer), &timer.left);
        write(&chip_left_id(timer.host, timer.timer), &timer.left);
    }
    for socket in &frame.sockets {
        write(&socket_timer_id(socket.host, socket.socket), &socket.timer);
    }
    let playhead = frame.playhead.to_string();
    set(PLAYED, "width", &playhead);
    if let Some(scrub) = dom::by_id_as::<HtmlInputElement>(SCRUB) {
        scrub.set_value(&playhead);
    }

    if let Some((ladder, top)) = scroll {
        ladder.set_scroll_top(top);
        follow.top.set(ladder.scroll_top());
    }
}

fn set(id: &str, name: &str, value: &str) {
    if let Some(element) = dom::by_id(id) {
        // Only an invalid name could fail.
        let _ = element.set_attribute(name, value);
    }
}

/// Writes text into an element that the tree leaves empty, if it is news: the same text again would still make the
/// browser lay it out.
pub(crate) fn write(id: &str, text: &str) {
    let is_news = |element: &Element| element.text_content().as_deref() != Some(text);
    if let Some(element) = dom::by_id(id).filter(is_news) {
        element.set_text_content(Some(text));
    }
}

/// Keeps the present in sight, until the person scrolls it away; from then on the page stays where they put it.
#[derive(Clone, Debug)]
pub(crate) struct Follow {
    following: Rc<Cell<bool>>,
    /// Where we scrolled to last, to tell our own scrolling from the person's.
    top: Rc<Cell<i32>>,
    now_y: Rc<Cell<i32>>,
}

impl Default for Follow {
    fn default() -> Self {
        Self {
            following: Rc::new(Cell::new(true)),
            top: Rc::default(),
            now_y: Rc::default(),
        }
    }
}

impl Follow {
    /// The person moved the cursor: they want to see where it went.
    pub(crate) fn resume(&self) {
        self.following.set(true);
    }

    /// The ladder was scrolled, by us or by the person.
    pub(crate) fn scrolled(&self, ladder: &Element) {
        let top = ladder.scroll_top();
        if (top - self.top.replace(top)).abs() > 1 {
            let in_sight = top..top + ladder.client_height();
            self.following.set(in_sight.contains(&self.now_y.get()));
        }
    }

    /// The ladder and how far it is to be scrolled, if it is.
    fn scroll_for(&self, now_y: i64) -> Option<(Element, i32)> {
        let now_y = i32::try_from(now_y / 1_000).unwrap_or(i32::MAX);
        self.now_y.set(now_y);
        if !self.following.get() {
            return None;
        }
        let ladder = dom::by_id(LADDER)?;
        let (top, height) = (ladder.scroll_top(), ladder.client_height());
        // The present stays between a fifth and two thirds of the way down.
        let wanted = top.clamp((now_y - height * 2 / 3).max(0), (now_y - height / 5).max(0));
        (wanted != top).then_some((ladder, wanted))
    }
}

/// Thousandths as a decimal number, without floating point.
struct Milli(i64);

impl fmt::Display for Milli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:03}", size / 1_000, size % 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_keep_their_sign_and_zeros() {
        assert_eq!(Milli(514_007).to_string(), "514.007");
        assert_eq!(Milli(-7).to_string(), "-0.007");
    }
}
