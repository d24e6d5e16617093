//! Steps: what to say once something has been seen, and what to try there.

use crate::lesson::{Cue, Figure, Question, Sighting};
use crate::network::Intervention;
use crate::simulation::{Call, Command, HostId, Scenario, Variation};
use crate::time::{Duration, Instant};
use crate::timeline::{Comparison, Timeline};

/// A step of a lesson: what to say once its cue has been seen.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The section of the lesson's book that it shows.
    pub name: &'static str,
    /// What the person is to do with it.
    pub kind: StepKind,
    /// When it begins.
    pub cue: Cue,
    /// Whether playback waits here for the person.
    pub waits: bool,
    /// What to try here. The first is the way on.
    pub offers: &'static [Deed],
    /// What to predict here.
    pub asks: Option<Question>,
    /// What fills the slots of its text, by the slot's name. `{segment}` is the segment of its cue.
    pub figures: &'static [(&'static str, Figure)],
}

/// What the person is to do with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// See what happens.
    Watch,
    /// Do something to it.
    Break,
    /// Set two runs against each other.
    Compare,
    /// Say why it is so.
    Why,
}

/// Something that a lesson offers to do.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    /// Do this to the segment of the step's cue.
    ToSegment(Intervention),
    /// Give this command.
    Act(fn() -> Command),
    /// Make a call on the socket that the host's lifeline shows.
    Call(HostId, fn() -> Call),
    /// Have one thing about the scenario otherwise, from the start of the run.
    Vary(Variation),
    /// Set two runs side by side that differ in one thing.
    Compare(Comparison),
    /// A slider over one thing of the scenario.
    Slide(Slide),
    /// Open the lesson's next part.
    NextPart,
}

/// A slider over a variation that takes a time.
#[derive(Clone, Copy, Debug)]
pub struct Slide {
    /// The variation at a time.
    pub of: fn(Duration) -> Variation,
    /// The time at the slider's right end; zero is at its left end.
    pub most: Duration,
    /// From one place of the slider to the next.
    pub step: Duration,
}

impl Slide {
    /// The variation at a place of the slider, counted from the left end.
    pub fn at(self, place: u32) -> Variation {
        (self.of)((self.step * place).min(self.most))
    }

    /// How many places it has to the right of its left end.
    pub fn places(self) -> u32 {
        let places = self.most.as_micros() / self.step.as_micros().max(1);
        u32::try_from(places).unwrap_or(u32::MAX)
    }

    /// Whether a variation is one of its places.
    pub fn holds(self, variation: Variation) -> bool {
        (0..=self.places()).any(|place| self.at(place) == variation)
    }

    /// The place at which a scenario has it; none if it is elsewhere.
    pub fn place_in(self, scenario: &Scenario) -> Option<u32> {
        (0..=self.places()).find(|place| scenario.clone().varied(self.at(*place)) == *scenario)
    }
}

impl Step {
    /// A step at which to see what happens.
    pub const fn watch(name: &'static str, cue: Cue) -> Self {
        Self::new(StepKind::Watch, name, cue)
    }

    /// A step at which playback waits for the person to do one of `offers`.
    pub const fn breaks(name: &'static str, cue: Cue, offers: &'static [Deed]) -> Self {
        Self::new(StepKind::Break, name, cue).offers(offers)
    }

    /// A step at which to set two runs against each other.
    pub const fn compares(name: &'static str, cue: Cue) -> Self {
        Self::new(StepKind::Compare, name, cue)
    }

    /// A step that says why.
    pub const fn why(name: &'static str, cue: Cue) -> Self {
        Self::new(StepKind::Why, name, cue)
    }

    const fn new(kind: StepKind, name: &'static str, cue: Cue) -> Self {
        Self {
            name,
            kind,
            cue,
            waits: false,
            offers: &[],
            asks: None,
            figures: &[],
        }
    }

    /// The step with something to try; playback waits for it.
    #[must_use]
    pub const fn offers(self, offers: &'static [Deed]) -> Self {
        Self {
            offers,
            waits: true,
            ..self
        }
    }

    /// The step with a wait for the person.
    #[must_use]
    pub const fn waits(self) -> Self {
        Self {
            waits: true,
            ..self
        }
    }

    /// The step with something to predict; playback waits for the answer, if the person wants to be asked.
    #[must_use]
    pub const fn asks(self, question: Question) -> Self {
        Self {
            asks: Some(question),
            ..self
        }
    }

    /// The step with figures in its text.
    #[must_use]
    pub const fn shows(self, figures: &'static [(&'static str, Figure)]) -> Self {
        Self { figures, ..self }
    }
}

impl Deed {
    /// Loses the segment of the step's cue.
    pub const DROP: Self = Self::ToSegment(Intervention::Drop);
    /// Holds it up for as long as the page's own buttons do.
    pub const DELAY: Self = Self::ToSegment(Intervention::Delay(Duration::from_millis(200)));
    /// Has it arrive twice.
    pub const DUPLICATE: Self = Self::ToSegment(Intervention::Duplicate);

    /// Whether a command does it.
    pub const fn is_command(self) -> bool {
        matches!(self, Self::ToSegment(_) | Self::Act(_) | Self::Call(..))
    }

    /// The command that does it at `now`; none if it is none, or needs a segment and the cue has none.
    pub fn command(self, timeline: &Timeline, now: Instant, sighting: Sighting) -> Option<Command> {
        match self {
            Self::ToSegment(how) => Some(Command::Interfere {
                segment: sighting.segment?,
                how,
            }),
            Self::Act(command) => Some(command()),
            Self::Call(host, call) => Some(Command::Call {
                host,
                socket: timeline.moment_at(now).hosts[host.index()].focus.socket,
                call: call(),
            }),
            Self::Vary(_) | Self::Compare(_) | Self::Slide(_) | Self::NextPart => None,
        }
    }
}
