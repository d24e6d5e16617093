//! The cursor: where in a run the person is, and how it moves. Moving it changes nothing in the run.

use crate::simulation::EventKind;
use crate::time::{Duration, Instant};
use crate::timeline::{Offset, Timeline};
use serde::{Deserialize, Serialize};

/// The cursor of a run: an instant, and whether it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playback {
    /// Where the person is. Everything up to and including this instant has happened.
    pub cursor: Instant,
    /// Whether it moves.
    pub status: PlayStatus,
    /// How fast.
    pub speed: Speed,
    /// How it moves.
    pub motion: Motion,
}

/// What the cursor is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayStatus {
    /// Moving with time.
    Playing,
    /// Standing.
    Paused,
    /// Standing at a lesson's step; moves on as soon as the person acts.
    Waiting,
}

/// How the cursor moves while playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Evenly over the picture.
    Smooth,
    /// From stop to stop, for people who asked for less motion; holds the time waited at this one.
    Stepwise(Duration),
}

/// How fast the cursor moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speed {
    /// Half as fast.
    Half,
    /// As a reader follows it.
    #[default]
    Normal,
    /// Twice as fast.
    Double,
    /// Four times as fast.
    Quadruple,
}

/// What the person wants of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaybackCommand {
    /// Play, or pause if playing. At the end, play again from the beginning.
    Toggle,
    /// Stand still.
    Pause,
    /// To the next stop: a moment, or where a lesson waits.
    StepForward,
    /// To the stop before.
    StepBack,
    /// To the next moment at which a state changes.
    NextStateChange,
    /// To the one before.
    PreviousStateChange,
    /// A small way on, within a flight.
    FrameForward,
    /// A small way back.
    FrameBack,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To an instant.
    To(Instant),
    /// To a place on the bar, in ten-thousandths of its length.
    Seek(u32),
    /// Set the speed.
    SetSpeed(Speed),
}

/// Where playback waits for the person, in order of time.
pub type Waits<'a> = &'a [Instant];

impl Speed {
    /// All, slowest first.
    pub const ALL: [Self; 4] = [Self::Half, Self::Normal, Self::Double, Self::Quadruple];

    /// How much faster than normal, in halves.
    const fn halves(self) -> u64 {
        match self {
            Self::Half => 1,
            Self::Normal => 2,
            Self::Double => 4,
            Self::Quadruple => 8,
        }
    }
}

impl Playback {
    /// Thousandths of a pixel in a second, at half speed: a flight then takes somewhat over a second.
    const HALF_SPEED: Offset = 27_000;
    /// How long stepwise playback stands at a stop, at half speed.
    const STOP: Duration = Duration::from_millis(2_400);
    /// What `,` and `.` move, in thousandths of a pixel.
    const FRAME: Offset = 6_000;
    /// The bar's length in the units of [`PlaybackCommand::Seek`].
    const BAR: u64 = 10_000;

    /// Playing, from `cursor` on.
    pub const fn from(cursor: Instant) -> Self {
        Self {
            cursor,
            status: PlayStatus::Playing,
            speed: Speed::Normal,
            motion: Motion::Smooth,
        }
    }

    /// Lets `elapsed` of the person's time pass.
    pub fn advance(&mut self, timeline: &Timeline, elapsed: Duration, waits: Waits) {
        if self.status != PlayStatus::Playing {
            return;
        }
        let target = match &mut self.motion {
            Motion::Smooth => {
                let way = elapsed.as_micros() * Self::HALF_SPEED * self.speed.halves() / 1_000_000;
                let scale = timeline.scale();
                // Two moments may be a microsecond apart: never stand still between them.
                scale
                    .instant(scale.offset(self.cursor) + way)
                    .max(self.cursor + Duration::from_micros(1))
            }
            Motion::Stepwise(waited) => {
                *waited = *waited + elapsed * u32::try_from(self.speed.halves()).unwrap_or(1);
                if *waited < Self::STOP {
                    return;
                }
                *waited = Duration::ZERO;
                next_stop(timeline, self.cursor, waits)
            }
        };
        let wait = waits.iter().find(|at| self.cursor < **at && **at <= target);
        if let Some(at) = wait {
            self.cursor = *at;
            self.status = PlayStatus::Waiting;
        } else if target >= timeline.end() {
            self.cursor = timeline.end();
            self.status = PlayStatus::Paused;
        } else {
            self.cursor = target;
        }
    }

    /// Moves the cursor as the person wants.
    pub fn apply(&mut self, timeline: &Timeline, command: PlaybackCommand, waits: Waits) {
        let scale = timeline.scale();
        let offset = scale.offset(self.cursor);
        let target = match command {
            PlaybackCommand::Toggle => return self.toggle(timeline),
            PlaybackCommand::SetSpeed(speed) => {
                self.speed = speed;
                return;
            }
            PlaybackCommand::Pause => self.cursor,
            PlaybackCommand::StepForward => next_stop(timeline, self.cursor, waits),
            PlaybackCommand::StepBack => previous_stop(timeline, self.cursor, waits),
            PlaybackCommand::NextStateChange => state_changes(timeline)
                .find(|at| *at > self.cursor)
                .unwrap_or(timeline.end()),
            PlaybackCommand::PreviousStateChange => state_changes(timeline)
                .filter(|at| *at < self.cursor)
                .last()
                .unwrap_or(Instant::ZERO),
            PlaybackCommand::FrameForward => scale.instant(offset + Self::FRAME),
            PlaybackCommand::FrameBack => scale.instant(offset.saturating_sub(Self::FRAME)),
            PlaybackCommand::Home => Instant::ZERO,
            PlaybackCommand::End => timeline.end(),
            PlaybackCommand::To(at) => at,
            PlaybackCommand::Seek(place) => {
                scale.instant(scale.end() * u64::from(place).min(Self::BAR) / Self::BAR)
            }
        };
        self.cursor = target.min(timeline.end());
        self.status = if waits.contains(&self.cursor) {
            PlayStatus::Waiting
        } else {
            PlayStatus::Paused
        };
    }

    fn toggle(&mut self, timeline: &Timeline) {
        self.status = match self.status {
            PlayStatus::Playing => PlayStatus::Paused,
            PlayStatus::Paused | PlayStatus::Waiting => {
                if self.cursor >= timeline.end() {
                    self.cursor = Instant::ZERO;
                }
                PlayStatus::Playing
            }
        };
    }
}

fn next_stop(timeline: &Timeline, cursor: Instant, waits: Waits) -> Instant {
    let moment = timeline
        .moments()
        .get(timeline.moment_index(cursor) + 1)
        .map(|moment| moment.at);
    let wait = waits.iter().copied().find(|at| *at > cursor);
    moment
        .into_iter()
        .chain(wait)
        .min()
        .unwrap_or(timeline.end())
}

fn previous_stop(timeline: &Timeline, cursor: Instant, waits: Waits) -> Instant {
    let before = timeline
        .moments()
        .partition_point(|moment| moment.at < cursor);
    let moment = timeline.moments()[..before].last().map(|moment| moment.at);
    let wait = waits.iter().copied().rfind(|at| *at < cursor);
    moment
        .into_iter()
        .chain(wait)
        .max()
        .unwrap_or(Instant::ZERO)
}

fn state_changes(timeline: &Timeline) -> impl Iterator<Item = Instant> {
    let changes = timeline
        .events()
        .iter()
        .filter(|event| matches!(event.kind, EventKind::StateChanged { .. }));
    changes.map(|event| event.at)
}
