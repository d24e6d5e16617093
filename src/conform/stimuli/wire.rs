//! What the network did: to which segment of the hosts, and what it put on the wire itself.

use super::super::trace::{Act, SegmentRow, Side, Trace};
use super::{ROUNDING, Start, Unusable, malformed, start};
use crate::tcp::Control;
use crate::time::{Duration, Instant};
use core::net::{Ipv4Addr, SocketAddrV4};

/// What becomes of a segment that a host sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// What the network does to it, in the recording's word.
    pub act: Act,
    /// What that means for it.
    pub course: Course,
    /// For one that is duplicated: how long after it was sent its copy arrives.
    pub copy: Option<Duration>,
}

/// Whether a segment arrives, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It arrives, so much later than usual.
    Arrives(Duration),
    /// It is lost.
    Lost,
}

/// A segment that the network made itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Injection {
    /// When it appears on the wire.
    pub start: Start,
    /// How long it then takes to the receiver: longer than no time at all.
    pub flight: Duration,
    /// What it says, relative to the connections of the recorded run.
    pub row: SegmentRow,
    /// SYN, FIN or RST.
    pub control: Option<Control>,
    /// The two ends of its connection, the client's first.
    pub ends: [SocketAddrV4; 2],
    /// The timestamps option, value and echo.
    pub timestamps: Option<[Timestamp; 2]>,
}

/// A timestamp. Each host has a clock of its own for them, so they can only be told by what it has sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timestamp {
    /// This number.
    Plain(u32),
    /// So much more than the value in the host's segment of this place in the order of sending.
    Since(Side, usize, u32),
}

/// Whether all segments could be some. What says so by being read already is not asked for again.
pub(super) fn check(trace: &Trace) -> Result<(), Unusable> {
    let most = i64::from(u32::MAX);
    for (place, row) in trace.segments.iter().enumerate() {
        let wrong = |field: &str, what: &str| malformed(format!("segments[{place}].{field}"), what);
        for (field, number) in [("seq", Some(row.seq)), ("ack", row.ack)] {
            if number.is_some_and(|number| !(-most..=most).contains(&number)) {
                return Err(wrong(field, "no sequence number"));
            }
        }
        if row.len > u16::MAX.into() {
            return Err(wrong("len", "no segment is so long"));
        }
    }
    Ok(())
}

/// The fates of a side's segments, in the order in which it sent them.
pub(super) fn fates(trace: &Trace, from: Side) -> Vec<Fate> {
    let copies = copies(trace);
    sent(trace, from)
        .map(|(place, row)| {
            let copy = copies.iter().find(|(original, _)| *original == place);
            let copy = copy.map(|(_, copy)| &trace.segments[*copy]);
            Fate {
                act: row.act,
                course: course(row, trace.one_way_delay),
                copy: copy.and_then(|copy| copy.t_rx).map(|at| at.since(row.t)),
            }
        })
        .collect()
}

/// What a side sent, in order, and where it stands in the trace. What it sent to made-up addresses is not counted:
/// that reaches nobody anyway.
fn sent(trace: &Trace, from: Side) -> impl Iterator<Item = (usize, &SegmentRow)> {
    trace.segments.iter().enumerate().filter(move |(_, row)| {
        row.dir == from.outwards() && row.act != Act::Inject && !row.is_spoofed()
    })
}

/// Only what the network delayed on purpose is late: whole milliseconds, for the rest is the recorder's own delay. What
/// was held back and never let go is lost.
fn course(row: &SegmentRow, one_way_delay: Duration) -> Course {
    match (row.act, row.t_rx) {
        (Act::Drop, _) | (Act::Hold, None) => Course::Lost,
        (Act::Delay | Act::Hold, Some(arrived)) => {
            let late = arrived.since(row.t).saturating_sub(one_way_delay);
            Course::Arrives(Duration::from_millis(late.as_millis()))
        }
        _ => Course::Arrives(Duration::ZERO),
    }
}

/// Which rows are copies of which: original, copy. A copy is the first segment made by the network, after one that
/// it duplicated, that says the same.
fn copies(trace: &Trace) -> Vec<(usize, usize)> {
    let rows = &trace.segments;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (place, original) in rows.iter().enumerate() {
        if original.act != Act::Dup {
            continue;
        }
        let copy = (place + 1..rows.len()).find(|at| {
            let is_taken = found.iter().any(|(_, copy)| copy == at);
            rows[*at].act == Act::Inject && !is_taken && says_the_same(original, &rows[*at])
        });
        found.extend(copy.map(|copy| (place, copy)));
    }
    found
}

fn says_the_same(one: &SegmentRow, other: &SegmentRow) -> bool {
    let said = |row: &SegmentRow| {
        let numbers = (row.seq, row.ack, row.len, row.win, row.ts, row.inc);
        (
            row.dir.sender(),
            row.flags.clone(),
            numbers,
            row.conn.clone(),
        )
    };
    said(one) == said(other)
}

/// The segments that the network made, other than copies of what is in flight.
pub(super) fn injections(
    trace: &Trace,
    hosts: [SocketAddrV4; 2],
) -> Result<Vec<Injection>, Unusable> {
    let copies = copies(trace);
    let made = trace.segments.iter().enumerate().filter(|(place, row)| {
        row.act == Act::Inject && !copies.iter().any(|(_, copy)| copy == place)
    });
    made.filter_map(|(place, row)| Some((place, row, row.t_rx?)))
        .map(|(place, row, arrived): (usize, &SegmentRow, Instant)| {
            let wrong = |field: &str, what| malformed(format!("segments[{place}].{field}"), what);
            let from = row.dir.sender();
            Ok(Injection {
                // A call that has returned at about the same time may have done so because of it.
                start: start(trace, row.t, |_, returned| returned + ROUNDING < row.t),
                flight: arrived.since(row.t).max(Duration::from_micros(1)),
                row: row.clone(),
                control: control(row).map_err(|what| wrong("flags", what))?,
                ends: ends(row.conn.as_deref(), hosts).map_err(|what| wrong("conn", what))?,
                timestamps: row.ts.map(|[value, echo]| {
                    let clocks = [(from, value), (from.other(), echo)];
                    clocks.map(|(clock, value)| timestamp(trace, clock, value))
                }),
            })
        })
        .collect()
}

/// The two ends that a connection's name tells: `client port-server port`, and then the client's address if it is not
/// the host's.
fn ends(name: Option<&str>, hosts: [SocketAddrV4; 2]) -> Result<[SocketAddrV4; 2], String> {
    let Some(name) = name else { return Ok(hosts) };
    let wrong = || format!("expected PORT-PORT or PORT-PORT-ADDRESS, not {name:?}");
    let mut parts = name.splitn(3, '-');
    let mut port = || parts.next().and_then(|port| port.parse::<u16>().ok());
    let [client, server] = [port(), port()].map(|port| port.ok_or_else(wrong));
    let address: Option<Ipv4Addr> = match parts.next() {
        Some(address) => Some(address.parse().map_err(|_| wrong())?),
        None => None,
    };
    Ok([
        SocketAddrV4::new(address.unwrap_or(*hosts[0].ip()), client?),
        SocketAddrV4::new(*hosts[1].ip(), server?),
    ])
}

/// A timestamp by the nearest of those that the host has sent.
fn timestamp(trace: &Trace, clock: Side, value: u32) -> Timestamp {
    let more = |row: &SegmentRow| Some(value.wrapping_sub(row.ts?[0]));
    let nearest = sent(trace, clock)
        .enumerate()
        .filter_map(|(ordinal, (_, row))| Some((ordinal, more(row)?)))
        .min_by_key(|(_, more)| more.cast_signed().unsigned_abs());
    match nearest {
        Some((ordinal, more)) if value != 0 => Timestamp::Since(clock, ordinal, more),
        _ => Timestamp::Plain(value),
    }
}

fn control(row: &SegmentRow) -> Result<Option<Control>, String> {
    let mut control = None;
    for flag in row.flags.split(',') {
        let set = match flag {
            "SYN" => Control::Syn,
            "FIN" => Control::Fin,
            "RST" => Control::Rst,
            "ACK" | "PSH" | "-" | "" => continue,
            other => return Err(format!("the control bit {other:?} is not modelled")),
        };
        if control.replace(set).is_some() {
            return Err(format!("{:?}: more than one of SYN, FIN, RST", row.flags));
        }
    }
    Ok(control)
}
