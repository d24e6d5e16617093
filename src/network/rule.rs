//! The faults of the network, one small rule each.

use crate::network::{HostId, Intervention, Packet, Reason, SegmentKind};
use crate::rng::{self, Permille};
use serde::{Deserialize, Serialize};

/// One fault. Rules are asked in order; the first that does not pass decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Treats the next segment of a kind and is then used up.
    Next {
        /// Who is to send it; none for whichever host does.
        from: Option<HostId>,
        /// The kind.
        kind: SegmentKind,
        /// What to do to it.
        how: Intervention,
    },
    /// Treats one segment of a host, by its place among those that the host sends, and is then used up.
    Nth {
        /// Who sends it.
        from: HostId,
        /// Its place, counted from one.
        ordinal: u32,
        /// What to do to it.
        how: Intervention,
    },
    /// Treats a share of all segments.
    Random {
        /// How many in a thousand.
        share: Permille,
        /// What to do to them.
        how: Intervention,
    },
}

/// What a rule says of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Pass,
    /// Do this, for this reason.
    Intervene(Intervention, Reason),
}

/// What a segment's luck depends on, and nothing else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Luck {
    pub(super) seed: u64,
    pub(super) from: HostId,
    /// How many segments that host had sent before.
    pub(super) ordinal: u64,
}

impl Rule {
    /// The kind of segment whose next one the rule waits for.
    pub const fn awaited(&self) -> Option<SegmentKind> {
        match self {
            Self::Next { kind, .. } => Some(*kind),
            Self::Nth { .. } | Self::Random { .. } => None,
        }
    }

    /// Whether the rule is for one segment only.
    pub(super) const fn is_used_up(&self) -> bool {
        matches!(self, Self::Next { .. } | Self::Nth { .. })
    }

    /// Whether the rule waits for the next segment of this kind.
    pub fn waits_for(&self, wanted: SegmentKind) -> bool {
        self.awaited() == Some(wanted)
    }

    /// The share of segments that the rule loses at random.
    pub const fn loss(&self) -> Option<Permille> {
        match self {
            Self::Random {
                share,
                how: Intervention::Drop,
            } => Some(*share),
            _ => None,
        }
    }

    pub(super) fn verdict(&self, luck: Luck, content: &Packet) -> Verdict {
        match *self {
            Self::Next { from, kind, how }
                if content.kind() == kind && from.is_none_or(|from| from == luck.from) =>
            {
                Verdict::Intervene(how, Reason::NextOfKind(kind))
            }
            Self::Nth { from, ordinal, how }
                if from == luck.from && u64::from(ordinal) == luck.ordinal + 1 =>
            {
                Verdict::Intervene(how, Reason::Ordered)
            }
            Self::Random { share, how }
                if rng::strikes(share, luck.seed, luck.stream(how), luck.ordinal) =>
            {
                Verdict::Intervene(how, Reason::Random)
            }
            _ => Verdict::Pass,
        }
    }
}

impl Luck {
    /// Each link and each kind of fault has luck of its own.
    const fn stream(self, how: Intervention) -> u64 {
        let fault = match how {
            Intervention::Drop => 0,
            Intervention::Delay(_) => 1,
            Intervention::Duplicate => 2,
            Intervention::Reorder => 3,
        };
        fault * 2 + self.from.index() as u64
    }
}
