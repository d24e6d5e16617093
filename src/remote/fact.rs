//! An event of the machine as data for other programs: its kind, and what can be said of it in numbers and names.

use crate::i18n::Lang;
use crate::network::{HostId, SegmentId};
use crate::remote::Datum;
use crate::simulation::{CallOutcome, Event, EventKind};
use crate::tcp::{Rule, Timer};
use crate::timeline::Timeline;
use crate::view_model::wording;

/// An event: what it is (`kind`), where, when, to which segment, by which rule; and all of it in words.
pub(super) fn fact(timeline: &Timeline, event: &Event, lang: Lang) -> Datum {
    let record = Datum::record()
        .with("n", event.id.0)
        .with("step", timeline.moment_index(event.at))
        .with("t", event.at)
        .with("kind", kind(&event.kind))
        .with("text", wording::sentence(lang, timeline, event));
    let segment = event.kind.segment();
    let record = record.maybe("host", host(timeline, &event.kind).map(host_name));
    let record = match segment {
        Some(segment) => about_segment(record, timeline, segment),
        None => record,
    };
    let rule = event.kind.rule().map(Rule::id);
    particulars(record, &event.kind).maybe("rule", rule)
}

/// The kinds of events, by their names in messages.
pub(super) const fn kind(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Commanded(_) => "act",
        EventKind::CallMade { .. } => "call",
        EventKind::CallReturned { .. } => "return",
        EventKind::Slept { .. } => "sleep",
        EventKind::SegmentSent { .. } | EventKind::DatagramSent { .. } => "send",
        EventKind::SegmentArrived { .. } => "receive",
        EventKind::SegmentDropped { .. } => "drop",
        EventKind::SegmentDelayed { .. } | EventKind::SegmentHeldBack { .. } => "delay",
        EventKind::SegmentDuplicated { .. } => "duplicate",
        EventKind::SegmentInjected { .. } => "inject",
        EventKind::StateChanged { .. } => "state",
        EventKind::SegmentRejected { .. } | EventKind::DatagramDiscarded { .. } => "reject",
        EventKind::Acknowledged { .. } => "acknowledged",
        EventKind::DataAccepted { .. } | EventKind::DatagramQueued { .. } => "data",
        EventKind::DataQueued { .. } => "early-data",
        EventKind::TimerArmed { .. } => "timer-set",
        EventKind::TimerStopped { .. } => "timer-stop",
        EventKind::TimerExpired { .. } => "timer",
        EventKind::ConnectionFailed { .. } => "fail",
        EventKind::Overflowed { .. } => "overflow",
        EventKind::Forgotten { .. } => "forget",
    }
}

const fn host_name(host: HostId) -> &'static str {
    match host {
        HostId::Client => "client",
        HostId::Server => "server",
    }
}

/// Where it happened; of what happens on the wire, who sent the segment.
fn host(timeline: &Timeline, kind: &EventKind) -> Option<HostId> {
    match kind {
        EventKind::CallMade { host, .. }
        | EventKind::CallReturned { host, .. }
        | EventKind::Slept { host, .. }
        | EventKind::StateChanged { host, .. }
        | EventKind::SegmentRejected { host, .. }
        | EventKind::Acknowledged { host, .. }
        | EventKind::DataAccepted { host, .. }
        | EventKind::DataQueued { host, .. }
        | EventKind::TimerArmed { host, .. }
        | EventKind::TimerStopped { host, .. }
        | EventKind::TimerExpired { host, .. }
        | EventKind::ConnectionFailed { host, .. }
        | EventKind::Overflowed { host, .. }
        | EventKind::Forgotten { host, .. }
        | EventKind::DatagramQueued { host, .. }
        | EventKind::DatagramDiscarded { host, .. }
        | EventKind::SegmentArrived { at_host: host, .. } => Some(*host),
        _ => timeline.flight(kind.segment()?).map(|flight| flight.from),
    }
}

/// Its number on the wire, its bits, and its numbers counted from the initial ones, as the ladder shows them.
fn about_segment(record: Datum, timeline: &Timeline, segment: SegmentId) -> Datum {
    let record = record.with("segment", segment.0);
    let Some(flight) = timeline.flight(segment) else {
        return record;
    };
    let flags: Vec<Datum> = flight.content.flags().split(',').map(Datum::from).collect();
    let numbers = flight.numbers;
    record
        .with("flags", flags)
        .maybe("seq", numbers.map(|numbers| numbers.seq))
        .maybe("ack", numbers.and_then(|numbers| numbers.ack))
        .with("len", flight.content.payload().len())
}

/// What only events of this kind have.
fn particulars(record: Datum, kind: &EventKind) -> Datum {
    match kind {
        EventKind::CallMade { call, .. } => record.with("call", call.name()),
        EventKind::CallReturned { call, outcome, .. } => {
            let error = match outcome {
                CallOutcome::Failed(error) => Some(error.name()),
                _ => None,
            };
            record.with("call", call.name()).maybe("error", error)
        }
        EventKind::StateChanged { from, to, .. } => record
            .with("from", from.to_string())
            .with("to", to.to_string()),
        EventKind::SegmentRejected { reason, .. } => record.with("reason", reason.id()),
        EventKind::DatagramDiscarded { why, .. } => record.with("reason", why.id()),
        EventKind::SegmentDelayed { by, .. } => record.with("by", *by),
        EventKind::SegmentHeldBack { at_most, .. } => record.with("by", *at_most),
        EventKind::Slept { span, .. } => record.with("by", *span),
        EventKind::DataAccepted { len, .. }
        | EventKind::DataQueued { len, .. }
        | EventKind::DatagramQueued { len, .. } => record.with("len", *len),
        EventKind::TimerArmed { timer, expires, .. } => record
            .with("timer", timer_name(*timer))
            .with("expires", *expires),
        EventKind::TimerStopped { timer, .. } | EventKind::TimerExpired { timer, .. } => {
            record.with("timer", timer_name(*timer))
        }
        EventKind::ConnectionFailed { error, .. } => record.with("error", error.to_string()),
        _ => record,
    }
}

const fn timer_name(timer: Timer) -> &'static str {
    match timer {
        Timer::Retransmission => "retransmission",
        Timer::DelayedAck => "delayed-ack",
        Timer::TimeWait => "time-wait",
        Timer::TailLossProbe => "tail-loss-probe",
        Timer::WindowProbe => "window-probe",
        Timer::KeepAlive => "keep-alive",
        Timer::FinWait2 => "fin-wait-2",
    }
}
