//! Lessons: a scenario, a question, and steps tied to what happens in the run. A lesson puts nothing into the machine
//! and reads nothing but events; its words are in the translators' files, under `lesson.<name>`.

mod catalogue;
mod cue;

pub use catalogue::lesson;
pub use cue::{Cue, Sighting};

use crate::network::Intervention;
use crate::simulation::{CloseTime, Command, HostId, Scenario};
use crate::time::Instant;
use crate::timeline::Timeline;
use serde::{Deserialize, Serialize};

/// A lesson's stable name, as links and the command use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LessonId {
    /// Three segments open a connection.
    ThreeWayHandshake,
    /// Four segments close it.
    FourWaves,
    /// Why TIME-WAIT.
    LastAckLost,
    /// The server never calls `close()`.
    ForgottenClose,
}

/// A lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Which.
    pub id: LessonId,
    /// Where its run starts.
    pub scenario: Scenario,
    /// Where the cursor stands when the lesson opens: what comes before is taken as known.
    pub opens_at: Cue,
    /// Its steps in order.
    pub steps: Vec<Step>,
}

/// A step of a lesson: what to say once its cue has been seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Names its text: `lesson.<lesson>.<step>`.
    pub name: &'static str,
    /// When it begins.
    pub cue: Cue,
    /// Whether playback waits here for the person.
    pub waits: bool,
    /// What to try here.
    pub offers: Vec<Deed>,
}

/// Something that a lesson offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Do this to the segment of the step's cue.
    ToSegment(Intervention),
    /// Change when a host's program closes.
    Close(HostId, CloseTime),
    /// Stay in TIME-WAIT for so many MSL.
    TimeWait(u8),
}

impl LessonId {
    /// All, in teaching order.
    pub const ALL: [Self; 4] = [
        Self::ThreeWayHandshake,
        Self::FourWaves,
        Self::LastAckLost,
        Self::ForgottenClose,
    ];

    /// The name in links and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThreeWayHandshake => "three_way_handshake",
            Self::FourWaves => "four_waves",
            Self::LastAckLost => "last_ack_lost",
            Self::ForgottenClose => "forgotten_close",
        }
    }

    /// The lesson of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.name() == name)
    }

    /// The name of one of the lesson's texts among all lessons' texts.
    pub fn key(self, part: &str) -> String {
        format!("{}.{part}", self.name())
    }
}

impl Lesson {
    /// Where in a run the cue of each step is seen for the first time.
    pub fn sightings(&self, timeline: &Timeline) -> Vec<Option<Sighting>> {
        self.steps
            .iter()
            .map(|step| step.cue.sighting(timeline))
            .collect()
    }

    /// The last step whose cue has been seen by `now`, and the sighting.
    pub fn step_at(sightings: &[Option<Sighting>], now: Instant) -> Option<(usize, Sighting)> {
        let mut seen = sightings
            .iter()
            .enumerate()
            .filter_map(|(place, sighting)| Some((place, (*sighting)?)));
        seen.rfind(|(_, sighting)| sighting.at <= now)
    }

    /// Where playback waits for the person, in order of time.
    pub fn waits(&self, sightings: &[Option<Sighting>]) -> Vec<Instant> {
        let mut waits = Vec::new();
        for (step, sighting) in self.steps.iter().zip(sightings) {
            if let Some(sighting) = sighting.filter(|_| step.waits) {
                let place = waits.partition_point(|at| *at < sighting.at);
                waits.insert(place, sighting.at);
            }
        }
        waits
    }
}

impl Deed {
    /// The command that does it; none if it needs a segment and the cue has none.
    pub fn command(self, sighting: Sighting) -> Option<Command> {
        Some(match self {
            Self::ToSegment(how) => Command::Interfere {
                segment: sighting.segment?,
                how,
            },
            Self::Close(host, when) => Command::SetCloseTime { host, when },
            Self::TimeWait(msls) => Command::SetTimeWait(msls),
        })
    }
}
