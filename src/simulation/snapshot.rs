//! The simulation as it can be seen from outside, after a moment.

use crate::host::{ById, Call, CallOutcome, Socket, SocketError, SocketId};
use crate::network::SegmentKind;
use crate::rng::Permille;
use crate::simulation::journal::Trace;
use crate::simulation::{CloseTime, EventId, Focus};
use crate::tcp::{ReceiveSequence, SendSequence, State, Timer};
use crate::time::{Duration, Instant};
use core::net::SocketAddrV4;

/// Everything that the page shows of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostSnapshot {
    /// Its sockets of TCP, in the order in which they came to be.
    pub sockets: Vec<SocketSnapshot>,
    /// Its sockets of UDP, in the same order.
    pub datagram_sockets: Vec<DatagramSocketSnapshot>,
    /// Which of them the lifeline shows, and its state. One that is gone is not among the sockets any more.
    pub focus: Focus,
    /// Whether it runs: it does not between a crash and the reboot.
    pub is_up: bool,
    /// The program's place.
    pub program: ProgramStatus,
    /// When the program's `close()` line closes.
    pub closes: CloseTime,
    /// Whether that can no longer be changed: the line lies behind the program, or it has none.
    pub close_is_past: bool,
    /// What each line of the program gave, as far as it has run: in a loop, in the latest round. None for a `close()` that
    /// was left out, and for the end of a loop.
    pub outcomes: Vec<Option<CallOutcome>>,
    /// The calls that a person may make by hand on the socket in focus, and what each would say now.
    pub calls: Vec<(Call, Result<(), SocketError>)>,
}

/// Everything that the page shows of a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketSnapshot {
    /// Its number.
    pub id: SocketId,
    /// Its address and port.
    pub local: SocketAddrV4,
    /// The peer's; `0.0.0.0:0` if there is none.
    pub remote: SocketAddrV4,
    /// Whether a program holds it.
    pub is_held: bool,
    /// The state of the connection under it.
    pub state: State,
    /// When that was entered.
    pub since: Instant,
    /// And by which event; none if it has never changed.
    pub entered_by: Option<EventId>,
    /// The TCB; none in CLOSED and LISTEN.
    pub tcb: Option<TcbSnapshot>,
    /// The timers that run.
    pub timers: Vec<RunningTimer>,
    /// Bytes that the program may read; of a listener, connections that wait for `accept()`.
    pub receive_queue: u32,
    /// Bytes that the peer has not acknowledged; of a listener, how many connections may wait.
    pub send_queue: u32,
}

/// Everything that the page shows of a socket of UDP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatagramSocketSnapshot {
    /// Its number.
    pub id: SocketId,
    /// Its port; 0 before it has one.
    pub port: u16,
    /// Bytes that the program may read.
    pub receive_queue: u32,
}

/// The variables of a TCB that the RFC has names for. Its buffers are not copied at every moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcbSnapshot {
    /// What it sends.
    pub snd: SendSequence,
    /// What it receives.
    pub rcv: ReceiveSequence,
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
    /// Whether the link is cut.
    pub is_cut: bool,
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
    /// Stopped by a call that failed, or by the crash of its host.
    Failed {
        /// The line.
        line: u8,
    },
    /// Has run to its end.
    Ended,
}

impl HostSnapshot {
    /// The socket in focus, if it is still there.
    pub fn focused(&self) -> Option<&SocketSnapshot> {
        let id = self.focus.socket?;
        self.sockets.iter().find(|socket| socket.id == id)
    }

    /// Whether its program waits for a datagram. Nothing else would tell it that none comes.
    pub fn awaits_datagram(&self) -> bool {
        // No other call on such a socket waits.
        !self.datagram_sockets.is_empty() && matches!(self.program, ProgramStatus::Blocked { .. })
    }

    /// The state that the lifeline shows.
    pub const fn state(&self) -> State {
        self.focus.state
    }

    /// When that was entered.
    pub const fn since(&self) -> Instant {
        self.focus.since
    }

    /// The TCB in focus.
    pub fn tcb(&self) -> Option<&TcbSnapshot> {
        self.focused()?.tcb.as_ref()
    }

    /// The timers that run for the socket in focus.
    pub fn timers(&self) -> &[RunningTimer] {
        self.focused().map_or(&[], |socket| &socket.timers)
    }
}

impl SocketSnapshot {
    pub(super) fn of(id: SocketId, socket: &Socket, traces: &ById<Trace>) -> Self {
        let connection = socket.connection();
        let trace = traces.get(id);
        let entered = trace.and_then(|trace| trace.entered);
        let timers = Timer::ALL.iter().filter_map(|timer| {
            let (armed, event) = trace?.armed[*timer as usize]?;
            let expires = connection.timer(*timer)?;
            Some(RunningTimer {
                timer: *timer,
                armed,
                expires,
                event,
            })
        });
        let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let queues = socket.listener();
        Self {
            id,
            local: socket.local(),
            remote: socket.remote(),
            is_held: socket.is_held(),
            state: socket.state(),
            since: entered.map_or(Instant::ZERO, |(at, _)| at),
            entered_by: entered.map(|(_, event)| event),
            tcb: connection.tcb().map(|tcb| TcbSnapshot {
                snd: tcb.snd,
                rcv: tcb.rcv,
            }),
            timers: timers.collect(),
            receive_queue: queues.map_or(connection.readable(), |it| count(it.complete().len())),
            send_queue: queues.map_or(
                connection.unacknowledged() + connection.queued(),
                crate::host::Listener::backlog,
            ),
        }
    }
}
