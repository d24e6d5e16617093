//! Whether two runs are the same: per direction every segment's flags (PSH aside), relative sequence and
//! acknowledgment number, length and fate; per socket the order of its states; per side what each call gave.
//!
//! Times are not compared, nor in which order things happened that happened in different places: both depend on how
//! fast a machine is. Segments from and to made-up addresses are not compared either.

use super::trace::{Act, SegmentRow, Side, Trace};
use crate::time::Instant;
use core::fmt;
use std::collections::BTreeSet;

/// The first thing, in time, that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: `C>S segment 5`, `socket S 8000>40000, state 3`, `C call 4`.
    pub place: String,
    /// What the kernel did there; none if it did nothing more.
    pub kernel: Option<String>,
    /// What we did there; none if we did nothing more.
    pub ours: Option<String>,
    /// What the kernel was told besides, and we were not.
    pub unmodelled: BTreeSet<String>,
    at: Instant,
}

impl Difference {
    /// The same, when the kernel was also told these things.
    #[must_use]
    pub fn in_spite_of(self, unmodelled: BTreeSet<String>) -> Self {
        Self { unmodelled, ..self }
    }
}

/// Something compared: when it was, and what of it is compared, in words that differ exactly if it does.
type Item = (Instant, String);

/// The first difference between the kernel's run and ours; none if they are the same.
pub fn first_difference(kernel: &Trace, ours: &Trace) -> Option<Difference> {
    let segments = Side::ALL.into_iter().filter_map(|side| {
        let way = format!("{}>{} segment", side.letter(), side.other().letter());
        differs(&way, &segments(kernel, side), &segments(ours, side))
    });
    let sockets: BTreeSet<&String> = kernel.states.keys().chain(ours.states.keys()).collect();
    let states = sockets
        .into_iter()
        .filter(|socket| !socket.contains('@'))
        .filter_map(|socket| {
            let place = format!("socket {socket}, state");
            differs(&place, &states(kernel, socket), &states(ours, socket))
        });
    let calls = Side::ALL.into_iter().filter_map(|side| {
        let place = format!("{} call", side.letter());
        differs(&place, &calls(kernel, side), &calls(ours, side))
    });
    segments
        .chain(calls)
        .chain(states)
        .min_by_key(|difference| difference.at)
}

fn differs(place: &str, kernel: &[Item], ours: &[Item]) -> Option<Difference> {
    let words = |items: &[Item], at: usize| items.get(at).map(|(_, words)| words.clone());
    let most = kernel.len().max(ours.len());
    let at = (0..most).find(|at| words(kernel, *at) != words(ours, *at))?;
    let times = [kernel, ours].into_iter().filter_map(|items| items.get(at));
    Some(Difference {
        place: format!("{place} {}", at + 1),
        kernel: words(kernel, at),
        ours: words(ours, at),
        unmodelled: BTreeSet::new(),
        at: times.map(|(time, _)| *time).min()?,
    })
}

fn segments(trace: &Trace, from: Side) -> Vec<Item> {
    let compared = |row: &&SegmentRow| row.dir == from.outwards() && !row.is_spoofed();
    let rows = trace.segments.iter().filter(compared);
    rows.map(|row| (row.t, row.to_string())).collect()
}

fn states(trace: &Trace, socket: &str) -> Vec<Item> {
    let rows = trace.states.get(socket).into_iter().flatten();
    rows.filter(|row| !row.state.starts_with("accept_queue"))
        .map(|row| (row.t, row.state.clone()))
        .collect()
}

fn calls(trace: &Trace, side: Side) -> Vec<Item> {
    let made = trace.app.iter().filter(|call| call.side == side);
    made.map(|call| {
        let result = call.result().unwrap_or("(nothing)");
        (call.t, format!("{} gives {result}", call.call))
    })
    .collect()
}

/// What is compared of a segment, in words.
impl fmt::Display for SegmentRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} seq={}", self.flags.replace("PSH,", ""), self.seq)?;
        if let Some(ack) = self.ack {
            write!(f, " ack={ack}")?;
        }
        write!(f, " len={}, {}", self.len, self.act)
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Deliver => "delivered",
            Self::Drop => "dropped",
            Self::Delay => "delayed",
            Self::Hold => "held back",
            Self::Dup => "duplicated",
            Self::Inject => "injected",
            Self::Nohost => "for nobody",
        })
    }
}

/// `C>S segment 5: the kernel has ACK seq=6 ack=6 len=0, delivered; we have FIN,ACK seq=6 ack=6 len=0, delivered`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nothing = || "nothing more".to_owned();
        let kernel = self.kernel.clone().unwrap_or_else(nothing);
        let ours = self.ours.clone().unwrap_or_else(nothing);
        write!(f, "{}: the kernel has {kernel}; we have {ours}", self.place)?;
        for name in &self.unmodelled {
            write!(f, "; {name} is not modelled")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
