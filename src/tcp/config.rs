//! What may be set about a connection. A profile is a value of this type.

use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// The settings of one connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Config {
    /// Maximum segment lifetime: how long a segment may stay in the network (RFC 9293 §3.4.2).
    pub msl: Duration,
    /// TIME-WAIT in multiples of `msl`. 2 is TCP; 1 and 0 are not, and exist to show why.
    pub time_wait_msl: u8,
    /// The retransmission timeout before the first measurement (RFC 6298 §2.1).
    pub rto_initial: Duration,
    /// The least retransmission timeout (RFC 6298 §2.4).
    pub rto_min: Duration,
    /// The greatest retransmission timeout, backed off or not (RFC 6298 §2.5).
    pub rto_max: Duration,
    /// R2: give up when a segment has gone unacknowledged for this long (RFC 9293 §3.8.3).
    pub r2: Duration,
    /// R2 for a segment that carries SYN.
    pub r2_syn: Duration,
    /// How long an acknowledgment may wait for something to ride on (RFC 9293 §3.8.6.3). Zero: it never waits.
    pub ack_delay: Duration,
    /// The most payload bytes we take, and send, in one segment: the value of our MSS option. At least 1.
    pub mss: u16,
    /// Bytes we can hold for a user who is not reading. Without window scaling no more than 65,535 are ever offered.
    pub receive_buffer: u32,
}

impl Config {
    /// What the RFCs say, or the middle of what they allow.
    pub const fn rfc9293() -> Self {
        Self {
            msl: Duration::from_secs(120),
            time_wait_msl: 2,
            rto_initial: Duration::from_secs(1),
            rto_min: Duration::from_secs(1),
            rto_max: Duration::from_secs(60),
            r2: Duration::from_secs(100),
            r2_syn: Duration::from_secs(180),
            ack_delay: Duration::ZERO,
            mss: 1460,
            receive_buffer: 65_535,
        }
    }

    /// The largest window we can offer: the buffer, or what 16 bits can say.
    pub(super) fn largest_window(&self) -> u32 {
        self.receive_buffer.min(u32::from(u16::MAX))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::rfc9293()
    }
}
