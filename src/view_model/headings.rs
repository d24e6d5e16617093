//! What stands above two ladders: which is which, how both hosts fare in each, and where the two part.

use crate::app_state::Action;
use crate::explain;
use crate::i18n::{Lang, Text};
use crate::simulation::{Event, HostId};
use crate::timeline::{Comparison, Difference, Lane, PlaybackCommand, Timeline};
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
    pub hosts: Vec<LaneHost>,
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
        Some(Self::above(scene, comparison))
    }

    #[inline(never)]
    fn above(scene: &Scene, comparison: Comparison) -> Self {
        let difference = scene.lanes.difference();
        let mut lanes = Vec::new();
        for lane in Lane::ALL {
            let own = comparison.of(lane);
            let deviation = scene.lang.text(Text::PanelExperimentNotTcp);
            lanes.push(LaneHeading {
                lane,
                name: named(lane, &wording::variation(scene.lang, own)),
                deviation: (!wording::is_tcp(own)).then_some(deviation),
                hosts: LaneHost::all(scene, lane),
                is_focused: lane == scene.lanes.focus(),
            });
        }
        Self {
            lanes,
            difference: part(scene, difference),
            jump: difference.map(|it| Action::Playback(PlaybackCommand::To(it.at))),
        }
    }
}

impl LaneHost {
    /// Both hosts of a lane at the cursor, the client first.
    pub fn all(scene: &Scene, lane: Lane) -> Vec<Self> {
        let mut hosts = Vec::new();
        for host in HostId::ALL {
            let looks = |lane| {
                let run = scene.lanes.run(lane)?;
                let state = run.moment_at(scene.now).hosts[host.index()].state();
                Some(shown(run, host, state))
            };
            let Some((state, tone)) = looks(lane) else {
                continue;
            };
            let other = looks(lane.other());
            hosts.push(Self {
                name: host_panel::name(scene.lang, host),
                state,
                tone,
                differs: other.is_some_and(|other| other != (state, tone)),
            });
        }
        hosts
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
        Some(difference) => {
            let tell = |words| Lane::ALL.map(|lane| event(scene, lane, difference, words));
            let mut told = tell(wording::short);
            // One timer that is set to two times, for example.
            if told[0] == told[1] {
                told = tell(wording::sentence);
            }
            let [a, b] = told;
            say(lang, Text::PanelLanesDifference)
                .slot("at", difference.at)
                .slot("a", named(Lane::A, &a))
                .slot("b", named(Lane::B, &b))
                .done()
        }
    }
}

/// How an event is told.
type Words = fn(Lang, &Timeline, &Event) -> String;

/// What a lane has there that the other one has not; if that is nothing, what it has there at all.
fn event(scene: &Scene, lane: Lane, difference: &Difference, words: Words) -> String {
    let told = scene.lanes.run(lane).and_then(|run| {
        let own = explain::most_telling(run, &difference.events[lane.index()]);
        let any = || run.event(explain::headline(run, difference.at)?);
        let event = own.or_else(any).filter(|event| event.at == difference.at)?;
        Some(words(scene.lang, run, event))
    });
    told.unwrap_or_else(|| scene.lang.owned(Text::PanelLanesNothing))
}

/// `A · two-way handshake`.
#[inline(never)]
pub(super) fn named(lane: Lane, what: &str) -> String {
    let letter = match lane {
        Lane::A => "A",
        Lane::B => "B",
    };
    format!("{letter} · {what}")
}

#[cfg(test)]
mod tests;
