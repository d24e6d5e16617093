//! What a program sets about a socket. A listener's children have what it has.

use crate::host::{Settings, SocketOption};
use crate::tcp::{Config, Connection, KeepAlive, Limit};
use crate::time::{Duration, Instant};

/// What `setsockopt()` has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Options {
    pub(super) reuse_addr: bool,
    pub(super) linger_0: bool,
    no_delay: bool,
    cork: bool,
    keeps_alive: bool,
    keep_alive: KeepAlive,
    user_timeout: Option<Duration>,
    syn_count: Option<u8>,
    linger_2: Option<Duration>,
}

impl Options {
    /// What a new socket has.
    pub(super) const fn new(settings: &Settings) -> Self {
        Self {
            reuse_addr: false,
            linger_0: false,
            no_delay: false,
            cork: false,
            keeps_alive: false,
            keep_alive: settings.keep_alive,
            user_timeout: None,
            syn_count: None,
            linger_2: None,
        }
    }

    pub(super) fn set(&mut self, option: SocketOption) {
        match option {
            SocketOption::ReuseAddr(on) => self.reuse_addr = on,
            SocketOption::Linger0(on) => self.linger_0 = on,
            SocketOption::NoDelay(on) => self.no_delay = on,
            SocketOption::Cork(on) => self.cork = on,
            SocketOption::KeepAlive(on) => self.keeps_alive = on,
            SocketOption::KeepIdle(idle) => self.keep_alive.idle = idle,
            SocketOption::KeepInterval(interval) => self.keep_alive.interval = interval,
            SocketOption::KeepCount(count) => self.keep_alive.count = count,
            SocketOption::UserTimeout(span) => {
                self.user_timeout = Some(span).filter(|span| !span.is_zero());
            }
            SocketOption::SynCount(count) => self.syn_count = Some(count),
            SocketOption::Linger2(span) => {
                self.linger_2 = Some(span).filter(|span| !span.is_zero());
            }
        }
    }

    /// The settings of a connection that begins under these options.
    pub(super) fn config(&self, settings: &Settings) -> Config {
        let mut config = settings.tcp;
        config.nagle = self.nagle(settings);
        config.keep_alive = self.keep_alive();
        config.user_timeout = self.user_timeout;
        config.r2_syn = self.r2_syn(settings);
        config.fin_wait_2_timeout = self.linger_2.or(config.fin_wait_2_timeout);
        config
    }

    /// Lets a connection know of `option`, which has just been set.
    pub(super) fn apply(
        &self,
        now: Instant,
        option: SocketOption,
        settings: &Settings,
        connection: &mut Connection,
    ) {
        match option {
            // A connection that has begun is past its SYN.
            SocketOption::ReuseAddr(_) | SocketOption::Linger0(_) | SocketOption::SynCount(_) => {}
            SocketOption::Linger2(_) => {
                let span = self.linger_2.or(settings.tcp.fin_wait_2_timeout);
                connection.set_fin_wait_2_timeout(span);
            }
            SocketOption::NoDelay(_) => connection.set_nagle(now, self.nagle(settings)),
            SocketOption::Cork(on) => connection.set_cork(now, on),
            SocketOption::UserTimeout(_) => connection.set_user_timeout(self.user_timeout),
            SocketOption::KeepAlive(_)
            | SocketOption::KeepIdle(_)
            | SocketOption::KeepInterval(_)
            | SocketOption::KeepCount(_) => connection.set_keep_alive(now, self.keep_alive()),
        }
    }

    /// Whether the connection is to begin with its cork in.
    pub(super) const fn is_corked(&self) -> bool {
        self.cork
    }

    const fn nagle(&self, settings: &Settings) -> bool {
        settings.tcp.nagle && !self.no_delay
    }

    fn r2_syn(&self, settings: &Settings) -> Limit {
        let count = self.syn_count.map(Limit::Retransmissions);
        count.unwrap_or(settings.tcp.r2_syn)
    }

    fn keep_alive(&self) -> Option<KeepAlive> {
        self.keeps_alive.then_some(self.keep_alive)
    }
}
