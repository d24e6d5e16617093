//! The bar below the ladder: both hosts' states over time, a tick for each moment, the branches.

use crate::app_state::Action;
use crate::i18n::Text;
use crate::simulation::{EventKind, HostId};
use crate::timeline::{Branch, Moment, Origin, PlayStatus, Speed, Timeline, Turn};
use crate::view_model::Tone;
use crate::view_model::scene::Scene;
use crate::view_model::stay::{shown, stays};
use crate::view_model::wording::{self, say};

/// Everything on the bar; positions in ten-thousandths of its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transport {
    /// Playing, paused, or waiting for the person.
    pub status: PlayStatus,
    /// How fast.
    pub speed: Speed,
    /// The client's states, up to the furthest moment seen.
    pub client: Vec<BandSpan>,
    /// The server's.
    pub server: Vec<BandSpan>,
    /// A tick for each moment seen.
    pub ticks: Vec<Tick>,
    /// How far the person has seen.
    pub seen: u32,
    /// The slider's spoken value: `moment 4 of 11, 0.30 s, client SYN-SENT, server LISTEN`.
    pub spoken: String,
    /// Whether there is something before the present.
    pub can_step_back: bool,
    /// Whether there is something after it.
    pub can_step: bool,
    /// Every branch of this run; one entry if it never forked.
    pub branches: Vec<BranchOption>,
}

/// A stretch of one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandSpan {
    /// From here.
    pub from: u32,
    /// To here.
    pub to: u32,
    /// In this colour.
    pub tone: Tone,
}

/// A moment on the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub at: u32,
    /// What kind of moment.
    pub kind: TickKind,
}

/// The most telling thing that a moment holds, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TickKind {
    /// Something happened.
    Event,
    /// A state changed.
    StateChange,
    /// A segment was lost.
    Loss,
    /// The person acted.
    Commanded,
}

/// A branch to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchOption {
    /// `1`, `2` …
    pub label: String,
    /// `from branch 1 at 0.31 s: dropped #4`.
    pub description: String,
    /// The one on the screen.
    pub current: bool,
    /// Goes there.
    pub action: Action,
}

impl Transport {
    /// The bar at the cursor.
    pub fn of(scene: &Scene) -> Self {
        let track = scene.lanes.track();
        Self {
            status: scene.status,
            speed: scene.speed,
            client: bands(scene, HostId::Client),
            server: bands(scene, HostId::Server),
            ticks: ticks(scene),
            seen: scene.share(scene.seen),
            spoken: spoken(scene),
            can_step_back: scene.now > track.stops()[0],
            can_step: scene.now < track.end(),
            branches: branches(scene),
        }
    }
}

/// A host's states, as far as the person has seen them.
fn bands(scene: &Scene, host: HostId) -> Vec<BandSpan> {
    let mut spans = Vec::new();
    for stay in stays(scene.timeline, host, scene.seen) {
        let span = BandSpan {
            from: scene.share(stay.from),
            to: scene.share(stay.until.unwrap_or(scene.seen)),
            tone: shown(scene.timeline, host, stay.state).1,
        };
        if span.from < span.to {
            spans.push(span);
        }
    }
    spans
}

/// The moments of all lanes, lane A first.
fn ticks(scene: &Scene) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for run in scene.lanes.runs() {
        for moment in run.moments() {
            if moment.at <= scene.seen && !moment.events.is_empty() {
                ticks.push(Tick {
                    at: scene.share(moment.at),
                    kind: kind(run, moment),
                });
            }
        }
    }
    ticks
}

fn kind(run: &Timeline, moment: &Moment) -> TickKind {
    let events = moment.events.start as usize..moment.events.end as usize;
    let kinds = run.events()[events].iter().map(|event| match event.kind {
        EventKind::Commanded(_) => TickKind::Commanded,
        EventKind::SegmentDropped { .. } => TickKind::Loss,
        EventKind::StateChanged { .. } => TickKind::StateChange,
        _ => TickKind::Event,
    });
    kinds.max().unwrap_or(TickKind::Event)
}

fn spoken(scene: &Scene) -> String {
    let track = scene.lanes.track();
    let hosts = &scene.timeline.moment_at(scene.now).hosts;
    let state = |host: HostId| shown(scene.timeline, host, hosts[host.index()].state()).0;
    say(scene.lang, Text::PictureMoment)
        .slot("place", track.stop_index(scene.now) + 1)
        .slot("last", track.stops().len())
        .slot("at", scene.now)
        .slot("client", state(HostId::Client))
        .slot("server", state(HostId::Server))
        .done()
}

fn branches(scene: &Scene) -> Vec<BranchOption> {
    let all = scene.branches.all().iter().enumerate();
    all.map(|(index, branch)| BranchOption {
        label: (index + 1).to_string(),
        description: description(scene, branch),
        current: index == scene.branches.current_index(),
        action: Action::SwitchBranch(count(index)),
    })
    .collect()
}

fn description(scene: &Scene, branch: &Branch) -> String {
    match &branch.origin {
        Some(origin) => forked(scene, origin),
        None => scene.lang.owned(Text::PictureBranchFirst),
    }
}

#[inline(never)]
fn forked(scene: &Scene, origin: &Origin) -> String {
    let phrase = match &origin.turn {
        Turn::Forked => say(scene.lang, Text::PictureBranchFrom),
        turn => {
            say(scene.lang, Text::PictureBranchFromBy).slot("deed", wording::turn(scene.lang, turn))
        }
    };
    phrase
        .slot("parent", origin.parent + 1)
        .slot("at", origin.at)
        .done()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("the log is bounded")
}

#[cfg(test)]
mod tests;
