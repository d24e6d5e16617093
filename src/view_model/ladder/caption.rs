//! Segments in words: `#4 PSH,ACK seq=1 len=5 “Hello”`.

use crate::i18n::{Lang, Text};
use crate::network::{Reason, SegmentKind};
use crate::tcp::{Control, Emission, SeqNumber};
use crate::time::Instant;
use crate::timeline::{Flight, FlightEnd, Timeline};
use crate::view_model::scene::Scene;
use crate::view_model::wording;

/// A segment's numbers as a reader wants them: counted from each side's initial sequence number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view_model) struct Numbers {
    seq: u32,
    ack: Option<u32>,
    /// Whether this host has not said the same `ack` before: then it is worth its room beside data.
    ack_is_news: bool,
}

/// The numbers of every segment on the wire by `now`, in order.
pub(in crate::view_model) fn numbers(timeline: &Timeline, now: Instant) -> Vec<Numbers> {
    let mut initial: [Option<SeqNumber>; 2] = [None; 2];
    let mut told: [Option<SeqNumber>; 2] = [None; 2];
    let sent = timeline
        .flights()
        .iter()
        .take_while(|flight| flight.sent_at <= now);
    sent.map(|flight| {
        let (own, peer) = (flight.from.index(), flight.from.other().index());
        let content = &flight.content;
        let ack_is_news = content.ack.is_some() && content.ack != told[own];
        // What the network copies, the host has not said again.
        if flight.copy_of.is_none() {
            if content.control == Some(Control::Syn) {
                initial[own] = Some(content.seq);
            }
            told[own] = content.ack.or(told[own]);
        }
        Numbers {
            seq: relative(content.seq, initial[own]),
            ack: content.ack.map(|ack| relative(ack, initial[peer])),
            ack_is_news,
        }
    })
    .collect()
}

/// How much of a segment is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view_model) enum Length {
    /// All that fits on a wide ladder.
    Full,
    /// What a phone has room for.
    Short,
}

/// `#4 PSH,ACK seq=1 len=5 “Hello”`.
pub(in crate::view_model) fn caption(
    lang: Lang,
    flight: &Flight,
    numbers: Numbers,
    length: Length,
) -> String {
    format!("{} {}", flight.segment, said(lang, flight, numbers, length))
}

/// The same without the segment's number on the wire.
fn said(lang: Lang, flight: &Flight, numbers: Numbers, length: Length) -> String {
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
    let mut words = vec![content.flags()];
    let bare_ack = SegmentKind::of(content) == SegmentKind::Ack;
    let resent = flight.emission == Emission::Retransmission;
    if !bare_ack && (full || !resent) {
        words.push(format!("seq={}", numbers.seq));
    }
    let plain_data = SegmentKind::of(content) == SegmentKind::Data;
    let ack_wanted = bare_ack || full && (!plain_data || numbers.ack_is_news);
    if let Some(ack) = numbers.ack.filter(|_| ack_wanted) {
        words.push(format!("ack={ack}"));
    }
    if !content.payload.is_empty() && (full || !resent) {
        words.push(format!("len={}", content.payload.len()));
        if full {
            words.push(format!("“{}”", preview(&content.payload)));
        }
    }
    if resent {
        let again = if full {
            Text::PictureRetransmission
        } else {
            Text::PictureResent
        };
        words.push(lang.text(again).to_owned());
    }
    words.join(" ")
}

/// `#4 PSH,ACK seq=1 len=5 “Hello”, client to server, in flight`. Begins as the label does, so that who speaks to the
/// page can say what they see.
pub(super) fn spoken(scene: &Scene, flight: &Flight, numbers: Numbers) -> String {
    let lang = scene.lang;
    let fate = match flight.end_by(scene.now) {
        None => lang.text(Text::PictureSpokenFlying).to_owned(),
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
            ("caption", &said(lang, flight, numbers, Length::Full)),
        ],
    )
}

/// Why a segment was lost: `dropped by you`.
pub(super) fn reason_text(lang: Lang, reason: Reason) -> String {
    match reason {
        Reason::ByHand => lang.text(Text::PictureDroppedByHand).to_owned(),
        Reason::NextOfKind(kind) => lang.fill(
            Text::PictureDroppedNext,
            &[("kind", wording::kind_name(lang, kind))],
        ),
        Reason::Random => lang.text(Text::PictureDroppedRandom).to_owned(),
    }
}

/// Counted from the initial sequence number; absolute if that is unknown, or if the number lies before it, as in a
/// segment of an earlier connection.
fn relative(number: SeqNumber, initial: Option<SeqNumber>) -> u32 {
    match initial {
        Some(initial) if initial.is_before_or_at(number) => initial.wrapping_distance_to(number),
        _ => number.value(),
    }
}

/// The beginning of a payload, in one line.
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
