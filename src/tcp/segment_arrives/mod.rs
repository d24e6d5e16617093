//! SEGMENT ARRIVES (RFC 9293 §3.10.7): one file per clause.

mod acceptability;
mod ack;
mod challenge;
mod closed;
mod fin;
mod listen;
mod reset;
mod syn_sent;
mod synchronized;
mod text;

pub use reset::reset_for;

use super::connection::Connection;
use super::segment::Segment;
use super::state::State;
use crate::time::Instant;

impl Connection {
    /// Takes a segment from the network.
    pub fn on_segment(&mut self, now: Instant, segment: &Segment) {
        match self.state {
            State::Closed => self.on_segment_closed(segment),
            State::Listen => self.on_segment_listen(now, segment),
            State::SynSent => self.on_segment_syn_sent(now, segment),
            _ => self.on_segment_synchronized(now, segment),
        }
    }
}
