//! What a person may do to a running simulation. Commands are recorded; a run is `(scenario, commands)`.

use crate::host::{Call, SocketId};
use crate::network::{HostId, Intervention, SegmentId, SegmentKind};
use crate::rng::Permille;
use crate::simulation::program::CloseTime;
use crate::tcp::Segment;
use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// One act of the person, applied at a moment of virtual time.
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
    /// Make a socket call by hand, beside the host's program. One that waits comes back later, like a program's.
    Call {
        /// The host that makes it.
        host: HostId,
        /// The socket; none for `socket()`, which makes one.
        socket: Option<SocketId>,
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
    /// Open by hand on a new socket, as befits the host: the client calls the server, the server listens on its port.
    Open {
        /// The host.
        host: HostId,
    },
    /// Let the call go that has waited longest on a socket: it fails with EINTR.
    Interrupt {
        /// The host.
        host: HostId,
        /// The socket.
        socket: SocketId,
    },
    /// Do something to one of the segments that a host will send.
    InterfereNth {
        /// The host.
        from: HostId,
        /// The segment's place among all that the host itself sends in the run, counted from one.
        ordinal: u32,
        /// What to do to it.
        how: Intervention,
    },
    /// Put a segment on the wire that nobody has sent.
    Inject {
        /// From whose side it comes.
        from: HostId,
        /// What it says.
        segment: Segment,
        /// How long it flies.
        after: Duration,
    },
    /// Bring a segment back that was sent before, whatever became of it: an old duplicate.
    Replay {
        /// Which.
        segment: SegmentId,
        /// How long it flies.
        after: Duration,
    },
    /// Cut the link: what is sent from now on is lost.
    CutLink,
    /// Mend the link.
    RestoreLink,
    /// A host loses all that it knows, and is gone.
    Crash {
        /// The host.
        host: HostId,
    },
    /// A host that has crashed is back, and knows nothing.
    Reboot {
        /// The host.
        host: HostId,
    },
    /// A host's process ends, and its program begins anew. TCP closes what the process has held.
    Restart {
        /// The host.
        host: HostId,
    },
}

/// Why a command cannot be carried out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The segment has landed, was lost, or was never sent.
    NotInFlight(SegmentId),
    /// No segment has had this number yet.
    NeverSent(SegmentId),
    /// No intervention waits for this kind.
    NothingToCancel(SegmentKind),
    /// There is no such socket on this host.
    NoSuchSocket(HostId),
    /// No call waits on this socket.
    NoCallWaits(HostId),
    /// The host's `close()` has been called already.
    CloseIsPast(HostId),
    /// The host has crashed.
    HostIsDown(HostId),
    /// It is so already.
    NothingToChange,
    /// A number that makes no sense.
    OutOfRange,
    /// The run is too long to go on.
    RunIsFull,
}
