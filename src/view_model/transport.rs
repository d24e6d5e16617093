//! The bar below the ladder: both hosts' states over time, a tick for each moment, the branches.

use crate::app_state::Action;
use crate::timeline::{PlayStatus, Speed};
use crate::view_model::Tone;

/// Everything on the bar; positions in ten-thousandths of its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transport {
    /// Playing, paused, or waiting for the person.
    pub status: PlayStatus,
    /// How fast.
    pub speed: Speed,
    /// The client's states, up to the furthest moment seen.
    pub client: Vec<BandSpan>,
    /// The server's.
    pub server: Vec<BandSpan>,
    /// A tick for each moment seen.
    pub ticks: Vec<Tick>,
    /// How far the person has seen.
    pub seen: u32,
    /// The current moment's place among all, for the slider: `(index, last)`.
    pub moment: (u32, u32),
    /// The slider's spoken value: `moment 4 of 11, 0.30 s, client SYN-SENT, server LISTEN`.
    pub spoken: String,
    /// Whether there is something before the present.
    pub can_step_back: bool,
    /// Whether there is something after it.
    pub can_step: bool,
    /// Every branch of this run; one entry if it never forked.
    pub branches: Vec<BranchOption>,
}

/// A stretch of one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandSpan {
    /// From here.
    pub from: u32,
    /// To here.
    pub to: u32,
    /// In this colour.
    pub tone: Tone,
}

/// A moment on the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub at: u32,
    /// What kind of moment.
    pub kind: TickKind,
}

/// The most telling thing that a moment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickKind {
    /// Something happened.
    Event,
    /// A state changed.
    StateChange,
    /// A segment was lost.
    Loss,
    /// The person acted.
    Commanded,
}

/// A branch to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchOption {
    /// `1`, `2` …
    pub label: String,
    /// `from branch 1 at 0.31 s: dropped #4`.
    pub description: String,
    /// The one on the screen.
    pub current: bool,
    /// Goes there.
    pub action: Action,
}
