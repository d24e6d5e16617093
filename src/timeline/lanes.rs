//! One run, or two variants of it in lockstep: what is done to one is done to the other, as far as that can be.

use crate::network::{SegmentId, SegmentKind};
use crate::simulation::{Command, Refusal, Scenario, Variation};
use crate::time::Instant;
use crate::timeline::comparison::is_of_same_thing;
use crate::timeline::difference::{Difference, first_difference};
use crate::timeline::{Comparison, Flight, Recording, ReplayError, TimedCommand, Timeline, Track};

/// One of two runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lane {
    /// The left one, and the only one where nothing is compared.
    #[default]
    A,
    /// The right one.
    B,
}

/// One run, or two that are compared. Each has a recording of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lanes {
    /// What both start from; each lane has it varied in its own way.
    scenario: Scenario,
    /// What was varied in it since the beginning.
    variations: Vec<Variation>,
    comparison: Option<Comparison>,
    /// One, or lane A and lane B.
    runs: Vec<Timeline>,
    focus: Lane,
    track: Track,
    /// The counterpart of each segment of each lane in the other one, by the segment's place.
    counterparts: [Vec<Option<SegmentId>>; 2],
    difference: Option<Difference>,
}

impl Lane {
    /// Both, from left to right.
    pub const ALL: [Self; 2] = [Self::A, Self::B];

    /// The place in arrays of two.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

impl Lanes {
    /// One run.
    pub fn one(run: Timeline) -> Self {
        let scenario = run.recording().scenario.clone();
        Self::new(scenario, Vec::new(), None, vec![run])
    }

    /// The runs that grow out of a scenario: varied in both lanes, then in each as the comparison says, and with the
    /// commands of each lane. There are as many lists of these as there are lanes.
    ///
    /// # Errors
    /// The first command that the simulation refuses.
    pub fn replay(
        mut scenario: Scenario,
        variations: Vec<Variation>,
        comparison: Option<Comparison>,
        commands: Vec<Vec<TimedCommand>>,
    ) -> Result<Self, ReplayError> {
        for variation in &variations {
            variation.apply(&mut scenario);
        }
        let mut runs = Vec::new();
        for (lane, commands) in Lane::ALL.into_iter().zip(commands) {
            let mut scenario = scenario.clone();
            if let Some(comparison) = comparison {
                comparison.of(lane).apply(&mut scenario);
            }
            runs.push(Timeline::replay(Recording { scenario, commands })?);
        }
        Ok(Self::new(scenario, variations, comparison, runs))
    }

    fn new(
        scenario: Scenario,
        variations: Vec<Variation>,
        comparison: Option<Comparison>,
        runs: Vec<Timeline>,
    ) -> Self {
        let (counterparts, difference) = match &runs[..] {
            [a, b] => (counterparts(a, b), first_difference(a, b)),
            _ => Default::default(),
        };
        Self {
            scenario,
            variations,
            comparison,
            focus: Lane::A,
            track: Track::of(&runs),
            runs,
            counterparts,
            difference,
        }
    }

    /// The run in focus.
    pub fn focused(&self) -> &Timeline {
        &self.runs[self.focus.index()]
    }

    /// The run of a lane.
    pub fn run(&self, lane: Lane) -> Option<&Timeline> {
        self.runs.get(lane.index())
    }

    /// All runs, lane A first.
    pub fn runs(&self) -> &[Timeline] {
        &self.runs
    }

    /// The lane in focus.
    pub const fn focus(&self) -> Lane {
        self.focus
    }

    /// Turns to a lane; says whether that is another one.
    pub fn focus_on(&mut self, lane: Lane) -> bool {
        let is_news = lane != self.focus && lane.index() < self.runs.len();
        if is_news {
            self.focus = lane;
        }
        is_news
    }

    /// What the cursor moves over.
    pub const fn track(&self) -> &Track {
        &self.track
    }

    /// What is compared.
    pub const fn comparison(&self) -> Option<Comparison> {
        self.comparison
    }

    /// What was varied in both lanes since the beginning, in order.
    pub fn variations(&self) -> &[Variation] {
        &self.variations
    }

    /// The first instant at which the two lanes differ; none if they never do.
    pub const fn difference(&self) -> Option<&Difference> {
        self.difference.as_ref()
    }

    /// What a segment of a lane is in the other one, however it fares there.
    pub fn counterpart(&self, lane: Lane, segment: SegmentId) -> Option<SegmentId> {
        let place = (segment.0 as usize).checked_sub(1)?;
        *self.counterparts[lane.index()].get(place)?
    }

    /// Whether the other lane has sent nothing like this segment by `now`.
    pub fn is_alone(&self, lane: Lane, segment: SegmentId, now: Instant) -> bool {
        let Some(other) = self.run(lane.other()).filter(|_| self.runs.len() > 1) else {
            return false;
        };
        let counterpart = self.counterpart(lane, segment);
        let flight = counterpart.and_then(|segment| other.flight(segment));
        flight.is_none_or(|flight| flight.sent_at > now)
    }

    /// Whether both show the same runs, if they grew out of the same scenario.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let mut pairs = self.runs.iter().zip(&other.runs);
        self.comparison == other.comparison
            && self.variations == other.variations
            && pairs.all(|(one, another)| one.recording().commands == another.recording().commands)
    }

    /// Both lanes with `command` given at `at`, in place of whatever was done later. The other lane is given its
    /// counterpart; what cannot be done there is left out.
    ///
    /// # Errors
    /// The simulation's reason for refusing the command in the lane in focus.
    pub fn acted(&self, at: Instant, command: Command) -> Result<Self, Refusal> {
        let mut grown = vec![self.focused().acted(at, command.clone())?];
        if let Some(other) = self.run(self.focus.other()).filter(|_| self.runs.len() > 1) {
            let own = |segment| self.counterpart(self.focus, segment);
            let run = translated(command, own)
                .and_then(|command| other.acted(at, command).ok())
                .unwrap_or_else(|| other.forked(at));
            grown.insert(self.focus.other().index(), run);
        }
        Ok(self.with(grown))
    }

    /// Both lanes without what was done after `at`.
    #[must_use]
    pub fn forked(&self, at: Instant) -> Self {
        self.with(self.runs.iter().map(|run| run.forked(at)).collect())
    }

    /// The same with one thing about the scenario had otherwise and everything done again that still can be. If that is
    /// what is compared, it changes in the lane in focus.
    #[must_use]
    pub fn varied(&self, variation: Variation) -> Self {
        let changed = self
            .comparison
            .and_then(|comparison| comparison.with(self.focus, variation));
        if changed.is_some() {
            return self.rebuilt(self.scenario.clone(), self.variations.clone(), changed);
        }
        let mut variations = self.variations.clone();
        variations.retain(|earlier| !is_of_same_thing(*earlier, variation));
        variations.push(variation);
        let scenario = self.scenario.clone().varied(variation);
        self.rebuilt(scenario, variations, self.comparison)
    }

    /// The same with something else compared, or nothing, and everything done again that still can be.
    #[must_use]
    pub fn compared(&self, comparison: Option<Comparison>) -> Self {
        self.rebuilt(self.scenario.clone(), self.variations.clone(), comparison)
    }

    fn rebuilt(
        &self,
        scenario: Scenario,
        variations: Vec<Variation>,
        comparison: Option<Comparison>,
    ) -> Self {
        let runs = match comparison {
            None => vec![done_again(self.focused(), scenario.clone())],
            Some(comparison) => {
                let lane = |lane: Lane| {
                    let before = self.run(lane).unwrap_or_else(|| self.focused());
                    done_again(before, scenario.clone().varied(comparison.of(lane)))
                };
                Lane::ALL.map(lane).into()
            }
        };
        let mut rebuilt = Self::new(scenario, variations, comparison, runs);
        rebuilt.focus_on(self.focus);
        rebuilt
    }

    /// The same lanes after something was done.
    fn with(&self, runs: Vec<Timeline>) -> Self {
        let (scenario, variations) = (self.scenario.clone(), self.variations.clone());
        let mut lanes = Self::new(scenario, variations, self.comparison, runs);
        lanes.focus_on(self.focus);
        lanes
    }
}

/// Everything that was done to a run, done to another scenario. A run that another one has been, it is again.
fn done_again(before: &Timeline, scenario: Scenario) -> Timeline {
    let mut run = Timeline::untouched(scenario);
    for timed in &before.recording().commands {
        let [there, _] = counterparts(before, &run);
        let own = |segment: SegmentId| *there.get((segment.0 as usize).checked_sub(1)?)?;
        let command = translated(timed.command.clone(), own);
        if let Some(Ok(grown)) = command.map(|command| run.acted(timed.at, command)) {
            run = grown;
        }
    }
    run
}

/// A command as the other lane understands it; none if it speaks of a segment that is not there.
fn translated(
    mut command: Command,
    counterpart: impl Fn(SegmentId) -> Option<SegmentId>,
) -> Option<Command> {
    if let Command::Interfere { segment, .. } | Command::Replay { segment, .. } = &mut command {
        *segment = counterpart(*segment)?;
    }
    Some(command)
}

/// What each segment of one run is in the other: the first from the same host that says the same in the same numbers, sent
/// again or not. What is left is the first of its kind that is left there; but an ACK is nothing but its numbers. Copies
/// that the network makes are like copies only.
fn counterparts(a: &Timeline, b: &Timeline) -> [Vec<Option<SegmentId>>; 2] {
    let [mut there, mut here] = [a, b].map(|run| vec![None; run.flights().len()]);
    let likenesses: [fn(&Flight, &Flight) -> bool; 2] = [says_the_same, is_of_same_kind];
    for are_alike in likenesses {
        for (place, own) in a.flights().iter().enumerate() {
            if there[place].is_some() {
                continue;
            }
            let mut others = b.flights().iter().enumerate();
            let like = others.find(|(at, other)| here[*at].is_none() && are_alike(own, other));
            if let Some((at, other)) = like {
                there[place] = Some(other.segment);
                here[at] = Some(own.segment);
            }
        }
    }
    [there, here]
}

fn says_the_same(one: &Flight, other: &Flight) -> bool {
    let numbers = |flight: &Flight| flight.numbers.map(|numbers| (numbers.seq, numbers.ack));
    is_from_the_same(one, other)
        && one.content.kind() == other.content.kind()
        && numbers(one) == numbers(other)
}

fn is_of_same_kind(one: &Flight, other: &Flight) -> bool {
    let kind = one.content.kind();
    is_from_the_same(one, other) && kind == other.content.kind() && kind != SegmentKind::Ack
}

fn is_from_the_same(one: &Flight, other: &Flight) -> bool {
    one.from == other.from && one.copy_of.is_some() == other.copy_of.is_some()
}
