//! What a step asks the person to predict. The run has the answer: what the machine does next, once the step has begun.

mod choices;
#[cfg(test)]
mod tests;

use crate::lesson::{Cue, Sighting};
use crate::network::{HostId, Packet};
use crate::simulation::{Event, EventId, EventKind};
use crate::tcp::{Control, Emission, SeqNumber, State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::{Flight, FlightEnd, Timeline};

/// A prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which state the host's lifeline goes to next, if to any.
    NextState(HostId),
    /// Whether the host will answer the segment of the step's cue, and with what.
    Answer(HostId),
    /// How long after it was sent the host will send something again: the segment of the step's cue, if it has one.
    ResendAfter(HostId),
    /// What is to be thought of the lesson's claim.
    Verdict(Verdict),
}

/// What is to be thought of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// It is so at times.
    Depends,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This state comes next.
    Goes(State),
    /// It stays in this one.
    Stays(State),
    /// It answers with something of this kind.
    Replies(Reply),
    /// It does not answer.
    Silence,
    /// So long after.
    After(Duration),
    /// Never.
    Never,
    /// This is to be thought of it.
    Thinks(Verdict),
}

/// With what a host may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// SYN.
    Syn,
    /// SYN,ACK.
    SynAck,
    /// An ACK and nothing else.
    Ack,
    /// Data, with its ACK.
    Data,
    /// FIN, with its ACK.
    Fin,
    /// RST.
    Rst,
}

/// What the run says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The right answer.
    pub answer: Answer,
    /// When it shows.
    pub at: Instant,
    /// The event that shows it; none where nothing happens.
    pub event: Option<EventId>,
}

impl Question {
    /// What the run says to a step that begins so. `ends` is when the last of the part's steps has begun: a claim is judged
    /// when all is said.
    pub fn truth(self, timeline: &Timeline, step: Sighting, ends: Instant) -> Truth {
        match self {
            Self::NextState(host) => next_state(timeline, host, step),
            Self::Answer(host) => answer(timeline, host, step),
            Self::ResendAfter(host) => resend(timeline, host, step),
            Self::Verdict(verdict) => Truth {
                answer: Answer::Thinks(verdict),
                at: ends,
                event: None,
            },
        }
    }
}

/// The state in which the host's lifeline is when a step has begun.
fn state(timeline: &Timeline, host: HostId, step: Sighting) -> State {
    let mut stays = timeline.stays(host).iter().rev();
    let stay = stays.find(|stay| stay.from <= step.at);
    stay.map_or(State::Closed, |stay| stay.state)
}

/// The state after the next instant at which it changes: several changes at one instant look like one.
#[inline(never)]
fn next_state(timeline: &Timeline, host: HostId, step: Sighting) -> Truth {
    let now = state(timeline, host, step);
    let stays = timeline.stays(host);
    let next = stays.iter().find(|stay| stay.from > step.at);
    let last = next.and_then(|next| stays.iter().rfind(|stay| stay.from == next.from));
    match last {
        Some(stay) => Truth {
            answer: Answer::Goes(stay.state),
            at: stay.from,
            event: stay.event,
        },
        None => nothing(timeline, Answer::Stays(now)),
    }
}

/// The first thing with which the host answers the segment: what its TCP sends because it has come, or whatever first
/// acknowledges it.
#[inline(never)]
fn answer(timeline: &Timeline, host: HostId, step: Sighting) -> Truth {
    let asked = step.segment.and_then(|segment| timeline.flight(segment));
    let asked = asked.filter(|flight| flight.from != host).or_else(|| {
        let mut flights = timeline.flights().iter();
        flights
            .find(|flight| flight.from != host && flight.ended_at().is_none_or(|end| end > step.at))
    });
    let Some(asked) = asked else {
        return silence(timeline, step.at);
    };
    let Some(FlightEnd::Arrived { event, at }) = asked.end else {
        return silence(timeline, asked.ended_at().unwrap_or(step.at).max(step.at));
    };
    let reply = timeline.flights().iter().find(|flight| {
        flight.from == host
            && flight.sent > event
            && flight.copy_of.is_none()
            && (is_caused(timeline, flight.sent, event) || acknowledges(flight, asked))
    });
    match reply {
        Some(flight) => Truth {
            answer: Answer::Replies(Reply::of(&flight.content)),
            at: flight.sent_at,
            event: Some(flight.sent),
        },
        None => silence(timeline, at),
    }
}

/// Whether `cause` made the host send, with neither another arrival nor a call of the application between the two. A
/// datagram is answered by applications only.
#[inline(never)]
fn is_caused(timeline: &Timeline, sent: EventId, cause: EventId) -> bool {
    let mut next = timeline.event(sent).and_then(|event| event.cause);
    while let Some(event) = next.and_then(|id| timeline.event(id)) {
        if event.id == cause {
            return true;
        }
        next = match event.kind {
            EventKind::SegmentArrived { .. } => None,
            EventKind::CallMade { .. } if timeline.event(sent).is_some_and(is_segment) => None,
            _ => event.cause,
        };
    }
    false
}

fn is_segment(event: &Event) -> bool {
    matches!(event.kind, EventKind::SegmentSent { .. })
}

/// Whether a segment takes something for received that `asked` brought.
#[inline(never)]
fn acknowledges(flight: &Flight, asked: &Flight) -> bool {
    let (Some(reply), Some(asked)) = (flight.content.segment(), asked.content.segment()) else {
        return false;
    };
    let is_between = reply.source == asked.destination && reply.destination == asked.source;
    let covers = |ack: SeqNumber| asked.seq.wrapping_distance_to(ack) <= asked.len();
    // One that takes no sequence number is never acknowledged.
    let is_news = |ack: SeqNumber| ack != asked.seq && covers(ack);
    is_between && reply.ack.is_some_and(is_news)
}

/// How long after the segment was sent the host sends something again.
#[inline(never)]
fn resend(timeline: &Timeline, host: HostId, step: Sighting) -> Truth {
    let flights = timeline.flights();
    let first = step.segment.and_then(|segment| timeline.flight(segment));
    let first = first.filter(|flight| flight.from == host).or_else(|| {
        let mut before = flights.iter().rev();
        before.find(|flight| flight.from == host && flight.sent_at <= step.at)
    });
    let again = flights.iter().find(|flight| {
        flight.from == host
            && flight.sent_at > step.at
            && flight.copy_of.is_none()
            && flight.emission == Emission::Retransmission
    });
    match (first, again) {
        (Some(first), Some(again)) => Truth {
            answer: Answer::After(again.sent_at.since(first.sent_at)),
            at: again.sent_at,
            event: Some(again.sent),
        },
        _ => nothing(timeline, Answer::Never),
    }
}

/// What an answer to be expected would have been measured by: the timer that would send again.
#[inline(never)]
fn patience(timeline: &Timeline, host: HostId, step: Sighting) -> Duration {
    let armed = Cue::armed(timeline, host, Timer::Retransmission, step.at);
    armed.unwrap_or(
        timeline.recording().scenario.settings[host.index()]
            .tcp
            .rto_initial,
    )
}

/// Nothing comes of it until the run ends.
fn nothing(timeline: &Timeline, answer: Answer) -> Truth {
    Truth {
        answer,
        at: timeline.end(),
        event: None,
    }
}

/// Nobody answers what came, or was lost, at `at`: plain as soon as something else happens.
#[inline(never)]
fn silence(timeline: &Timeline, at: Instant) -> Truth {
    let next = timeline.moments().iter().find(|moment| moment.at > at);
    Truth {
        answer: Answer::Silence,
        at: next.map_or(timeline.end(), |moment| moment.at),
        event: None,
    }
}

impl Reply {
    fn of(content: &Packet) -> Self {
        match content.control() {
            Some(Control::Syn) if content.segment().is_some_and(|it| it.ack.is_some()) => {
                Self::SynAck
            }
            Some(Control::Syn) => Self::Syn,
            Some(Control::Fin) => Self::Fin,
            Some(Control::Rst) => Self::Rst,
            None if content.payload().is_empty() => Self::Ack,
            None => Self::Data,
        }
    }
}
