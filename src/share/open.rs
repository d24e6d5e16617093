//! A link's run, worked out.

use crate::share::{Link, Problem};
use crate::timeline::Lanes;

/// The run of a link, and what could not be done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The runs.
    pub lanes: Lanes,
    /// What could not be done.
    pub problems: Vec<Problem>,
}

impl Link {
    /// Works out the run. What cannot be done is left out and told.
    pub fn open(&self) -> Opened {
        Opened {
            lanes: self.place.lanes(self.profile),
            problems: Vec::new(),
        }
    }
}
