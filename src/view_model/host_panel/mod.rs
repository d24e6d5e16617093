//! A host's panel: state, timers, program, TCB and the socket calls that are legal now.

mod chip;
mod program;
#[cfg(test)]
mod tests;

pub use chip::HostChip;

use crate::app_state::Action;
use crate::explain;
use crate::i18n::{Lang, Text};
use crate::simulation::{
    Call, Command, Event, EventId, EventKind, HostId, HostSnapshot, Protocol, Refusal,
    RunningTimer, SocketError, TcbSnapshot,
};
use crate::tcp::{State, Timer};
use crate::time::Instant;
use crate::timeline::Timeline;
use crate::view_model::stay::{protocol, shown};
use crate::view_model::wording::{
    self, grouped, number, refusal, say, segment_label, socket_error, state_meaning, timer_sign,
    unbroken,
};
use crate::view_model::{Offered, Tone};

/// One side of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPanel {
    /// Which host.
    pub host: HostId,
    /// Its name in the reader's language.
    pub name: &'static str,
    /// Its address and port: `10.0.0.1:40000`.
    pub address: String,
    /// Its connection's state.
    pub state: StateChip,
    /// The timers that run.
    pub timers: Vec<TimerRing>,
    /// The file name of its program: `client.py`.
    pub program_title: &'static str,
    /// Its program.
    pub program: Vec<ProgramLine>,
    /// The TCB's variables in RFC names; empty without a TCB.
    pub tcb: Vec<TcbRow>,
    /// What is said in its place if there is none.
    pub no_tcb: &'static str,
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
    /// The event with which it was entered; none at the beginning.
    pub event: Option<EventId>,
}

/// A timer's ring. What is left of it is in [`Frame`](crate::view_model::Frame).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerRing {
    /// Which.
    pub timer: Timer,
    /// The event that set it.
    pub event: EventId,
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
    /// The last line that ran: the next one is about to, or there is none.
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
    pub meaning: &'static str,
}

/// A socket call to make by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallButton {
    /// The call.
    pub call: Call,
    /// `send()`.
    pub label: &'static str,
    /// What it does, or why it is illegal now.
    pub offered: Offered,
}

impl HostPanel {
    /// A host's panel at `now`.
    pub fn of(lang: Lang, timeline: &Timeline, now: Instant, host: HostId) -> Self {
        let place = timeline.moment_index(now);
        let snapshot = &timeline.moments()[place].hosts[host.index()];
        let before = place
            .checked_sub(1)
            .map(|before| &timeline.moments()[before].hosts[host.index()]);
        let state = snapshot.state();
        let (state_name, tone) = shown(timeline, host, state);
        let protocol = protocol(timeline, host);
        let timers = snapshot.timers().iter();
        Self {
            host,
            name: name(lang, host),
            address: address(host, snapshot),
            state: StateChip {
                name: state_name,
                tone,
                since: say(lang, Text::PanelSince)
                    .slot("at", snapshot.since())
                    .done(),
                meaning: meaning(lang, timeline, host, snapshot),
                event: snapshot.focus.event,
            },
            timers: timers
                .map(|timer| ring(lang, timeline, host, *timer, state))
                .collect(),
            program_title: program::title(host),
            program: program::lines(lang, timeline, host, snapshot),
            tcb: snapshot.tcb().map_or_else(Vec::new, |tcb| {
                let old = before.and_then(HostSnapshot::tcb);
                tcb_rows(lang, state, tcb, old)
            }),
            no_tcb: lang.text(match protocol {
                Protocol::Tcp => Text::UiNoTcb,
                Protocol::Udp => Text::PanelStateUdp,
            }),
            calls: snapshot
                .calls
                .iter()
                .map(|offer| button(lang, (host, protocol), snapshot, offer))
                .collect(),
        }
    }
}

/// A host's name standing alone.
pub(super) fn name(lang: Lang, host: HostId) -> &'static str {
    lang.text(match host {
        HostId::Client => Text::PanelClient,
        HostId::Server => Text::PanelServer,
    })
}

/// One line that says what a host's state means.
fn meaning(lang: Lang, timeline: &Timeline, host: HostId, snapshot: &HostSnapshot) -> String {
    match protocol(timeline, host) {
        _ if !snapshot.is_up => refusal(lang, Refusal::HostIsDown(host)),
        Protocol::Udp => lang.owned(Text::PanelStateUdp),
        Protocol::Tcp => state_meaning(lang, snapshot.state()).to_owned(),
    }
}

/// Where the socket in focus is, or would be.
fn address(host: HostId, snapshot: &HostSnapshot) -> String {
    let local = snapshot.focused().map(|socket| socket.local);
    local.unwrap_or(host.address()).to_string()
}

fn ring(
    lang: Lang,
    timeline: &Timeline,
    host: HostId,
    running: RunningTimer,
    state: State,
) -> TimerRing {
    let RunningTimer { timer, event, .. } = running;
    let armed_by = timeline
        .event(event)
        .map_or_else(String::new, |event| armed_by(lang, timeline, event));
    TimerRing {
        timer,
        event,
        label: sign(timeline, host, running),
        armed_by,
        tone: match timer {
            Timer::TimeWait => Tone::TimeWait,
            _ => Tone::of(state),
        },
    }
}

/// `2MSL`, `RTO`, `ACK`.
fn sign(timeline: &Timeline, host: HostId, running: RunningTimer) -> &'static str {
    let msl = timeline.recording().scenario.settings[host.index()].tcp.msl;
    let span = running.expires.since(running.armed);
    match running.timer {
        Timer::Retransmission => "RTO",
        Timer::DelayedAck => "ACK",
        Timer::TimeWait if span == msl * 2 => "2MSL",
        Timer::TimeWait if span == msl => "1MSL",
        Timer::TimeWait => "TIME-WAIT",
        Timer::TailLossProbe | Timer::WindowProbe | Timer::KeepAlive | Timer::FinWait2 => {
            timer_sign(running.timer)
        }
    }
}

/// `restarted by #10 FIN,ACK at 3.32 s`.
fn armed_by(lang: Lang, timeline: &Timeline, armed: &Event) -> String {
    let EventKind::TimerArmed {
        expires, attempt, ..
    } = armed.kind
    else {
        return String::new();
    };
    let cause = armed.cause.and_then(|cause| timeline.event(cause));
    let text = if explain::is_restart(timeline, armed) {
        Text::PanelRestartedBy
    } else {
        Text::PanelArmedBy
    };
    let by = say(lang, text)
        .slot(
            "cause",
            cause.map_or_else(String::new, |cause| origin(lang, timeline, cause)),
        )
        .slot("at", unbroken(armed.at))
        .done();
    if attempt == 0 {
        return by;
    }
    say(lang, Text::PanelBackedOff)
        .slot("armed", by)
        .slot("n", u32::from(attempt) + 1)
        .slot("span", expires.since(armed.at))
        .done()
}

/// What made a timer start: the segment, or else the event in short.
fn origin(lang: Lang, timeline: &Timeline, cause: &Event) -> String {
    match cause.kind {
        EventKind::SegmentSent { segment, .. } | EventKind::SegmentArrived { segment, .. } => {
            timeline.flight(segment).map_or_else(
                || segment.to_string(),
                |flight| segment_label(segment, &flight.content),
            )
        }
        EventKind::CallMade { ref call, .. } => call.name().to_owned(),
        _ => wording::short(lang, timeline, cause),
    }
}

/// The rows of the TCB; `old` is the TCB of the moment before.
fn tcb_rows(lang: Lang, state: State, tcb: &TcbSnapshot, old: Option<&TcbSnapshot>) -> Vec<TcbRow> {
    let values = values(state, tcb);
    let earlier = old.map(|old| self::values(state, old));
    let row = |place: usize, name, meaning| TcbRow {
        name,
        value: values[place].clone(),
        changed: earlier
            .as_ref()
            .is_none_or(|earlier| earlier[place] != values[place]),
        meaning: lang.text(meaning),
    };
    vec![
        row(0, "SND.UNA", Text::PanelTcbSndUna),
        row(1, "SND.NXT", Text::PanelTcbSndNxt),
        row(2, "SND.WND", Text::PanelTcbSndWnd),
        row(3, "RCV.NXT", Text::PanelTcbRcvNxt),
        row(4, "RCV.WND", Text::PanelTcbRcvWnd),
        row(5, "ISS", Text::PanelTcbIss),
        row(6, "IRS", Text::PanelTcbIrs),
    ]
}

/// The rows' values. In SYN-SENT the peer has not said anything yet.
fn values(state: State, tcb: &TcbSnapshot) -> [String; 7] {
    let (snd, rcv) = (&tcb.snd, &tcb.rcv);
    let of_peer = |value: String| {
        if state == State::SynSent {
            "–".to_owned()
        } else {
            value
        }
    };
    [
        number(snd.iss, snd.una),
        number(snd.iss, snd.nxt),
        of_peer(grouped(snd.wnd)),
        of_peer(number(rcv.irs, rcv.nxt)),
        grouped(rcv.wnd),
        grouped(snd.iss.value()),
        of_peer(grouped(rcv.irs.value())),
    ]
}

fn button(
    lang: Lang,
    (host, protocol): (HostId, Protocol),
    snapshot: &HostSnapshot,
    (call, permitted): &(Call, Result<(), SocketError>),
) -> CallButton {
    let command = match call {
        Call::Connect { .. } | Call::Listen { .. } => Command::Open { host },
        _ => Command::Call {
            host,
            socket: snapshot.focus.socket,
            call: call.clone(),
        },
    };
    CallButton {
        call: call.clone(),
        label: call.name(),
        offered: match permitted {
            _ if !snapshot.is_up => Err(refusal(lang, Refusal::HostIsDown(host))),
            Ok(()) => Ok(Action::Command(command)),
            Err(_) if protocol == Protocol::Udp => Err(refusal(lang, Refusal::NoSuchSocket(host))),
            Err(error) => Err(refused(lang, host, snapshot.state(), *error)),
        },
    }
}

/// Why a call is illegal now, and what to do instead.
fn refused(lang: Lang, host: HostId, state: State, error: SocketError) -> String {
    let phrase = match (error, host) {
        (SocketError::IsConn, _) if state == State::Listen => {
            say(lang, Text::PanelRefusedListening)
        }
        (SocketError::IsConn, _) => say(lang, Text::PanelRefusedOpen).slot("state", state),
        (SocketError::NotConn, _) if state == State::Listen => {
            say(lang, Text::PanelRefusedNobodyYet)
        }
        (SocketError::BadF, HostId::Server) if state.may_send() => {
            say(lang, Text::PanelRefusedNotAccepted)
        }
        (SocketError::Pipe | SocketError::BadF, _) if state != State::Closed => {
            say(lang, Text::PanelRefusedClosedAlready)
        }
        (SocketError::Pipe | SocketError::BadF | SocketError::NotConn, HostId::Client) => {
            say(lang, Text::PanelRefusedNoConnectionClient)
        }
        (SocketError::Pipe | SocketError::BadF | SocketError::NotConn, HostId::Server) => {
            say(lang, Text::PanelRefusedNoConnectionServer)
        }
        (error, HostId::Client) => {
            say(lang, Text::PanelRefusedFailedClient).slot("error", socket_error(lang, error))
        }
        (error, HostId::Server) => {
            say(lang, Text::PanelRefusedFailedServer).slot("error", socket_error(lang, error))
        }
    };
    phrase.done()
}
