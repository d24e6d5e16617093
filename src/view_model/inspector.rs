//! The drawer: why the selected event happened, the selected segment's fields, the log in words, the sockets.

#[cfg(test)]
mod tests;
mod why;

pub use why::{Fact, Why, WhyLink};

use crate::app_state::{Action, AppState, Tab};
use crate::i18n::{Lang, Text};
use crate::network::{Packet, Reason};
use crate::simulation::{Command, Event, EventId, EventKind};
use crate::tcp::{Control, Segment, SeqNumber, Timer};
use crate::time::Instant;
use crate::timeline::{Flight, FlightEnd, Numbers, Timeline};
use crate::udp::Datagram;
use crate::view_model::scene::Scene;
use crate::view_model::wording::{self, bytes_literal, grouped, host_name, say};
use crate::view_model::{Diagram, Offer, SocketTable, Tone};

/// What the drawer's tabs show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspector {
    /// Why it happened, or why nothing did.
    pub why: Why,
    /// The state diagram, while it is open.
    pub diagram: Option<Diagram>,
    /// The selected segment's fields.
    pub fields: Vec<Field>,
    /// What brings the selected segment back as an old duplicate.
    pub again: Option<Offer>,
    /// Everything that happened so far, newest last.
    pub log: Vec<LoggedEvent>,
    /// Both hosts' sockets.
    pub sockets: [SocketTable; 2],
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// `SEG.SEQ`.
    pub name: &'static str,
    /// `1 (absolute 2 814 749 767)`.
    pub value: String,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Which.
    pub event: EventId,
    /// `0.09 s`.
    pub at: String,
    /// A sentence.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
    /// The one whose why is shown.
    pub selected: bool,
}

impl Inspector {
    /// The log shows so many events; older ones are left out.
    const LOG_LENGTH: usize = 200;

    /// What the drawer shows: about what is selected, or about what tells most of this moment.
    pub fn of(scene: &Scene) -> Self {
        let Scene {
            timeline,
            now,
            lang,
            ..
        } = *scene;
        let why = Why::of(scene);
        let selected = why.event;
        let flight = selected
            .and_then(|selected| timeline.event(selected))
            .and_then(|event| flight_of(timeline, event));
        let events = timeline.events_until(now);
        let shown = events.len().saturating_sub(Self::LOG_LENGTH);
        let logged = |event: &Event| LoggedEvent {
            event: event.id,
            at: event.at.to_string(),
            text: wording::sentence(lang, timeline, event),
            tone: tone(timeline, event),
            selected: Some(event.id) == selected,
        };
        Self {
            why,
            diagram: (scene.tab == Tab::Diagram).then(|| Diagram::of(scene)),
            fields: flight.map_or_else(Vec::new, |flight| fields(lang, now, flight)),
            again: flight.map(|flight| again(lang, flight)),
            log: events[shown..].iter().map(logged).collect(),
            sockets: SocketTable::both(lang, timeline, now),
        }
    }
}

/// The segment that an event is about: its own, or the one whose arrival caused it.
fn flight_of<'a>(timeline: &'a Timeline, event: &Event) -> Option<&'a Flight> {
    let own = event.kind.segment();
    let segment = own.or_else(|| timeline.event(event.cause?)?.kind.segment())?;
    timeline.flight(segment)
}

/// A way to bring a segment back long after it was sent.
fn again(lang: Lang, flight: &Flight) -> Offer {
    Offer {
        label: say(lang, Text::PictureMenuReplay)
            .slot("span", AppState::LATER)
            .done(),
        destructive: false,
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

fn tone(timeline: &Timeline, event: &Event) -> Tone {
    match event.kind {
        EventKind::StateChanged { to, .. } => Tone::of(to),
        EventKind::SegmentDropped { .. }
        | EventKind::SegmentRejected { .. }
        | EventKind::ConnectionFailed { .. }
        | EventKind::DatagramDiscarded { .. } => Tone::Reset,
        EventKind::TimerArmed {
            timer: Timer::TimeWait,
            ..
        }
        | EventKind::TimerExpired {
            timer: Timer::TimeWait,
            ..
        } => Tone::TimeWait,
        EventKind::SegmentSent { segment, .. } | EventKind::DatagramSent { segment, .. } => {
            timeline
                .flight(segment)
                .map_or(Tone::Neutral, |flight| Tone::of_flight(timeline, flight))
        }
        _ => Tone::Neutral,
    }
}
