//! `Connection`: the only way in.

use super::buffer::ReceiveBuffer;
use super::config::Config;
use super::event::{ConnectionError, RejectReason, TcpEvent};
use super::rule::Rule;
use super::segment::SocketPair;
use super::seq::SeqNumber;
use super::state::State;
use super::tcb::Tcb;
use super::timer::{self, Timer, TimerTable};
use crate::time::{Duration, Instant};

/// One end of one connection: a value without clock, luck or network.
///
/// - *Input*: the user calls (`open_active`, `open_passive`, `send`, `receive`, `close`, `abort`, `release`, `set_…`),
///   `on_segment`, and `on_timeout` once `poll_timeout` has come.
/// - *Output*: `take_events` after each input; segments to put on the wire are among the events.
/// - *Views*: everything else.
///
/// Arriving segments must already belong to this connection: telling connections apart is the host's work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Connection {
    pub(super) pair: SocketPair,
    pub(super) config: Config,
    pub(super) state: State,
    /// Blank in CLOSED and LISTEN, where the RFC has none, or one that says nothing yet.
    pub(super) tcb: Tcb,
    /// What to return to if the handshake fails: set by a passive OPEN, until the connection calls by itself.
    pub(super) passive: Option<PassiveOpen>,
    /// Outlives the TCB: what has arrived may be read after both ends have closed.
    pub(super) incoming: ReceiveBuffer,
    pub(super) timers: TimerTable,
    pub(super) error: Option<ConnectionError>,
    /// The program has let go.
    pub(super) is_orphan: bool,
    /// The program will not read what is still to come.
    pub(super) is_read_shut: bool,
    pub(super) is_corked: bool,
    pub(super) events: Vec<TcpEvent>,
}

/// A passive OPEN, as the user gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PassiveOpen {
    pub(super) pair: SocketPair,
    pub(super) iss: SeqNumber,
}

impl Connection {
    /// A connection that does not exist yet: CLOSED.
    pub fn new(pair: SocketPair, config: Config) -> Self {
        Self {
            tcb: Tcb::new(&config, SeqNumber::default()),
            pair,
            config,
            state: State::Closed,
            passive: None,
            incoming: ReceiveBuffer::default(),
            timers: TimerTable::default(),
            error: None,
            is_orphan: false,
            is_read_shut: false,
            is_corked: false,
            events: Vec::new(),
        }
    }

    /// What has happened since the last call, in order.
    pub fn take_events(&mut self) -> Vec<TcpEvent> {
        core::mem::take(&mut self.events)
    }

    /// The state.
    pub fn state(&self) -> State {
        self.state
    }

    /// The two ends.
    pub fn pair(&self) -> SocketPair {
        self.pair
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The TCB, if there is one that says anything: not in CLOSED and LISTEN.
    pub fn tcb(&self) -> Option<&Tcb> {
        (!matches!(self.state, State::Closed | State::Listen)).then_some(&self.tcb)
    }

    /// When `timer` expires, if it is running.
    pub fn timer(&self, timer: Timer) -> Option<Instant> {
        self.timers.deadline(timer)
    }

    /// The retransmission timeout as it stands.
    pub fn rto(&self) -> Duration {
        self.tcb.rtt.rto()
    }

    /// Why the connection ended, if something went wrong.
    pub fn error(&self) -> Option<ConnectionError> {
        self.error
    }

    /// Bytes ready for `receive`.
    pub fn readable(&self) -> u32 {
        self.incoming.readable()
    }

    /// Sequence numbers sent and not acknowledged, SYN and FIN included.
    pub fn unacknowledged(&self) -> u32 {
        self.tcb.unacknowledged()
    }

    /// Bytes given to `send` that have not gone out once.
    pub fn queued(&self) -> u32 {
        self.tcb.queued()
    }

    /// Whether exactly one of the two directions is shut for good.
    pub fn is_half_closed(&self) -> bool {
        self.state.is_half_closed()
    }

    /// Sets how long acknowledgments may wait from now on. One that is already waiting keeps its time.
    pub fn set_ack_delay(&mut self, ack_delay: Duration) {
        self.config.ack_delay = ack_delay;
    }

    /// Sets the length of TIME-WAIT in multiples of MSL. A TIME-WAIT already begun keeps its time.
    pub fn set_time_wait_msl(&mut self, time_wait_msl: u8) {
        self.config.time_wait_msl = time_wait_msl;
    }

    /// Sets how long data may stay unacknowledged from now on (RFC 9293 §3.9.1.2); none: until R2.
    pub fn set_user_timeout(&mut self, user_timeout: Option<Duration>) {
        self.config.user_timeout = user_timeout;
    }

    pub(super) fn emit(&mut self, event: TcpEvent) {
        self.events.push(event);
    }

    pub(super) fn reject(&mut self, reason: RejectReason, rule: Rule) {
        let standing = self.standing();
        self.emit(TcpEvent::SegmentRejected {
            reason,
            rule,
            standing,
        });
    }

    pub(super) fn change_state(&mut self, to: State, rule: Rule) {
        let from = core::mem::replace(&mut self.state, to);
        self.emit(TcpEvent::StateChanged { from, to, rule });
    }

    pub(super) fn arm(&mut self, now: Instant, timer: Timer, wait: Duration, rule: Rule) {
        let expires = timer::due(now, wait, self.config.timer_tick);
        let attempt = if timer == Timer::Retransmission {
            self.tcb.sent.attempt()
        } else {
            0
        };
        self.timers.set(timer, expires);
        self.emit(TcpEvent::TimerArmed {
            timer,
            expires,
            rule,
            attempt,
        });
    }

    /// Says that `timer`, which has been taken from the table, has run out.
    pub(super) fn expire(&mut self, timer: Timer, rule: Rule) {
        self.emit(TcpEvent::TimerExpired { timer, rule });
    }

    pub(super) fn stop(&mut self, timer: Timer, rule: Rule) {
        if self.timers.stop(timer) {
            self.emit(TcpEvent::TimerStopped { timer, rule });
        }
    }

    /// Ends the connection with an error that the user gets to see, once it has read what had arrived before.
    pub(super) fn fail(&mut self, error: ConnectionError, rule: Rule) {
        self.error = Some(error);
        self.incoming.cut_off();
        self.emit(TcpEvent::Failed { error, rule });
        self.delete_tcb(rule);
    }

    /// Enters CLOSED.
    pub(super) fn delete_tcb(&mut self, rule: Rule) {
        self.change_state(State::Closed, rule);
        self.clear_tcb(rule);
    }

    /// Goes back from SYN-RECEIVED to LISTEN, if a passive OPEN began it; says whether it did.
    pub(super) fn return_to_listen(&mut self, rule: Rule) -> bool {
        let Some(passive) = self.passive else {
            return false;
        };
        self.change_state(State::Listen, rule);
        self.clear_tcb(rule);
        self.incoming = ReceiveBuffer::default();
        self.pair = passive.pair;
        true
    }

    fn clear_tcb(&mut self, rule: Rule) {
        for timer in Timer::ALL {
            self.stop(*timer, rule);
        }
        self.tcb = Tcb::new(&self.config, SeqNumber::default());
        self.is_orphan = false;
        self.is_read_shut = false;
        self.is_corked = false;
    }
}
