//! The selected segment: its fields, and a way to meet it again.

use crate::app_state::{Action, AppState};
use crate::i18n::{Lang, Text};
use crate::network::{Packet, Reason};
use crate::simulation::Command;
use crate::tcp::{Control, Segment, SeqNumber};
use crate::time::Instant;
use crate::timeline::{Flight, FlightEnd, Numbers};
use crate::udp::Datagram;
use crate::view_model::Link;
use crate::view_model::inspector::{flight_of, why};
use crate::view_model::scene::Scene;
use crate::view_model::wording::{bytes_literal, grouped, host_name, say};

/// A segment's header, and what became of the segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentPage {
    /// Its fields.
    pub fields: Vec<Field>,
    /// What brings it back as an old duplicate.
    pub again: Link,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// `SEG.SEQ`.
    pub name: &'static str,
    /// `1 (absolute 2 814 749 767)`.
    pub value: String,
}

impl SegmentPage {
    /// The segment that the selected event is about, if it is about one.
    #[inline(never)]
    pub fn of(scene: &Scene) -> Option<Self> {
        let event = why::selected(scene)?.event()?;
        let flight = flight_of(scene.timeline, scene.timeline.event(event)?)?;
        Some(Self {
            fields: fields(scene.lang, scene.now, flight),
            again: again(scene.lang, flight),
        })
    }
}

/// A way to bring a segment back long after it was sent.
fn again(lang: Lang, flight: &Flight) -> Link {
    Link {
        label: say(lang, Text::PictureMenuReplay)
            .slot("span", AppState::LATER)
            .done(),
        action: Action::Command(Command::Replay {
            segment: flight.segment,
            after: AppState::LATER,
        }),
    }
}

fn fields(lang: Lang, now: Instant, flight: &Flight) -> Vec<Field> {
    let (from, to) = (flight.from, flight.from.other());
    let named = |name: Text, value: String| Field {
        name: lang.text(name),
        value,
    };
    let direction = say(lang, Text::PanelInspectorDirection)
        .slot("n", flight.segment.0)
        .slot("from", host_name(lang, from))
        .slot("to", host_name(lang, to))
        .done();
    let content = &flight.content;
    let what = match content {
        Packet::Tcp(_) => lang.text(Text::PanelInspectorSegment),
        Packet::Udp(_) => "UDP",
    };
    let mut fields = vec![
        Field {
            name: what,
            value: direction,
        },
        named(Text::PanelInspectorSource, content.source().to_string()),
        named(
            Text::PanelInspectorDestination,
            content.destination().to_string(),
        ),
    ];
    let header = grouped(content.header_len().into());
    fields.push(named(Text::PanelInspectorHeader, header));
    match (content, flight.numbers) {
        (Packet::Tcp(segment), Some(numbers)) => {
            segment_fields(lang, segment, numbers, &mut fields);
        }
        (Packet::Udp(datagram), _) => datagram_fields(lang, datagram, &mut fields),
        (Packet::Tcp(_), None) => {}
    }
    if !content.payload().is_empty() {
        fields.push(named(
            Text::PanelInspectorPayload,
            bytes_literal(content.payload()),
        ));
    }
    fields.push(named(Text::PanelInspectorFate, fate(lang, flight, now)));
    fields
}

/// What only a segment's header has.
fn segment_fields(lang: Lang, content: &Segment, numbers: Numbers, fields: &mut Vec<Field>) {
    let field = |name, value| Field { name, value };
    let named = |name: Text, value: String| field(lang.text(name), value);
    let number = |counted, absolute: SeqNumber| {
        say(lang, Text::PanelInspectorRelative)
            .slot("n", grouped(counted))
            .slot("absolute", grouped(absolute.value()))
            .done()
    };
    fields.push(field("SEG.SEQ", number(numbers.seq, content.seq)));
    if let Some((counted, ack)) = numbers.ack.zip(content.ack) {
        fields.push(field("SEG.ACK", number(counted, ack)));
    }
    fields.push(field("SEG.LEN", length(lang, content)));
    fields.push(field("SEG.WND", grouped(u32::from(content.wnd))));
    fields.push(named(Text::PanelInspectorFlags, content.flags()));
    if let Some(mss) = content.mss {
        fields.push(named(Text::PanelInspectorMss, grouped(u32::from(mss))));
    }
    if let Some(shift) = content.window_scale {
        fields.push(named(Text::PanelInspectorWindowScale, shift.to_string()));
    }
    if let Some(times) = content.timestamps {
        let times = say(lang, Text::PanelInspectorTimestampsAre)
            .slot("value", grouped(times.value))
            .slot("echo", grouped(times.echo));
        fields.push(named(Text::PanelInspectorTimestamps, times.done()));
    }
}

/// What is left of a datagram's header: it has only four fields.
fn datagram_fields(lang: Lang, content: &Datagram, fields: &mut Vec<Field>) {
    let named = |name: Text, value: String| Field {
        name: lang.text(name),
        value,
    };
    let length = grouped(content.length().into());
    fields.push(named(Text::PanelInspectorLength, length));
    let checksum = format!("0x{:04x}", content.checksum());
    fields.push(named(Text::PanelInspectorChecksum, checksum));
}

/// SEG.LEN, with a word on what it counts besides data.
fn length(lang: Lang, content: &Segment) -> String {
    let length = grouped(content.len());
    let control = match content.control {
        Some(Control::Syn) => "SYN",
        Some(Control::Fin) => "FIN",
        Some(Control::Rst) | None => return length,
    };
    say(lang, Text::PanelInspectorLenWith)
        .slot("n", length)
        .slot("control", control)
        .done()
}

fn fate(lang: Lang, flight: &Flight, now: Instant) -> String {
    let (text, at) = match flight.end_by(now) {
        None => return lang.owned(Text::PanelInspectorFateFlying),
        Some(FlightEnd::Arrived { at, .. }) => (Text::PanelInspectorFateArrived, at),
        Some(FlightEnd::Dropped { at, reason, .. }) => (dropped(reason), at),
    };
    say(lang, text).slot("at", at).done()
}

const fn dropped(reason: Reason) -> Text {
    match reason {
        Reason::ByHand => Text::PanelInspectorFateDroppedByHand,
        Reason::NextOfKind(_) | Reason::Ordered => Text::PanelInspectorFateDroppedNext,
        Reason::Random => Text::PanelInspectorFateDroppedRandom,
        Reason::LinkCut | Reason::NoHost | Reason::HostDown => Text::PanelInspectorFateLost,
    }
}
