//! A whole run as data, as a link says it.

use crate::lesson::Place;
use crate::simulation::{Command, Profile, Variation};
use crate::time::Instant;
use crate::timeline::{Comparison, Lane};

/// A whole run, as a link says it: where it starts, what is had otherwise and what is done, and the moment to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The part of a lesson that it starts from.
    pub place: Place,
    /// What both hosts are.
    pub profile: Profile,
    /// What is varied, in order.
    pub variations: Vec<Variation>,
    /// What is compared, side by side.
    pub comparison: Option<Comparison>,
    /// The lane in focus.
    pub lane: Lane,
    /// What is done. Where something is compared, segments and sockets are those of lane A, and lane B is given the
    /// counterparts, unless `deeds_b` has its own.
    pub deeds: Deeds,
    /// What is done in lane B, if that is said by itself.
    pub deeds_b: Option<Deeds>,
    /// The moment to look at; none for where the part opens.
    pub at: Option<Instant>,
}

/// What is done to a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// How many of the commands with which the part begins stay; none for those that come no later than the first deed.
    pub keep: Option<usize>,
    /// The deeds as they were written. They happen in the order of their times.
    pub list: Vec<Deed>,
}

/// One deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What is done.
    pub command: Command,
    /// When; none for when it makes sense first: see [`Deeds`].
    pub at: Option<Instant>,
}

impl Link {
    /// To a part of a lesson as it is.
    pub fn to(place: Place) -> Self {
        Self {
            profile: place.part().profile(),
            variations: Vec::new(),
            comparison: place.part().lanes,
            lane: Lane::A,
            deeds: Deeds::NONE,
            deeds_b: None,
            at: None,
            place,
        }
    }

    /// Whether the run is the part's own, if nobody acts.
    pub fn is_untouched(&self) -> bool {
        self.profile == self.place.part().profile()
            && self.variations.is_empty()
            && self.comparison == self.place.part().lanes
            && self.deeds == Deeds::NONE
            && self.deeds_b.is_none()
    }
}

impl Default for Link {
    fn default() -> Self {
        Self::to(Place::default())
    }
}

impl Deeds {
    /// Nothing.
    pub const NONE: Self = Self {
        keep: None,
        list: Vec::new(),
    };
}
