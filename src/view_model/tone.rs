//! Colour roles. The style sheet gives each a colour for light and dark; a tone never stands alone, there is always a
//! word or a shape beside it.

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
