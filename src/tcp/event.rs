//! What a connection reports. Each event names the rule that produced it.

use super::rule::Rule;
use super::segment::Segment;
use super::seq::SeqNumber;
use super::standing::Standing;
use super::state::State;
use super::timer::Timer;
use crate::time::Instant;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Whether a segment goes out for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Emission {
    /// For the first time, or it takes no sequence number.
    Original,
    /// Again, because its acknowledgment did not come.
    Retransmission,
}

/// Why an arriving segment, or a part of it, was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RejectReason {
    /// All of it lies before RCV.NXT: an old duplicate.
    LeftOfWindow,
    /// It begins beyond the window.
    RightOfWindow,
    /// It brings something, and the window is zero.
    ZeroWindow,
    /// It has no ACK where every segment must have one.
    NoAck,
    /// It acknowledges something never sent.
    AckOfNotSent,
    /// During the handshake: it does not acknowledge our SYN.
    AckNotOfOurSyn,
    /// A RST in the window, but not exactly at RCV.NXT (RFC 5961 §3.2).
    ResetNotExact,
    /// A RST that nothing answers to: there is no connection, or it does not acknowledge our SYN.
    ResetIgnored,
    /// A SYN in the window of a connection that is already synchronized (RFC 5961 §4.2).
    SynInWindow,
    /// It is no SYN, and only a SYN makes sense here.
    NotSyn,
    /// There is no connection.
    NoConnection,
    /// Data after the other end's FIN.
    AfterFin,
    /// Its timestamp is older than one that has come already (RFC 7323 §5).
    OldTimestamp,
    /// Its ACK lies too far back (RFC 5961 §5).
    AckTooOld,
    /// It brings data, and nobody is left to read it.
    NobodyReads,
}

impl RejectReason {
    /// All reasons.
    pub const ALL: &'static [Self] = &[
        Self::LeftOfWindow,
        Self::RightOfWindow,
        Self::ZeroWindow,
        Self::NoAck,
        Self::AckOfNotSent,
        Self::AckNotOfOurSyn,
        Self::ResetNotExact,
        Self::ResetIgnored,
        Self::SynInWindow,
        Self::NotSyn,
        Self::NoConnection,
        Self::AfterFin,
        Self::OldTimestamp,
        Self::AckTooOld,
        Self::NobodyReads,
    ];

    /// A stable key in snake case, for translations.
    pub const fn id(self) -> &'static str {
        match self {
            Self::LeftOfWindow => "left_of_window",
            Self::RightOfWindow => "right_of_window",
            Self::ZeroWindow => "zero_window",
            Self::NoAck => "no_ack",
            Self::AckOfNotSent => "ack_of_not_sent",
            Self::AckNotOfOurSyn => "ack_not_of_our_syn",
            Self::ResetNotExact => "reset_not_exact",
            Self::ResetIgnored => "reset_ignored",
            Self::SynInWindow => "syn_in_window",
            Self::NotSyn => "not_syn",
            Self::NoConnection => "no_connection",
            Self::AfterFin => "after_fin",
            Self::OldTimestamp => "old_timestamp",
            Self::AckTooOld => "ack_too_old",
            Self::NobodyReads => "nobody_reads",
        }
    }
}

/// Why a connection ended without both ends having closed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ConnectionError {
    /// A RST answered our SYN.
    Refused,
    /// A RST ended an open connection.
    Reset,
    /// Nobody answered for too long: R2, the user timeout or keep-alive.
    TimedOut,
}

/// The name a socket program sees.
impl fmt::Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Refused => "ECONNREFUSED",
            Self::Reset => "ECONNRESET",
            Self::TimedOut => "ETIMEDOUT",
        })
    }
}

/// A fact about one connection. Within one call, events stand in causal order.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TcpEvent {
    /// The connection went from one state to another.
    StateChanged {
        /// The state before.
        from: State,
        /// The state after.
        to: State,
        /// Why.
        rule: Rule,
    },
    /// A segment goes out.
    SegmentEmitted {
        /// The segment.
        segment: Segment,
        /// For the first time, or again.
        emission: Emission,
        /// Why.
        rule: Rule,
    },
    /// The arriving segment, or its data, was not taken.
    SegmentRejected {
        /// What was wrong with it.
        reason: RejectReason,
        /// The check it failed.
        rule: Rule,
        /// What it was held against.
        standing: Standing,
    },
    /// SND.UNA advanced.
    Acknowledged {
        /// The new SND.UNA.
        up_to: SeqNumber,
        /// Why.
        rule: Rule,
    },
    /// Data in order reached the receive buffer; RCV.NXT advanced.
    DataAccepted {
        /// Bytes, including those that had waited for a gap to close.
        len: u32,
        /// Why.
        rule: Rule,
    },
    /// Data beyond a gap was kept until the gap closes.
    DataQueued {
        /// Bytes that were not held already.
        len: u32,
        /// Why.
        rule: Rule,
    },
    /// A timer was started or restarted.
    TimerArmed {
        /// Which.
        timer: Timer,
        /// When it expires.
        expires: Instant,
        /// Why.
        rule: Rule,
        /// How often it has expired in a row: 0 at first; counted for the retransmission timer only.
        attempt: u8,
    },
    /// A running timer was stopped.
    TimerStopped {
        /// Which.
        timer: Timer,
        /// Why.
        rule: Rule,
    },
    /// A timer ran out.
    TimerExpired {
        /// Which.
        timer: Timer,
        /// What happens then.
        rule: Rule,
    },
    /// The connection ends with an error.
    Failed {
        /// What the user gets to see.
        error: ConnectionError,
        /// Why.
        rule: Rule,
    },
}

impl TcpEvent {
    /// The rule that produced the event.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::StateChanged { rule, .. }
            | Self::SegmentEmitted { rule, .. }
            | Self::SegmentRejected { rule, .. }
            | Self::Acknowledged { rule, .. }
            | Self::DataAccepted { rule, .. }
            | Self::DataQueued { rule, .. }
            | Self::TimerArmed { rule, .. }
            | Self::TimerStopped { rule, .. }
            | Self::TimerExpired { rule, .. }
            | Self::Failed { rule, .. } => *rule,
        }
    }
}
