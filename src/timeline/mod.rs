//! The past as data: a run is `(scenario, commands)`, and everything else is derived from it.

mod playback;

pub use playback::{PlayStatus, PlaybackCommand, Speed};
