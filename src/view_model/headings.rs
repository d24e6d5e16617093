//! What stands above two ladders: which is which, how both hosts fare in each, and where the two part.

use crate::app_state::Action;
use crate::explain;
use crate::i18n::{Lang, Text};
use crate::simulation::HostId;
use crate::timeline::{Difference, Lane, Lanes, PlaybackCommand};
use crate::view_model::scene::Scene;
use crate::view_model::stay::shown;
use crate::view_model::wording::{self, say};
use crate::view_model::{Tone, host_panel};

/// Above two ladders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headings {
    /// Lane A, lane B.
    pub lanes: Vec<LaneHeading>,
    /// `First difference at 0.15 s: …`, or that there has been none.
    pub difference: String,
    /// Goes there; none if the lanes never part.
    pub jump: Option<Action>,
}

/// Above one of two ladders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneHeading {
    /// Whose.
    pub lane: Lane,
    /// `A · TIME-WAIT: 0 MSL`.
    pub name: String,
    /// Said when that is not TCP any more: `this is not TCP`.
    pub deviation: Option<&'static str>,
    /// The states of client and server.
    pub hosts: [LaneHost; 2],
    /// Whether everything else on the screen is of this lane.
    pub is_focused: bool,
}

/// A host in a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneHost {
    /// Its name in the reader's language.
    pub name: &'static str,
    /// `FIN-WAIT-1`.
    pub state: &'static str,
    /// Its colour.
    pub tone: Tone,
    /// Whether it is in another state in the other lane now.
    pub differs: bool,
}

impl Headings {
    /// The headings at the cursor; none where nothing is compared.
    pub fn of(scene: &Scene) -> Option<Self> {
        let comparison = scene.lanes.comparison()?;
        let states = scene.lanes.runs().iter().map(|run| {
            let hosts = &run.moment_at(scene.now).hosts;
            HostId::ALL.map(|host| shown(run, host, hosts[host.index()].state()))
        });
        let states: Vec<_> = states.collect();
        let host = |lane: Lane, host: HostId| {
            let ((state, tone), there) = (
                states[lane.index()][host.index()],
                states[lane.other().index()][host.index()],
            );
            LaneHost {
                name: host_panel::name(scene.lang, host),
                state,
                tone,
                differs: (state, tone) != there,
            }
        };
        let heading = |lane: Lane| {
            let own = comparison.of(lane);
            let deviation = scene.lang.text(Text::PanelExperimentNotTcp);
            LaneHeading {
                lane,
                name: named(lane, &wording::variation(scene.lang, own)),
                deviation: (!wording::is_tcp(own)).then_some(deviation),
                hosts: HostId::ALL.map(|at| host(lane, at)),
                is_focused: lane == scene.lanes.focus(),
            }
        };
        let difference = scene.lanes.difference();
        Some(Self {
            lanes: Lane::ALL.map(heading).into(),
            difference: part(scene, difference),
            jump: difference.map(|it| Action::Playback(PlaybackCommand::To(it.at))),
        })
    }
}

/// Where the lanes part. What happens there is said to those who have been there.
fn part(scene: &Scene, difference: Option<&Difference>) -> String {
    let lang = scene.lang;
    match difference {
        None => lang.owned(Text::PanelLanesSame),
        Some(difference) if difference.at > scene.seen.max(scene.now) => {
            lang.owned(Text::PanelLanesSameSoFar)
        }
        Some(difference) => say(lang, Text::PanelLanesDifference)
            .slot("at", difference.at)
            .slot("a", event(lang, scene.lanes, Lane::A, difference))
            .slot("b", event(lang, scene.lanes, Lane::B, difference))
            .done(),
    }
}

/// What a lane has there that the other one has not; if that is nothing, what it has there at all.
fn event(lang: Lang, lanes: &Lanes, lane: Lane, difference: &Difference) -> String {
    let told = lanes.run(lane).and_then(|run| {
        let own = explain::most_telling(run, &difference.events[lane.index()]);
        let any = || run.event(explain::headline(run, difference.at)?);
        let event = own.or_else(any).filter(|event| event.at == difference.at)?;
        Some(wording::short(lang, run, event))
    });
    let told = told.unwrap_or_else(|| lang.owned(Text::PanelLanesNothing));
    named(lane, &told)
}

/// `A · two-way handshake`.
fn named(lane: Lane, what: &str) -> String {
    let letter = match lane {
        Lane::A => "A",
        Lane::B => "B",
    };
    format!("{letter} · {what}")
}

#[cfg(test)]
mod tests;
