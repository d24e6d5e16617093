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
    pub const ALL: [Self; 4] = [Self::ThreeWayHandshake, Self::FourWaves, Self::LastAckLost, Self::ForgottenClose];

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

    /// The key of one of the lesson's texts.
    pub fn key(self, part: &str) -> String {
        format!("lesson.{}.{part}", self.name())
    }
}

impl Lesson {
    /// The last step whose cue has been seen by `now`, and the sighting.
    pub fn step_at(&self, timeline: &Timeline, now: Instant) -> Option<(usize, Sighting)> {
        (0..self.steps.len()).rev().find_map(|place| {
            let sighting = self.steps[place].cue.sighting(timeline)?;
            (sighting.at <= now).then_some((place, sighting))
        })
    }

    /// Where playback on its way from `from` to `to` is to wait for the person, if anywhere.
    pub fn wait_between(&self, timeline: &Timeline, from: Instant, to: Instant) -> Option<Instant> {
        let waits = self.steps.iter().filter(|step| step.waits).filter_map(|step| step.cue.sighting(timeline));
        waits.map(|sighting| sighting.at).filter(|at| from < *at && *at <= to).min()
    }
}

impl Deed {
    /// The command that does it; none if it needs a segment and the cue has none.
    pub fn command(self, sighting: Sighting) -> Option<Command> {
        Some(match self {
            Self::ToSegment(how) => Command::Interfere { segment: sighting.segment?, how },
            Self::Close(host, when) => Command::SetCloseTime { host, when },
            Self::TimeWait(msls) => Command::SetTimeWait(msls),
        })
    }
}
