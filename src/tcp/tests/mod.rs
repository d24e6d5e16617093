//! Wire traces: two connections, a link, and what must be seen on it.

mod close;
mod data;
mod deviations;
mod handshake;
mod keep_alive;
mod linux;
mod options;
mod pair;
mod policy;
mod properties;
mod release;
mod reset;
mod retransmission;
mod streams;
mod tables;
mod window;

use super::*;
use crate::time::{Duration, Instant};
use pair::{CLIENT, Pair, SERVER, Side};

/// The state changes among `events`, as `FROM -> TO`.
fn state_changes(events: &[TcpEvent]) -> Vec<String> {
    let change = |event: &TcpEvent| match event {
        TcpEvent::StateChanged { from, to, .. } => Some(format!("{from} -> {to}")),
        _ => None,
    };
    events.iter().filter_map(change).collect()
}

/// The segments among `events`.
fn segments(events: &[TcpEvent]) -> Vec<&Segment> {
    let mut segments = Vec::new();
    for event in events {
        if let TcpEvent::SegmentEmitted { segment, .. } = event {
            segments.push(segment);
        }
    }
    segments
}

/// Why a segment was rejected, if one was.
fn rejection(events: &[TcpEvent]) -> Option<RejectReason> {
    events.iter().find_map(|event| match event {
        TcpEvent::SegmentRejected { reason, .. } => Some(*reason),
        _ => None,
    })
}
