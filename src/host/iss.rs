//! Initial sequence numbers: a clock, and a secret of the host that sets connections apart (RFC 9293 §3.4.1, RFC 6528).

use crate::host::{Host, InitialNumbers};
use crate::rng;
use crate::tcp::{SeqNumber, SocketPair};
use crate::time::Instant;

/// The streams of luck from which each start of a host draws its secret.
const STREAM: u64 = 1_000;

impl Host {
    /// The number with which the connection of `pair` begins if it begins now.
    pub(super) fn iss(&self, now: Instant, pair: SocketPair) -> SeqNumber {
        match self.settings.initial_numbers {
            InitialNumbers::Clock => {
                let ticks = self.settings.iss_ticks(now.since(Instant::ZERO));
                SeqNumber::new(self.scatter(0, pair)) + ticks
            }
            InitialNumbers::Fixed(number) => SeqNumber::new(number),
        }
    }

    /// Bits that look random to whoever does not know the host's secret.
    pub(super) fn scatter(&self, salt: u64, pair: SocketPair) -> u32 {
        let ends = [pair.local, pair.remote]
            .map(|end| (u64::from(end.ip().to_bits()) << 16) | u64::from(end.port()));
        let stream = STREAM + u64::from(self.starts);
        let drawn = rng::fate(rng::fate(self.secret, stream, salt), ends[0], ends[1]);
        (drawn >> 32) as u32
    }
}
