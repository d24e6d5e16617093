//! The answer to "why?": of an event, the chain that led to it and the rule behind it; of a silence, what everybody
//! waited for.

use crate::app_state::Selection;
use crate::explain::{self, Silence, Waiter};
use crate::i18n::Text;
use crate::simulation::{Event, EventId, EventKind};
use crate::tcp::{State, Timer};
use crate::time::Instant;
use crate::timeline::{Flight, FlightEnd};
use crate::view_model::Tone;
use crate::view_model::inspector::{flight_of, tone};
use crate::view_model::scene::Scene;
use crate::view_model::wording::{self, rule_text, why};

/// The answer to "why?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The event that is explained; none for a silence, or before anything has happened.
    pub event: Option<EventId>,
    /// From the application call, timer or act that began it to the selected event, oldest first.
    pub chain: Vec<WhyLink>,
    /// One or two sentences in plain words.
    pub sentence: String,
    /// `RFC 9293 §3.10.7.4, eighth: FIN`; empty for what applications and the network do.
    pub clause: &'static str,
    /// Where that can be read; empty if there are to be no links.
    pub address: String,
    /// What else there is to say, one sentence each.
    pub facts: Vec<Fact>,
    /// What came of it by now.
    pub effects: Vec<WhyLink>,
    /// Everything that happened at the present moment, in order, and the silence after it: choose one to ask why.
    pub moment: Vec<WhyLink>,
}

/// An event or a silence as a chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyLink {
    /// What it asks.
    pub asks: Selection,
    /// `ACK #9 lost`.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
    /// The one whose why is shown.
    pub selected: bool,
    /// `0.14 s`, for an event that happened before the present moment.
    pub at: Option<String>,
}

/// A sentence about the selected event or silence, and which event tells more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The sentence.
    pub text: String,
    /// The event it speaks of, if it is one.
    pub event: Option<EventId>,
}

impl Why {
    /// The answer for what is selected, or for what tells most of this moment.
    pub fn of(scene: &Scene) -> Self {
        let selected = selected(scene);
        let mut answer = Self {
            event: selected.and_then(Selection::event),
            chain: Vec::new(),
            sentence: scene.lang.owned(Text::PanelInspectorNothingYet),
            clause: "",
            address: String::new(),
            facts: Vec::new(),
            effects: Vec::new(),
            moment: Vec::new(),
        };
        match selected {
            None => {}
            Some(Selection::Event(id)) => answer.explain(scene, id),
            Some(Selection::Silence(at)) => answer.explain_silence(scene, at),
        }
        answer.moment = moment(scene, selected);
        answer
    }

    #[inline(never)]
    fn explain_silence(&mut self, scene: &Scene, at: Instant) {
        let silence = Silence::of(scene.timeline, at, scene.now);
        self.sentence = why::silence(scene.lang, &silence);
        self.facts = waits(scene, &silence);
    }

    fn explain(&mut self, scene: &Scene, id: EventId) {
        let (lang, timeline) = (scene.lang, scene.timeline);
        let Some(event) = timeline.event(id) else {
            return;
        };
        for link in explain::chain(timeline, id) {
            if let Some(link) = timeline.event(link) {
                self.chain.push(link_to(scene, link, self.event));
            }
        }
        self.sentence = wording::sentence(lang, timeline, event);
        let rule = event.kind.rule();
        if let Some(reason) = rule.and_then(|rule| rule_text(scene.rules, rule)) {
            let sentence = core::mem::take(&mut self.sentence);
            self.sentence = why::joined(lang, sentence, reason);
        }
        self.clause = event.kind.clause();
        if scene.links {
            self.address = address(self.clause);
        }
        self.facts = facts(scene, event);
        let arrival = match (
            &event.kind,
            flight_of(timeline, event).and_then(|it| it.end),
        ) {
            (
                EventKind::SegmentSent { .. } | EventKind::DatagramSent { .. },
                Some(FlightEnd::Arrived { event, .. }),
            ) => Some(event),
            _ => None,
        };
        for effect in timeline.events_until(scene.now).iter().skip(id.0 as usize) {
            if effect.cause == Some(id) || (effect.cause.is_some() && effect.cause == arrival) {
                self.effects.push(link_to(scene, effect, self.event));
            }
        }
    }
}

/// What is selected, or what tells most of this moment.
pub(super) fn selected(scene: &Scene) -> Option<Selection> {
    scene
        .selected
        .or_else(|| explain::headline(scene.timeline, scene.now).map(Selection::Event))
}

fn link_to(scene: &Scene, event: &Event, selected: Option<EventId>) -> WhyLink {
    let is_past = event.at < scene.timeline.moment_at(scene.now).at;
    WhyLink {
        asks: Selection::Event(event.id),
        text: wording::short(scene.lang, scene.timeline, event),
        tone: tone(scene.timeline, event),
        selected: Some(event.id) == selected,
        at: is_past.then(|| event.at.to_string()),
    }
}

/// What happened at the present moment, and that nothing has since.
fn moment(scene: &Scene, selected: Option<Selection>) -> Vec<WhyLink> {
    let moment = scene.timeline.moment_at(scene.now);
    let mut links = Vec::new();
    for event in &scene.timeline.events()[moment.events.start as usize..moment.events.end as usize]
    {
        links.push(link_to(scene, event, selected.and_then(Selection::event)));
    }
    let ended = Silence::ended_by(scene.timeline, moment.at, scene.now);
    links.push(WhyLink {
        asks: Selection::Silence(moment.at),
        text: why::short_silence(scene.lang, moment.at, ended),
        tone: Tone::Neutral,
        selected: matches!(selected, Some(Selection::Silence(_))),
        at: None,
    });
    links
}

/// What both hosts wait for in a silence, what is on its way, and what ended it.
fn waits(scene: &Scene, silence: &Silence) -> Vec<Fact> {
    let (lang, timeline) = (scene.lang, scene.timeline);
    let mut facts = Vec::new();
    if let Some(event) = silence.ended_by {
        facts.push(Fact {
            text: why::ended(lang, timeline, event),
            event: Some(event.id),
        });
    }
    for flight in &silence.flying {
        facts.push(Fact {
            text: why::flying(lang, flight),
            event: Some(flight.sent),
        });
    }
    for waiter in &silence.hosts {
        host_waits(scene, waiter, &mut facts);
    }
    facts
}

fn host_waits(scene: &Scene, waiter: &Waiter, facts: &mut Vec<Fact>) {
    let (lang, host) = (scene.lang, waiter.host);
    let mut add = |text, event| facts.push(Fact { text, event });
    add(why::standing(lang, waiter), waiter.snapshot.focus.event);
    for made in &waiter.calls {
        add(why::call_waits(lang, host, made), Some(made.id));
    }
    if let Some(program) = why::program(lang, waiter) {
        add(program, None);
    }
    for socket in &waiter.snapshot.sockets {
        if let Some((wnd, waiting)) = explain::full_window(socket) {
            add(why::window_full(lang, host, wnd, waiting), None);
        }
    }
    for running in &waiter.timers {
        let timer = Some((running.timer, running.expires));
        add(why::timer_runs(lang, host, timer), Some(running.event));
    }
    if waiter.timers.is_empty() && waiter.snapshot.is_up {
        add(why::timer_runs(lang, host, None), None);
    }
}

/// What else there is to say about an event: the fate of a segment, the end of a timer, the meaning of a state.
fn facts(scene: &Scene, event: &Event) -> Vec<Fact> {
    let mut facts = Vec::new();
    match &event.kind {
        EventKind::SegmentSent { .. }
        | EventKind::SegmentInjected { .. }
        | EventKind::SegmentDuplicated { .. }
        | EventKind::SegmentArrived { .. }
        | EventKind::Acknowledged { .. } => {
            if let Some(flight) = flight_of(scene.timeline, event)
                && let Some(end) = flight.end_by(scene.now)
            {
                fate(scene, event, flight, end, &mut facts);
            }
        }
        EventKind::SegmentRejected { .. } => left_over(scene, event, &mut facts),
        EventKind::StateChanged { host, to, .. } if *to != State::Closed => facts.push(Fact {
            text: why::in_state(scene.lang, *host, *to),
            event: None,
        }),
        EventKind::TimerArmed { timer, .. } => timer_facts(scene, event, *timer, &mut facts),
        _ => {}
    }
    facts
}

/// What a segment that was not accepted leaves behind.
#[inline(never)]
fn left_over(scene: &Scene, event: &Event, facts: &mut Vec<Fact>) {
    if let Some(text) = wording::left_over(scene.lang, scene.timeline, event) {
        facts.push(Fact { text, event: None });
    }
}

/// What would stop a timer, and what did.
#[inline(never)]
fn timer_facts(scene: &Scene, armed: &Event, timer: Timer, facts: &mut Vec<Fact>) {
    let (lang, timeline) = (scene.lang, scene.timeline);
    facts.push(Fact {
        text: why::stops(lang, timer).to_owned(),
        event: None,
    });
    if let Some(end) = explain::end_of_timer(timeline, armed, scene.now) {
        facts.push(Fact {
            text: why::timer_ended(lang, timeline, end),
            event: Some(end.id),
        });
    }
}

/// What became of a segment by now, as far as it is not `event` itself.
#[inline(never)]
fn fate(scene: &Scene, event: &Event, flight: &Flight, end: FlightEnd, facts: &mut Vec<Fact>) {
    let (lang, timeline) = (scene.lang, scene.timeline);
    let arrival = match end {
        FlightEnd::Dropped { event: lost, .. } => {
            if let Some(lost) = timeline.event(lost) {
                let text = wording::sentence(lang, timeline, lost);
                let event = Some(lost.id);
                facts.push(Fact { text, event });
            }
            return;
        }
        FlightEnd::Arrived { event, .. } => event,
    };
    let later = timeline.events()[arrival.0 as usize..].iter();
    for effect in later.take_while(|later| later.at <= event.at.max(scene.now)) {
        if effect.cause == Some(arrival) && matches!(effect.kind, EventKind::SegmentRejected { .. })
        {
            facts.push(Fact {
                text: wording::sentence(lang, timeline, effect),
                event: Some(effect.id),
            });
        }
    }
    for shortfall in explain::shortfalls(timeline, flight) {
        facts.push(Fact {
            text: why::shortfall(lang, flight, shortfall),
            event: Some(arrival),
        });
    }
}

/// Where a clause can be read; empty for none. Of the older documents only the sections have a name, not the items of
/// their lists.
fn address(clause: &str) -> String {
    let mut address = String::new();
    let mut dots = 0;
    let mut words = clause.split(' ').skip_while(|word| *word != "RFC").skip(1);
    let Some(document) = words.next() else {
        return address;
    };
    address.push_str("https://www.rfc-editor.org/rfc/rfc");
    address.push_str(document);
    for letter in words.next().unwrap_or_default().chars() {
        dots += u8::from(letter == '.');
        match letter {
            '§' => address.push_str("#section-"),
            '.' if dots == 1 && document == "6298" => break,
            '0'..='9' | '.' => address.push(letter),
            _ => break,
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::address;
    use crate::tcp::Rule;

    #[test]
    fn every_clause_can_be_read_where_its_link_leads() {
        for (clause, end) in [
            (
                "RFC 9293 §3.10.7.4, eighth: FIN",
                "rfc9293#section-3.10.7.4",
            ),
            ("deviation from RFC 9293 §3.6.1", "rfc9293#section-3.6.1"),
            ("RFC 6298 §5.4–5.6", "rfc6298#section-5"),
            ("RFC 9293 §3.6.1 (RFC 2525 §2.17)", "rfc9293#section-3.6.1"),
            ("RFC 768", "rfc768"),
        ] {
            assert_eq!(
                address(clause),
                format!("https://www.rfc-editor.org/rfc/{end}")
            );
        }
        assert_eq!(address(""), "");
        for rule in Rule::ALL {
            let address = address(rule.clause());
            let (_, section) = address.split_once("#section-").expect("it names a section");
            let is_number =
                |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            assert!(section.split('.').all(is_number), "{address}");
        }
    }
}
