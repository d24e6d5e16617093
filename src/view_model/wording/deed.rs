//! What the person does, in words.

use crate::i18n::{Lang, Text};
use crate::network::{Intervention, SegmentKind};
use crate::simulation::{CloseTime, Command, HostId};
use crate::view_model::wording::kind_name;
use crate::view_model::wording::phrase::{Phrase, call_code, say};

/// A command as a phrase that follows “you”: `drop #4`.
pub fn deed(lang: Lang, command: &Command) -> String {
    let phrase = match command {
        Command::Interfere { segment, how } => interfere(lang, *how).slot("n", segment.0),
        Command::InterfereNext { from, kind, how } => interfere_next(lang, *from, *kind, *how),
        Command::CancelNext { kind } => {
            say(lang, Text::EventDeedCancelNext).slot("kind", kind_name(lang, *kind))
        }
        Command::Call { host, call, .. } => say(lang, Text::EventDeedCall)
            .host(*host)
            .slot("call", call_code(call)),
        Command::SetCloseTime { host, when } => close(lang, *when).host(*host),
        Command::SetOneWayDelay(delay) => {
            say(lang, Text::EventDeedRoundTrip).slot("span", *delay * 2)
        }
        Command::SetLoss(share) => say(lang, Text::EventDeedLoss).slot("percent", percent(*share)),
        Command::SetAckDelay(delay) if delay.is_zero() => say(lang, Text::EventDeedAckAtOnce),
        Command::SetAckDelay(delay) => say(lang, Text::EventDeedAckDelay).slot("span", delay),
        Command::SetTimeWait(msls) => say(lang, Text::EventDeedTimeWait).slot("n", msls),
        Command::Open { host } => say(lang, Text::EventDeedOpen).host(*host),
        Command::Interrupt { host, .. } => say(lang, Text::EventDeedInterrupt).host(*host),
        Command::InterfereNth { from, ordinal, .. } => {
            say(lang, Text::EventDeedNth).host(*from).slot("n", ordinal)
        }
        Command::Inject { .. } => say(lang, Text::EventDeedInject),
        Command::Replay { segment, .. } => say(lang, Text::EventDeedReplay).slot("n", segment.0),
        Command::CutLink => say(lang, Text::EventDeedCut),
        Command::RestoreLink => say(lang, Text::EventDeedRestore),
        Command::Crash { host } => say(lang, Text::EventDeedCrash).host(*host),
        Command::Reboot { host } => say(lang, Text::EventDeedReboot).host(*host),
        Command::Restart { host } => say(lang, Text::EventDeedRestart).host(*host),
    };
    phrase.done()
}

fn interfere(lang: Lang, how: Intervention) -> Phrase {
    match how {
        Intervention::Drop => say(lang, Text::EventDeedDrop),
        Intervention::Delay(by) => say(lang, Text::EventDeedDelay).slot("by", by),
        Intervention::Duplicate => say(lang, Text::EventDeedDuplicate),
        Intervention::Reorder => say(lang, Text::EventDeedReorder),
    }
}

fn interfere_next(
    lang: Lang,
    from: Option<HostId>,
    kind: SegmentKind,
    how: Intervention,
) -> Phrase {
    let phrase = match how {
        Intervention::Drop => say(lang, Text::EventDeedDropNext),
        Intervention::Delay(by) => say(lang, Text::EventDeedDelayNext).slot("by", by),
        Intervention::Duplicate => say(lang, Text::EventDeedDuplicateNext),
        Intervention::Reorder => say(lang, Text::EventDeedReorderNext),
    };
    match from {
        None => phrase.slot("kind", kind_name(lang, kind)),
        Some(host) => phrase.slot(
            "kind",
            say(lang, Text::EventKindFrom)
                .slot("kind", kind_name(lang, kind))
                .host(host)
                .done(),
        ),
    }
}

fn close(lang: Lang, when: CloseTime) -> Phrase {
    match when {
        CloseTime::NOW => say(lang, Text::EventDeedCloseNow),
        CloseTime::After(wait) => say(lang, Text::EventDeedCloseLate).slot("by", wait),
        CloseTime::Never => say(lang, Text::EventDeedCloseNever),
    }
}

/// `300` in a thousand is `30`, `5` is `0.5`.
fn percent(share: u16) -> String {
    match share % 10 {
        0 => (share / 10).to_string(),
        tenths => format!("{}.{tenths}", share / 10),
    }
}
