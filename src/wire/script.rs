//! A run told in advance: what to do to which segments, by their numbers on the wire.

use crate::i18n::{Lang, Text};
use crate::network::{Intervention, SegmentId};
use crate::simulation::{Command, Refusal};
use crate::time::{Duration, Instant};
use crate::timeline::{Flight, Timeline};

/// Do this to that segment when it is half way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The segment's number in the run as all earlier orders have made it.
    pub segment: SegmentId,
    /// What to do.
    pub how: Intervention,
}

/// Why an order cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptError {
    /// The run ends before a segment has that number.
    NeverSent {
        /// The number.
        segment: SegmentId,
        /// The highest number that there is.
        last: SegmentId,
    },
    /// Half way through its flight it is not on the wire any more: luck, or another order, took it.
    NotInFlight(SegmentId),
}

/// A run with every order carried out: each is an ordinary command, and takes the place of whatever was done later.
///
/// # Errors
/// The first order that asks for the impossible.
pub fn carry_out(mut timeline: Timeline, orders: &[Order]) -> Result<Timeline, ScriptError> {
    let mut pending = orders.to_vec();
    while !pending.is_empty() {
        // Always the earliest: it may change which segments the later ones speak of.
        let moments = pending.iter().enumerate().filter_map(|(place, order)| {
            let flight = timeline.flight(order.segment)?;
            Some((half_way(flight), place))
        });
        let Some((at, place)) = moments.min() else {
            return Err(never_sent(&timeline, pending[0].segment));
        };
        let Order { segment, how } = pending.remove(place);
        timeline = timeline
            .acted(at, Command::Interfere { segment, how })
            .map_err(|_: Refusal| ScriptError::NotInFlight(segment))?;
    }
    Ok(timeline)
}

fn half_way(flight: &Flight) -> Instant {
    flight.sent_at + Duration::from_micros(flight.one_way_delay.as_micros() / 2)
}

fn never_sent(timeline: &Timeline, segment: SegmentId) -> ScriptError {
    let last = timeline.flights().last();
    ScriptError::NeverSent {
        segment,
        last: last.map_or(SegmentId(0), |flight| flight.segment),
    }
}

impl ScriptError {
    /// The complaint in words.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::NeverSent { segment, last } => lang.fill(
                Text::WireNeverSent,
                &[
                    ("segment", &segment.to_string()),
                    ("last", &last.to_string()),
                ],
            ),
            Self::NotInFlight(segment) => {
                lang.fill(Text::WireNotInFlight, &[("segment", &segment.to_string())])
            }
        }
    }
}
