//! Why an arriving segment was not accepted, with the numbers of that segment and of who turned it away.

use crate::i18n::{Lang, Text};
use crate::simulation::{Event, EventKind};
use crate::tcp::{RejectReason, Rule, Segment, SeqNumber, Standing};
use crate::timeline::Timeline;
use crate::view_model::wording::phrase::{Phrase, bytes, grouped, say};
use crate::view_model::wording::reject_reason;

/// The reason with its numbers; follows a colon.
#[inline(never)]
pub(super) fn numbered(lang: Lang, event: &Event, segment: &Segment) -> String {
    let EventKind::SegmentRejected {
        reason,
        rule,
        standing,
        ..
    } = event.kind
    else {
        return String::new();
    };
    let phrase = match text(segment, reason, rule) {
        None => return reject_reason(lang, reason).to_owned(),
        Some(text) => say(lang, text),
    };
    filled(lang, phrase, segment, &standing)
        .slot("reason", reject_reason(lang, reason))
        .done()
}

/// What a reader must know of a segment from another connection: that its numbers are told in the receiver's terms.
pub fn left_over(lang: Lang, timeline: &Timeline, event: &Event) -> Option<String> {
    let EventKind::SegmentRejected { standing, .. } = event.kind else {
        return None;
    };
    let flight = timeline.flight(super::sentence::arrived(timeline, event)?)?;
    let (segment, numbers) = flight.segment_said()?;
    let counted = standing.irs.wrapping_distance_to(segment.seq);
    let has_irs = standing.irs != SeqNumber::default() && !segment.is_syn();
    let is_left_over = has_irs && counted != numbers.seq;
    is_left_over.then(|| {
        say(lang, Text::WhyNumbersLeftOver)
            .slot("first", signed(standing.irs, segment.seq))
            .slot("seq", grouped(numbers.seq))
            .done()
    })
}

/// The template with the numbers that matter; none where the reason says it all.
fn text(segment: &Segment, reason: RejectReason, rule: Rule) -> Option<Text> {
    Some(match reason {
        RejectReason::LeftOfWindow | RejectReason::RightOfWindow
            if segment.is_empty() || segment.is_rst() =>
        {
            Text::WhyNumbersEmpty
        }
        RejectReason::LeftOfWindow | RejectReason::RightOfWindow => Text::WhyNumbersOutside,
        RejectReason::ZeroWindow if segment.is_empty() => Text::WhyNumbersEmpty,
        RejectReason::ZeroWindow => Text::WhyNumbersShut,
        RejectReason::AckOfNotSent if rule == Rule::ListenAck => Text::WhyNumbersNothingSent,
        RejectReason::AckOfNotSent => Text::WhyNumbersNotSent,
        RejectReason::AckNotOfOurSyn => Text::WhyNumbersNotOurSyn,
        RejectReason::ResetNotExact => Text::WhyNumbersReset,
        RejectReason::ResetIgnored if rule == Rule::TimeWaitRst => Text::WhyNumbersResetInTimeWait,
        RejectReason::ResetIgnored if rule == Rule::SynSentRst && segment.ack.is_some() => {
            Text::WhyNumbersNotOurSyn
        }
        RejectReason::ResetIgnored if rule == Rule::ClosedRst => Text::EventRejectNoConnection,
        RejectReason::SynInWindow => Text::WhyNumbersSyn,
        RejectReason::NoConnection if segment.is_syn() && segment.ack.is_none() => {
            Text::WhyNumbersNoListener
        }
        RejectReason::NoConnection => Text::WhyNumbersNoConnection,
        RejectReason::AfterFin => Text::WhyNumbersAfterFin,
        RejectReason::OldTimestamp => Text::WhyNumbersTimestamp,
        RejectReason::AckTooOld => Text::WhyNumbersTooOld,
        RejectReason::NobodyReads => Text::WhyNumbersNobodyReads,
        RejectReason::NoAck | RejectReason::ResetIgnored | RejectReason::NotSyn => return None,
    })
}

/// Fills every slot that a template may have.
fn filled(lang: Lang, phrase: Phrase, segment: &Segment, standing: &Standing) -> Phrase {
    let theirs = |number| signed(standing.irs, number);
    let own = |number| signed(standing.iss, number);
    let range = |first: SeqNumber, len: u32| match len {
        0 => say(lang, Text::WhyNumbersWindowShut).slot("next", theirs(first)),
        1 => say(lang, Text::WhyNumbersOne).slot("first", theirs(first)),
        _ => say(lang, Text::WhyNumbersRange)
            .slot("first", theirs(first))
            .slot("last", theirs(first + (len - 1))),
    };
    let ack = segment.ack.map_or_else(String::new, own);
    let stamp = segment.timestamps.map_or(0, |stamp| stamp.value);
    let data = bytes(lang, segment.payload_len());
    let slots: [(&str, String); 15] = [
        ("first", theirs(segment.seq)),
        ("range", range(segment.seq, segment.len()).done()),
        ("window", range(standing.rcv_nxt, standing.rcv_wnd).done()),
        ("next", theirs(standing.rcv_nxt)),
        ("fin", theirs(standing.rcv_nxt + u32::MAX)),
        ("ack", ack),
        ("una", own(standing.snd_una)),
        ("needed", own(standing.snd_una + 1)),
        ("snd_nxt", own(standing.snd_nxt)),
        ("wnd", grouped(standing.max_wnd)),
        ("value", grouped(stamp)),
        ("recent", grouped(standing.ts_recent.unwrap_or_default())),
        ("bytes", data),
        ("source", segment.source.to_string()),
        ("destination", segment.destination.to_string()),
    ];
    let mut filled = phrase;
    for (slot, value) in slots {
        filled = filled.slot(slot, value);
    }
    filled
}

/// A number counted from the first one of this connection, with a sign if it lies before that.
fn signed(initial: SeqNumber, number: SeqNumber) -> String {
    if number.is_before(initial) {
        let before = number.wrapping_distance_to(initial);
        format!("\u{2212}{}", grouped(before))
    } else {
        grouped(initial.wrapping_distance_to(number))
    }
}
