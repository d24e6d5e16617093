//! An event in a few words.

use crate::explain;
use crate::i18n::{Lang, Text};
use crate::network::SegmentId;
use crate::simulation::{Call, CallOutcome, Event, EventKind, HostId};
use crate::tcp::{Emission, State, Timer};
use crate::timeline::Timeline;
use crate::view_model::wording::phrase::{
    Phrase, bytes, bytes_literal, say, segment_kind, timer_sign,
};
use crate::view_model::wording::{deed, sentence};

/// An event as a chip: `client close()`, `#6 FIN`, `ACK #9 lost`, `client → TIME-WAIT`.
pub fn short(lang: Lang, timeline: &Timeline, event: &Event) -> String {
    let on_host = |text, host: HostId| say(lang, text).host(host);
    let of_segment = |text, id: SegmentId| {
        let kind = timeline
            .flight(id)
            .map_or("", |flight| segment_kind(lang, &flight.content));
        say(lang, text).slot("n", id.0).slot("kind", kind)
    };
    let phrase = match &event.kind {
        EventKind::Commanded(command) => {
            say(lang, Text::EventChipCommanded).slot("deed", deed(lang, command))
        }
        EventKind::CallMade { host, call, .. } => {
            on_host(Text::EventChipCall, *host).slot("call", call.name())
        }
        EventKind::CallReturned {
            host,
            call,
            outcome,
            ..
        } => return returned(lang, *host, call, outcome),
        EventKind::Slept { host, span, .. } => {
            on_host(Text::EventChipSlept, *host).slot("span", span)
        }
        EventKind::SegmentSent {
            segment, emission, ..
        } => of_segment(sent(*emission), *segment),
        EventKind::SegmentArrived { segment, .. } => of_segment(Text::EventChipArrived, *segment),
        EventKind::SegmentDropped { segment, .. } => of_segment(Text::EventChipLost, *segment),
        EventKind::SegmentDelayed { segment, by, .. } => {
            of_segment(Text::EventChipDelayed, *segment).slot("by", by)
        }
        EventKind::SegmentHeldBack { segment, .. } => of_segment(Text::EventChipHeldBack, *segment),
        EventKind::SegmentDuplicated { segment, .. } => {
            of_segment(Text::EventChipDuplicated, *segment)
        }
        EventKind::SegmentInjected { segment, .. } | EventKind::DatagramSent { segment, .. } => {
            of_segment(Text::EventChipSent, *segment)
        }
        EventKind::StateChanged { host, from, to, .. } => state(lang, *host, *from, *to),
        EventKind::Forgotten { host, state: from } => state(lang, *host, *from, State::Closed),
        EventKind::Overflowed { host, .. } => on_host(Text::EventChipOverflowed, *host),
        EventKind::SegmentRejected { .. } | EventKind::DatagramDiscarded { .. } => {
            let arrived = sentence::arrived(timeline, event).unwrap_or(SegmentId(0));
            of_segment(Text::EventChipRejected, arrived)
        }
        EventKind::Acknowledged { host, up_to, .. } => {
            let number = timeline.counted(*host, event.id, *up_to);
            on_host(Text::EventChipAcknowledged, *host).slot("number", number)
        }
        EventKind::DataAccepted { host, len, .. } | EventKind::DatagramQueued { host, len } => {
            on_host(Text::EventChipAccepted, *host).slot("bytes", bytes(lang, *len))
        }
        EventKind::DataQueued { host, len, .. } => {
            on_host(Text::EventChipQueued, *host).slot("bytes", bytes(lang, *len))
        }
        EventKind::TimerArmed { host, timer, .. }
        | EventKind::TimerStopped { host, timer, .. }
        | EventKind::TimerExpired { host, timer, .. } => {
            on_host(of_timer(timeline, event), *host).slot("timer", timer_sign(*timer))
        }
        EventKind::ConnectionFailed { host, error, .. } => {
            on_host(Text::EventChipFailed, *host).slot("error", error)
        }
    };
    phrase.done()
}

fn state(lang: Lang, host: HostId, from: State, to: State) -> Phrase {
    match (from, to) {
        (State::Listen, State::Closed) => say(lang, Text::EventChipListenerClosed).host(host),
        _ => say(lang, Text::EventChipState).host(host).slot("to", to),
    }
}

/// What is done with a timer.
#[inline(never)]
fn of_timer(timeline: &Timeline, event: &Event) -> Text {
    match event.kind {
        EventKind::TimerArmed { .. } => armed(timeline, event),
        EventKind::TimerExpired { timer, .. } => expired(timer),
        _ => Text::EventChipStopped,
    }
}

fn armed(timeline: &Timeline, event: &Event) -> Text {
    if explain::is_restart(timeline, event) {
        Text::EventChipRearmed
    } else {
        Text::EventChipArmed
    }
}

const fn sent(emission: Emission) -> Text {
    match emission {
        Emission::Original => Text::EventChipSent,
        Emission::Retransmission => Text::EventChipResent,
    }
}

const fn expired(timer: Timer) -> Text {
    match timer {
        Timer::Retransmission => Text::EventChipExpiredRetransmission,
        Timer::DelayedAck => Text::EventChipExpiredDelayedAck,
        Timer::TimeWait => Text::EventChipExpiredTimeWait,
        Timer::TailLossProbe | Timer::WindowProbe | Timer::KeepAlive | Timer::FinWait2 => {
            Text::EventChipExpired
        }
    }
}

#[inline(never)]
fn returned(lang: Lang, host: HostId, call: &Call, outcome: &CallOutcome) -> String {
    let phrase = match outcome {
        CallOutcome::Done | CallOutcome::Opened(_) | CallOutcome::Accepted(_) => {
            say(lang, Text::EventChipReturned)
        }
        CallOutcome::Data(data) | CallOutcome::DataFrom(data, _) => {
            say(lang, Text::EventChipReturnedWith).slot("data", bytes_literal(data))
        }
        CallOutcome::EndOfFile => {
            say(lang, Text::EventChipReturnedWith).slot("data", bytes_literal(b""))
        }
        CallOutcome::Failed(error) => say(lang, Text::EventChipReturnedFailed).slot("error", error),
    };
    phrase.host(host).slot("call", call.name()).done()
}
