//! What kept an acknowledgment from coming, so that a retransmission timer went off.

use crate::network::SegmentId;
use crate::simulation::{Event, EventId, EventKind};
use crate::tcp::Emission;
use crate::timeline::{Flight, FlightEnd, Timeline};

/// The segment for whose acknowledgment the timer waited that went off with `expired`: as it was last sent before.
#[inline(never)]
pub(super) fn guarded_by<'a>(timeline: &'a Timeline, expired: &Event) -> Option<&'a Flight> {
    let later = &timeline.events()[expired.id.0 as usize..];
    let mut resent = later
        .iter()
        .take_while(|event| event.at == expired.at)
        .filter_map(|event| match &event.kind {
            EventKind::SegmentSent {
                from,
                content,
                emission: Emission::Retransmission,
                ..
            } if event.cause == Some(expired.id) => Some((*from, content)),
            _ => None,
        });
    if let Some((from, resent)) = resent.next() {
        let is_earlier_sending = |flight: &&Flight| {
            flight.from == from
                && flight.sent < expired.id
                && flight.copy_of.is_none()
                && flight.content.segment().is_some_and(|sent| {
                    sent.seq == resent.seq
                        && sent.source == resent.source
                        && sent.destination == resent.destination
                        && !sent.is_empty()
                })
        };
        return timeline.flights().iter().rev().find(is_earlier_sending);
    }
    // Nothing was sent again: the host gave up. Then the timer was set with the last sending.
    let armed = timeline.event(expired.cause?)?;
    match timeline.event(armed.cause?)?.kind {
        EventKind::SegmentSent { segment, .. } => timeline.flight(segment),
        _ => None,
    }
}

/// The event before `before` that kept `flight` from being acknowledged: it was lost, or an answer to it was; or one of
/// them was only held up.
#[inline(never)]
pub(super) fn mishap(timeline: &Timeline, flight: &Flight, before: EventId) -> Option<EventId> {
    let answers = answers(timeline, flight, before);
    let segments = || {
        core::iter::once(flight)
            .chain(answers.iter().copied())
            .map(|flight| flight.segment)
    };
    let past = &timeline.events()[..before.0 as usize];
    let dropped = |segment: SegmentId| {
        past.iter().find(
            |e| matches!(e.kind, EventKind::SegmentDropped { segment: s, .. } if s == segment),
        )
    };
    let delayed = |segment: SegmentId| {
        past.iter().find(
            |e| matches!(e.kind, EventKind::SegmentDelayed { segment: s, .. } | EventKind::SegmentHeldBack { segment: s, .. } if s == segment),
        )
    };
    segments()
        .find_map(dropped)
        .or_else(|| segments().find_map(delayed))
        .map(|event| event.id)
}

/// The segments that came of the arrival of `flight` and would have acknowledged it.
fn answers<'a>(timeline: &'a Timeline, flight: &Flight, before: EventId) -> Vec<&'a Flight> {
    let Some(FlightEnd::Arrived { event: arrival, .. }) = flight.end else {
        return Vec::new();
    };
    let Some(segment) = flight.content.segment() else {
        return Vec::new();
    };
    let end = segment.seq + segment.len();
    let would_acknowledge = |answer: &&Flight| {
        answer.from == flight.from.other()
            && arrival < answer.sent
            && answer.sent < before
            && answer
                .content
                .segment()
                .and_then(|segment| segment.ack)
                .is_some_and(|ack| ack.is_after_or_at(end))
            && comes_of(timeline, answer.sent, arrival)
    };
    timeline
        .flights()
        .iter()
        .filter(would_acknowledge)
        .collect()
}

/// Whether `origin` is among the causes of `event`. A cause always stands before its effect in the log.
fn comes_of(timeline: &Timeline, event: EventId, origin: EventId) -> bool {
    let mut link = Some(event);
    while let Some(id) = link.filter(|id| *id > origin) {
        link = timeline.event(id).and_then(|event| event.cause);
    }
    link == Some(origin)
}
