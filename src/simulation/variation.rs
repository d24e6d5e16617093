//! One thing about a scenario, had otherwise from the start of a run.

use crate::simulation::{CloseTime, HostId};
use crate::time::Duration;

/// One thing about a scenario, had otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variation {
    /// How many MSL both hosts stay in TIME-WAIT.
    TimeWait(u8),
    /// When a host's program closes.
    Closes(HostId, CloseTime),
    /// How long both hosts hold back an ACK.
    AckDelay(Duration),
}

/// Two variations to set side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison(pub [Variation; 2]);
