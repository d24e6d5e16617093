//! What is wrong with a link, and where. The rest of it is opened.

use crate::network::SegmentId;
use crate::share::view::text::KEYS;
use crate::simulation::Refusal;

/// What is wrong with a link, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key it stands under: `do`; empty if it stands under none.
    pub key: &'static str,
    /// The text that is wrong, as far as it matters.
    pub text: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl Problem {
    /// The most letters of a wrong text that are told.
    const LETTERS: usize = 60;

    pub(super) fn new(key: &'static str, text: &str, fault: Fault) -> Self {
        let mut shown: String = text.chars().take(Self::LETTERS).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Self {
            key,
            text: shown,
            fault,
        }
    }
}

impl Problem {
    /// Whether it is about how the run is shown, and not about the run.
    pub fn is_of_view(&self) -> bool {
        KEYS.contains(&self.key)
    }
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such key.
    UnknownKey,
    /// Written for another version of this page.
    UnknownVersion,
    /// There is no lesson of that name.
    UnknownLesson,
    /// The lesson has not so many parts, but this many.
    NoSuchPart(usize),
    /// It is none of these names.
    NotOneOf(&'static str),
    /// It should be a time, as `3.36s`, `200ms` or `1:05`.
    NoTime,
    /// It should be a whole number, and not greater than this.
    NoNumber(u64),
    /// The key stands there twice; the last one holds.
    Twice,
    /// There is no such deed.
    UnknownDeed,
    /// This deed is written so.
    Form(&'static str),
    /// Only one run is on the screen.
    OneLane,
    /// The run ends before a segment has that number; the last one has this.
    NeverFlies(SegmentId),
    /// The simulation would not do it.
    Refused(Refusal),
    /// Longer than this many letters: the rest was not read.
    TooLong(usize),
    /// More deeds than this many: the rest was not done.
    TooMany(usize),
}
