//! The cursor: where in a run the person is, and how it moves. Moving it changes nothing in the run.

use serde::{Deserialize, Serialize};

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
    /// Play, or pause if playing.
    Toggle,
    /// Stand still.
    Pause,
    /// To the next moment.
    StepForward,
    /// To the moment before.
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
    /// To a place on the bar, in ten-thousandths of its length.
    Seek(u32),
    /// Set the speed.
    SetSpeed(Speed),
}
