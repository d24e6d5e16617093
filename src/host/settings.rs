//! What may be set about a host. A profile is a value of this type.

use crate::tcp::{Config, KeepAlive};
use crate::time::Duration;
use serde::{Deserialize, Serialize};

/// The settings of one host: of each of its connections, and of what lies between them and the programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Settings {
    /// The settings of a new connection.
    pub tcp: Config,
    /// When a program that asks for keep-alive has its peer asked, unless it says otherwise.
    pub keep_alive: KeepAlive,
    /// The first port that `connect()` may choose by itself.
    pub port_low: u16,
    /// The last one.
    pub port_high: u16,
    /// The time in which the clock behind initial sequence numbers goes one further, in nanoseconds (RFC 9293 §3.4.1).
    pub iss_tick_ns: u32,
    /// Where initial sequence numbers come from.
    pub initial_numbers: InitialNumbers,
    /// How many sockets the host's program may hold at once (`RLIMIT_NOFILE`). None: as many as it likes.
    pub descriptors: Option<u16>,
    /// The greatest backlog that `listen()` takes.
    pub max_backlog: u32,
    /// How many half-open connections a listener without SYN cookies takes at most; the last quarter of them is kept
    /// for peers that are known, and nobody is.
    pub max_syn_backlog: u32,
    /// What becomes of the SYNs for which the SYN queue has no room.
    pub syn_cookies: SynCookies,
    /// Whether half-open connections are given up sooner while the SYN queue is more than half full.
    pub trims_syn_queue: bool,
    /// Whether a connection that finds the accept queue full is reset, rather than left to try again.
    pub abort_on_overflow: bool,
    /// Whether `connect()` may take a pair of its own choice that is in TIME-WAIT, where timestamps make that safe (RFC
    /// 6191), and how long after TIME-WAIT began. None: never.
    pub time_wait_reuse: Option<Duration>,
    /// The wait that `time_wait_reuse` has when it is switched on.
    pub time_wait_reuse_delay: Duration,
    /// The same for a pair whose port the program has bound itself: then without a wait.
    pub reuses_bound_pair: bool,
}

/// Where initial sequence numbers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InitialNumbers {
    /// A clock and a secret (RFC 9293 §3.4.1, RFC 6528).
    #[default]
    Clock,
    /// Not TCP: always this one. It shows what would happen if numbers came round again while old segments are still about.
    Fixed(u32),
}

/// When a SYN is answered without remembering it (RFC 4987 §3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SynCookies {
    /// Never: what has no room is dropped.
    Off,
    /// When the SYN queue has no room.
    WhenFull,
    /// Always.
    Always,
}

/// The machines that a run can be watched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Profile {
    /// The textbook.
    #[default]
    Rfc9293,
    /// Linux 6.18 as it comes.
    Linux,
}

impl Settings {
    /// As the RFCs have it; where they leave it open, so that little stands in the way of a lesson.
    pub const fn rfc9293() -> Self {
        Self {
            tcp: Config::rfc9293(),
            keep_alive: KeepAlive::DEFAULT,
            // The dynamic ports (RFC 6335 §6).
            port_low: 49_152,
            port_high: 65_535,
            iss_tick_ns: 4_000,
            initial_numbers: InitialNumbers::Clock,
            descriptors: None,
            max_backlog: 4_096,
            max_syn_backlog: 4_096,
            syn_cookies: SynCookies::Off,
            trims_syn_queue: false,
            abort_on_overflow: false,
            time_wait_reuse: None,
            time_wait_reuse_delay: Duration::from_secs(1),
            reuses_bound_pair: false,
        }
    }

    /// What Linux 6.18 does as it comes.
    pub const fn linux() -> Self {
        Self {
            tcp: Config::linux(),
            keep_alive: KeepAlive::DEFAULT,
            port_low: 32_768,
            port_high: 60_999,
            iss_tick_ns: 64,
            initial_numbers: InitialNumbers::Clock,
            descriptors: None,
            max_backlog: 4_096,
            max_syn_backlog: 2_048,
            syn_cookies: SynCookies::WhenFull,
            trims_syn_queue: true,
            abort_on_overflow: false,
            // On by itself only within one machine.
            time_wait_reuse: None,
            time_wait_reuse_delay: Duration::from_secs(1),
            reuses_bound_pair: true,
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

impl Profile {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Rfc9293, Self::Linux];

    /// The settings of each host.
    pub const fn settings(self) -> Settings {
        match self {
            Self::Rfc9293 => Settings::rfc9293(),
            Self::Linux => Settings::linux(),
        }
    }
}
