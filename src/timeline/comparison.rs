//! What can be looked at side by side.

use crate::simulation::{CloseTime, HostId, SynCookies, Variation};
use crate::tcp::Handshake;
use crate::timeline::Lane;

const TWO_WAY: Variation = Variation::Handshake(Handshake::TwoWay);
const THREE_WAY: Variation = Variation::Handshake(Handshake::ThreeWay);

/// Two ways to have one thing about a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison(
    /// In lane A.
    pub Variation,
    /// In lane B.
    pub Variation,
);

impl Comparison {
    /// Those that are offered with every run.
    pub const ALL: [Self; 6] = [
        Self(TWO_WAY, THREE_WAY),
        Self(THREE_WAY, Variation::Handshake(Handshake::FourWay)),
        Self(Variation::TimeWait(0), Variation::TimeWait(2)),
        Self(Variation::TimeWait(1), Variation::TimeWait(2)),
        Self(
            Variation::Closes(HostId::Server, CloseTime::NOW),
            Variation::Closes(HostId::Server, CloseTime::LATE),
        ),
        Self(
            Variation::SynCookies(SynCookies::Off),
            Variation::SynCookies(SynCookies::Always),
        ),
    ];

    /// The comparison of two ways to have the same thing; none of two things.
    pub fn new(a: Variation, b: Variation) -> Option<Self> {
        is_of_same_thing(a, b).then_some(Self(a, b))
    }

    /// What a lane has of its own.
    pub const fn of(self, lane: Lane) -> Variation {
        match lane {
            Lane::A => self.0,
            Lane::B => self.1,
        }
    }

    /// The same with another way in one of the lanes, if it is one to have the same thing.
    pub(super) fn with(self, lane: Lane, variation: Variation) -> Option<Self> {
        is_of_same_thing(self.0, variation).then_some(match lane {
            Lane::A => Self(variation, self.1),
            Lane::B => Self(self.0, variation),
        })
    }
}

/// Whether the later of two variations takes back the earlier one.
pub(super) fn is_of_same_thing(one: Variation, other: Variation) -> bool {
    let host = |variation| match variation {
        Variation::Closes(host, _) => Some(host),
        _ => None,
    };
    core::mem::discriminant(&one) == core::mem::discriminant(&other) && host(one) == host(other)
}
