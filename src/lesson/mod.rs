//! Lessons: a scenario, a question, and steps tied to what happens in the run.

/// A lesson's stable name, as links and the command use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessonId {
    /// Three segments open a connection.
    ThreeWayHandshake,
    /// Four segments close it.
    FourWaves,
    /// Why TIME-WAIT.
    LastAckLost,
    /// The server never calls `close()`.
    ForgottenClose,
}

impl LessonId {
    /// All, in teaching order.
    pub const ALL: [Self; 4] = [
        Self::ThreeWayHandshake,
        Self::FourWaves,
        Self::LastAckLost,
        Self::ForgottenClose,
    ];

    /// The name in links and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThreeWayHandshake => "three_way_handshake",
            Self::FourWaves => "four_waves",
            Self::LastAckLost => "last_ack_lost",
            Self::ForgottenClose => "forgotten_close",
        }
    }

    /// The lesson of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.name() == name)
    }
}
