//! When a step of a lesson begins: data over events, never code over a particular run.

use crate::network::{SegmentId, SegmentKind};
use crate::simulation::{Call, CallOutcome, Event, EventId, EventKind, HostId, Queue, SocketError};
use crate::tcp::{ConnectionError, Emission, RejectReason, State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::Timeline;

/// Something that may happen in a run. It is looked for from the beginning of the run on, unless [`Cue::Then`] says
/// behind what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The beginning.
    Start,
    /// Nothing more will happen.
    End,
    /// A host's lifeline enters a state.
    Enters(HostId, State),
    /// One of a host's connections enters a state, whether its lifeline shows it or not.
    EntersAny(HostId, State),
    /// Nothing more will happen, and a host's lifeline is still in a state.
    StaysIn(HostId, State),
    /// A host's application makes a call.
    Calls(HostId, CallKind),
    /// A call comes back, whatever it gives.
    Returns(HostId, CallKind),
    /// A call fails.
    Fails(HostId, CallKind, SocketError),
    /// `recv()` gives the end of file.
    ReadsEnd(HostId),
    /// A host sends a segment of a kind.
    Sends(HostId, SegmentKind),
    /// A host sends something again.
    Resends(HostId),
    /// A segment of a kind reaches a host.
    Receives(HostId, SegmentKind),
    /// A segment of a kind that came from a host is lost.
    Loses(HostId, SegmentKind),
    /// A segment appears on the wire as if from a host that has not sent it: an old duplicate, or a forged one.
    Appears(HostId),
    /// A segment of a kind from a host is half way to the other.
    HalfWay(HostId, SegmentKind),
    /// A host does not accept a segment, or a part of it.
    Rejects(HostId),
    /// A host does not accept a segment, for this reason.
    RejectsFor(HostId, RejectReason),
    /// A host keeps data that has come before the bytes in front of it.
    Queues(HostId),
    /// A host sets a timer.
    Arms(HostId, Timer),
    /// A host sets a timer that was running, or had run, on the same socket already.
    Restarts(HostId, Timer),
    /// A timer goes off.
    Expires(HostId, Timer),
    /// A listener drops a segment because a queue of its is full.
    Overflows(HostId, Queue),
    /// A host gives up a connection in a state without a word to anybody.
    Forgets(HostId, State),
    /// A connection fails.
    Breaks(HostId, ConnectionError),
    /// The first of the second kind after the first of the first.
    Then(&'static Self, &'static Self),
    /// The same for the so-manieth time, counted from one.
    Nth(&'static Self, u8),
}

/// A socket call, whatever it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of `Call`")]
pub enum CallKind {
    Socket,
    Bind,
    Listen,
    Accept,
    Connect,
    Send,
    Receive,
    Shutdown,
    Close,
    Abort,
    SetOption,
}

/// Where a cue was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// When.
    pub at: Instant,
    /// The segment it speaks of, if it speaks of one.
    pub segment: Option<SegmentId>,
    /// The first event that it does not know: what it speaks of has happened before.
    pub before: EventId,
}

impl Cue {
    /// The first time that this happens in a run; none if it never does.
    pub fn sighting(self, timeline: &Timeline) -> Option<Sighting> {
        self.find(timeline, 0)
    }

    /// How often this happens up to `until`.
    #[inline(never)]
    pub(super) fn count(self, timeline: &Timeline, until: Instant) -> u32 {
        let (mut count, mut from) = (0, 0);
        while let Some(sighting) = self.find(timeline, from) {
            let next = sighting.before.0 as usize;
            if sighting.at > until || next <= from {
                break;
            }
            (count, from) = (count + 1, next);
        }
        count
    }

    /// The first time that this happens, and the first `other` behind it.
    #[inline(never)]
    pub(super) fn pair(self, other: Self, timeline: &Timeline) -> Option<(Sighting, Sighting)> {
        let first = self.sighting(timeline)?;
        let second = other.find(timeline, first.before.0 as usize)?;
        Some((first, second))
    }

    /// For how long a host has last set a timer up to `until`.
    pub(super) fn armed(
        timeline: &Timeline,
        host: HostId,
        timer: Timer,
        until: Instant,
    ) -> Option<Duration> {
        let mut events = timeline.events_until(until).iter().rev();
        events.find_map(|event| match event.kind {
            EventKind::TimerArmed {
                host: at,
                timer: which,
                expires,
                ..
            } if (at, which) == (host, timer) => Some(expires.since(event.at)),
            _ => None,
        })
    }

    /// The first time from the event of that number on.
    fn find(self, timeline: &Timeline, from: usize) -> Option<Sighting> {
        let events = timeline.events();
        let end = events.len();
        match self {
            Self::Start => Some(Sighting::new(Instant::ZERO, 0)),
            Self::End => Some(Sighting::new(timeline.end(), end)),
            Self::StaysIn(host, state) => {
                let last = timeline.moments().last()?;
                let is_there = last.hosts[host.index()].state() == state;
                is_there.then_some(Sighting::new(last.at, end))
            }
            Self::Enters(host, state) => timeline.stays(host).iter().find_map(|stay| {
                let place = stay.event?.0 as usize;
                let is_it = stay.state == state && place >= from;
                is_it.then(|| Sighting::new(stay.from, place + 1))
            }),
            Self::HalfWay(host, kind) => half_way(timeline, host, kind, from),
            Self::Then(first, second) => {
                let first = first.find(timeline, from)?;
                second.find(timeline, first.before.0 as usize)
            }
            Self::Nth(cue, count) => {
                let mut found = cue.find(timeline, from)?;
                for _ in 1..count {
                    found = cue.find(timeline, found.before.0 as usize)?;
                }
                Some(found)
            }
            _ => {
                let place = (from..end).find(|place| self.is(timeline, *place))?;
                Some(Sighting {
                    segment: events[place].kind.segment(),
                    ..Sighting::new(events[place].at, place + 1)
                })
            }
        }
    }

    /// Whether the event at that place is one of this kind.
    fn is(self, timeline: &Timeline, place: usize) -> bool {
        let event = &timeline.events()[place];
        match (self, &event.kind) {
            (Self::EntersAny(at, wanted), EventKind::StateChanged { host, to, .. }) => {
                (at, wanted) == (*host, *to)
            }
            (Self::Calls(at, wanted), EventKind::CallMade { host, call, .. })
            | (Self::Returns(at, wanted), EventKind::CallReturned { host, call, .. }) => {
                (at, wanted) == (*host, CallKind::of(call))
            }
            (
                Self::Fails(at, wanted, error),
                EventKind::CallReturned {
                    host,
                    call,
                    outcome,
                    ..
                },
            ) => {
                (at, wanted) == (*host, CallKind::of(call))
                    && *outcome == CallOutcome::Failed(error)
            }
            (Self::ReadsEnd(at), EventKind::CallReturned { host, outcome, .. }) => {
                at == *host && *outcome == CallOutcome::EndOfFile
            }
            (Self::Overflows(at, which), EventKind::Overflowed { host, queue }) => {
                (at, which) == (*host, *queue)
            }
            (Self::Forgets(at, which), EventKind::Forgotten { host, state }) => {
                (at, which) == (*host, *state)
            }
            (Self::Breaks(at, how), EventKind::ConnectionFailed { host, error, .. }) => {
                (at, how) == (*host, *error)
            }
            _ => self.is_of_segment(timeline, event) || self.is_of_timer(timeline, event),
        }
    }

    fn is_of_segment(self, timeline: &Timeline, event: &Event) -> bool {
        match (self, &event.kind) {
            (
                Self::Sends(at, kind),
                EventKind::SegmentSent { segment, .. } | EventKind::DatagramSent { segment, .. },
            ) => is_from(timeline, *segment, at, kind),
            (Self::Resends(at), EventKind::SegmentSent { from, emission, .. }) => {
                at == *from && *emission == Emission::Retransmission
            }
            (Self::Receives(at, kind), EventKind::SegmentArrived { segment, at_host }) => {
                at == *at_host && is_from(timeline, *segment, at.other(), kind)
            }
            (Self::Loses(at, kind), EventKind::SegmentDropped { segment, .. }) => {
                is_from(timeline, *segment, at, kind)
            }
            (Self::Appears(at), EventKind::SegmentInjected { from, .. }) => at == *from,
            (Self::Rejects(at), EventKind::SegmentRejected { host, .. })
            | (Self::Queues(at), EventKind::DataQueued { host, .. }) => at == *host,
            (Self::RejectsFor(at, why), EventKind::SegmentRejected { host, reason, .. }) => {
                (at, why) == (*host, *reason)
            }
            _ => false,
        }
    }

    #[inline(never)]
    fn is_of_timer(self, timeline: &Timeline, event: &Event) -> bool {
        match (self, &event.kind) {
            (Self::Arms(at, which), EventKind::TimerArmed { host, timer, .. })
            | (Self::Expires(at, which), EventKind::TimerExpired { host, timer, .. }) => {
                (at, which) == (*host, *timer)
            }
            (Self::Restarts(at, which), EventKind::TimerArmed { host, timer, .. }) => {
                let is_same = |earlier: &Event| {
                    earlier.socket == event.socket
                        && Self::Arms(at, which).is_of_timer(timeline, earlier)
                };
                let earlier = &timeline.events()[..event.id.0 as usize];
                (at, which) == (*host, *timer) && earlier.iter().any(is_same)
            }
            _ => false,
        }
    }
}

impl Sighting {
    fn new(at: Instant, before: usize) -> Self {
        Self {
            at,
            segment: None,
            before: EventId(u32::try_from(before).unwrap_or(u32::MAX)),
        }
    }
}

impl CallKind {
    const fn of(call: &Call) -> Self {
        match call {
            Call::Socket | Call::DatagramSocket => Self::Socket,
            Call::Bind { .. } => Self::Bind,
            Call::Listen { .. } => Self::Listen,
            Call::Accept => Self::Accept,
            Call::Connect { .. } => Self::Connect,
            Call::Send(_) | Call::SendTo { .. } => Self::Send,
            Call::Receive { .. } | Call::ReceiveFrom { .. } => Self::Receive,
            Call::Shutdown | Call::ShutdownRead => Self::Shutdown,
            Call::Close => Self::Close,
            Call::Abort => Self::Abort,
            Call::SetOption(_) => Self::SetOption,
        }
    }
}

/// Whether a segment comes from that host and is of that kind.
fn is_from(timeline: &Timeline, segment: SegmentId, host: HostId, kind: SegmentKind) -> bool {
    let flight = timeline.flight(segment);
    flight.is_some_and(|flight| flight.from == host && flight.content.kind() == kind)
}

/// The first segment of a kind that a host sends from that event on, when it is half way to the other host. One that is
/// lost before does not get there.
#[inline(never)]
fn half_way(timeline: &Timeline, host: HostId, kind: SegmentKind, from: usize) -> Option<Sighting> {
    timeline.flights().iter().find_map(|flight| {
        let half = Duration::from_micros(flight.one_way_delay.as_micros() / 2);
        let at = flight.sent_at + half;
        let is_it = flight.from == host
            && flight.sent.0 as usize >= from
            && flight.content.kind() == kind
            && flight.ended_at().is_none_or(|end| at <= end);
        is_it.then(|| Sighting {
            segment: Some(flight.segment),
            ..Sighting::new(at, flight.sent.0 as usize + 1)
        })
    })
}
