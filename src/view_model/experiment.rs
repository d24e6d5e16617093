//! The experiment panel: each question a learner may ask, as a switch.

use crate::view_model::Offered;

/// One row: a name and its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Stable name for tests and styles: `drop-next`, `ack-delay`, `close`, `loss`, `rtt`, `time-wait`.
    pub id: &'static str,
    /// `Delay ACK`.
    pub label: String,
    /// Said when the setting is not TCP any more: `this is not TCP`.
    pub deviation: Option<String>,
    /// Whether several may be on at once (toggles), or exactly one is (a choice).
    pub toggles: bool,
    /// Left to right.
    pub choices: Vec<Choice>,
}

/// One choice of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// `200 ms`.
    pub label: String,
    /// On now.
    pub selected: bool,
    /// What it does, or why it cannot be done now.
    pub offered: Offered,
}
