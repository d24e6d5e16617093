//! Writes down what happens in the simulation, as the recording would tell it.

mod sockets;
mod starts;

use super::super::trace::{Act, SegmentRow, Side};
use super::addresses::Addresses;
use super::calls::short_text;
use crate::network::SegmentId;
use crate::tcp::Segment;
use crate::time::Instant;
use core::net::SocketAddrV4;
use sockets::Sockets;
use starts::Starts;
use std::collections::BTreeMap;

/// What has happened so far.
#[derive(Clone, Debug)]
pub(super) struct Record {
    addresses: Addresses,
    rows: Vec<SegmentRow>,
    /// The row of each segment on the wire.
    row_of: BTreeMap<SegmentId, usize>,
    /// The rows of what the hosts have sent to each other, by sender.
    sent: [Vec<usize>; 2],
    starts: Starts,
    /// The states that the sockets have gone through.
    pub(super) sockets: Sockets,
}

impl Record {
    pub(super) fn new(addresses: Addresses) -> Self {
        Self {
            addresses,
            rows: Vec::new(),
            row_of: BTreeMap::new(),
            sent: Default::default(),
            starts: Starts::default(),
            sockets: Sockets::default(),
        }
    }

    /// A host has sent a segment; gives its place in the order of what it has sent to the other host, if it was for it.
    pub(super) fn sent(
        &mut self,
        at: Instant,
        id: SegmentId,
        from: Side,
        segment: &Segment,
    ) -> Option<usize> {
        let row = self.written(at, from, segment, Act::Deliver);
        self.row_of.insert(id, row);
        if self.rows[row].is_spoofed() {
            self.rows[row].act = Act::Nohost;
            return None;
        }
        let sent = &mut self.sent[from.index()];
        sent.push(row);
        Some(sent.len() - 1)
    }

    /// How many segments a host has sent to the other.
    pub(super) fn sent_by(&self, side: Side) -> usize {
        self.sent[side.index()].len()
    }

    /// The network has put a segment on the wire that arrives at `arrives`, as if it came from a side.
    pub(super) fn injected(
        &mut self,
        at: Instant,
        from: Side,
        segment: &Segment,
        arrives: Instant,
    ) {
        let row = self.written(at, from, segment, Act::Inject);
        self.rows[row].t_rx = Some(arrives);
    }

    /// The network has decided what becomes of a segment.
    pub(super) fn decided(&mut self, segment: SegmentId, act: Act) {
        if let Some(row) = self.row_of.get(&segment) {
            self.rows[*row].act = act;
        }
    }

    /// The network has copied a segment; the copy arrives at `arrives`.
    pub(super) fn copied(&mut self, segment: SegmentId, arrives: Instant) {
        if let Some(row) = self.row_of.get(&segment) {
            let copy = SegmentRow {
                n: self.next_number(),
                act: Act::Inject,
                t_rx: Some(arrives),
                ..self.rows[*row].clone()
            };
            self.rows.push(copy);
        }
    }

    /// A segment has reached its receiver.
    pub(super) fn arrived(&mut self, at: Instant, segment: SegmentId) {
        if let Some(row) = self.row_of.get(&segment) {
            self.rows[*row].t_rx = Some(at);
        }
    }

    /// All that was on the wire.
    pub(super) fn into_rows(self) -> Vec<SegmentRow> {
        self.rows
    }

    /// Where the sequence numbers of a side begin in an incarnation of a connection, counted from 1; in the newest, if
    /// none is asked for.
    pub(super) fn initial(
        &self,
        ends: [SocketAddrV4; 2],
        of: Side,
        incarnation: Option<u32>,
    ) -> Option<u32> {
        self.starts.of(ends, of, incarnation)
    }

    /// The timestamp in a side's segment of this place in the order of sending, or in the last before it that had one.
    pub(super) fn timestamp(&self, of: Side, ordinal: usize) -> Option<u32> {
        let sent = self.sent[of.index()].iter().take(ordinal + 1).rev();
        sent.filter_map(|row| self.rows[*row].ts)
            .map(|[value, _]| value)
            .next()
    }

    fn next_number(&self) -> u32 {
        u32::try_from(self.rows.len() + 1).unwrap_or(u32::MAX)
    }

    /// Adds a row for a segment, and gives its place.
    fn written(&mut self, at: Instant, from: Side, segment: &Segment, act: Act) -> usize {
        let ends = match from {
            Side::C => [segment.source, segment.destination],
            Side::S => [segment.destination, segment.source],
        };
        if segment.is_syn() {
            self.starts.begin(ends, from, segment.seq.value());
        }
        let seq = self.starts.relative(ends, from, segment.seq.value());
        let ack = segment.ack.map(|ack| {
            let number = ack.value();
            self.starts.relative(ends, from.other(), number)
        });
        // A RST from nobody begins at zero, whatever sequence numbers there have been.
        let is_from_nobody = segment.is_rst() && segment.seq.value() == 0;
        self.rows.push(SegmentRow {
            n: self.next_number(),
            t: at,
            dir: from.outwards(),
            flags: flags(segment),
            seq: if is_from_nobody { 0 } else { seq.number },
            ack: ack.map(|ack| ack.number),
            len: segment.payload_len(),
            win: segment.wnd,
            data: short_text(&segment.payload),
            ts: segment.timestamps.map(|times| [times.value, times.echo]),
            mss: segment.mss,
            ws: segment.window_scale,
            act,
            t_rx: None,
            conn: self.addresses.connection(ends[0], ends[1]),
            inc: (!seq.is_only).then_some(seq.incarnation),
            ack_inc: ack.filter(|ack| !ack.is_newest).map(|ack| ack.incarnation),
        });
        self.rows.len() - 1
    }
}

fn flags(segment: &Segment) -> String {
    match segment.flags() {
        flags if flags == "none" => "-".to_owned(),
        flags => flags,
    }
}
