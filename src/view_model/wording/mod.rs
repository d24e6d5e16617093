//! Events in words: as short as a chip, and as a whole sentence. No figure comes from anywhere but the run.

mod chip;
mod deed;
mod phrase;
mod problem;
mod refusal;
mod rejection;
mod sentence;
#[cfg(test)]
mod tests;
mod variation;
pub(super) mod why;

pub use chip::short;
pub use deed::deed;
pub use phrase::{host_name, kind_name, rule_text, state_meaning, verdict};
pub use problem::problem;
pub use refusal::{connection_error, notice, refusal, reject_reason, socket_error};
pub use rejection::left_over;
pub use sentence::sentence;
pub use variation::{is_tcp, variation};

pub(super) use phrase::{
    Phrase, bytes_literal, grouped, number, profile_name, say, segment_label, timer_sign, unbroken,
};
pub(super) use variation::{comparison, turn};
