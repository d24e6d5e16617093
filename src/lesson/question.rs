//! What a step asks the person to predict. The run has the answer.

use crate::simulation::HostId;

/// A prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which state the host's lifeline goes to next, if to any.
    NextState(HostId),
    /// Whether the host will answer the segment of the step's cue, and with what.
    Answer(HostId),
    /// How long after it was sent the host will send something again: the segment of the step's cue, if it has one.
    ResendAfter(HostId),
    /// What is to be thought of the lesson's claim.
    Verdict(Verdict),
}

/// What is to be thought of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// It is so at times.
    Depends,
}
