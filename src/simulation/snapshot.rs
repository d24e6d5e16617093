//! The simulation as it can be seen from outside, after a moment.

use crate::network::SegmentKind;
use crate::rng::Permille;
use crate::simulation::{Call, CallOutcome, CloseTime, EventId};
use crate::tcp::{CallError, State, Tcb, Timer};
use crate::time::{Duration, Instant};

/// Everything that the page shows of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostSnapshot {
    /// The connection's state.
    pub state: State,
    /// When it was entered.
    pub since: Instant,
    /// The TCB; none in CLOSED and before a SYN was sent or received.
    pub tcb: Option<Tcb>,
    /// The timers that run.
    pub timers: Vec<RunningTimer>,
    /// The program's place.
    pub program: ProgramStatus,
    /// When the program's `close()` line closes.
    pub closes: CloseTime,
    /// Whether that can no longer be changed: the line lies behind the program, or it has none.
    pub close_is_past: bool,
    /// What each line of the program gave, as far as it has run.
    pub outcomes: Vec<CallOutcome>,
    /// The calls that a person may make by hand, and what each would say now.
    pub calls: Vec<(Call, Result<(), CallError>)>,
}

/// What holds for both hosts and the network between them, after a moment: the scenario's settings, but for what the
/// person has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// How long a segment flies that is sent now.
    pub one_way_delay: Duration,
    /// The share of segments lost at random.
    pub loss: Permille,
    /// How long an ACK is held back.
    pub ack_delay: Duration,
    /// How many MSL a host stays in TIME-WAIT.
    pub time_wait_msl: u8,
    /// The kinds of segment whose next one something will be done to.
    pub awaited: Vec<SegmentKind>,
}

/// A timer that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningTimer {
    /// Which.
    pub timer: Timer,
    /// When it was set.
    pub armed: Instant,
    /// When it will go off.
    pub expires: Instant,
    /// The event that set it.
    pub event: EventId,
}

/// Where a program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProgramStatus {
    /// Between two lines (or before the first): this line comes next.
    Ready {
        /// The line.
        line: u8,
        /// When it runs.
        at: Instant,
    },
    /// In a call that has not returned.
    Blocked {
        /// The line.
        line: u8,
    },
    /// In `time.sleep()`, or late for its `close()`.
    Sleeping {
        /// The line.
        line: u8,
        /// Until then.
        until: Instant,
    },
    /// Stands before the `close()` that was taken out, and holds the socket for ever.
    Forgot {
        /// The line.
        line: u8,
    },
    /// Stopped by a call that failed.
    Failed {
        /// The line.
        line: u8,
    },
    /// Has run to its end.
    Ended,
}
