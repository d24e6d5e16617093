//! The words of the ladder's last column.

use crate::i18n::{self, Lang, Text};
use crate::network::{Intervention, Reason, SegmentKind};
use crate::simulation::{CloseTime, Command, HostId};
use crate::time::Duration;

/// Why the network did something.
pub(super) fn reason(lang: Lang, reason: Reason) -> String {
    match reason {
        Reason::ByHand => lang.text(Text::WireByHand).to_owned(),
        Reason::NextOfKind(kind) => lang.fill(Text::WireNextOfKind, &[("kind", name(kind))]),
        Reason::Random => lang.text(Text::WireRandom).to_owned(),
        Reason::Ordered => lang.text(Text::WireOrdered).to_owned(),
        Reason::LinkCut => lang.text(Text::WireLinkCut).to_owned(),
        Reason::NoHost => lang.text(Text::WireNoHost).to_owned(),
        Reason::HostDown => lang.text(Text::WireHostDown).to_owned(),
    }
}

/// A segment is lost.
pub(super) fn lost(lang: Lang, why: Reason) -> String {
    lang.fill(Text::WireLost, &[("reason", &reason(lang, why))])
}

/// A segment is held up.
pub(super) fn late(lang: Lang, by: Duration, why: Reason) -> String {
    let values = [("span", by.to_string()), ("reason", reason(lang, why))];
    lang.fill(
        Text::WireLate,
        &values
            .each_ref()
            .map(|(slot, value)| (*slot, value.as_str())),
    )
}

/// A segment was not accepted, for the reason of that key.
pub(super) fn not_taken(lang: Lang, why: &'static str) -> String {
    let words = i18n::REJECTIONS
        .find(why)
        .map_or(why, |text| lang.text(text));
    lang.fill(Text::WireNotTaken, &[("reason", words)])
}

/// Several notes on one line.
pub(super) fn joined(lang: Lang, notes: Vec<String>) -> String {
    let join = |one: String, other: String| {
        lang.fill(Text::WireTwoNotes, &[("one", &one), ("other", &other)])
    };
    notes.into_iter().reduce(join).unwrap_or_default()
}

/// A text with one span of time in it.
pub(super) fn with_span(lang: Lang, text: Text, span: Duration) -> String {
    lang.fill(text, &[("span", &span.to_string())])
}

/// What the person did; none where the lines that follow show it.
pub(super) fn command(lang: Lang, command: &Command) -> Option<String> {
    Some(match command {
        Command::Interfere { .. }
        | Command::InterfereNth { .. }
        | Command::Call { .. }
        | Command::Open { .. }
        | Command::Interrupt { .. }
        | Command::Inject { .. }
        | Command::Replay { .. } => return None,
        Command::CutLink => lang.text(Text::WireLinkCut).to_owned(),
        Command::RestoreLink => lang.text(Text::WireLinkMended).to_owned(),
        Command::Crash { .. } => lang.text(Text::WireHostDown).to_owned(),
        Command::Reboot { .. } => lang.text(Text::WireHostUp).to_owned(),
        Command::Restart { .. } => lang.text(Text::WireRestarted).to_owned(),
        Command::InterfereNext { from, kind, how } => {
            let text = match how {
                Intervention::Drop => Text::WireNextDrop,
                Intervention::Delay(_) => Text::WireNextDelay,
                Intervention::Duplicate => Text::WireNextDuplicate,
                Intervention::Reorder => Text::WireNextReorder,
            };
            lang.fill(text, &[("kind", &kind_from(lang, *from, *kind))])
        }
        Command::CancelNext { kind } => {
            lang.fill(Text::WireNextCancelled, &[("kind", name(*kind))])
        }
        Command::SetCloseTime { when, .. } => match *when {
            CloseTime::NOW => lang.text(Text::WireCloseNow).to_owned(),
            CloseTime::After(wait) => with_span(lang, Text::WireCloseLate, wait),
            CloseTime::Never => lang.text(Text::WireCloseNever).to_owned(),
        },
        Command::SetOneWayDelay(span) => with_span(lang, Text::WireSetDelay, *span),
        Command::SetLoss(share) => {
            let percent = match (share / 10, share % 10) {
                (whole, 0) => whole.to_string(),
                (whole, tenths) => format!("{whole}.{tenths}"),
            };
            lang.fill(Text::WireSetLoss, &[("percent", &percent)])
        }
        Command::SetAckDelay(span) => with_span(lang, Text::WireSetAckDelay, *span),
        Command::SetTimeWait(count) => {
            lang.fill(Text::WireSetTimeWait, &[("count", &count.to_string())])
        }
    })
}

/// A kind of segment, and whose if it is somebody's: `FIN from the server`.
fn kind_from(lang: Lang, from: Option<HostId>, kind: SegmentKind) -> String {
    let host = match from {
        None => return name(kind).to_owned(),
        Some(HostId::Client) => Text::EventClient,
        Some(HostId::Server) => Text::EventServer,
    };
    lang.fill(
        Text::WireKindFrom,
        &[("kind", name(kind)), ("host", lang.text(host))],
    )
}

const fn name(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Syn => "SYN",
        SegmentKind::Ack => "ACK",
        SegmentKind::Fin => "FIN",
        SegmentKind::Data => "DATA",
        SegmentKind::Rst => "RST",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tcp::RejectReason;
    use crate::udp::Discard;

    #[test]
    fn every_rejection_has_its_words() {
        let of_tcp = RejectReason::ALL.iter().map(|why| why.id());
        let of_udp = [Discard::NoSocket, Discard::BufferFull].map(Discard::id);
        for why in of_tcp.chain(of_udp) {
            for lang in Lang::ALL {
                let note = not_taken(lang, why);
                assert!(!note.contains(why), "{note}");
            }
        }
    }
}
