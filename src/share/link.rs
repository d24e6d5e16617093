//! A whole run as data, as a link says it.

use crate::lesson::Place;
use crate::share::Deed;
use crate::share::course::{half_way, is_timeless};
use crate::share::variation::Written;
use crate::share::words::Exact;
use crate::simulation::{Command, Profile, Variation};
use crate::time::Instant;
use crate::timeline::{Comparison, Lane, Lanes, TimedCommand, Timeline};
use core::fmt;

/// A whole run, as a link says it: where it starts, what is had otherwise and what is done, and the moment to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The part of a lesson that it starts from.
    pub place: Place,
    /// What both hosts are.
    pub profile: Profile,
    /// What is varied, in order.
    pub variations: Vec<Variation>,
    /// What is compared, side by side.
    pub comparison: Option<Comparison>,
    /// The lane in focus.
    pub lane: Lane,
    /// What is done. Where something is compared, segments and sockets are those of lane A, and lane B is given the
    /// counterparts, unless `deeds_b` has its own.
    pub deeds: Deeds,
    /// What is done in lane B, if that is said by itself.
    pub deeds_b: Option<Deeds>,
    /// The moment to look at; none for where the part opens.
    pub at: Option<Instant>,
}

/// What is done to a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// How many of the commands with which the part begins stay; none for those that come no later than the first deed.
    pub keep: Option<usize>,
    /// The deeds as they were written. They happen in the order of their times.
    pub list: Vec<Deed>,
}

impl Link {
    /// To a part of a lesson as it is.
    pub fn to(place: Place) -> Self {
        Self {
            profile: place.part().profile(),
            variations: Vec::new(),
            comparison: place.part().lanes,
            lane: Lane::A,
            deeds: Deeds::NONE,
            deeds_b: None,
            at: None,
            place,
        }
    }

    /// Whether the run is the part's own, if nobody acts.
    pub fn is_untouched(&self) -> bool {
        self.profile == self.place.part().profile()
            && self.variations.is_empty()
            && self.comparison == self.place.part().lanes
            && self.deeds.is_empty()
            && self.deeds_b.is_none()
    }
}

impl Default for Link {
    fn default() -> Self {
        Self::to(Place::default())
    }
}

impl Deeds {
    /// Nothing.
    pub const NONE: Self = Self {
        keep: None,
        list: Vec::new(),
    };
}

impl Link {
    /// The link that gives these runs, which began as that part on those hosts. Every time is said.
    pub fn of(place: Place, profile: Profile, lanes: &Lanes, at: Instant) -> Self {
        let beforehand = place.part().recording(profile).commands;
        let deeds = |run: &Timeline| Deeds::of(&beforehand, &run.recording().commands);
        Self {
            place,
            profile,
            variations: lanes.variations().to_vec(),
            comparison: lanes.comparison(),
            lane: lanes.focus(),
            deeds: deeds(&lanes.runs()[0]),
            deeds_b: lanes.runs().get(1).map(deeds),
            at: Some(at),
        }
        .without_empty()
    }

    /// Without the deeds of lane B, if nothing is done in either: that need not be said.
    fn without_empty(mut self) -> Self {
        if self.deeds.is_empty() && self.deeds_b.as_ref().is_some_and(Deeds::is_empty) {
            self.deeds_b = None;
        }
        self
    }

    /// The same link as short as it can be said: without the times at which its deeds would happen anyway, and without those
    /// deeds of lane B that are the counterparts of lane A's. `lanes` are its runs.
    #[inline(never)]
    #[must_use]
    pub fn shortened(mut self, lanes: &Lanes) -> Self {
        let all = [Some(&mut self.deeds), self.deeds_b.as_mut()];
        for (run, deeds) in lanes.runs().iter().zip(all) {
            for deed in deeds.into_iter().flat_map(|deeds| &mut deeds.list) {
                if deed.at == usual_time(run, &deed.command) {
                    deed.at = None;
                }
            }
        }
        let shorter = Self {
            deeds_b: None,
            ..self.clone()
        };
        if self.deeds_b.is_some() && shorter.gives(lanes) {
            return shorter;
        }
        self
    }

    /// Whether these are its runs.
    fn gives(&self, lanes: &Lanes) -> bool {
        let opened = self.open();
        let pairs = opened.lanes.runs().iter().zip(lanes.runs());
        opened.problems.is_empty()
            && pairs
                .into_iter()
                .all(|(one, other)| one.recording() == other.recording())
    }
}

impl Deeds {
    /// What was done in a run of a part that begins with `beforehand`.
    fn of(beforehand: &[TimedCommand], commands: &[TimedCommand]) -> Self {
        let pairs = beforehand.iter().zip(commands);
        let kept = pairs.take_while(|(one, other)| one == other).count();
        let own = &commands[kept..];
        if own.is_empty() && kept == beforehand.len() {
            return Self::NONE;
        }
        Self::changed(beforehand, kept, own)
    }

    #[inline(never)]
    fn changed(beforehand: &[TimedCommand], kept: usize, own: &[TimedCommand]) -> Self {
        let usual = own.first().map_or(beforehand.len(), |first| {
            beforehand.partition_point(|timed| timed.at <= first.at)
        });
        let mut list = Vec::new();
        for timed in own {
            list.push(Deed {
                command: timed.command.clone(),
                at: Some(timed.at),
            });
        }
        Self {
            keep: (kept != usual).then_some(kept),
            list,
        }
    }

    fn is_empty(&self) -> bool {
        self.keep.is_none() && self.list.is_empty()
    }
}

/// When a deed of a run would happen if nobody said when; none if that depends on more than the command.
fn usual_time(run: &Timeline, command: &Command) -> Option<Instant> {
    match command {
        Command::Interfere { segment, .. } | Command::Replay { segment, .. } => {
            let flight = run.flight(*segment)?;
            Some(half_way(flight.sent_at, flight.one_way_delay))
        }
        command => is_timeless(command).then_some(Instant::ZERO),
    }
}

/// The text of which the same link is read.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lesson={}", self.place.lesson.name())?;
        if self.place.number() > 0 {
            write!(f, "&part={}", self.place.number() + 1)?;
        }
        if !self.is_untouched() {
            self.write_changes(f)?;
        }
        if self.lane == Lane::B {
            f.write_str("&lane=b")?;
        }
        if let Some(at) = self.at {
            write!(f, "&t={}", Exact::from(at))?;
        }
        Ok(())
    }
}

impl Link {
    /// What is not as the part has it.
    #[inline(never)]
    fn write_changes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.place.part();
        if self.profile != part.profile() {
            let name = match self.profile {
                Profile::Rfc9293 => "rfc9293",
                Profile::Linux => "linux",
            };
            write!(f, "&on={name}")?;
        }
        for (place, variation) in self.variations.iter().enumerate() {
            let before = if place == 0 { "&with=" } else { "," };
            write!(f, "{before}{}", Written(*variation))?;
        }
        match self.comparison {
            same if same == part.lanes => {}
            None => f.write_str("&vs=none")?,
            Some(Comparison(a, b)) => write_comparison(f, a, b)?,
        }
        if !self.deeds.is_empty() {
            write!(f, "&do={}", self.deeds)?;
        }
        if let Some(deeds) = &self.deeds_b {
            write!(f, "&do2={deeds}")?;
        }
        Ok(())
    }
}

/// What both have in common is not said twice.
fn write_comparison(f: &mut fmt::Formatter<'_>, a: Variation, b: Variation) -> fmt::Result {
    let [a, b] = [a, b].map(|it| Written(it).to_string());
    let other = match (a.rsplit_once(':'), b.rsplit_once(':')) {
        (Some((common, _)), Some((same, other))) if common == same => other,
        _ => &b,
    };
    write!(f, "&vs={a},{other}")
}

impl fmt::Display for Deeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(kept) = self.keep {
            write!(f, "keep:{kept}")?;
            separator = ",";
        }
        for deed in &self.list {
            write!(f, "{separator}{deed}")?;
            separator = ",";
        }
        Ok(())
    }
}
