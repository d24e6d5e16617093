//! What went wrong, or cannot be done, in words.

use crate::app_state::Notice;
use crate::i18n::{Lang, Text};
use crate::simulation::Refusal;
use crate::tcp::{CallError, ConnectionError, RejectReason};
use crate::view_model::wording::kind_name;
use crate::view_model::wording::phrase::say;

/// Why an arriving segment was not accepted: follows a colon.
pub fn reject_reason(lang: Lang, reason: RejectReason) -> &'static str {
    lang.text(match reason {
        RejectReason::LeftOfWindow => Text::EventRejectLeftOfWindow,
        RejectReason::RightOfWindow => Text::EventRejectRightOfWindow,
        RejectReason::ZeroWindow => Text::EventRejectZeroWindow,
        RejectReason::NoAck => Text::EventRejectNoAck,
        RejectReason::AckOfNotSent => Text::EventRejectAckOfNotSent,
        RejectReason::AckNotOfOurSyn => Text::EventRejectAckNotOfOurSyn,
        RejectReason::ResetNotExact => Text::EventRejectResetNotExact,
        RejectReason::ResetIgnored => Text::EventRejectResetIgnored,
        RejectReason::SynInWindow => Text::EventRejectSynInWindow,
        RejectReason::NotSyn => Text::EventRejectNotSyn,
        RejectReason::NoConnection => Text::EventRejectNoConnection,
        RejectReason::AfterFin => Text::EventRejectAfterFin,
        RejectReason::OldTimestamp => Text::EventRejectOldTimestamp,
        RejectReason::AckTooOld => Text::EventRejectAckTooOld,
        RejectReason::NobodyReads => Text::EventRejectNobodyReads,
    })
}

/// How a connection ended: the name that a program sees, and what it means.
pub fn connection_error(lang: Lang, error: ConnectionError) -> String {
    let text = match error {
        ConnectionError::Refused => Text::EventErrorRefused,
        ConnectionError::Reset => Text::EventErrorReset,
        ConnectionError::TimedOut => Text::EventErrorTimedOut,
    };
    say(lang, text).slot("code", error).done()
}

/// Why a call was refused: the name that a program sees, and what it means.
pub fn call_error(lang: Lang, error: CallError) -> String {
    let text = match error {
        CallError::NotConnected => Text::EventErrorNotConnected,
        CallError::AlreadyOpen => Text::EventErrorAlreadyOpen,
        CallError::Closing => Text::EventErrorClosing,
        CallError::DoesNotExist => Text::EventErrorDoesNotExist,
        CallError::Failed(error) => return connection_error(lang, error),
    };
    say(lang, text).slot("code", error).done()
}

/// Why a command cannot be carried out, and what to do instead.
pub fn refusal(lang: Lang, refusal: Refusal) -> String {
    let phrase = match refusal {
        Refusal::NotInFlight(segment) => {
            say(lang, Text::EventRefusalNotInFlight).slot("n", segment.0)
        }
        Refusal::NothingToCancel(kind) => {
            say(lang, Text::EventRefusalNothingToCancel).slot("kind", kind_name(lang, kind))
        }
        Refusal::Call(error) => {
            say(lang, Text::EventRefusalCall).slot("error", call_error(lang, error))
        }
        Refusal::CloseIsPast(host) => say(lang, Text::EventRefusalCloseIsPast).host(host),
        Refusal::OutOfRange => say(lang, Text::EventRefusalOutOfRange),
    };
    phrase.done()
}

/// What the person must be told.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::Refused(refused) => refusal(lang, *refused),
        Notice::NothingInFlight => lang.text(Text::EventRefusalNothingInFlight).to_owned(),
        Notice::UnknownLesson(name) => say(lang, Text::EventRefusalUnknownLesson)
            .slot("name", name)
            .done(),
        Notice::UnreadableRun => lang.text(Text::EventRefusalUnreadableRun).to_owned(),
    }
}
