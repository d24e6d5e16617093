//! Figures in lessons' texts: what to read off the run, as data. None is ever typed.

use crate::lesson::{Cue, Sighting};
use crate::network::SegmentId;
use crate::simulation::{EventKind, HostId, HostSnapshot, TcbSnapshot};
use crate::tcp::{State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::{Flight, Timeline};

/// What to read off a run at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// When something happens for the first time.
    Time(Cue),
    /// The time from one thing to the first other behind it.
    Span(Cue, Cue),
    /// How often something has happened up to the step.
    Count(Cue),
    /// How many segments both hosts have sent from the moment of a cue on, up to the step.
    Segments(Cue),
    /// The number on the wire of the segment that a cue speaks of.
    Segment(Cue),
    /// SEG.SEQ of that segment, counted from the initial sequence number.
    Seq(Cue),
    /// SEG.ACK of that segment, counted likewise.
    Ack(Cue),
    /// The bytes of data that it carries.
    Len(Cue),
    /// The bytes of header in front of that.
    Header(Cue),
    /// SEG.WND of it, as it stands in the segment.
    Window(Cue),
    /// How many of a host's sockets are in a state at the step.
    Sockets(HostId, State),
    /// A variable of the TCB that the host's lifeline shows, at the step.
    Tcb(HostId, Register),
    /// How many bytes a host has taken in order since something happened, up to the step.
    Taken(HostId, Cue),
    /// How long a timer has yet to run at the step, on the first of the host's sockets on which it does.
    Left(HostId, Timer),
    /// How long an ACK may be held back.
    AckDelay,
    /// For how long a timer was last set on a host, up to the step.
    Timer(HostId, Timer),
    /// How long the host stays in TIME-WAIT, as it is set.
    TimeWait(HostId),
    /// The maximum segment lifetime of the host.
    Msl(HostId),
    /// How long a segment flies.
    OneWayDelay,
}

/// A variable of a TCB; sequence numbers are counted from the initial ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// SND.UNA.
    SndUna,
    /// SND.NXT.
    SndNxt,
    /// SND.WND, in bytes.
    SndWnd,
    /// RCV.NXT.
    RcvNxt,
    /// RCV.WND, in bytes.
    RcvWnd,
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A time since the beginning of the run.
    At(Instant),
    /// A time from one thing to another.
    Span(Duration),
    /// A number of things, or a sequence number.
    Number(u32),
    /// A segment.
    Segment(SegmentId),
}

impl Figure {
    /// What it is at a step that begins at `now`; none if the run has nothing of the kind.
    pub fn value(self, timeline: &Timeline, now: Instant) -> Option<Value> {
        let host = |host: HostId| &timeline.moment_at(now).hosts[host.index()];
        Some(match self {
            Self::Time(cue) => Value::At(cue.sighting(timeline)?.at),
            Self::Span(from, to) => {
                let (from, to) = from.pair(to, timeline)?;
                Value::Span(to.at.since(from.at))
            }
            Self::Count(cue) => Value::Number(cue.count(timeline, now)),
            Self::Segments(cue) => Value::Number(segments(timeline, cue, now)?),
            Self::Segment(cue) => Value::Segment(cue.sighting(timeline)?.segment?),
            Self::Seq(cue) => Value::Number(flight(timeline, cue)?.numbers?.seq),
            Self::Ack(cue) => Value::Number(flight(timeline, cue)?.numbers?.ack?),
            Self::Len(cue) => {
                let payload = flight(timeline, cue)?.content.payload();
                Value::Number(u32::try_from(payload.len()).ok()?)
            }
            Self::Header(cue) => Value::Number(flight(timeline, cue)?.content.header_len().into()),
            Self::Window(cue) => {
                Value::Number(flight(timeline, cue)?.content.segment()?.wnd.into())
            }
            Self::Sockets(at, state) => {
                let mut count = 0;
                for socket in &host(at).sockets {
                    count += u32::from(socket.state == state);
                }
                Value::Number(count)
            }
            Self::Tcb(at, register) => Value::Number(register.of(host(at).tcb()?)),
            Self::Taken(host, since) => Value::Number(taken(timeline, host, since, now)?),
            Self::Left(at, timer) => Value::Span(expiry(host(at), timer)?.since(now)),
            Self::AckDelay => Value::Span(timeline.moment_at(now).conditions.ack_delay),
            Self::Timer(host, timer) => Value::Span(Cue::armed(timeline, host, timer, now)?),
            Self::TimeWait(at) => {
                let msls = timeline.moment_at(now).conditions.time_wait_msl;
                Value::Span(msl(timeline, at) * u32::from(msls))
            }
            Self::Msl(at) => Value::Span(msl(timeline, at)),
            Self::OneWayDelay => Value::Span(timeline.moment_at(now).conditions.one_way_delay),
        })
    }

    /// What it is for a step that was seen so.
    pub fn at(self, timeline: &Timeline, sighting: Sighting) -> Option<Value> {
        self.value(timeline, sighting.at)
    }
}

fn flight(timeline: &Timeline, cue: Cue) -> Option<&Flight> {
    timeline.flight(cue.sighting(timeline)?.segment?)
}

fn msl(timeline: &Timeline, host: HostId) -> Duration {
    timeline.recording().scenario.settings[host.index()].tcp.msl
}

/// How many segments both hosts have sent between something and `until`.
#[inline(never)]
fn segments(timeline: &Timeline, since: Cue, until: Instant) -> Option<u32> {
    let from = since.sighting(timeline)?.at;
    let mut count = 0;
    for flight in timeline.flights() {
        let is_sent = flight.copy_of.is_none() && flight.sent_at <= until;
        count += u32::from(is_sent && flight.sent_at >= from);
    }
    Some(count)
}

/// When a timer of that kind goes off on a host.
#[inline(never)]
fn expiry(host: &HostSnapshot, timer: Timer) -> Option<Instant> {
    host.sockets.iter().find_map(|socket| {
        let mut timers = socket.timers.iter();
        timers.find(|it| it.timer == timer).map(|it| it.expires)
    })
}

impl Register {
    /// What it holds; a sequence number is counted from the initial one.
    #[inline(never)]
    fn of(self, tcb: &TcbSnapshot) -> u32 {
        let (iss, irs) = (tcb.snd.iss, tcb.rcv.irs);
        match self {
            Self::SndUna => iss.wrapping_distance_to(tcb.snd.una),
            Self::SndNxt => iss.wrapping_distance_to(tcb.snd.nxt),
            Self::SndWnd => tcb.snd.wnd,
            Self::RcvNxt => irs.wrapping_distance_to(tcb.rcv.nxt),
            Self::RcvWnd => tcb.rcv.wnd,
        }
    }
}

/// How many bytes a host has taken in order between something and `until`.
#[inline(never)]
fn taken(timeline: &Timeline, host: HostId, since: Cue, until: Instant) -> Option<u32> {
    let from = since.sighting(timeline)?.before.0 as usize;
    let mut bytes = 0;
    for event in timeline.events_until(until).iter().skip(from) {
        if let EventKind::DataAccepted { host: at, len, .. } = event.kind
            && at == host
        {
            bytes += len;
        }
    }
    Some(bytes)
}
