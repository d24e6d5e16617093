//! Both hosts' sockets, as `ss -tano` prints them, and `ss -uan` those of UDP.

#[cfg(test)]
mod tests;

use crate::i18n::Lang;
use crate::simulation::{EventId, EventKind, SocketId};
use crate::simulation::{HostId, HostSnapshot, RunningTimer, SocketSnapshot};
use crate::tcp::{State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::Timeline;
use crate::view_model::{Tone, host_panel};
use core::net::{Ipv4Addr, SocketAddrV4};

/// A host's sockets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketTable {
    /// Which host.
    pub host: HostId,
    /// Its name in the reader's language.
    pub name: &'static str,
    /// The sockets, oldest first, and after those of TCP those of UDP. One in CLOSED is nothing that `ss` would show.
    pub rows: Vec<SocketRow>,
}

/// A socket. What its timer shows is in [`Frame`](crate::view_model::Frame).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketRow {
    /// Its number on the host.
    pub id: SocketId,
    /// Its state in the spelling of `ss`: `ESTAB`.
    pub state: &'static str,
    /// Its colour.
    pub tone: Tone,
    /// Bytes to read; of a listener, connections that wait for `accept()`.
    pub receive_queue: String,
    /// Bytes not acknowledged; of a listener, how many connections may wait.
    pub send_queue: String,
    /// `10.0.0.1:40000`.
    pub local: String,
    /// The same of the other side; `0.0.0.0:*` if there is none.
    pub peer: String,
    /// Whether it is the one that the lifeline shows.
    pub in_focus: bool,
    /// The event with which it came into its state.
    pub event: Option<EventId>,
}

impl SocketTable {
    /// Both hosts' sockets at `now`, the client's first.
    pub fn both(lang: Lang, timeline: &Timeline, now: Instant) -> [Self; 2] {
        let hosts = &timeline.moment_at(now).hosts;
        HostId::ALL.map(|host| Self {
            host,
            name: host_panel::name(lang, host),
            rows: rows(&hosts[host.index()]),
        })
    }
}

/// The peer of a socket that has none.
const NOBODY: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0);

fn rows(host: &HostSnapshot) -> Vec<SocketRow> {
    let mut rows = Vec::new();
    for socket in &host.sockets {
        if socket.state == State::Closed {
            continue;
        }
        rows.push(SocketRow {
            id: socket.id,
            state: state_name(socket.state),
            tone: Tone::of(socket.state),
            receive_queue: socket.receive_queue.to_string(),
            send_queue: send_queue(socket).to_string(),
            local: endpoint(local(socket)),
            peer: endpoint(socket.remote),
            in_focus: host.focus.socket == Some(socket.id),
            event: socket.entered_by,
        });
    }
    for socket in &host.datagram_sockets {
        let local = SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, socket.port);
        rows.push(SocketRow {
            id: socket.id,
            state: "udp UNCONN",
            tone: Tone::Neutral,
            receive_queue: socket.receive_queue.to_string(),
            send_queue: "0".to_owned(),
            local: endpoint(local),
            peer: endpoint(NOBODY),
            in_focus: host.focus.socket == Some(socket.id),
            event: None,
        });
    }
    rows
}

/// A state in the spelling of `ss`.
const fn state_name(state: State) -> &'static str {
    match state {
        State::Closed => "UNCONN",
        State::Listen => "LISTEN",
        State::SynSent => "SYN-SENT",
        State::SynReceived => "SYN-RECV",
        State::Established => "ESTAB",
        State::FinWait1 => "FIN-WAIT-1",
        State::FinWait2 => "FIN-WAIT-2",
        State::CloseWait => "CLOSE-WAIT",
        State::Closing => "CLOSING",
        State::LastAck => "LAST-ACK",
        State::TimeWait => "TIME-WAIT",
    }
}

/// Of a half-open connection in a listener's queue the tool counts nothing: there is no socket yet.
fn send_queue(socket: &SocketSnapshot) -> u32 {
    if socket.state == State::SynReceived && !socket.is_held {
        0
    } else {
        socket.send_queue
    }
}

/// A socket without a peer has its port on all addresses.
fn local(socket: &SocketSnapshot) -> SocketAddrV4 {
    let mut local = socket.local;
    if socket.remote.ip().is_unspecified() {
        local.set_ip(Ipv4Addr::UNSPECIFIED);
    }
    local
}

fn endpoint(address: SocketAddrV4) -> String {
    match address.port() {
        0 => format!("{}:*", address.ip()),
        _ => address.to_string(),
    }
}

/// `timer:(timewait,59sec,0)`: which timer, what is left of it, and how often it has gone off in vain. Empty if none runs
/// that `ss` would show.
pub(super) fn timer(timeline: &Timeline, now: Instant, timers: &[RunningTimer]) -> String {
    let shown = timers
        .iter()
        .find_map(|running| Some((running, timer_name(running.timer)?)));
    let Some((running, name)) = shown else {
        return String::new();
    };
    let attempts = match timeline.event(running.event).map(|event| &event.kind) {
        Some(EventKind::TimerArmed { attempt, .. }) => *attempt,
        _ => 0,
    };
    let left = left(running.expires.since(now));
    format!("timer:({name},{left},{attempts})")
}

/// A timer's name in `ss`; none for one that it does not show.
const fn timer_name(timer: Timer) -> Option<&'static str> {
    match timer {
        Timer::Retransmission | Timer::TailLossProbe => Some("on"),
        Timer::WindowProbe => Some("persist"),
        Timer::KeepAlive => Some("keepalive"),
        // The kernel keeps an orphan in FIN-WAIT-2 in the same small form as one in TIME-WAIT.
        Timer::TimeWait | Timer::FinWait2 => Some("timewait"),
        Timer::DelayedAck => None,
    }
}

/// `59sec`, `1min5sec`, `950ms`. Between one second and ten `ss` itself would print `1.234ms`, which reads as something
/// else.
fn left(span: Duration) -> String {
    let ms = span.as_millis();
    match (ms / 60_000, ms / 1_000 % 60, ms % 1_000) {
        (0, 0, ms) => format!("{ms}ms"),
        (0, seconds @ 0..10, ms) => format!("{seconds}.{}sec", ms / 100),
        (0, seconds, _) => format!("{seconds}sec"),
        (minutes, 0, _) | (minutes @ 10.., _, _) => format!("{minutes}min"),
        (minutes, seconds, _) => format!("{minutes}min{seconds}sec"),
    }
}
