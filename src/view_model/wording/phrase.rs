//! The parts that sentences are made of.

use crate::i18n::{self, Book, Lang, Text};
use crate::lesson::Verdict;
use crate::network::{Packet, SegmentId, SegmentKind};
use crate::simulation::Profile;
use crate::simulation::{Call, HostId};
use crate::tcp::{Rule, SeqNumber, State, Timer};
use crate::timeline::Flight;
use core::fmt::Display;
use core::net::SocketAddrV4;

/// A text whose slots are being filled.
pub(in crate::view_model) struct Phrase {
    lang: Lang,
    text: String,
}

/// Begins a text.
pub(in crate::view_model) fn say(lang: Lang, text: Text) -> Phrase {
    Phrase {
        lang,
        text: lang.owned(text),
    }
}

impl Phrase {
    /// Fills the slot `{name}`.
    pub(in crate::view_model) fn slot(self, name: &str, value: impl Display) -> Self {
        self.filled(name, &value)
    }

    /// One copy for all kinds of values: there is a great number of slots.
    fn filled(self, name: &str, value: &dyn Display) -> Self {
        let text = i18n::put(&self.text, name, &value.to_string());
        Self { text, ..self }
    }

    /// Fills the slot `{host}`.
    pub(in crate::view_model) fn host(self, host: HostId) -> Self {
        let name = host_name(self.lang, host);
        self.slot("host", name)
    }

    /// The text.
    pub(in crate::view_model) fn done(self) -> String {
        self.text
    }
}

/// A host's name within a sentence: `client`.
pub fn host_name(lang: Lang, host: HostId) -> &'static str {
    lang.text(match host {
        HostId::Client => Text::EventClient,
        HostId::Server => Text::EventServer,
    })
}

/// A profile: the same in every language.
pub(in crate::view_model) const fn profile_name(profile: Profile) -> &'static str {
    match profile {
        Profile::Rfc9293 => "RFC 9293",
        Profile::Linux => "Linux",
    }
}

/// A kind of segment: `SYN`, `data`.
pub fn kind_name(lang: Lang, kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Syn => "SYN",
        SegmentKind::Ack => "ACK",
        SegmentKind::Fin => "FIN",
        SegmentKind::Data => lang.text(Text::EventData),
        SegmentKind::Rst => "RST",
    }
}

/// Why a rule does what it does, in one or two sentences; none while their book is not here. Found by place: the ids
/// would take a kilobyte of the page's module.
pub fn rule_text(rules: Option<&Book>, rule: Rule) -> Option<&str> {
    rules?.nth(rule as usize)
}

/// What is to be thought of a claim.
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    lang.text(match verdict {
        Verdict::True => Text::PanelVerdictTrue,
        Verdict::False => Text::PanelVerdictFalse,
        Verdict::Depends => Text::PanelVerdictDepends,
    })
}

/// What a state means: one line.
pub fn state_meaning(lang: Lang, state: State) -> &'static str {
    lang.text(match state {
        State::Closed => Text::PanelStateClosed,
        State::Listen => Text::PanelStateListen,
        State::SynSent => Text::PanelStateSynSent,
        State::SynReceived => Text::PanelStateSynReceived,
        State::Established => Text::PanelStateEstablished,
        State::FinWait1 => Text::PanelStateFinWait1,
        State::FinWait2 => Text::PanelStateFinWait2,
        State::CloseWait => Text::PanelStateCloseWait,
        State::Closing => Text::PanelStateClosing,
        State::LastAck => Text::PanelStateLastAck,
        State::TimeWait => Text::PanelStateTimeWait,
    })
}

/// A segment on a chip, without its number: `SYN,ACK`, `FIN`, `data`; `UDP` for a datagram.
pub(super) fn segment_kind(lang: Lang, content: &Packet) -> &'static str {
    match content {
        Packet::Udp(_) => "UDP",
        Packet::Tcp(segment) if segment.ack.is_some() && content.is_syn() => "SYN,ACK",
        Packet::Tcp(_) => kind_name(lang, content.kind()),
    }
}

/// A segment within a sentence: `#2 (SYN,ACK)`.
pub(super) fn segment_name(lang: Lang, flight: &Flight) -> String {
    let name = say(lang, Text::EventSegment).slot("n", flight.segment.0);
    name.slot("flags", flight.content.flags()).done()
}

/// A segment beside a timer or on a button: `#10 FIN,ACK`.
pub(in crate::view_model) fn segment_label(segment: SegmentId, content: &Packet) -> String {
    format!("{segment} {}", content.flags())
}

/// A segment's numbers: `seq 1, ack 1, 5 bytes of data`. A datagram has none.
pub(super) fn numbers(lang: Lang, flight: &Flight) -> String {
    let count = u32::try_from(flight.content.payload().len()).unwrap_or(u32::MAX);
    let Some(numbers) = flight.numbers else {
        let phrase = say(lang, Text::EventNoSeq);
        return phrase.slot("bytes", bytes(lang, count)).done();
    };
    let text = match (numbers.ack.is_some(), count == 0) {
        (false, true) => Text::EventSeq,
        (true, true) => Text::EventSeqAck,
        (false, false) => Text::EventSeqLen,
        (true, false) => Text::EventSeqAckLen,
    };
    let phrase = say(lang, text)
        .slot("seq", numbers.seq)
        .slot("ack", numbers.ack.unwrap_or_default());
    phrase.slot("bytes", bytes(lang, count)).done()
}

/// A sequence number counted from `initial`.
pub(in crate::view_model) fn number(initial: SeqNumber, seq: SeqNumber) -> String {
    grouped(initial.wrapping_distance_to(seq))
}

/// `65 535`, with spaces that do not break.
pub(in crate::view_model) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A time in one piece: no line begins with its unit.
pub(in crate::view_model) fn unbroken(time: impl Display) -> String {
    time.to_string().replace(' ', "\u{a0}")
}

/// `1 byte`, `5 bytes`.
pub(in crate::view_model) fn bytes(lang: Lang, count: u32) -> String {
    let text = if count == 1 {
        Text::EventOneByte
    } else {
        Text::EventBytes
    };
    say(lang, text).slot("n", grouped(count)).done()
}

/// Bytes as a program prints them: `b"Hello"`.
pub(in crate::view_model) fn bytes_literal(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}

/// A datagram as a program sees it: `(b"Hello", ("10.0.0.2", 80))`.
pub(super) fn addressed(bytes: &[u8], end: SocketAddrV4) -> String {
    let (ip, port) = (end.ip(), end.port());
    format!("({}, (\"{ip}\", {port}))", bytes_literal(bytes))
}

/// A socket call with what it is given: `send(b"Hello")`.
pub(super) fn call_code(call: &Call) -> String {
    match call {
        Call::Send(bytes) => format!("send({})", bytes_literal(bytes)),
        Call::SendTo { bytes, remote } => format!("sendto{}", addressed(bytes, *remote)),
        _ => call.name().to_owned(),
    }
}

/// A timer within a sentence.
pub(super) fn timer_name(lang: Lang, timer: Timer) -> &'static str {
    lang.text(match timer {
        Timer::Retransmission => Text::EventTimerRetransmission,
        Timer::DelayedAck => Text::EventTimerDelayedAck,
        Timer::TimeWait => Text::EventTimerTimeWait,
        Timer::TailLossProbe => Text::EventTimerTailLossProbe,
        Timer::WindowProbe => Text::EventTimerWindowProbe,
        Timer::KeepAlive => Text::EventTimerKeepAlive,
        Timer::FinWait2 => Text::EventTimerFinWait2,
    })
}

/// A timer on a chip or ring.
pub(in crate::view_model) const fn timer_sign(timer: Timer) -> &'static str {
    match timer {
        Timer::Retransmission => "RTO",
        Timer::DelayedAck => "ACK",
        Timer::TimeWait => "TIME-WAIT",
        Timer::TailLossProbe => "TLP",
        Timer::WindowProbe => "PROBE",
        Timer::KeepAlive => "KEEP-ALIVE",
        Timer::FinWait2 => "FIN-WAIT-2",
    }
}
