//! A run as text, after the figures of RFC 9293: a line for each segment, in the order of sending, and for each thing
//! that a host does by itself.
//!
//! The sender's state stands as it is once the segment is out, the receiver's as it is once the segment has been
//! dealt with. A segment that is held up gets two lines, as in the RFC's figures 8 and 9. Sequence numbers count from
//! the SYN of their connection.

use crate::i18n::{Lang, Text};
use crate::network::SegmentId;
use crate::simulation::{CallOutcome, Command, Event, EventId, EventKind, HostId, Protocol};
use crate::tcp::{Emission, Rule, State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::{Flight, FlightEnd, Timeline};
use crate::wire::code::{call_code, is_plain, outcome_code, seconds, segment_text};
use crate::wire::notes;
use crate::wire::row::{Lands, Leaves, Middle, Row};
use std::ops::RangeInclusive;

/// The run as lines of text.
pub fn text_ladder(timeline: &Timeline, lang: Lang) -> String {
    text_ladder_until(timeline, lang, timeline.end())
}

/// The run up to a moment, as one knows it then: what has not landed is on its way.
pub fn text_ladder_until(timeline: &Timeline, lang: Lang, now: Instant) -> String {
    Ladder {
        timeline,
        lang,
        now,
    }
    .lines(&(Instant::ZERO..=now))
}

/// The lines of the whole run that begin in that span.
pub fn text_ladder_between(
    timeline: &Timeline,
    lang: Lang,
    span: &RangeInclusive<Instant>,
) -> String {
    Ladder {
        timeline,
        lang,
        now: timeline.end(),
    }
    .lines(span)
}

struct Ladder<'a> {
    timeline: &'a Timeline,
    lang: Lang,
    /// Nothing that happens later may be told.
    now: Instant,
}

impl Ladder<'_> {
    fn lines(&self, span: &RangeInclusive<Instant>) -> String {
        let mut text = Row::header();
        let events = self.timeline.events().iter();
        for row in events
            .filter_map(|event| self.row(event))
            .chain(last_row(self.timeline, self.lang))
            .filter(|row| span.contains(&row.at))
        {
            text.push('\n');
            text.push_str(&row.to_string());
        }
        text.push('\n');
        text
    }

    fn row(&self, event: &Event) -> Option<Row> {
        match &event.kind {
            EventKind::SegmentSent { segment, .. }
            | EventKind::DatagramSent { segment, .. }
            | EventKind::SegmentInjected { segment, .. } => Some(self.departure(event, *segment)),
            EventKind::SegmentDuplicated { copy, .. } => Some(self.departure(event, *copy)),
            EventKind::SegmentArrived { segment, .. } => self.late_arrival(event, *segment),
            EventKind::CallMade { host, call, line } => {
                let returned = self.returned_at_once(event);
                let returned = returned.filter(|outcome| !is_plain(outcome));
                let text =
                    returned.map_or_else(|| call_code(call), |outcome| outcome_code(call, outcome));
                let by_hand = line
                    .is_none()
                    .then(|| self.lang.text(Text::WireByHand).to_owned());
                Some(self.local(event, *host, text, by_hand))
            }
            EventKind::CallReturned {
                host,
                call,
                outcome,
                ..
            } => self
                .made_at_once(event)
                .is_none()
                .then(|| self.local(event, *host, outcome_code(call, outcome), None)),
            EventKind::Slept { host, span, .. } => {
                Some(self.local(event, *host, format!("sleep({})", seconds(*span)), None))
            }
            EventKind::TimerExpired { host, timer, rule } => {
                Some(self.expiry(event, *host, *timer, *rule))
            }
            EventKind::ConnectionFailed { host, error, .. } => {
                Some(self.local(event, *host, format!("({error})"), None))
            }
            EventKind::Overflowed { host, .. } => {
                let note = self.lang.text(Text::WireQueueFull).to_owned();
                Some(self.local(event, *host, String::new(), Some(note)))
            }
            EventKind::Commanded(command) => {
                let note = notes::command(self.lang, command)?;
                let at = |host: HostId, what: &str| Middle::Local(host, what.to_owned());
                let middle = match command {
                    Command::SetCloseTime { host, .. } => at(*host, "(close)"),
                    Command::Crash { host } => at(*host, "(crash)"),
                    Command::Reboot { host } => at(*host, "(reboot)"),
                    Command::Restart { host } => at(*host, "(restart)"),
                    _ => Middle::Empty,
                };
                Some(Row {
                    at: event.at,
                    states: [None; 2],
                    middle,
                    notes: note,
                })
            }
            EventKind::SegmentDropped { .. }
            | EventKind::SegmentDelayed { .. }
            | EventKind::SegmentHeldBack { .. }
            | EventKind::StateChanged { .. }
            | EventKind::Forgotten { .. }
            | EventKind::SegmentRejected { .. }
            | EventKind::Acknowledged { .. }
            | EventKind::DataAccepted { .. }
            | EventKind::DataQueued { .. }
            | EventKind::TimerArmed { .. }
            | EventKind::TimerStopped { .. }
            | EventKind::DatagramQueued { .. }
            | EventKind::DatagramDiscarded { .. } => None,
        }
    }

    /// A segment leaves; unless it is late, the same line tells what becomes of it.
    fn departure(&self, event: &Event, segment: SegmentId) -> Row {
        let flight = self.flight(segment);
        let mut states = [None; 2];
        let is_injected = matches!(event.kind, EventKind::SegmentInjected { .. });
        if flight.copy_of.is_none() && !is_injected {
            states[flight.from.index()] = self.settled(event.id, flight.from);
        }
        let mut notes = Vec::new();
        if is_injected {
            notes.push(self.lang.text(Text::WireByHand).to_owned());
        } else if let Some(original) = flight.copy_of {
            notes.push(
                self.lang
                    .fill(Text::WireCopyOf, &[("segment", &original.to_string())]),
            );
        } else if flight.emission == Emission::Retransmission {
            notes.push(self.lang.text(Text::WireResent).to_owned());
        }
        notes.extend(self.lateness(flight));
        let lands = match flight.end_by(self.now) {
            Some(FlightEnd::Dropped { reason, .. }) => {
                notes.push(notes::lost(self.lang, reason));
                Lands::Nowhere
            }
            Some(FlightEnd::Arrived { event, .. }) if flight.delays.is_empty() => {
                states[flight.from.other().index()] = self.settled(event, flight.from.other());
                notes.extend(self.consequences(event));
                Lands::Here
            }
            Some(FlightEnd::Arrived { .. }) => Lands::Later,
            None => {
                notes.push(self.lang.text(Text::PanelInspectorFateFlying).to_owned());
                Lands::Later
            }
        };
        self.arrow(event, flight, states, (Leaves::Now, lands), notes)
    }

    /// A segment that was held up lands.
    fn late_arrival(&self, event: &Event, segment: SegmentId) -> Option<Row> {
        let flight = self.flight(segment);
        if flight.delays.is_empty() {
            return None;
        }
        let mut states = [None; 2];
        states[flight.from.other().index()] = self.settled(event.id, flight.from.other());
        let notes = self.consequences(event.id);
        Some(self.arrow(event, flight, states, (Leaves::Earlier, Lands::Here), notes))
    }

    fn arrow(
        &self,
        event: &Event,
        flight: &Flight,
        states: [Option<State>; 2],
        (leaves, lands): (Leaves, Lands),
        notes: Vec<String>,
    ) -> Row {
        let segment = format!("{} {}", flight.segment, segment_text(flight));
        let middle = Middle::Arrow {
            from: flight.from,
            leaves,
            lands,
            segment,
        };
        Row {
            at: event.at,
            states,
            middle,
            notes: notes::joined(self.lang, notes),
        }
    }

    fn local(&self, event: &Event, host: HostId, text: String, note: Option<String>) -> Row {
        let mut states = [None; 2];
        states[host.index()] = self.settled(event.id, host);
        Row {
            at: event.at,
            states,
            middle: Middle::Local(host, text),
            notes: note.unwrap_or_default(),
        }
    }

    fn expiry(&self, event: &Event, host: HostId, timer: Timer, rule: Rule) -> Row {
        let armed = event.cause.and_then(|cause| self.timeline.event(cause));
        let span = armed.map_or(Duration::ZERO, |armed| event.at.since(armed.at));
        let waited = |timer: &str| {
            let note = notes::with_span(self.lang, Text::WireWaited, span);
            (format!("({timer})"), note)
        };
        let (text, note) = match timer {
            Timer::Retransmission if rule == Rule::GiveUp => (
                "(R2)".to_owned(),
                self.lang.text(Text::WireGivesUp).to_owned(),
            ),
            // A probe's acknowledgment may have come, and said that there is still no room.
            Timer::Retransmission if rule == Rule::WindowProbe => waited("RTO"),
            Timer::Retransmission => (
                "(RTO)".to_owned(),
                notes::with_span(self.lang, Text::WireNoAnswer, span),
            ),
            Timer::DelayedAck => waited("ACK delay"),
            Timer::TailLossProbe => waited("TLP"),
            Timer::WindowProbe => waited("window probe"),
            Timer::KeepAlive => waited("keep-alive"),
            Timer::FinWait2 => waited("FIN-WAIT-2"),
            Timer::TimeWait => {
                let settings = &self.timeline.recording().scenario.settings[host.index()];
                let msl = settings.tcp.msl.as_micros();
                let text = format!("({} MSL)", span.as_micros() / msl.max(1));
                (text, notes::with_span(self.lang, Text::WireWaited, span))
            }
        };
        self.local(event, host, text, Some(note))
    }

    /// How late a segment is, and who held it up last.
    fn lateness(&self, flight: &Flight) -> Option<String> {
        let events = self.timeline.events().iter().rev();
        let mut known = events.skip_while(|event| event.at > self.now);
        let (by, reason) = known.find_map(|event| match event.kind {
            EventKind::SegmentDelayed {
                segment,
                by,
                reason,
            }
            | EventKind::SegmentHeldBack {
                segment,
                at_most: by,
                reason,
            } if segment == flight.segment => Some((by, reason)),
            _ => None,
        })?;
        // One that waits to be overtaken goes on as soon as it is: what counts is when it arrives.
        let by = match (flight.end_by(self.now), flight.copy_of) {
            (Some(FlightEnd::Arrived { at, .. }), None) => {
                at.since(flight.sent_at + flight.one_way_delay)
            }
            _ => by,
        };
        Some(notes::late(self.lang, by, reason))
    }

    /// What an arrival led to that neither a state nor another line shows.
    fn consequences(&self, arrival: EventId) -> Vec<String> {
        let caused = self.timeline.events()[arrival.0 as usize..]
            .iter()
            .filter(|event| event.cause == Some(arrival));
        let notes = caused.filter_map(|event| match event.kind {
            EventKind::SegmentRejected { reason, .. } => {
                Some(notes::not_taken(self.lang, reason.id()))
            }
            EventKind::DatagramDiscarded { why, .. } => Some(notes::not_taken(self.lang, why.id())),
            EventKind::TimerArmed {
                timer: Timer::TimeWait,
                rule: Rule::TimeWaitFin,
                ..
            } => Some(self.lang.text(Text::WireStartsOver).to_owned()),
            _ => None,
        });
        notes.collect()
    }

    /// The outcome of a call that came back at the instant at which it was made.
    fn returned_at_once(&self, made: &Event) -> Option<&CallOutcome> {
        let after = self.timeline.events()[made.id.0 as usize..].iter();
        let mut now = after.take_while(|event| event.at == made.at);
        now.find_map(|event| match &event.kind {
            EventKind::CallReturned { outcome, .. }
                if self.made_at_once(event) == Some(made.id) =>
            {
                Some(outcome)
            }
            _ => None,
        })
    }

    /// The call that came back here, if it was made at this very instant: its line then tells the outcome.
    fn made_at_once(&self, returned: &Event) -> Option<EventId> {
        let EventKind::CallReturned { line, call, .. } = &returned.kind else {
            return None;
        };
        let made = self.timeline.event(returned.cause?)?;
        // What is made by hand may bring back the call in which the program waits.
        let is_same = matches!(&made.kind, EventKind::CallMade { line: l, call: c, .. } if (l, c) == (line, call));
        (is_same && made.at == returned.at).then_some(made.id)
    }

    /// A host's state once it is done with what was going on at an event. That takes no time. None for a host that
    /// speaks UDP.
    fn settled(&self, event: EventId, host: HostId) -> Option<State> {
        let events = self.timeline.events();
        let place = event.0 as usize;
        let at = events[place].at;
        let next = events[place + 1..]
            .iter()
            .position(|event| event.at > at || begins_something(&event.kind, host));
        let end = next.map_or(events.len(), |next| place + 1 + next);
        let stays = self.timeline.stays(host);
        let begun = stays.partition_point(|stay| stay.event.is_none_or(|id| (id.0 as usize) < end));
        shown(self.timeline, host, stays[begun - 1].state)
    }

    fn flight(&self, segment: SegmentId) -> &Flight {
        self.timeline
            .flight(segment)
            .expect("every segment in the log has its flight")
    }
}

/// How the run ends, if it does not end with its last event.
fn last_row(timeline: &Timeline, lang: Lang) -> Option<Row> {
    let count = timeline.events().len();
    let last = timeline
        .moments()
        .last()
        .filter(|moment| moment.events.is_empty());
    let note = if count >= Timeline::EVENT_LIMIT {
        lang.fill(Text::WireCutOff, &[("count", &count.to_string())])
    } else {
        last?;
        lang.text(Text::WireNothingMore).to_owned()
    };
    let moment = timeline.moment_at(timeline.end());
    let states = HostId::ALL.map(|host| shown(timeline, host, moment.hosts[host.index()].state()));
    Some(Row {
        at: moment.at,
        states,
        middle: Middle::Empty,
        notes: note,
    })
}

/// A host's state, if it has one: without TCP it is not in CLOSED, but in none.
fn shown(timeline: &Timeline, host: HostId, state: State) -> Option<State> {
    let protocol = timeline.recording().scenario.program(host).protocol();
    (protocol == Protocol::Tcp || state != State::Closed).then_some(state)
}

/// Whether TCP at `host` is put in motion anew by this event.
fn begins_something(kind: &EventKind, host: HostId) -> bool {
    match kind {
        EventKind::SegmentArrived { at_host, .. } => *at_host == host,
        EventKind::CallMade { host: at, .. } | EventKind::TimerExpired { host: at, .. } => {
            *at == host
        }
        _ => false,
    }
}
