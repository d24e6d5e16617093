//! The cursor: where in a run the person is, and how it moves. Moving it changes nothing in the run.

use crate::time::{Duration, Instant};
use crate::timeline::{Offset, Track};
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
    pub fn advance(&mut self, track: &Track, elapsed: Duration, waits: Waits) {
        if self.status != PlayStatus::Playing {
            return;
        }
        let target = match &mut self.motion {
            Motion::Smooth => {
                let way = elapsed.as_micros() * Self::HALF_SPEED * self.speed.halves() / 1_000_000;
                let scale = track.scale();
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
                next_stop(track, self.cursor, waits)
            }
        };
        let wait = waits.iter().find(|at| self.cursor < **at && **at <= target);
        if let Some(at) = wait {
            self.cursor = *at;
            self.status = PlayStatus::Waiting;
        } else if target >= track.end() {
            self.cursor = track.end();
            self.status = PlayStatus::Paused;
        } else {
            self.cursor = target;
        }
    }

    /// Moves the cursor as the person wants.
    pub fn apply(&mut self, track: &Track, command: PlaybackCommand, waits: Waits) {
        let scale = track.scale();
        let offset = scale.offset(self.cursor);
        let target = match command {
            PlaybackCommand::Toggle => return self.toggle(track),
            PlaybackCommand::SetSpeed(speed) => {
                self.speed = speed;
                return;
            }
            PlaybackCommand::Pause => self.cursor,
            PlaybackCommand::StepForward => next_stop(track, self.cursor, waits),
            PlaybackCommand::StepBack => previous_stop(track, self.cursor, waits),
            PlaybackCommand::NextStateChange => {
                after(track.state_changes(), self.cursor).unwrap_or_else(|| track.end())
            }
            PlaybackCommand::PreviousStateChange => {
                before(track.state_changes(), self.cursor).unwrap_or(Instant::ZERO)
            }
            PlaybackCommand::To(at) => at,
            PlaybackCommand::FrameForward => scale.instant(offset + Self::FRAME),
            PlaybackCommand::FrameBack => scale.instant(offset.saturating_sub(Self::FRAME)),
            PlaybackCommand::Home => Instant::ZERO,
            PlaybackCommand::End => track.end(),
            PlaybackCommand::Seek(place) => {
                scale.instant(scale.end() * u64::from(place).min(Self::BAR) / Self::BAR)
            }
        };
        self.cursor = target.min(track.end());
        self.status = if waits.contains(&self.cursor) {
            PlayStatus::Waiting
        } else {
            PlayStatus::Paused
        };
    }

    fn toggle(&mut self, track: &Track) {
        self.status = match self.status {
            PlayStatus::Playing => PlayStatus::Paused,
            PlayStatus::Paused | PlayStatus::Waiting => {
                if self.cursor >= track.end() {
                    self.cursor = Instant::ZERO;
                }
                PlayStatus::Playing
            }
        };
    }
}

fn next_stop(track: &Track, cursor: Instant, waits: Waits) -> Instant {
    let stop = after(track.stops(), cursor);
    let wait = after(waits, cursor);
    stop.into_iter()
        .chain(wait)
        .min()
        .unwrap_or_else(|| track.end())
}

fn previous_stop(track: &Track, cursor: Instant, waits: Waits) -> Instant {
    let stop = before(track.stops(), cursor);
    let wait = before(waits, cursor);
    stop.max(wait).unwrap_or(Instant::ZERO)
}

/// The first of some instants, which are in order, after the cursor.
fn after(instants: &[Instant], cursor: Instant) -> Option<Instant> {
    let place = instants.partition_point(|at| *at <= cursor);
    instants.get(place).copied()
}

/// The last of them before it.
fn before(instants: &[Instant], cursor: Instant) -> Option<Instant> {
    let place = instants.partition_point(|at| *at < cursor);
    instants[..place].last().copied()
}
