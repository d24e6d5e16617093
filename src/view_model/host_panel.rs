//! A host's panel: state, timers, program, TCB and the socket calls that are legal now.

use crate::simulation::{Call, HostId};
use crate::tcp::Timer;
use crate::view_model::{Offered, Tone};

/// One side of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPanel {
    /// Which host.
    pub host: HostId,
    /// Its name in the reader's language.
    pub name: String,
    /// Its address and port: `10.0.0.1:40000`.
    pub address: String,
    /// Its connection's state.
    pub state: StateChip,
    /// The timers that run.
    pub timers: Vec<TimerRing>,
    /// The file name of its program: `client.py`.
    pub program_title: String,
    /// Its program.
    pub program: Vec<ProgramLine>,
    /// The TCB's variables in RFC names; empty without a TCB.
    pub tcb: Vec<TcbRow>,
    /// The socket calls to make by hand.
    pub calls: Vec<CallButton>,
}

/// A state as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChip {
    /// RFC spelling: `TIME-WAIT`.
    pub name: &'static str,
    /// Its colour.
    pub tone: Tone,
    /// `since 2.31 s`.
    pub since: String,
    /// One line that says what the state means.
    pub meaning: String,
}

/// A timer's ring. What is left of it is in [`Frame`](crate::view_model::Frame).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerRing {
    /// Which.
    pub timer: Timer,
    /// `2MSL`, `RTO`, `ACK`.
    pub label: &'static str,
    /// What armed it: `restarted by #10 FIN,ACK at 3.32 s`.
    pub armed_by: String,
    /// Its colour.
    pub tone: Tone,
}

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramLine {
    /// The source.
    pub code: String,
    /// What came of it, as a comment in the margin: `b"Hello"`, `b"" = EOF`, `ECONNRESET`.
    pub note: String,
    /// Where the program is with it.
    pub status: LineStatus,
}

/// Where a program is with one of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStatus {
    /// Has returned.
    Done,
    /// Waits for the call to return.
    Blocked,
    /// The last line that ran, with nothing left to do.
    Last,
    /// Comes later.
    Ahead,
    /// Failed; the program stopped here.
    Failed,
    /// Taken out by the person: the forgotten `close()`.
    Skipped,
}

/// A row of the TCB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TcbRow {
    /// `SND.UNA`.
    pub name: &'static str,
    /// Relative to the initial sequence number where it is one.
    pub value: String,
    /// Whether it changed at the present moment.
    pub changed: bool,
    /// What it is, for the tooltip.
    pub meaning: String,
}

/// A socket call to make by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallButton {
    /// The call.
    pub call: Call,
    /// `send()`.
    pub label: String,
    /// What it does, or why it is illegal now.
    pub offered: Offered,
}
