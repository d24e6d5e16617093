//! Lessons: a question, and steps tied to what happens in runs. A lesson puts nothing into the machine and reads nothing
//! but events. It is static data, one file each in `catalogue/`; its prose is a book of the same name in
//! `prose/<language>/`, which the page fetches when the lesson is opened.

mod catalogue;
mod cue;
mod figure;
mod place;
mod profile;
mod question;
mod step;

pub use catalogue::{LessonId, lesson};
pub use cue::{CallKind, Cue, Sighting};
pub use figure::{Figure, Register, Value};
pub use place::Place;
pub use question::{Answer, Question, Reply, Truth, Verdict};
pub use step::{Deed, Slide, Step, StepKind};

use crate::simulation::Profile;
use crate::time::Instant;
use crate::timeline::{Comparison, Recording, Timeline};

/// A lesson.
#[derive(Clone, Copy, Debug)]
pub struct Lesson {
    /// Which.
    pub id: LessonId,
    /// Under which heading the list of questions has it.
    pub topic: Topic,
    /// Its runs in order. The step before opens each of them with [`Deed::NextPart`].
    pub parts: &'static [Part],
    /// What to go on with.
    pub next: &'static [LessonId],
}

/// One run of a lesson, and what to say in it.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The scenario, and what is done to it beforehand.
    pub setup: fn() -> Recording,
    /// What it is compared with, side by side.
    pub lanes: Option<Comparison>,
    /// Where the cursor stands when the part opens: what comes before is taken as known.
    pub opens_at: Cue,
    /// Its steps in order.
    pub steps: &'static [Step],
}

/// A heading of the list of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// How a connection comes to be.
    Opening,
    /// How bytes get across.
    Data,
    /// How a connection ends.
    Closing,
    /// What goes wrong.
    Trouble,
    /// What tutorials say.
    Myth,
}

impl Topic {
    /// All, in the order of the list.
    pub const ALL: [Self; 5] = [
        Self::Opening,
        Self::Data,
        Self::Closing,
        Self::Trouble,
        Self::Myth,
    ];
}

impl LessonId {
    /// The lesson of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.name() == name)
    }
}

impl Lesson {
    /// All its steps in order, with the place of the part that each belongs to.
    pub fn steps(&self) -> impl Iterator<Item = (usize, &'static Step)> + use<> {
        let parts = self.parts.iter().enumerate();
        parts.flat_map(|(place, part)| part.steps.iter().map(move |step| (place, step)))
    }

    /// How the first part goes on hosts as the lesson has them, if nobody acts.
    ///
    /// # Panics
    /// If what the lesson does beforehand is refused; a test replays every part.
    pub fn opening(&self) -> Timeline {
        self.parts[0].timeline(self.parts[0].profile())
    }
}

impl Part {
    /// Its run on hosts of this profile, if nobody acts. If what is done beforehand is refused there, it is left out.
    ///
    /// # Panics
    /// Never: without a command there is nothing to refuse.
    pub fn timeline(&self, profile: Profile) -> Timeline {
        let recording = self.recording(profile);
        let scenario = recording.scenario.clone();
        Timeline::replay(recording).unwrap_or_else(|_| Timeline::untouched(scenario))
    }

    /// Where in a run the cue of each step is seen for the first time.
    pub fn sightings(&self, timeline: &Timeline) -> Vec<Option<Sighting>> {
        let mut sightings = Vec::new();
        for step in self.steps {
            sightings.push(step.cue.sighting(timeline));
        }
        sightings
    }

    /// The last step whose cue has been seen by `now`, and the sighting.
    pub fn step_at(sightings: &[Option<Sighting>], now: Instant) -> Option<(usize, Sighting)> {
        let mut seen = sightings
            .iter()
            .enumerate()
            .filter_map(|(place, sighting)| Some((place, (*sighting)?)));
        seen.rfind(|(_, sighting)| sighting.at <= now)
    }

    /// Where playback waits for the person, in order of time; `asking` are the places of the steps that ask something now.
    pub fn waits(&self, sightings: &[Option<Sighting>], asking: &[usize]) -> Vec<Instant> {
        let mut waits = Vec::new();
        for (place, (step, sighting)) in self.steps.iter().zip(sightings).enumerate() {
            if let Some(sighting) = sighting.filter(|_| step.waits || asking.contains(&place)) {
                let place = waits.partition_point(|at| *at < sighting.at);
                waits.insert(place, sighting.at);
            }
        }
        waits
    }
}
