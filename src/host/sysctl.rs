//! Settings by the names that Linux has for them.

use crate::host::settings::{Settings, SynCookies};
use crate::tcp::{Limit, Merge};
use crate::time::Duration;
use core::fmt;

/// Why a sysctl cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SysctlError {
    /// There is none of that name that is known here.
    UnknownName(String),
    /// It cannot have this value.
    BadValue {
        /// Its name.
        name: String,
        /// The value.
        value: String,
    },
}

/// Those that change nothing here: what they are about is not modelled, or is as they say in any case.
const WITHOUT_EFFECT: [&str; 12] = [
    "tcp_adv_win_scale",
    "tcp_comp_sack_nr",
    "tcp_congestion_control",
    "tcp_dsack",
    "tcp_ecn",
    "tcp_fack",
    "tcp_max_tw_buckets",
    "tcp_moderate_rcvbuf",
    "tcp_no_metrics_save",
    "tcp_rmem",
    "tcp_slow_start_after_idle",
    "tcp_wmem",
];

impl Settings {
    /// Sets what `net.ipv4.<name>` sets (and `net.core.somaxconn`), as text, as `sysctl` takes it.
    ///
    /// # Errors
    /// Which name or value makes no sense; then nothing has changed.
    pub fn set_sysctl(&mut self, name: &str, value: &str) -> Result<(), SysctlError> {
        let name = ["net.ipv4.", "net.core."]
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))
            .unwrap_or(name);
        let bad_value = || SysctlError::BadValue {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        if WITHOUT_EFFECT.contains(&name) {
            return Ok(());
        }
        let numbers: Option<Vec<u64>> =
            value.split_whitespace().map(|it| it.parse().ok()).collect();
        let numbers = numbers
            .filter(|all| !all.is_empty())
            .ok_or_else(bad_value)?;
        let mut changed = *self;
        match changed.set(name, &numbers) {
            Some(true) => {
                *self = changed;
                Ok(())
            }
            Some(false) => Err(bad_value()),
            None => Err(SysctlError::UnknownName(name.to_owned())),
        }
    }

    /// Says whether the value is possible; none if there is no such name.
    fn set(&mut self, name: &str, numbers: &[u64]) -> Option<bool> {
        match (name, numbers) {
            ("ip_local_port_range", [low, high]) => Some(self.set_ports(*low, *high)),
            ("ip_local_port_range", _) => Some(false),
            (_, [value]) => self
                .set_limit(name, *value)
                .or_else(|| self.set_time(name, *value))
                .or_else(|| self.set_switch(name, *value))
                .or_else(|| self.set_count(name, *value)),
            _ => Some(false),
        }
    }

    fn set_ports(&mut self, low: u64, high: u64) -> bool {
        let ports = u16::try_from(low).ok().zip(u16::try_from(high).ok());
        let ports = ports.filter(|(low, high)| (1..=*high).contains(low));
        ports
            .map(|ports| (self.port_low, self.port_high) = ports)
            .is_some()
    }

    fn set_limit(&mut self, name: &str, value: u64) -> Option<bool> {
        let count = u8::try_from(value).ok();
        let tcp = &mut self.tcp;
        let (limit, field) = match name {
            "tcp_syn_retries" => (count.map(Limit::Retransmissions), &mut tcp.r2_syn),
            "tcp_synack_retries" => (count.map(Limit::Retransmissions), &mut tcp.r2_syn_ack),
            "tcp_retries2" => (count.map(Limit::TimeOf), &mut tcp.r2),
            "tcp_orphan_retries" => {
                // What Linux takes zero for while the peer is alive.
                let count = count.map(|count| if count == 0 { 8 } else { count });
                (count.map(Limit::TimeOf), &mut tcp.r2_orphan)
            }
            _ => return None,
        };
        Some(limit.map(|limit| *field = limit).is_some())
    }

    fn set_time(&mut self, name: &str, value: u64) -> Option<bool> {
        let tcp = &mut self.tcp;
        // Longer than any run, and far from any overflow.
        let is_possible = value < 1_000_000_000;
        match name {
            "tcp_fin_timeout" => tcp.fin_wait_2_timeout = Some(Duration::from_secs(value)),
            "tcp_rto_min_us" => tcp.rto_min = Duration::from_micros(value),
            "tcp_rto_max_ms" => tcp.rto_max = Duration::from_millis(value),
            "tcp_invalid_ratelimit" => tcp.challenge_interval = Duration::from_millis(value),
            "tcp_keepalive_time" => self.keep_alive.idle = Duration::from_secs(value),
            "tcp_keepalive_intvl" => self.keep_alive.interval = Duration::from_secs(value),
            "tcp_tw_reuse_delay" => {
                self.time_wait_reuse_delay = Duration::from_millis(value);
                self.time_wait_reuse = self.time_wait_reuse.map(|_| self.time_wait_reuse_delay);
            }
            _ => return None,
        }
        Some(is_possible)
    }

    fn set_switch(&mut self, name: &str, value: u64) -> Option<bool> {
        let (on, tcp) = (value != 0, &mut self.tcp);
        match name {
            "tcp_rfc1337" => tcp.time_wait_ignores_reset = on,
            "tcp_timestamps" => tcp.timestamps = on,
            "tcp_window_scaling" => tcp.window_scale = on.then_some(7),
            // Without SACK there is no probe and no RACK, and what is sent again is sent in one piece.
            "tcp_sack" => {
                tcp.merge = if on {
                    Merge::AfterTimeout
                } else {
                    Merge::Always
                };
                tcp.tail_loss_probe &= on;
                tcp.repairs_overtaken &= on;
            }
            "tcp_recovery" => tcp.repairs_overtaken = on && tcp.merge != Merge::Always,
            "tcp_early_retrans" => tcp.tail_loss_probe = on && tcp.merge != Merge::Always,
            "tcp_abort_on_overflow" => self.abort_on_overflow = on,
            "tcp_syncookies" => {
                self.syn_cookies = match value {
                    0 => SynCookies::Off,
                    1 => SynCookies::WhenFull,
                    _ => SynCookies::Always,
                }
            }
            // 2: only within one machine.
            "tcp_tw_reuse" => {
                self.time_wait_reuse = (value == 1).then_some(self.time_wait_reuse_delay);
            }
            _ => return None,
        }
        Some(value <= 4)
    }

    fn set_count(&mut self, name: &str, value: u64) -> Option<bool> {
        let (byte, word) = (u8::try_from(value).ok(), u32::try_from(value).ok());
        let tcp = &mut self.tcp;
        let (byte_field, word_field) = match name {
            "tcp_retries1" => (Some(&mut tcp.r1), None),
            "tcp_syn_linear_timeouts" => (Some(&mut tcp.syn_linear_timeouts), None),
            "tcp_reordering" => (Some(&mut tcp.duplicate_ack_threshold), None),
            "tcp_keepalive_probes" => (Some(&mut self.keep_alive.count), None),
            "tcp_max_syn_backlog" => (None, Some(&mut self.max_syn_backlog)),
            "somaxconn" => (None, Some(&mut self.max_backlog)),
            _ => return None,
        };
        let set_byte = byte_field.zip(byte).map(|(field, byte)| *field = byte);
        let set_word = word_field.zip(word).map(|(field, word)| *field = word);
        Some(set_byte.or(set_word).is_some())
    }
}

impl fmt::Display for SysctlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownName(name) => write!(f, "no sysctl called {name}"),
            Self::BadValue { name, value } => write!(f, "{name} cannot be {value:?}"),
        }
    }
}
