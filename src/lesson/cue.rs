//! When a step of a lesson begins: data over events, never code over a particular run.

use crate::network::{SegmentId, SegmentKind};
use crate::simulation::{Event, EventKind, HostId};
use crate::tcp::{Emission, State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::{FlightEnd, Timeline};

/// Something that may happen in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The beginning.
    Start,
    /// A host enters a state for the first time.
    Enters(HostId, State),
    /// A host's first segment of a kind is half way to the other.
    HalfWay(HostId, SegmentKind),
    /// A host's first ACK after the other's FIN has reached it is half way to the other.
    AnswersFin(HostId),
    /// A host sends something again.
    Resends(HostId),
    /// A host sends a segment of a kind for the first time.
    Sends(HostId, SegmentKind),
    /// A host sets a timer that was running already.
    Restarts(HostId, Timer),
    /// Nothing more will happen, and a host is still in a state.
    StaysIn(HostId, State),
    /// Nothing more will happen.
    End,
}

/// Where a cue was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// When.
    pub at: Instant,
    /// The segment it speaks of, if it speaks of one.
    pub segment: Option<SegmentId>,
}

impl Cue {
    /// The first time that this happens in a run; none if it never does.
    pub fn sighting(self, timeline: &Timeline) -> Option<Sighting> {
        match self {
            Self::Start => Some(Sighting {
                at: Instant::ZERO,
                segment: None,
            }),
            Self::End => Some(Sighting {
                at: timeline.end(),
                segment: None,
            }),
            Self::StaysIn(host, state) => {
                let last = timeline.moments().last()?;
                let is_there = last.hosts[host.index()].state() == state;
                is_there.then_some(Sighting {
                    at: last.at,
                    segment: None,
                })
            }
            Self::HalfWay(host, kind) => half_way(timeline, host, kind, Instant::ZERO),
            Self::AnswersFin(host) => {
                let arrived = timeline.flights().iter().find_map(|flight| {
                    let is_fin = flight.from != host && flight.content.is_fin();
                    match flight.end? {
                        FlightEnd::Arrived { at, .. } => is_fin.then_some(at),
                        FlightEnd::Dropped { .. } => None,
                    }
                });
                half_way(timeline, host, SegmentKind::Ack, arrived?)
            }
            Self::Enters(host, state) => {
                let mut entries = timeline.stays(host).iter().skip(1);
                let entered = entries.find(|stay| stay.state == state)?;
                Some(Sighting {
                    at: entered.from,
                    segment: None,
                })
            }
            Self::Resends(_) | Self::Sends(..) | Self::Restarts(..) => {
                let events = timeline.events();
                let mut places = 0..events.len();
                let seen = places.find(|place| self.is(&events[*place], &events[..*place]))?;
                let segment = match events[seen].kind {
                    EventKind::SegmentSent { segment, .. }
                    | EventKind::DatagramSent { segment, .. } => Some(segment),
                    _ => None,
                };
                Some(Sighting {
                    at: events[seen].at,
                    segment,
                })
            }
        }
    }

    fn is(self, event: &Event, earlier: &[Event]) -> bool {
        match (self, &event.kind) {
            (Self::Resends(host), EventKind::SegmentSent { from, emission, .. }) => {
                host == *from && *emission == Emission::Retransmission
            }
            (Self::Sends(host, wanted), EventKind::SegmentSent { from, content, .. }) => {
                host == *from && SegmentKind::of(content) == wanted
            }
            (Self::Sends(host, wanted), EventKind::DatagramSent { from, .. }) => {
                host == *from && wanted == SegmentKind::Data
            }
            (
                Self::Restarts(host, timer),
                EventKind::TimerArmed {
                    host: at,
                    timer: armed,
                    ..
                },
            ) => {
                let is_same = |earlier: &Event| {
                    earlier.socket == event.socket
                        && matches!(earlier.kind, EventKind::TimerArmed { host: h, timer: t, .. } if h == host && t == timer)
                };
                host == *at && timer == *armed && earlier.iter().any(is_same)
            }
            _ => false,
        }
    }
}

fn half_way(
    timeline: &Timeline,
    host: HostId,
    kind: SegmentKind,
    from: Instant,
) -> Option<Sighting> {
    let flight = timeline.flights().iter().find(|flight| {
        flight.from == host && flight.sent_at >= from && flight.content.kind() == kind
    })?;
    let half = Duration::from_micros(flight.one_way_delay.as_micros() / 2);
    Some(Sighting {
        at: flight.sent_at + half,
        segment: Some(flight.segment),
    })
}
