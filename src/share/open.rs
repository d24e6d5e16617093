//! A link's run, worked out.

use crate::share::course::course;
use crate::share::{Deeds, Fault, Link, Problem};
use crate::simulation::Scenario;
use crate::timeline::{Lane, Lanes, Recording, TimedCommand, Timeline};

/// The run of a link, and what could not be done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The runs.
    pub lanes: Lanes,
    /// What could not be done.
    pub problems: Vec<Problem>,
}

/// How much there may be of all runs in which lane B's counterparts of lane A's deeds are looked for. A link must not keep
/// anybody waiting.
const WORK: usize = 200_000;

impl Link {
    /// Works out the run. What cannot be done is left out and told.
    pub fn open(&self) -> Opened {
        if self.is_untouched() {
            return Opened {
                lanes: self.lanes_untouched(),
                problems: Vec::new(),
            };
        }
        self.open_from(self.place.part().recording(self.profile))
    }

    fn lanes_untouched(&self) -> Lanes {
        let mut lanes = self.place.lanes(self.profile);
        lanes.focus_on(self.lane);
        lanes
    }

    /// The same from another recording than the part's.
    #[inline(never)]
    pub fn open_from(&self, part: Recording) -> Opened {
        let mut problems = Vec::new();
        let lanes = self.lanes(part, &mut problems);
        let mut lanes = lanes.unwrap_or_else(|| self.place.lanes(self.profile));
        lanes.focus_on(self.lane);
        Opened { lanes, problems }
    }

    /// None never: what the course of a run has taken, its replay takes.
    fn lanes(&self, part: Recording, problems: &mut Vec<Problem>) -> Option<Lanes> {
        let Recording { scenario, commands } = part;
        let replay = |all| {
            let (variations, scenario) = (self.variations.clone(), scenario.clone());
            Lanes::replay(scenario, variations, self.comparison, all).ok()
        };
        let mut lane = |lane, deeds: &Deeds, key| {
            let scenario = self.scenario(&scenario, lane);
            course(&scenario, &commands, deeds, key, problems)
        };
        let a = lane(Lane::A, &self.deeds, "do");
        if self.comparison.is_none() {
            return replay(vec![a]);
        }
        if let Some(deeds) = &self.deeds_b {
            let b = lane(Lane::B, deeds, "do2");
            return replay(vec![a, b]);
        }
        let untouched = Deeds {
            list: Vec::new(),
            ..self.deeds.clone()
        };
        let before = Lane::ALL.map(|it| lane(it, &untouched, "do"));
        let own = own(&a, &before[0]).to_vec();
        with_counterparts(replay(before.into())?, own, problems)
    }

    /// The scenario of a lane.
    fn scenario(&self, scenario: &Scenario, lane: Lane) -> Scenario {
        let mut scenario = scenario.clone();
        for variation in &self.variations {
            variation.apply(&mut scenario);
        }
        if let Some(comparison) = self.comparison {
            comparison.of(lane).apply(&mut scenario);
        }
        scenario
    }
}

/// What is done beyond that with which the part begins.
fn own<'a>(commands: &'a [TimedCommand], before: &[TimedCommand]) -> &'a [TimedCommand] {
    let pairs = commands.iter().zip(before);
    let kept = pairs.take_while(|(one, other)| one == other).count();
    &commands[kept..]
}

/// The lanes with commands given in lane A, and their counterparts in lane B.
fn with_counterparts(
    mut lanes: Lanes,
    commands: Vec<TimedCommand>,
    problems: &mut Vec<Problem>,
) -> Option<Lanes> {
    let mut work = 0;
    for (place, timed) in commands.into_iter().enumerate() {
        work += lanes.runs().iter().map(size).sum::<usize>();
        if work > WORK {
            problems.push(Problem::new("do", "", Fault::TooMany(place)));
            break;
        }
        lanes = lanes.acted(timed.at, timed.command).ok()?;
    }
    Some(lanes)
}

/// How much there is of a run: its events, its sockets at each moment, and what it takes to look for the counterpart of each
/// segment among all.
fn size(run: &Timeline) -> usize {
    let [client, server] = &run.moment_at(run.end()).hosts;
    let sockets = client.sockets.len() + server.sockets.len();
    let flights = run.flights().len();
    run.events().len() + run.moments().len() * sockets + flights * flights / 16
}
