//! A segment on the wire, and what will become of it.

use crate::network::{HostId, Network, Packet, Reason, SegmentId};
use crate::time::{Duration, Instant};

/// A segment on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InFlight {
    /// Its number.
    pub segment: SegmentId,
    /// Who sent it.
    pub from: HostId,
    /// What it says.
    pub content: Packet,
    /// What will become of it, if nobody interferes.
    pub fate: Fate,
    /// When it arrives, if it is not lost.
    pub(super) lands: Instant,
    /// Set while it waits for an overtaker: when it would arrive if it did not.
    pub(super) held_back: Option<Instant>,
}

/// What becomes of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It reaches the other host at this instant.
    Arrive(Instant),
    /// It is lost at this instant.
    Lose(Instant, Reason),
}

impl InFlight {
    pub(super) fn delay(&mut self, by: Duration) {
        self.lands += by;
        self.held_back = self.held_back.map(|lands| lands + by);
        self.fate = match self.fate {
            Fate::Arrive(at) => Fate::Arrive(at + by),
            Fate::Lose(at, reason) => Fate::Lose(at + by, reason),
        };
    }

    /// Lets it go on, if it waits, behind a segment that lands at `overtaker`.
    pub(super) fn release(&mut self, overtaker: Instant) {
        let Some(unheld) = self.held_back.take() else {
            return;
        };
        let behind = unheld.max(overtaker + Network::OVERTAKEN_BY);
        self.lands = self.lands.min(behind);
        if let Fate::Arrive(at) = &mut self.fate {
            *at = self.lands;
        }
    }
}

impl Fate {
    /// When it is fulfilled.
    pub const fn at(self) -> Instant {
        match self {
            Self::Arrive(at) | Self::Lose(at, _) => at,
        }
    }
}
