//! A recorded run of two real TCP hosts, as JSON: the schema of `tests/linux-traces/README.md`. Our own runs are
//! written in the same schema, so that anything that reads the one reads the other.
//!
//! Unknown fields are ignored, and everything that a run can do without may be missing.

mod times;

use crate::time::{Duration, Instant};
use core::net::SocketAddrV4;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One recorded run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// What the recording is called. Only people and the list of known differences read it.
    #[serde(default)]
    pub id: String,
    /// One line about it.
    #[serde(default)]
    pub title: String,
    /// How long the wire takes, one way.
    #[serde(rename = "one_way_delay_ms", with = "times::milliseconds")]
    pub one_way_delay: Duration,
    /// The client's address, and the port that it mostly uses.
    pub client: Option<SocketAddrV4>,
    /// The server's address, and the port that it mostly uses.
    pub server: Option<SocketAddrV4>,
    /// The sysctls changed on each side, by the kernel's names below `net.ipv4`.
    #[serde(default)]
    pub sysctl_set: BTreeMap<Side, BTreeMap<String, Value>>,
    /// What the harness did besides, in its words.
    #[serde(default)]
    pub marks: Vec<Value>,
    /// The system calls, in the order in which they began.
    pub app: Vec<SystemCall>,
    /// Everything on the wire, in the order in which it appeared there.
    pub segments: Vec<SegmentRow>,
    /// The states that each socket went through.
    pub states: BTreeMap<String, Vec<StateRow>>,
    /// When timers were armed; read only for how long the recording went on.
    #[serde(default, skip_serializing)]
    timers: Vec<Value>,
    /// Other things seen in the kernel; read only for how long the recording went on.
    #[serde(default, skip_serializing)]
    kernel_events: Vec<Value>,
}

/// One of the two hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// The client.
    C,
    /// The server.
    S,
}

/// Which way a segment flew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// From client to server.
    #[serde(rename = "C>S")]
    ClientToServer,
    /// From server to client.
    #[serde(rename = "S>C")]
    ServerToClient,
}

/// A system call of an application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SystemCall {
    /// When it began.
    #[serde(with = "times::seconds")]
    pub t: Instant,
    /// Where.
    pub side: Side,
    /// The program's name for the socket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sock: Option<String>,
    /// The call's name; `--` is a remark, not a call.
    pub call: String,
    /// What was asked for, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arg: Option<Value>,
    /// How long it took.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "times::optional_span"
    )]
    pub dt: Option<Duration>,
    /// What it gave, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ret: Option<String>,
    /// The name of the error that it failed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub err: Option<String>,
}

/// A segment on the wire. Sequence numbers are relative to the initial ones of the connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentRow {
    /// Its number.
    #[serde(default)]
    pub n: u32,
    /// When it entered the wire.
    #[serde(with = "times::seconds")]
    pub t: Instant,
    /// Which way it flew.
    pub dir: Direction,
    /// The control bits, `SYN,ACK`; `-` if none is set.
    pub flags: String,
    /// SEG.SEQ.
    pub seq: i64,
    /// SEG.ACK, if the ACK bit is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ack: Option<i64>,
    /// Bytes of payload.
    pub len: u32,
    /// The window field as it stands in the header.
    #[serde(default)]
    pub win: u16,
    /// The payload, if it is short text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The timestamps option: its value and its echo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ts: Option<[u32; 2]>,
    /// The maximum segment size option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mss: Option<u16>,
    /// The window scale option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ws: Option<u8>,
    /// What the network did to it.
    pub act: Act,
    /// When the receiver got it; none if it never did.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "times::optional_time"
    )]
    pub t_rx: Option<Instant>,
    /// Which connection it belongs to, if not the one between the usual ports: `client-server`, and then the client's
    /// address if that was made up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conn: Option<String>,
    /// Which incarnation of the connection `seq` is relative to; the first, if it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inc: Option<u32>,
    /// Which one `ack` is relative to, if that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ack_inc: Option<u32>,
}

/// What the network did to a segment, or that it came from the network in the first place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It arrived.
    Deliver,
    /// It was lost.
    Drop,
    /// It arrived late.
    Delay,
    /// It was held back, and let go later or never.
    Hold,
    /// It arrived, and so did a copy, which has a row of its own.
    Dup,
    /// No host sent it: a copy, or something made up.
    Inject,
    /// It was for an address that nobody has.
    Nohost,
}

/// One state of a socket, and when it entered it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Value>", into = "(f64, String)")]
pub struct StateRow {
    /// When.
    pub t: Instant,
    /// The state in the kernel's spelling, or another fact about the socket.
    pub state: String,
}

impl Trace {
    /// Another run of what this one was given.
    #[must_use]
    pub fn again(
        &self,
        app: Vec<SystemCall>,
        segments: Vec<SegmentRow>,
        states: BTreeMap<String, Vec<StateRow>>,
    ) -> Self {
        Self {
            app,
            segments,
            states,
            timers: Vec::new(),
            kernel_events: Vec::new(),
            ..self.clone()
        }
    }

    /// What the harness did besides, if it says so with this word.
    pub fn mark(&self, word: &str) -> Option<&str> {
        let parts = self.marks.iter().filter_map(Value::as_array).flatten();
        let mut words = parts.filter_map(Value::as_str);
        words.find(|mark| mark.contains(word))
    }

    /// When the recording stopped, as far as it tells: the last moment that it tells anything of.
    pub fn end(&self) -> Instant {
        let calls = self
            .app
            .iter()
            .map(|call| call.t + call.dt.unwrap_or_default());
        let segments = self.segments.iter().map(|row| row.t_rx.unwrap_or(row.t));
        let states = self.states.values().flatten().map(|row| row.t);
        let others = self.timers.iter().chain(&self.kernel_events);
        let stamps = others.filter_map(|it| times::span(it.get("t")?.as_f64()?).ok());
        let stamps = stamps.map(|since| Instant::ZERO + since);
        let ends = calls.chain(segments).chain(states).chain(stamps);
        ends.max().unwrap_or(Instant::ZERO)
    }
}

impl Side {
    /// Both, client first.
    pub const ALL: [Self; 2] = [Self::C, Self::S];

    /// Its place in arrays of two.
    pub const fn index(self) -> usize {
        match self {
            Self::C => 0,
            Self::S => 1,
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::C => Self::S,
            Self::S => Self::C,
        }
    }

    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::C => "C",
            Self::S => "S",
        }
    }

    /// The way that its segments fly.
    pub const fn outwards(self) -> Direction {
        match self {
            Self::C => Direction::ClientToServer,
            Self::S => Direction::ServerToClient,
        }
    }
}

impl Direction {
    /// Who sends this way.
    pub const fn sender(self) -> Side {
        match self {
            Self::ClientToServer => Side::C,
            Self::ServerToClient => Side::S,
        }
    }
}

impl SystemCall {
    /// What came of it, in words: the error, or else what it gave.
    pub fn result(&self) -> Option<&str> {
        let said = |words: &'_ &String| !words.is_empty();
        let error = self.err.as_ref().filter(said);
        error.or(self.ret.as_ref()).map(String::as_str)
    }
}

impl SegmentRow {
    /// Whether a flag is set.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.split(',').any(|set| set == flag)
    }

    /// Whether one of its ends has an address that no host has.
    pub fn is_spoofed(&self) -> bool {
        self.conn.as_ref().is_some_and(|conn| conn.contains("10."))
    }
}

impl TryFrom<Vec<Value>> for StateRow {
    type Error = String;

    fn try_from(row: Vec<Value>) -> Result<Self, String> {
        let wrong = || "a state is [time, name, …]".to_owned();
        let seconds = row.first().and_then(Value::as_f64).ok_or_else(wrong)?;
        let state = row.get(1).and_then(Value::as_str).ok_or_else(wrong)?;
        Ok(Self {
            t: Instant::ZERO + times::span(seconds)?,
            state: state.to_owned(),
        })
    }
}

impl From<StateRow> for (f64, String) {
    fn from(row: StateRow) -> Self {
        (times::in_seconds(row.t.since(Instant::ZERO)), row.state)
    }
}
