//! Colour roles. The style sheet gives each a colour for light and dark; a tone never stands alone, there is always a
//! word or a shape beside it.

use crate::network::SegmentKind;
use crate::tcp::{Control, State};
use crate::timeline::{Flight, Timeline};

/// What a coloured thing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// CLOSED.
    Closed,
    /// LISTEN.
    Listen,
    /// SYN-SENT, SYN-RECEIVED, and segments with SYN.
    Opening,
    /// ESTABLISHED.
    Established,
    /// FIN-WAIT-1, FIN-WAIT-2, CLOSING: this side closed first.
    ActiveClose,
    /// CLOSE-WAIT, LAST-ACK: the other side closed first.
    PassiveClose,
    /// TIME-WAIT.
    TimeWait,
    /// Resets, losses, errors.
    Reset,
    /// Segments with data.
    Data,
    /// Bare ACKs, and whatever needs no colour.
    Neutral,
}

impl Tone {
    /// The colour of a state.
    pub const fn of(state: State) -> Self {
        match state {
            State::Closed => Self::Closed,
            State::Listen => Self::Listen,
            State::SynSent | State::SynReceived => Self::Opening,
            State::Established => Self::Established,
            State::FinWait1 | State::FinWait2 | State::Closing => Self::ActiveClose,
            State::CloseWait | State::LastAck => Self::PassiveClose,
            State::TimeWait => Self::TimeWait,
        }
    }

    /// The colour of a segment. A FIN has the colour of the side that closes with it.
    pub(super) fn of_flight(timeline: &Timeline, flight: &Flight) -> Self {
        match flight.content.control() {
            Some(Control::Syn) => Self::Opening,
            Some(Control::Rst) => Self::Reset,
            Some(Control::Fin) => {
                let moment = timeline.moment_at(flight.sent_at);
                match Self::of(moment.hosts[flight.from.index()].state()) {
                    Self::PassiveClose => Self::PassiveClose,
                    _ => Self::ActiveClose,
                }
            }
            None if flight.content.kind() == SegmentKind::Ack => Self::Neutral,
            None => Self::Data,
        }
    }

    /// The class that the style sheet colours: `tone-…`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Closed => "tone-closed",
            Self::Listen => "tone-listen",
            Self::Opening => "tone-opening",
            Self::Established => "tone-established",
            Self::ActiveClose => "tone-active-close",
            Self::PassiveClose => "tone-passive-close",
            Self::TimeWait => "tone-time-wait",
            Self::Reset => "tone-reset",
            Self::Data => "tone-data",
            Self::Neutral => "tone-neutral",
        }
    }
}
