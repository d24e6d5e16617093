//! The eleven states and every way from one to another (RFC 9293 §3.3.2).

use core::fmt;
use serde::{Deserialize, Serialize};

/// A connection's state.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum State {
    /// There is no connection and no TCB.
    #[default]
    Closed,
    /// Waiting for a SYN from anyone (or from one given peer).
    Listen,
    /// Our SYN is out; waiting for theirs.
    SynSent,
    /// Both SYNs are known; waiting for the acknowledgment of ours.
    SynReceived,
    /// Open in both directions.
    Established,
    /// We have closed; our FIN is not acknowledged yet.
    FinWait1,
    /// Our FIN is acknowledged; waiting for theirs.
    FinWait2,
    /// Their FIN has come; waiting for our own program to close.
    CloseWait,
    /// Both have closed at once; waiting for the acknowledgment of our FIN.
    Closing,
    /// They closed, then we did; waiting for the acknowledgment of our FIN.
    LastAck,
    /// All is said; waiting until no old segment can be left in the network.
    TimeWait,
}

impl State {
    /// All states, in the order a connection may meet them.
    pub const ALL: &'static [Self] = &[
        Self::Closed,
        Self::Listen,
        Self::SynSent,
        Self::SynReceived,
        Self::Established,
        Self::FinWait1,
        Self::FinWait2,
        Self::CloseWait,
        Self::Closing,
        Self::LastAck,
        Self::TimeWait,
    ];

    /// Whether exactly one of the two directions is shut for good.
    pub const fn is_half_closed(self) -> bool {
        matches!(self, Self::FinWait2 | Self::CloseWait)
    }

    /// Whether the state lets the user hand over data to send, now or once the handshake is done (RFC 9293 §3.10.2).
    pub const fn may_send(self) -> bool {
        matches!(
            self,
            Self::SynSent | Self::SynReceived | Self::Established | Self::CloseWait
        )
    }

    /// Whether the other end may still send us data (RFC 9293 §3.10.7.4, seventh).
    pub const fn may_receive(self) -> bool {
        matches!(self, Self::Established | Self::FinWait1 | Self::FinWait2)
    }

    /// Whether an ABORT tells the peer (RFC 9293 §3.10.5): it may still believe in the connection.
    pub(super) const fn may_be_reset(self) -> bool {
        matches!(
            self,
            Self::SynReceived
                | Self::Established
                | Self::FinWait1
                | Self::FinWait2
                | Self::CloseWait
        )
    }

    /// Whether queued data or a queued FIN may go out in this state.
    pub(super) const fn may_transmit(self) -> bool {
        matches!(
            self,
            Self::Established | Self::FinWait1 | Self::CloseWait | Self::Closing | Self::LastAck
        )
    }
}

/// The RFC's spelling: `SYN-SENT`.
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Closed => "CLOSED",
            Self::Listen => "LISTEN",
            Self::SynSent => "SYN-SENT",
            Self::SynReceived => "SYN-RECEIVED",
            Self::Established => "ESTABLISHED",
            Self::FinWait1 => "FIN-WAIT-1",
            Self::FinWait2 => "FIN-WAIT-2",
            Self::CloseWait => "CLOSE-WAIT",
            Self::Closing => "CLOSING",
            Self::LastAck => "LAST-ACK",
            Self::TimeWait => "TIME-WAIT",
        })
    }
}

/// What makes a connection change state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trigger {
    /// The user's active OPEN.
    ActiveOpen,
    /// The user's passive OPEN.
    PassiveOpen,
    /// The user's SEND.
    Send,
    /// The user's CLOSE.
    Close,
    /// The user's ABORT.
    Abort,
    /// A SYN arrives.
    Syn,
    /// A SYN arrives together with the acknowledgment of ours.
    SynAck,
    /// Our SYN is acknowledged.
    AckOfSyn,
    /// A FIN arrives.
    Fin,
    /// A FIN arrives together with the acknowledgment of ours.
    FinAndAckOfFin,
    /// Our FIN is acknowledged.
    AckOfFin,
    /// A RST arrives.
    Rst,
    /// Nobody answered for too long.
    GiveUp,
    /// 2 MSL have passed.
    TwoMsl,
}

impl Trigger {
    /// How many there are.
    pub const COUNT: usize = Self::TwoMsl as usize + 1;
}

/// A short label for an arrow of the diagram.
impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::ActiveOpen => "active OPEN",
            Self::PassiveOpen => "passive OPEN",
            Self::Send => "SEND",
            Self::Close => "CLOSE",
            Self::Abort => "ABORT",
            Self::Syn => "rcv SYN",
            Self::SynAck => "rcv SYN,ACK",
            Self::AckOfSyn => "rcv ACK of SYN",
            Self::Fin => "rcv FIN",
            Self::FinAndAckOfFin => "rcv FIN,ACK of FIN",
            Self::AckOfFin => "rcv ACK of FIN",
            Self::Rst => "rcv RST",
            Self::GiveUp => "timeout=R2",
            Self::TwoMsl => "timeout=2MSL",
        })
    }
}

/// One arrow of the state diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Transition {
    /// The state before.
    pub from: State,
    /// The state after.
    pub to: State,
    /// What makes it happen.
    pub trigger: Trigger,
}

impl Transition {
    /// Whether RFC 9293 Figure 5 shows it, its notes included. It leaves out how a connection is reset, aborted or given up.
    pub const fn is_in_figure(self) -> bool {
        match self.trigger {
            Trigger::Abort | Trigger::GiveUp => false,
            Trigger::Rst => matches!((self.from, self.to), (State::SynReceived, State::Listen)),
            Trigger::Syn => !matches!(self.to, State::Listen),
            Trigger::ActiveOpen => matches!(self.from, State::Closed),
            _ => true,
        }
    }
}

/// Whether a connection may go from `from` to `to` at all.
pub fn is_transition(from: State, to: State) -> bool {
    TRANSITIONS
        .iter()
        .any(|transition| (transition.from, transition.to) == (from, to))
}

const fn arrow(from: State, trigger: Trigger, to: State) -> Transition {
    Transition { from, to, trigger }
}

/// Every arrow: RFC 9293 Figure 5, and those the figure leaves out (its notes 1 and 2, reset, abort, giving up).
pub const TRANSITIONS: &[Transition] = &[
    arrow(State::Closed, Trigger::PassiveOpen, State::Listen),
    arrow(State::Closed, Trigger::ActiveOpen, State::SynSent),
    arrow(State::Listen, Trigger::Syn, State::SynReceived),
    arrow(State::Listen, Trigger::Send, State::SynSent),
    arrow(State::Listen, Trigger::ActiveOpen, State::SynSent),
    arrow(State::Listen, Trigger::Close, State::Closed),
    arrow(State::Listen, Trigger::Abort, State::Closed),
    arrow(State::SynSent, Trigger::SynAck, State::Established),
    arrow(State::SynSent, Trigger::Syn, State::SynReceived),
    arrow(State::SynSent, Trigger::Close, State::Closed),
    arrow(State::SynSent, Trigger::Abort, State::Closed),
    arrow(State::SynSent, Trigger::Rst, State::Closed),
    arrow(State::SynSent, Trigger::GiveUp, State::Closed),
    arrow(State::SynReceived, Trigger::AckOfSyn, State::Established),
    arrow(State::SynReceived, Trigger::Close, State::FinWait1),
    arrow(State::SynReceived, Trigger::Rst, State::Listen),
    arrow(State::SynReceived, Trigger::Syn, State::Listen),
    arrow(State::SynReceived, Trigger::GiveUp, State::Listen),
    arrow(State::SynReceived, Trigger::Rst, State::Closed),
    arrow(State::SynReceived, Trigger::Abort, State::Closed),
    arrow(State::SynReceived, Trigger::GiveUp, State::Closed),
    arrow(State::Established, Trigger::Close, State::FinWait1),
    arrow(State::Established, Trigger::Fin, State::CloseWait),
    arrow(State::Established, Trigger::Rst, State::Closed),
    arrow(State::Established, Trigger::Abort, State::Closed),
    arrow(State::Established, Trigger::GiveUp, State::Closed),
    arrow(State::FinWait1, Trigger::AckOfFin, State::FinWait2),
    arrow(State::FinWait1, Trigger::Fin, State::Closing),
    arrow(State::FinWait1, Trigger::FinAndAckOfFin, State::TimeWait),
    arrow(State::FinWait1, Trigger::Rst, State::Closed),
    arrow(State::FinWait1, Trigger::Abort, State::Closed),
    arrow(State::FinWait1, Trigger::GiveUp, State::Closed),
    arrow(State::FinWait2, Trigger::Fin, State::TimeWait),
    arrow(State::FinWait2, Trigger::Rst, State::Closed),
    arrow(State::FinWait2, Trigger::Abort, State::Closed),
    arrow(State::FinWait2, Trigger::GiveUp, State::Closed),
    arrow(State::CloseWait, Trigger::Close, State::LastAck),
    arrow(State::CloseWait, Trigger::Rst, State::Closed),
    arrow(State::CloseWait, Trigger::Abort, State::Closed),
    arrow(State::CloseWait, Trigger::GiveUp, State::Closed),
    arrow(State::Closing, Trigger::AckOfFin, State::TimeWait),
    arrow(State::Closing, Trigger::Rst, State::Closed),
    arrow(State::Closing, Trigger::Abort, State::Closed),
    arrow(State::Closing, Trigger::GiveUp, State::Closed),
    arrow(State::LastAck, Trigger::AckOfFin, State::Closed),
    arrow(State::LastAck, Trigger::Rst, State::Closed),
    arrow(State::LastAck, Trigger::Abort, State::Closed),
    arrow(State::LastAck, Trigger::GiveUp, State::Closed),
    arrow(State::TimeWait, Trigger::TwoMsl, State::Closed),
    arrow(State::TimeWait, Trigger::Rst, State::Closed),
    arrow(State::TimeWait, Trigger::Abort, State::Closed),
];
