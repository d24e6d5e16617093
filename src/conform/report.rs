//! What came of each trace, in a line, and of all of them.

use super::compare::Difference;
use core::fmt;

/// What came of one trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Our run is the kernel's.
    Same,
    /// It is not, as is known, for this reason.
    Known(Difference, String),
    /// It is not, and nobody has said why.
    Differs(Difference),
    /// It is the same, and yet this reason is given for its being different.
    Mended(String),
    /// The trace does not tell all that the TCPs were given.
    NotRunnable(String),
    /// It cannot be understood.
    Broken(String),
}

/// How many traces came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    same: usize,
    known: usize,
    not_runnable: usize,
    differ: usize,
    mended: usize,
    broken: usize,
}

impl Verdict {
    /// Judges a difference, or that there is none, by the reason that is known for one.
    pub fn of(difference: Option<Difference>, reason: Option<&str>) -> Self {
        match (difference, reason.map(str::to_owned)) {
            (None, None) => Self::Same,
            (None, Some(reason)) => Self::Mended(reason),
            (Some(difference), None) => Self::Differs(difference),
            (Some(difference), Some(reason)) => Self::Known(difference, reason),
        }
    }
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, verdict: &Verdict) {
        *match verdict {
            Verdict::Same => &mut self.same,
            Verdict::Known(..) => &mut self.known,
            Verdict::Differs(_) => &mut self.differ,
            Verdict::Mended(_) => &mut self.mended,
            Verdict::NotRunnable(_) => &mut self.not_runnable,
            Verdict::Broken(_) => &mut self.broken,
        } += 1;
    }

    /// Whether everything is as it should be: nothing broken, and the known differences are just those that there are.
    pub fn is_well(&self) -> bool {
        (self.differ, self.mended, self.broken) == (0, 0, 0)
    }
}

/// `same`, or what is not.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("same"),
            Self::Known(difference, reason) => {
                write!(f, "differs at {difference}; known: {reason}")
            }
            Self::Differs(difference) => write!(f, "DIFFERS at {difference}"),
            Self::Mended(reason) => write!(f, "SAME, but listed as different: {reason}"),
            Self::NotRunnable(why) => write!(f, "not runnable: {why}"),
            Self::Broken(what) => write!(f, "BROKEN: {what}"),
        }
    }
}

/// `60 of 69 traces identical, 9 known to differ, 1 not runnable`, and what is wrong, if anything is.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let identical = self.same + self.mended;
        let run = identical + self.known + self.differ;
        write!(f, "{identical} of {run} traces identical")?;
        for (count, what) in [
            (self.known, "known to differ"),
            (self.not_runnable, "not runnable"),
            (self.differ, "DIFFER without a known reason"),
            (self.mended, "LISTED as different"),
            (self.broken, "BROKEN"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
