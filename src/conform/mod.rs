//! Compares our `Linux` profile with a real kernel: takes what a recorded run was given, gives it to the simulation,
//! and looks whether the same comes out.

pub mod compare;
pub mod known;
pub mod report;
mod runner;
pub mod stimuli;
pub mod trace;

use known::KnownDifferences;
use report::Verdict;
use serde_json::Value;
use stimuli::{Stimuli, Unusable};
use trace::Trace;

/// What came of one trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// How our run compares.
    pub verdict: Verdict,
    /// Our run, if there was one.
    pub ours: Option<Trace>,
}

/// The file holds JSON, but not a recorded run: nothing in it is what makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATrace;

/// Runs what a trace, in JSON, was given, and compares.
///
/// # Errors
/// [`NotATrace`]; whatever else is wrong with the file is a verdict.
pub fn check(json: &[u8], known: &KnownDifferences) -> Result<Checked, NotATrace> {
    let trace: Trace = match serde_json::from_slice(json) {
        Ok(trace) => trace,
        Err(_) if is_something_else(json) => return Err(NotATrace),
        Err(error) => return Ok(Checked::broken(error.to_string())),
    };
    Ok(match Stimuli::of(&trace) {
        Ok(stimuli) => {
            let ours = runner::run(&trace, &stimuli);
            let difference = compare::first_difference(&trace, &ours)
                .map(|difference| difference.in_spite_of(stimuli.unmodelled));
            Checked {
                verdict: Verdict::of(difference, known.reason(&trace.id)),
                ours: Some(ours),
            }
        }
        Err(unusable @ Unusable::Malformed { .. }) => Checked::broken(unusable.to_string()),
        Err(Unusable::Incomplete(why)) => Checked::without_a_run(Verdict::NotRunnable(why)),
    })
}

impl Checked {
    /// What a file comes to that cannot be read or understood.
    pub const fn broken(why: String) -> Self {
        Self::without_a_run(Verdict::Broken(why))
    }

    const fn without_a_run(verdict: Verdict) -> Self {
        Self {
            verdict,
            ours: None,
        }
    }
}

/// Whether this is JSON in which nothing is what makes a recorded run.
fn is_something_else(json: &[u8]) -> bool {
    let parts = ["app", "segments", "states"];
    serde_json::from_slice::<Value>(json)
        .is_ok_and(|whole| parts.iter().all(|part| whole.get(part).is_none()))
}
