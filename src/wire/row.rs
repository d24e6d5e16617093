//! One line of the ladder, in fixed columns. Only the notes, which come last, may hold letters of double width.

use crate::simulation::HostId;
use crate::tcp::State;
use crate::time::Instant;
use core::fmt;

/// A line of the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) at: Instant,
    /// The states to show, client first.
    pub(super) states: [Option<State>; 2],
    pub(super) middle: Middle,
    /// In words.
    pub(super) notes: String,
}

/// What stands between the two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Middle {
    /// Nothing.
    Empty,
    /// What a host does by itself, on its side.
    Local(HostId, String),
    /// A segment, with the sender's and the receiver's end of its arrow.
    Arrow {
        from: HostId,
        leaves: Leaves,
        lands: Lands,
        segment: String,
    },
}

/// The sender's end of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// `-->`
    Now,
    /// `...`: it left in an earlier line.
    Earlier,
}

/// The receiver's end of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lands {
    /// `-->`
    Here,
    /// `--x`
    Nowhere,
    /// `...`: in a later line, or after the last one.
    Later,
}

impl Row {
    /// The columns' names. The same in every language: they must keep their width.
    pub(super) fn header() -> String {
        let (time, client, server) = ("time/s", "client", "server");
        format!("{time:>TIME$}  {client:<STATE$} {:ARROWS$} {server}", "")
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = self.at.as_micros() / 1_000;
        let [client, server] = self
            .states
            .map(|state| state.map_or_else(String::new, |state| state.to_string()));
        let time = format!("{}.{:03}", ms / 1_000, ms % 1_000);
        let line = format!(
            "{time:>TIME$}  {client:<STATE$} {:ARROWS$} {server:<STATE$}  {}",
            self.middle.to_string(),
            self.notes
        );
        f.write_str(line.trim_end())
    }
}

impl fmt::Display for Middle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Local(HostId::Client, text) => write!(f, "    {text}"),
            Self::Local(HostId::Server, text) => write!(f, "    {text:>SEGMENT$}"),
            Self::Arrow {
                from: HostId::Client,
                leaves,
                lands,
                segment,
            } => {
                let (leaves, lands) = (leaves.rightwards(), lands.rightwards());
                write!(f, "{leaves} {segment:<SEGMENT$} {lands}")
            }
            Self::Arrow {
                from: HostId::Server,
                leaves,
                lands,
                segment,
            } => {
                let (leaves, lands) = (leaves.leftwards(), lands.leftwards());
                write!(f, "{lands} {segment:<SEGMENT$} {leaves}")
            }
        }
    }
}

impl Leaves {
    const fn rightwards(self) -> &'static str {
        match self {
            Self::Now => "-->",
            Self::Earlier => "...",
        }
    }

    const fn leftwards(self) -> &'static str {
        match self {
            Self::Now => "<--",
            Self::Earlier => "...",
        }
    }
}

impl Lands {
    const fn rightwards(self) -> &'static str {
        match self {
            Self::Here => "-->",
            Self::Nowhere => "--x",
            Self::Later => "...",
        }
    }

    const fn leftwards(self) -> &'static str {
        match self {
            Self::Here => "<--",
            Self::Nowhere => "x--",
            Self::Later => "...",
        }
    }
}

const TIME: usize = 8;
const STATE: usize = 12;
const SEGMENT: usize = 42;
/// A segment between the two ends of its arrow.
const ARROWS: usize = SEGMENT + 8;
