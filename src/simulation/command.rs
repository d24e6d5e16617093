//! What a person may do to a running simulation. Commands are recorded; a run is `(scenario, commands)`.

use crate::network::{Intervention, SegmentId, SegmentKind};
use crate::rng::Permille;
use crate::simulation::program::CloseTime;
use crate::simulation::{Call, HostId};
use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// One act of the person, applied at a moment of virtual time. Append new variants at the end: saved runs name them
/// by position.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Command {
    /// Do something to a segment while it flies.
    Interfere {
        /// The segment, by its number on the wire.
        segment: SegmentId,
        /// What to do to it.
        how: Intervention,
    },
    /// Do something to the next segment of a kind.
    InterfereNext {
        /// Who is to send it; none for whichever host does.
        from: Option<HostId>,
        /// The kind to wait for.
        kind: SegmentKind,
        /// What to do to it.
        how: Intervention,
    },
    /// Take back every `InterfereNext` for a kind that has not come true yet.
    CancelNext {
        /// The kind waited for.
        kind: SegmentKind,
    },
    /// Make a socket call by hand, beside the host's program.
    Call {
        /// The host that makes it.
        host: HostId,
        /// The call.
        call: Call,
    },
    /// Change when a host's program calls `close()`.
    SetCloseTime {
        /// The host whose program changes.
        host: HostId,
        /// When it closes from now on.
        when: CloseTime,
    },
    /// Change the one-way delay of both links for segments sent from now on.
    SetOneWayDelay(Duration),
    /// Change the share of segments lost at random, for segments sent from now on.
    SetLoss(Permille),
    /// Change how long both hosts hold back an ACK (RFC 9293 §3.8.6.3); zero is at once.
    SetAckDelay(Duration),
    /// Change how many MSL both hosts stay in TIME-WAIT. Two is TCP; anything else is a deviation.
    SetTimeWait(u8),
}
