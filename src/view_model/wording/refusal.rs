//! What went wrong, or cannot be done, in words.

use crate::app_state::Notice;
use crate::i18n::{Lang, Text};
use crate::simulation::{Refusal, SocketError};
use crate::tcp::{ConnectionError, RejectReason};
use crate::view_model::wording::kind_name;
use crate::view_model::wording::phrase::say;
use crate::view_model::wording::problem::problems;

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
    socket_error(
        lang,
        match error {
            ConnectionError::Refused => SocketError::ConnRefused,
            ConnectionError::Reset => SocketError::ConnReset,
            ConnectionError::TimedOut => SocketError::TimedOut,
        },
    )
}

/// Why a call failed: the name that a program sees, and what it means.
pub fn socket_error(lang: Lang, error: SocketError) -> String {
    let text = match error {
        SocketError::ConnRefused => Text::EventErrorRefused,
        SocketError::ConnReset => Text::EventErrorReset,
        SocketError::TimedOut => Text::EventErrorTimedOut,
        SocketError::NotConn => Text::EventErrorNotConnected,
        SocketError::IsConn => Text::EventErrorAlreadyOpen,
        SocketError::Pipe => Text::EventErrorClosing,
        SocketError::BadF => Text::EventErrorDoesNotExist,
        SocketError::AddrInUse => Text::EventErrorAddrInUse,
        SocketError::AddrNotAvail => Text::EventErrorAddrNotAvail,
        SocketError::Inval | SocketError::MsgSize | SocketError::OpNotSupp => {
            Text::EventErrorInvalid
        }
        SocketError::Intr => Text::EventErrorInterrupted,
        SocketError::MFile => Text::EventErrorTooManyFiles,
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
        Refusal::NeverSent(segment) => say(lang, Text::EventRefusalNeverSent).slot("n", segment.0),
        Refusal::NoSuchSocket(host) => say(lang, Text::EventRefusalNoSocket).host(host),
        Refusal::NoCallWaits(host) => say(lang, Text::EventRefusalNoCallWaits).host(host),
        Refusal::HostIsDown(host) => say(lang, Text::EventRefusalHostDown).host(host),
        Refusal::NothingToChange => say(lang, Text::EventRefusalNothingToChange),
        Refusal::RunIsFull => say(lang, Text::EventRefusalRunIsFull),
        Refusal::CloseIsPast(host) => say(lang, Text::EventRefusalCloseIsPast).host(host),
        Refusal::OutOfRange => say(lang, Text::EventRefusalOutOfRange),
    };
    phrase.done()
}

/// What the person must be told.
#[inline(never)]
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::Refused(refused) => refusal(lang, *refused),
        Notice::NothingInFlight => lang.owned(Text::EventRefusalNothingInFlight),
        Notice::WrongLink(wrong) => problems(lang, wrong),
        Notice::StepNotYet => lang.owned(Text::EventRefusalStepNotYet),
        Notice::UnreadableRun => lang.owned(Text::EventRefusalUnreadableRun),
    }
}
