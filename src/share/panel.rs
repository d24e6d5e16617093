//! What an embed can show besides the ladder.

/// Something that an embed can show besides the ladder. The names are for ever: people write them into their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The lesson's text, with what it offers and asks.
    Lesson,
    /// "Why?", always open.
    Why,
    /// The state diagram.
    Diagram,
    /// The fields of a segment.
    Segment,
    /// The log.
    Log,
    /// Both hosts' sockets.
    Sockets,
    /// Two variants side by side.
    Compare,
    /// How connections open.
    Handshake,
    /// What is lost next.
    DropNext,
    /// How long TIME-WAIT lasts.
    TimeWait,
    /// How long an ACK is held back.
    AckDelay,
    /// When the server closes.
    Close,
    /// How much is lost at random.
    Loss,
    /// How long a segment and its answer take.
    RoundTrip,
    /// Which TCP the hosts run.
    Profile,
    /// Whether anything gets from one host to the other.
    Link,
    /// Whether the client's host runs.
    ClientHost,
    /// Whether the server's host runs.
    ServerHost,
    /// A call of a port on which nobody listens.
    ClosedPort,
}

/// Some of the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panels(u32);

impl Panel {
    /// All, in the order in which addresses name them.
    pub const ALL: [Self; 19] = [
        Self::Lesson,
        Self::Why,
        Self::Diagram,
        Self::Segment,
        Self::Log,
        Self::Sockets,
        Self::Compare,
        Self::Handshake,
        Self::DropNext,
        Self::TimeWait,
        Self::AckDelay,
        Self::Close,
        Self::Loss,
        Self::RoundTrip,
        Self::Profile,
        Self::Link,
        Self::ClientHost,
        Self::ServerHost,
        Self::ClosedPort,
    ];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Why => "why",
            Self::Diagram => "diagram",
            Self::Segment => "segment",
            Self::Log => "log",
            Self::Sockets => "sockets",
            Self::Compare => "compare",
            Self::Handshake => "handshake",
            Self::DropNext => "drop-next",
            Self::TimeWait => "time-wait",
            Self::AckDelay => "ack-delay",
            Self::Close => "close",
            Self::Loss => "loss",
            Self::RoundTrip => "rtt",
            Self::Profile => "profile",
            Self::Link => "link",
            Self::ClientHost => "client-host",
            Self::ServerHost => "server-host",
            Self::ClosedPort => "closed-port",
        }
    }
}

impl Panels {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// These and one more.
    #[must_use]
    pub const fn with(self, panel: Panel) -> Self {
        Self(self.0 | 1 << panel as u32)
    }

    /// Whether it is one of them.
    pub const fn holds(self, panel: Panel) -> bool {
        self.0 & 1 << panel as u32 != 0
    }
}

/// The lesson's text: enough to follow a run, and calm.
impl Default for Panels {
    fn default() -> Self {
        Self::NONE.with(Panel::Lesson)
    }
}
