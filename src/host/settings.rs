//! What may be set about a host.

use crate::tcp::Config;
use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// The settings of one host: of each of its connections, and of what lies between them and the programs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Settings {
    /// The settings of a new connection.
    pub tcp: Config,
    /// The first port that `connect()` may choose by itself.
    pub port_low: u16,
    /// The last one.
    pub port_high: u16,
    /// The time in which the clock behind initial sequence numbers goes one further, in nanoseconds (RFC 9293 §3.4.1).
    pub iss_tick_ns: u32,
    /// The greatest backlog that `listen()` takes.
    pub max_backlog: u32,
    /// Whether a connection that finds the accept queue full is reset, rather than left to try again.
    pub abort_on_overflow: bool,
}

impl Settings {
    /// As the RFCs have it; where they leave it open, so that little stands in the way of a lesson.
    pub const fn rfc9293() -> Self {
        Self {
            tcp: Config::rfc9293(),
            // The dynamic ports (RFC 6335 §6).
            port_low: 49_152,
            port_high: 65_535,
            iss_tick_ns: 4_000,
            max_backlog: 4_096,
            abort_on_overflow: false,
        }
    }

    /// How far the clock behind initial sequence numbers has gone after `elapsed`. It wraps around, as they do.
    pub(super) const fn iss_ticks(&self, elapsed: Duration) -> u32 {
        let tick = if self.iss_tick_ns == 0 {
            1
        } else {
            self.iss_tick_ns as u64
        };
        ((elapsed.as_micros().saturating_mul(1_000) / tick) & 0xFFFF_FFFF) as u32
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::rfc9293()
    }
}
