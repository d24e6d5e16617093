//! Segments that the network makes itself: the recording tells them relative to its own connections.

use super::super::stimuli::{Injection, Timestamp};
use super::super::trace::Side;
use super::Runner;
use super::addresses::host;
use crate::simulation::Command;
use crate::tcp::{Segment, SeqNumber, Timestamps};
use crate::time::Instant;
use core::net::SocketAddrV4;

impl Runner<'_> {
    /// Puts an injection on the wire.
    pub(super) fn inject(&mut self, at: Instant, place: usize) {
        self.injected[place] = true;
        let injection = &self.stimuli.injections[place];
        let from = injection.row.dir.sender();
        let segment = self.segment(injection);
        let arrives = at + injection.flight;
        self.record.injected(at, from, &segment, arrives);
        let command = Command::Inject {
            from: host(from),
            segment,
            after: injection.flight,
        };
        self.command(at, &command);
    }

    fn segment(&self, injection: &Injection) -> Segment {
        let row = &injection.row;
        let from = row.dir.sender();
        let ends = injection.ends.map(|end| self.addresses.ours(end));
        let first = Some(row.inc.unwrap_or(1));
        let payload = match &row.data {
            Some(data) => data.clone().into_bytes(),
            None => vec![b'.'; usize::try_from(row.len).unwrap_or_default()],
        };
        let timestamps = injection.timestamps.map(|times| {
            let [value, echo] = times.map(|time| self.timestamp(time));
            Timestamps { value, echo }
        });
        Segment {
            source: ends[from.index()],
            destination: ends[from.other().index()],
            seq: self.absolute(ends, from, first, row.seq),
            ack: row
                .ack
                .map(|ack| self.absolute(ends, from.other(), row.ack_inc, ack)),
            control: injection.control,
            push: row.has("PSH"),
            wnd: row.win,
            mss: row.mss,
            window_scale: row.ws,
            timestamps,
            payload,
        }
    }

    /// A sequence number of ours for one relative to an incarnation of the connection between these ends.
    fn absolute(
        &self,
        ends: [SocketAddrV4; 2],
        of: Side,
        incarnation: Option<u32>,
        relative: i64,
    ) -> SeqNumber {
        // Where nobody has begun, the recording has nothing to count from either.
        let start = self.record.initial(ends, of, incarnation).unwrap_or(0);
        let number = (i64::from(start) + relative).rem_euclid(1 << 32);
        SeqNumber::new(u32::try_from(number).unwrap_or_default())
    }

    fn timestamp(&self, time: Timestamp) -> u32 {
        match time {
            Timestamp::Plain(value) => value,
            Timestamp::Since(side, ordinal, more) => {
                let sent = self.record.timestamp(side, ordinal);
                sent.unwrap_or_default().wrapping_add(more)
            }
        }
    }
}
