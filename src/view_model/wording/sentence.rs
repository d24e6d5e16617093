//! An event in one plain sentence.

use crate::explain;
use crate::host::Queue;
use crate::i18n::{Lang, Text};
use crate::network::{Reason, SegmentId};
use crate::simulation::{Call, CallOutcome, Event, EventKind, HostId};
use crate::tcp::{Emission, Rule, State, Timer};
use crate::time::Duration;
use crate::timeline::Timeline;
use crate::udp::Discard;
use crate::view_model::wording::phrase::{
    Phrase, addressed, bytes, bytes_literal, call_code, numbers, say, segment_name, timer_name,
};
use crate::view_model::wording::rejection::numbered;
use crate::view_model::wording::{connection_error, deed, socket_error};

/// One whole sentence: `The client receives #2 (SYN,ACK): seq 0, ack 1.`
pub fn sentence(lang: Lang, timeline: &Timeline, event: &Event) -> String {
    let on_host = |text, host: HostId| say(lang, text).host(host);
    let phrase = match &event.kind {
        EventKind::Commanded(command) => {
            say(lang, Text::EventCommanded).slot("deed", deed(lang, command))
        }
        EventKind::CallMade { host, line, call } => {
            let text = if line.is_some() {
                Text::EventCallMade
            } else {
                Text::EventCallByHand
            };
            on_host(text, *host).slot("call", call_code(call))
        }
        EventKind::CallReturned {
            host,
            call,
            outcome,
            ..
        } => returned(lang, call, outcome).host(*host),
        EventKind::Slept { host, span, .. } => on_host(Text::EventSlept, *host).slot("span", span),
        EventKind::SegmentSent { segment, .. }
        | EventKind::SegmentArrived { segment, .. }
        | EventKind::SegmentDropped { segment, .. }
        | EventKind::SegmentDelayed { segment, .. }
        | EventKind::SegmentHeldBack { segment, .. }
        | EventKind::SegmentInjected { segment, .. }
        | EventKind::DatagramSent { segment, .. }
        | EventKind::SegmentDuplicated { segment, .. } => {
            on_the_way(lang, timeline, &event.kind, *segment)
        }
        EventKind::StateChanged { host, from, to, .. } => state(lang, *host, *from, *to),
        EventKind::Overflowed { host, .. }
        | EventKind::Forgotten { host, .. }
        | EventKind::SegmentRejected { host, .. }
        | EventKind::DatagramDiscarded { host, .. }
        | EventKind::ConnectionFailed { host, .. } => trouble(lang, timeline, event).host(*host),
        EventKind::Acknowledged { host, up_to, .. } => on_host(Text::EventAcknowledged, *host)
            .slot("number", timeline.counted(*host, event.id, *up_to)),
        EventKind::DataAccepted { host, len, .. }
        | EventKind::DataQueued { host, len, .. }
        | EventKind::DatagramQueued { host, len } => {
            on_host(taken(&event.kind), *host).slot("bytes", bytes(lang, *len))
        }
        EventKind::TimerArmed { host, timer, .. }
        | EventKind::TimerStopped { host, timer, .. }
        | EventKind::TimerExpired { host, timer, .. } => of_timer(lang, timeline, event)
            .host(*host)
            .slot("timer", timer_name(lang, *timer)),
    };
    phrase.done()
}

/// What is done with a timer.
#[inline(never)]
fn of_timer(lang: Lang, timeline: &Timeline, event: &Event) -> Phrase {
    match event.kind {
        EventKind::TimerArmed { expires, .. } => say(lang, armed(timeline, event))
            .slot("at", expires)
            .slot("span", expires.since(event.at)),
        EventKind::TimerExpired { timer, rule, .. } => {
            say(lang, expired(timer, rule)).slot("span", waited(timeline, event))
        }
        _ => say(lang, Text::EventStopped),
    }
}

/// What has gone wrong.
#[inline(never)]
fn trouble(lang: Lang, timeline: &Timeline, event: &Event) -> Phrase {
    match event.kind {
        EventKind::Overflowed { queue, .. } => say(lang, overflowed(queue)),
        EventKind::Forgotten { state, .. } => say(lang, Text::EventForgotten).slot("state", state),
        EventKind::DatagramDiscarded { why, .. } => say(lang, Text::EventRejected)
            .slot("segment", arrived_name(lang, timeline, event))
            .slot("reason", lang.text(discarded(why))),
        EventKind::ConnectionFailed { error, .. } => {
            say(lang, Text::EventFailed).slot("error", connection_error(lang, error))
        }
        _ => rejected(lang, timeline, event),
    }
}

fn state(lang: Lang, host: HostId, from: State, to: State) -> Phrase {
    match (from, to) {
        // Only the socket that took connections ends so; those live on.
        (State::Listen, State::Closed) => say(lang, Text::EventListenerClosed).host(host),
        _ => say(lang, Text::EventState)
            .host(host)
            .slot("from", from)
            .slot("to", to),
    }
}

const fn overflowed(queue: Queue) -> Text {
    match queue {
        Queue::Syn => Text::EventOverflowSyn,
        Queue::Accept => Text::EventOverflowAccept,
    }
}

/// Data has come that the program can read, or will be able to.
const fn taken(kind: &EventKind) -> Text {
    match kind {
        EventKind::DatagramQueued { .. } => Text::EventDatagramQueued,
        EventKind::DataQueued { .. } => Text::EventQueued,
        _ => Text::EventAccepted,
    }
}

const fn discarded(why: Discard) -> Text {
    match why {
        Discard::NoSocket => Text::EventRejectNoSocket,
        Discard::BufferFull => Text::EventRejectBufferFull,
    }
}

/// The segment whose arrival made `event` happen, if it was one.
pub(super) fn arrived(timeline: &Timeline, event: &Event) -> Option<SegmentId> {
    match timeline.event(event.cause?)?.kind {
        EventKind::SegmentArrived { segment, .. } => Some(segment),
        _ => None,
    }
}

fn arrived_name(lang: Lang, timeline: &Timeline, event: &Event) -> String {
    let flight = arrived(timeline, event).and_then(|segment| timeline.flight(segment));
    flight.map_or_else(String::new, |flight| segment_name(lang, flight))
}

fn rejected(lang: Lang, timeline: &Timeline, event: &Event) -> Phrase {
    let flight = arrived(timeline, event).and_then(|segment| timeline.flight(segment));
    let segment = flight.and_then(|flight| flight.content.segment());
    say(lang, Text::EventRejected)
        .slot("segment", arrived_name(lang, timeline, event))
        .slot(
            "reason",
            segment.map_or_else(String::new, |segment| numbered(lang, event, segment)),
        )
}

/// What happens to a segment between its sending and its arrival.
fn on_the_way(lang: Lang, timeline: &Timeline, kind: &EventKind, segment: SegmentId) -> Phrase {
    let flight = timeline.flight(segment);
    let to = flight.map_or(HostId::Server, |flight| flight.from.other());
    let from = to.other();
    let phrase = match kind {
        EventKind::SegmentSent {
            emission: Emission::Original,
            ..
        } => say(lang, Text::EventSent).host(from),
        EventKind::SegmentSent {
            emission: Emission::Retransmission,
            ..
        } => say(lang, Text::EventResent).host(from),
        EventKind::SegmentArrived { .. } => say(lang, Text::EventArrived).host(to),
        kind => disturbed(lang, kind, to),
    };
    let Some(flight) = flight else { return phrase };
    phrase
        .slot("segment", segment_name(lang, flight))
        .slot("numbers", numbers(lang, flight))
}

/// What the network does to a segment, and what appears on the wire without a connection.
#[inline(never)]
fn disturbed(lang: Lang, kind: &EventKind, to: HostId) -> Phrase {
    match kind {
        EventKind::SegmentInjected { .. } => say(lang, Text::EventInjected).host(to),
        EventKind::DatagramSent { .. } => say(lang, Text::EventDatagramSent).host(to.other()),
        EventKind::SegmentDropped { reason, .. } => say(lang, dropped(*reason)).host(to),
        EventKind::SegmentDelayed { by, reason, .. } => say(lang, delayed(*reason)).slot("by", by),
        EventKind::SegmentHeldBack {
            at_most, reason, ..
        } => say(lang, held_back(*reason)).slot("span", at_most),
        EventKind::SegmentDuplicated { copy, reason, .. } => {
            say(lang, duplicated(*reason)).slot("copy", copy.0)
        }
        _ => say(lang, Text::EventArrived).host(to),
    }
}

const fn dropped(reason: Reason) -> Text {
    match reason {
        Reason::ByHand => Text::EventDroppedByHand,
        Reason::NextOfKind(_) | Reason::Ordered => Text::EventDroppedNext,
        Reason::Random => Text::EventDroppedRandom,
        Reason::LinkCut => Text::EventDroppedCut,
        Reason::NoHost => Text::EventDroppedNoHost,
        Reason::HostDown => Text::EventDroppedDown,
    }
}

const fn delayed(reason: Reason) -> Text {
    match reason {
        Reason::ByHand => Text::EventDelayedByHand,
        Reason::Random => Text::EventDelayedRandom,
        _ => Text::EventDelayedNext,
    }
}

const fn held_back(reason: Reason) -> Text {
    match reason {
        Reason::ByHand => Text::EventHeldBackByHand,
        Reason::Random => Text::EventHeldBackRandom,
        _ => Text::EventHeldBackNext,
    }
}

const fn duplicated(reason: Reason) -> Text {
    match reason {
        Reason::ByHand => Text::EventDuplicatedByHand,
        Reason::Random => Text::EventDuplicatedRandom,
        _ => Text::EventDuplicatedNext,
    }
}

#[inline(never)]
fn returned(lang: Lang, call: &Call, outcome: &CallOutcome) -> Phrase {
    let phrase = match outcome {
        CallOutcome::Done | CallOutcome::Opened(_) | CallOutcome::Accepted(_) => {
            say(lang, Text::EventReturned)
        }
        CallOutcome::Data(data) => {
            say(lang, Text::EventReturnedData).slot("data", bytes_literal(data))
        }
        CallOutcome::DataFrom(data, from) => {
            say(lang, Text::EventReturnedData).slot("data", addressed(data, *from))
        }
        CallOutcome::EndOfFile => say(lang, Text::EventReturnedEnd),
        CallOutcome::Failed(error) => {
            say(lang, Text::EventReturnedFailed).slot("error", socket_error(lang, *error))
        }
    };
    phrase.slot("call", call.name())
}

fn armed(timeline: &Timeline, event: &Event) -> Text {
    let backed_off = [Rule::RetransmissionTimeout, Rule::R1Reached];
    let is_again = event
        .kind
        .rule()
        .is_some_and(|rule| backed_off.contains(&rule));
    // Linux repeats its first SYNs evenly.
    if is_again && explain::waits_longer(timeline, event) {
        Text::EventBackedOff
    } else if is_again || explain::is_restart(timeline, event) {
        Text::EventRearmed
    } else {
        Text::EventArmed
    }
}

fn expired(timer: Timer, rule: Rule) -> Text {
    match timer {
        // A probe's acknowledgment may have come, and said that there is still no room.
        Timer::Retransmission if rule == Rule::WindowProbe => Text::EventExpired,
        Timer::Retransmission => Text::EventExpiredRetransmission,
        Timer::DelayedAck => Text::EventExpiredDelayedAck,
        Timer::TimeWait => Text::EventExpiredTimeWait,
        Timer::TailLossProbe | Timer::WindowProbe | Timer::KeepAlive | Timer::FinWait2 => {
            Text::EventExpired
        }
    }
}

/// How long a timer had been running when it went off.
fn waited(timeline: &Timeline, expired: &Event) -> Duration {
    let armed = expired.cause.and_then(|armed| timeline.event(armed));
    armed.map_or(Duration::ZERO, |armed| expired.at.since(armed.at))
}
