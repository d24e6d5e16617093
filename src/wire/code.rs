//! Segments in the RFC's notation, and socket calls after the manner of strace.

use crate::simulation::{Call, CallOutcome};
use crate::time::Duration;
use crate::timeline::Flight;

/// A segment in the RFC's notation: `<SEQ=0><ACK=1><CTL=SYN,ACK>`; a datagram after its manner: `<UDP><DATA=5>`.
pub(super) fn segment_text(flight: &Flight) -> String {
    let content = &flight.content;
    let data = match content.payload().len() {
        0 => String::new(),
        len => format!("<DATA={len}>"),
    };
    let Some(numbers) = flight.numbers else {
        return format!("<{}>{data}", content.flags());
    };
    let ack = numbers
        .ack
        .map_or_else(String::new, |ack| format!("<ACK={ack}>"));
    format!("<SEQ={}>{ack}<CTL={}>{data}", numbers.seq, content.flags())
}

/// `send("Hello")`
pub(super) fn call_code(call: &Call) -> String {
    match call {
        Call::Send(bytes) => format!("send({:?})", String::from_utf8_lossy(bytes)),
        Call::SendTo { bytes, .. } => format!("sendto({:?})", String::from_utf8_lossy(bytes)),
        other => other.name().to_owned(),
    }
}

/// Whether a call gave nothing but that it is done.
pub(super) const fn is_plain(outcome: &CallOutcome) -> bool {
    matches!(
        outcome,
        CallOutcome::Done | CallOutcome::Opened(_) | CallOutcome::Accepted(_)
    )
}

/// `recv() = "Hello"`
pub(super) fn outcome_code(call: &Call, outcome: &CallOutcome) -> String {
    let code = call_code(call);
    match outcome {
        CallOutcome::Done | CallOutcome::Opened(_) | CallOutcome::Accepted(_) => {
            format!("{code} = ok")
        }
        CallOutcome::Data(bytes) | CallOutcome::DataFrom(bytes, _) => {
            format!("{code} = {:?}", String::from_utf8_lossy(bytes))
        }
        CallOutcome::EndOfFile => format!("{code} = \"\""),
        CallOutcome::Failed(error) => format!("{code} = {error}"),
    }
}

/// Without zeros that say nothing: `0.2`.
pub(super) fn seconds(span: Duration) -> String {
    let ms = span.as_millis();
    let text = format!("{}.{:03}", ms / 1_000, ms % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
