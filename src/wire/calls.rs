//! Socket calls as text, after the manner of strace.

use crate::simulation::{Call, CallOutcome};

/// `send("Hello")`.
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

/// `recv() = "Hello"`.
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
