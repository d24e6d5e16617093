//! The state diagram: RFC 9293 Figure 5, drawn from the machine's own table of transitions, with what this run has
//! walked of it. Only where the eleven states stand is chosen by hand.

mod route;
#[cfg(test)]
mod tests;

use crate::app_state::{Action, Selection};
use crate::i18n::Text;
use crate::simulation::{Event, EventKind, HostId, HostSnapshot};
use crate::tcp::{State, TRANSITIONS, Trigger};
use crate::view_model::scene::Scene;
use crate::view_model::stay::state_name;
use crate::view_model::wording::say;
use crate::view_model::{Point, Tone, host_panel};
use route::{Corners, Plan};

/// The diagram at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// Pixels from left to right.
    pub width: i32,
    /// Pixels from top to bottom.
    pub height: i32,
    /// The eleven states, in the order of [`State::ALL`].
    pub places: Vec<Place>,
    /// The arrows that the figure shows, and those beside it that were taken.
    pub edges: Vec<Edge>,
    /// Both hosts, client first.
    pub walkers: [Walker; 2],
    /// Every state change so far in words, for who cannot see the picture.
    pub path: Vec<String>,
}

/// A state in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `SYN-SENT`.
    pub name: &'static str,
    /// The middle of its box.
    pub at: Point,
    /// Its colour.
    pub tone: Tone,
    /// Which hosts are in it, client first.
    pub here: [bool; 2],
}

/// An arrow from one state to another: all transitions between the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The state before and the state after: `SYN-SENT → ESTABLISHED`.
    pub name: String,
    /// Its way, as the path of an SVG.
    pub way: String,
    /// The three corners of its head.
    pub head: [Point; 3],
    /// What makes it happen, a line each, and who has taken it how often: `rcv SYN,ACK  C ×2`.
    pub labels: Vec<String>,
    /// Middle of the first line's baseline.
    pub label_at: Point,
    /// The hosts whose last change this was.
    pub is_last: [bool; 2],
    /// Goes to where it was taken last; from there to the time before.
    pub jump: Option<Action>,
    /// For assistive technology, and for the tooltip.
    pub spoken: String,
}

/// A host on the diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walker {
    /// Which.
    pub host: HostId,
    /// Its name.
    pub name: &'static str,
    /// The state it is in.
    pub state: &'static str,
    /// The colour of that.
    pub tone: Tone,
}

/// A state change of the run.
struct Walk<'a> {
    event: &'a Event,
    host: HostId,
    from: State,
    to: State,
    /// None for a deviation: TCP has no such arrow.
    trigger: Option<Trigger>,
}

impl Diagram {
    /// The diagram at the cursor.
    pub fn of(scene: &Scene) -> Self {
        let plan = Plan::of(scene.width);
        let hosts = &scene.timeline.moment_at(scene.now).hosts;
        let walks = walks(scene);
        let mut edges: Vec<Edge> = Vec::new();
        let mut taken = Vec::new();
        for (from, to) in pairs(&walks) {
            if let Some(edge) = edge(scene, &walks, &plan, &mut taken, (from, to)) {
                edges.push(edge);
            }
        }
        Self {
            width: plan.width,
            height: plan.height,
            places: places(&plan, hosts.each_ref().map(HostSnapshot::state)),
            edges,
            walkers: HostId::ALL.map(|host| {
                let state = hosts[host.index()].state();
                Walker {
                    host,
                    name: host_panel::name(scene.lang, host),
                    state: state_name(state),
                    tone: Tone::of(state),
                }
            }),
            path: path(scene, &walks),
        }
    }
}

fn places(plan: &Plan, hosts: [State; 2]) -> Vec<Place> {
    let mut places = Vec::new();
    for state in State::ALL {
        places.push(Place {
            name: state_name(*state),
            at: plan.place(*state),
            tone: Tone::of(*state),
            here: hosts.map(|host| host == *state),
        });
    }
    places
}

/// Every two states with an arrow between them: those of the table, each once, and whatever else this run has done.
fn pairs(walks: &[Walk]) -> Vec<(State, State)> {
    let mut pairs = Vec::new();
    let table = TRANSITIONS.iter().map(|arrow| (arrow.from, arrow.to));
    for pair in table.chain(walks.iter().map(|walk| (walk.from, walk.to))) {
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs
}

/// The state changes up to the cursor.
fn walks<'a>(scene: &Scene<'a>) -> Vec<Walk<'a>> {
    let mut walks = Vec::new();
    for event in scene.timeline.events_until(scene.now) {
        if let EventKind::StateChanged {
            host,
            from,
            to,
            rule,
        } = event.kind
        {
            let is_arrow = |trigger: &Trigger| {
                let mut table = TRANSITIONS.iter();
                table.any(|arrow| (arrow.from, arrow.to, arrow.trigger) == (from, to, *trigger))
            };
            walks.push(Walk {
                event,
                host,
                from,
                to,
                trigger: rule.trigger().filter(is_arrow),
            });
        }
    }
    walks
}

/// The arrow between two states; none if there is nothing to show.
fn edge(
    scene: &Scene,
    walks: &[Walk],
    plan: &Plan,
    taken: &mut Vec<Corners>,
    (from, to): (State, State),
) -> Option<Edge> {
    // By trigger, and at the end those that TCP does not know; the client's and the server's.
    let mut tally = [[0_u32; 2]; Trigger::COUNT + 1];
    let mut walked = [0; 2];
    let mut is_last = [false; 2];
    let (mut jump, mut earlier) = (None, None);
    for walk in walks {
        if (walk.from, walk.to) == (from, to) {
            let host = walk.host.index();
            let trigger = walk
                .trigger
                .map_or(Trigger::COUNT, |trigger| trigger as usize);
            tally[trigger][host] += 1;
            walked[host] += 1;
            let focus = &scene.timeline.moment_at(scene.now).hosts[host].focus;
            is_last[host] |= focus.event == Some(walk.event.id);
            earlier = jump;
            jump = Some(walk.event);
        }
    }
    // Who stands at the last time already goes to the one before.
    if jump.is_some_and(|event| scene.selected == Some(Selection::Event(event.id))) {
        jump = earlier.or(jump);
    }
    let (mut triggers, mut labels) = (String::new(), Vec::new());
    let mut add = |name: &str, walks: [u32; 2]| {
        triggers.push_str(if triggers.is_empty() { "" } else { ", " });
        triggers.push_str(name);
        labels.push(tallied(name, walks));
    };
    for arrow in TRANSITIONS {
        let walks = tally[arrow.trigger as usize];
        if (arrow.from, arrow.to) == (from, to) && (arrow.is_in_figure() || walks != [0, 0]) {
            add(&arrow.trigger.to_string(), walks);
        }
    }
    if tally[Trigger::COUNT] != [0, 0] {
        let name = scene.lang.text(Text::PanelExperimentNotTcp);
        add(name, tally[Trigger::COUNT]);
    }
    if labels.is_empty() {
        return None;
    }
    let way = plan.way(from, to);
    let label_at = plan.label(&way, &labels, taken);
    Some(Edge {
        name: format!("{} → {}", state_name(from), state_name(to)),
        head: way.head(),
        way: way.path(),
        spoken: spoken(scene, (from, to), &triggers, walked, jump),
        labels,
        label_at,
        is_last,
        jump: jump.map(|event| Action::Jump(event.id)),
    })
}

/// A trigger, and who has followed it how often: `rcv FIN  C ×2 S`.
fn tallied(trigger: &str, walks: [u32; 2]) -> String {
    let mut label = trigger.to_owned();
    let mut gap = "  ";
    for (sign, times) in ["C", "S"].into_iter().zip(walks) {
        if times > 0 {
            label.push_str(gap);
            label.push_str(sign);
            gap = " ";
        }
        if times > 1 {
            label.push_str(" ×");
            label.push_str(&times.to_string());
        }
    }
    label
}

/// `SYN-SENT → ESTABLISHED, rcv SYN,ACK; client: 1, server: 0. Go to 0.14 s`.
fn spoken(
    scene: &Scene,
    (from, to): (State, State),
    triggers: &str,
    walks: [u32; 2],
    jump: Option<&Event>,
) -> String {
    let arrow = say(scene.lang, Text::WhyDiagramArrow)
        .slot("from", from)
        .slot("to", to)
        .slot("trigger", triggers);
    match jump {
        None => arrow.done(),
        Some(event) => say(scene.lang, Text::WhyDiagramWalked)
            .slot("arrow", arrow.done())
            .slot("client", walks[0])
            .slot("server", walks[1])
            .slot("at", event.at)
            .done(),
    }
}

/// Each state change as one line.
fn path(scene: &Scene, walks: &[Walk]) -> Vec<String> {
    let mut lines = Vec::new();
    for walk in walks {
        let trigger = walk.trigger.map_or_else(
            || scene.lang.owned(Text::PanelExperimentNotTcp),
            |trigger| trigger.to_string(),
        );
        let arrow = say(scene.lang, Text::WhyDiagramArrow)
            .slot("from", walk.from)
            .slot("to", walk.to)
            .slot("trigger", trigger);
        let line = say(scene.lang, Text::WhyDiagramWalk)
            .slot("at", walk.event.at)
            .slot("host", host_panel::name(scene.lang, walk.host))
            .slot("arrow", arrow.done());
        lines.push(line.done());
    }
    lines
}
