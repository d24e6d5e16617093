//! Segments in words: `#4 PSH,ACK seq=1 len=5 “Hello”`.

use crate::i18n::{Lang, Text};
use crate::network::{Reason, SegmentKind};
use crate::tcp::Emission;
use crate::timeline::{Flight, FlightEnd};
use crate::view_model::scene::Scene;
use crate::view_model::wording;
use core::fmt::Write as _;

/// How much of a segment is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view_model) enum Length {
    /// All that fits on a wide ladder.
    Full,
    /// What a phone has room for.
    Short,
}

/// `#4 PSH,ACK seq=1 len=5 “Hello”`.
pub(in crate::view_model) fn caption(lang: Lang, flight: &Flight, length: Length) -> String {
    format!("{} {}", flight.segment, said(lang, flight, length))
}

/// The same without the segment's number on the wire.
fn said(lang: Lang, flight: &Flight, length: Length) -> String {
    let content = &flight.content;
    let full = length == Length::Full;
    if let Some(original) = flight.copy_of {
        // All the rest is as in the original, and the two run close together.
        let copy = lang.fill(Text::PictureCopy, &[("segment", &original.to_string())]);
        return if full {
            format!("{} {copy}", content.flags())
        } else {
            copy
        };
    }
    let mut words = content.flags();
    let resent = flight.emission == Emission::Retransmission;
    if let Some(numbers) = flight.numbers {
        let bare_ack = content.kind() == SegmentKind::Ack;
        if !bare_ack && (full || !resent) {
            let _ = write!(words, " seq={}", numbers.seq);
        }
        let plain_data = content.kind() == SegmentKind::Data;
        let ack_wanted = bare_ack || full && (!plain_data || numbers.ack_is_news);
        if let Some(ack) = numbers.ack.filter(|_| ack_wanted) {
            let _ = write!(words, " ack={ack}");
        }
    }
    // A datagram is one even without data.
    let has_length = !content.payload().is_empty() || flight.numbers.is_none();
    if has_length && (full || !resent) {
        let _ = write!(words, " len={}", content.payload().len());
        if full {
            let _ = write!(words, " “{}”", preview(content.payload()));
        }
    }
    if resent {
        let again = if full {
            Text::PictureRetransmission
        } else {
            Text::PictureResent
        };
        words.push(' ');
        words.push_str(lang.text(again));
    }
    words
}

/// `#4 PSH,ACK seq=1 len=5 “Hello”, client to server, in flight`. Begins as the label does, so that who speaks to the
/// page can say what they see.
pub(super) fn spoken(scene: &Scene, flight: &Flight) -> String {
    let lang = scene.lang;
    let fate = match flight.end_by(scene.now) {
        None => lang.owned(Text::PictureSpokenFlying),
        Some(FlightEnd::Arrived { at, .. }) => {
            lang.fill(Text::PictureSpokenArrived, &[("at", &at.to_string())])
        }
        Some(FlightEnd::Dropped { at, reason, .. }) => lang.fill(
            Text::PictureSpokenLost,
            &[
                ("at", &at.to_string()),
                ("reason", &reason_text(lang, reason)),
            ],
        ),
    };
    lang.fill(
        Text::PictureSpokenSegment,
        &[
            ("number", &flight.segment.0.to_string()),
            ("from", wording::host_name(lang, flight.from)),
            ("to", wording::host_name(lang, flight.from.other())),
            ("fate", &fate),
            // Last, so that a payload that looks like a slot is left alone.
            ("caption", &said(lang, flight, Length::Full)),
        ],
    )
}

/// Why a segment was lost: `dropped by you`.
#[inline(never)]
pub(super) fn reason_text(lang: Lang, reason: Reason) -> String {
    let kind = match reason {
        Reason::NextOfKind(kind) => wording::kind_name(lang, kind),
        _ => "",
    };
    let text = match reason {
        Reason::ByHand | Reason::Ordered => Text::PictureDroppedByHand,
        Reason::NextOfKind(_) => Text::PictureDroppedNext,
        Reason::Random => Text::PictureDroppedRandom,
        Reason::LinkCut => Text::PictureDroppedCut,
        Reason::NoHost => Text::PictureDroppedNoHost,
        Reason::HostDown => Text::PictureDroppedDown,
    };
    lang.fill(text, &[("kind", kind)])
}

/// The beginning of a payload, in one line.
#[inline(never)]
fn preview(payload: &[u8]) -> String {
    const MOST: usize = 12;
    // Four bytes a character at most: no need to decode a long payload to its end.
    let begin = &payload[..payload.len().min(4 * (MOST + 1))];
    let text = String::from_utf8_lossy(begin);
    let shown = |character: char| {
        if character.is_control() {
            '·'
        } else {
            character
        }
    };
    if text.chars().count() <= MOST {
        text.chars().map(shown).collect()
    } else {
        text.chars()
            .take(MOST - 1)
            .map(shown)
            .chain(['…'])
            .collect()
    }
}
