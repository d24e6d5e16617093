//! What can be observed of a run: each event is a fact with its time and its cause.

use crate::host::{Call, CallOutcome, Queue, SocketId};
use crate::network::{HostId, Reason, SegmentId};
use crate::simulation::Command;
use crate::tcp::{ConnectionError, RejectReason};
use crate::tcp::{Emission, Rule, Segment, SeqNumber, Standing, State, Timer};
use crate::time::{Duration, Instant};
use crate::udp::{Datagram, Discard};
use serde::{Deserialize, Serialize};

/// An event's place in its run's log, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId(pub u32);

/// A fact that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the log.
    pub id: EventId,
    /// When it happened.
    pub at: Instant,
    /// The earlier event that made it happen; none for the first line of a program and for the person's own acts.
    pub cause: Option<EventId>,
    /// The socket of the host that it happened to; none for what the network and the person do, and for what a host does
    /// with a segment that is for none of its sockets.
    pub socket: Option<SocketId>,
    /// What happened.
    pub kind: EventKind,
}

/// What happened. Everything on the screen is derived from these.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// The person did something.
    Commanded(Command),
    /// An application made a socket call.
    CallMade {
        /// Where.
        host: HostId,
        /// Which line of the program; none if made by hand.
        line: Option<u8>,
        /// The call.
        call: Call,
    },
    /// A socket call came back to the application.
    CallReturned {
        /// Where.
        host: HostId,
        /// Which line of the program; none if made by hand.
        line: Option<u8>,
        /// The call.
        call: Call,
        /// What it gave.
        outcome: CallOutcome,
    },
    /// A program began to sleep.
    Slept {
        /// Where.
        host: HostId,
        /// Which line of the program.
        line: u8,
        /// For how long.
        span: Duration,
    },
    /// A host put a segment on the wire.
    SegmentSent {
        /// Its number on the wire.
        segment: SegmentId,
        /// The sender.
        from: HostId,
        /// What was sent.
        content: Segment,
        /// Whether it was sent before.
        emission: Emission,
        /// How long it flies if nothing happens to it.
        one_way_delay: Duration,
        /// The rule that sent it.
        rule: Rule,
    },
    /// A segment reached the other host.
    SegmentArrived {
        /// Its number on the wire.
        segment: SegmentId,
        /// The receiver.
        at_host: HostId,
    },
    /// A segment was lost on the way.
    SegmentDropped {
        /// Its number on the wire.
        segment: SegmentId,
        /// Why.
        reason: Reason,
    },
    /// A segment will arrive later than it would have.
    SegmentDelayed {
        /// Its number on the wire.
        segment: SegmentId,
        /// How much later.
        by: Duration,
        /// Why.
        reason: Reason,
    },
    /// A segment waits for the next one from the same host to overtake it.
    SegmentHeldBack {
        /// Its number on the wire.
        segment: SegmentId,
        /// How much later it arrives if none comes.
        at_most: Duration,
        /// Why.
        reason: Reason,
    },
    /// A second copy of a segment is now on the wire.
    SegmentDuplicated {
        /// The segment that was copied.
        segment: SegmentId,
        /// The copy.
        copy: SegmentId,
        /// Why.
        reason: Reason,
    },
    /// A segment that nobody has sent is now on the wire.
    SegmentInjected {
        /// Its number on the wire.
        segment: SegmentId,
        /// From whose side it comes.
        from: HostId,
        /// What it says.
        content: Segment,
        /// How long it flies if nothing happens to it.
        one_way_delay: Duration,
    },
    /// A connection changed its state.
    StateChanged {
        /// Where.
        host: HostId,
        /// The state left.
        from: State,
        /// The state entered.
        to: State,
        /// The rule that changed it.
        rule: Rule,
    },
    /// An arrived segment was not accepted.
    SegmentRejected {
        /// Where.
        host: HostId,
        /// Why.
        reason: RejectReason,
        /// The rule that rejected it.
        rule: Rule,
        /// What it was held against.
        standing: Standing,
    },
    /// SND.UNA advanced.
    Acknowledged {
        /// At the sender of the data.
        host: HostId,
        /// The new SND.UNA.
        up_to: SeqNumber,
        /// The rule that took the acknowledgement.
        rule: Rule,
    },
    /// Data arrived in order and waits for the application.
    DataAccepted {
        /// Where.
        host: HostId,
        /// How many bytes.
        len: u32,
        /// The rule that took them.
        rule: Rule,
    },
    /// Data arrived before the bytes in front of it.
    DataQueued {
        /// Where.
        host: HostId,
        /// How many bytes.
        len: u32,
        /// The rule that kept them.
        rule: Rule,
    },
    /// A timer was set or set again.
    TimerArmed {
        /// Where.
        host: HostId,
        /// Which.
        timer: Timer,
        /// When it will go off.
        expires: Instant,
        /// How many times it has backed off.
        attempt: u8,
        /// The rule that set it.
        rule: Rule,
    },
    /// A timer was stopped.
    TimerStopped {
        /// Where.
        host: HostId,
        /// Which.
        timer: Timer,
        /// The rule that stopped it.
        rule: Rule,
    },
    /// A timer went off.
    TimerExpired {
        /// Where.
        host: HostId,
        /// Which.
        timer: Timer,
        /// The rule for what follows.
        rule: Rule,
    },
    /// The connection failed; the application's next call learns of it.
    ConnectionFailed {
        /// Where.
        host: HostId,
        /// How.
        error: ConnectionError,
        /// The rule that ended it.
        rule: Rule,
    },
    /// A listener dropped a segment because one of its queues is full.
    Overflowed {
        /// Where.
        host: HostId,
        /// The queue.
        queue: Queue,
    },
    /// A host gave a connection up without a word to anybody.
    Forgotten {
        /// Where.
        host: HostId,
        /// The state in which it was.
        state: State,
    },
    /// A host put a datagram on the wire. What becomes of it there is told as of a segment.
    DatagramSent {
        /// Its number on the wire.
        segment: SegmentId,
        /// The sender.
        from: HostId,
        /// What was sent.
        content: Datagram,
        /// How long it flies if nothing happens to it.
        one_way_delay: Duration,
    },
    /// A datagram that arrived waits for the application.
    DatagramQueued {
        /// Where.
        host: HostId,
        /// How many bytes.
        len: u32,
    },
    /// A datagram that arrived was thrown away, and nobody was told.
    DatagramDiscarded {
        /// Where.
        host: HostId,
        /// Why.
        why: Discard,
    },
}

impl EventKind {
    /// The segment that the event is about: for a duplication, the copy.
    pub const fn segment(&self) -> Option<SegmentId> {
        match self {
            Self::SegmentSent { segment, .. }
            | Self::DatagramSent { segment, .. }
            | Self::SegmentArrived { segment, .. }
            | Self::SegmentDropped { segment, .. }
            | Self::SegmentDelayed { segment, .. }
            | Self::SegmentHeldBack { segment, .. }
            | Self::SegmentInjected { segment, .. }
            | Self::SegmentDuplicated { copy: segment, .. }
            | Self::Commanded(Command::Interfere { segment, .. }) => Some(*segment),
            _ => None,
        }
    }

    /// The rule of RFC 9293 (or its companions) behind the event; none for what applications, the network, the person
    /// and UDP do.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::SegmentSent { rule, .. }
            | Self::StateChanged { rule, .. }
            | Self::SegmentRejected { rule, .. }
            | Self::Acknowledged { rule, .. }
            | Self::DataAccepted { rule, .. }
            | Self::DataQueued { rule, .. }
            | Self::TimerArmed { rule, .. }
            | Self::TimerStopped { rule, .. }
            | Self::TimerExpired { rule, .. }
            | Self::ConnectionFailed { rule, .. } => Some(*rule),
            Self::Commanded(_)
            | Self::CallMade { .. }
            | Self::CallReturned { .. }
            | Self::Slept { .. }
            | Self::SegmentArrived { .. }
            | Self::SegmentDropped { .. }
            | Self::SegmentDelayed { .. }
            | Self::SegmentHeldBack { .. }
            | Self::SegmentDuplicated { .. }
            | Self::SegmentInjected { .. }
            | Self::Overflowed { .. }
            | Self::Forgotten { .. }
            | Self::DatagramSent { .. }
            | Self::DatagramQueued { .. }
            | Self::DatagramDiscarded { .. } => None,
        }
    }

    /// Where it is written that this happens; empty for what applications, the network and the person do.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::DatagramSent { .. }
            | Self::DatagramQueued { .. }
            | Self::DatagramDiscarded { .. } => Datagram::CLAUSE,
            _ => self.rule().map_or("", Rule::clause),
        }
    }
}
