//! The user calls (RFC 9293 §3.10.1–5): OPEN, SEND, RECEIVE, CLOSE, ABORT.

use super::buffer::ReceiveBuffer;
use super::connection::{Connection, PassiveOpen};
use super::event::ConnectionError;
use super::rule::Rule;
use super::seq::SeqNumber;
use super::state::State;
use super::tcb::{Fin, Tcb};
use crate::time::Instant;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The calls a user can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UserCall {
    /// Call the peer.
    OpenActive,
    /// Wait to be called.
    OpenPassive,
    /// Hand over data.
    Send,
    /// Ask for data.
    Receive,
    /// No more data will be sent; the peer's may still come.
    Close,
    /// Throw the connection away.
    Abort,
}

impl UserCall {
    /// All calls.
    pub const ALL: &'static [Self] = &[
        Self::OpenActive,
        Self::OpenPassive,
        Self::Send,
        Self::Receive,
        Self::Close,
        Self::Abort,
    ];
}

/// Why a call is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CallError {
    /// There is no peer to call or to send to: the remote socket is unspecified.
    NotConnected,
    /// The connection exists already.
    AlreadyOpen,
    /// Our side is closed already.
    Closing,
    /// There is no connection.
    DoesNotExist,
    /// The connection has ended with an error.
    Failed(ConnectionError),
}

/// The name a socket program sees.
impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotConnected => f.pad("ENOTCONN"),
            Self::AlreadyOpen => f.pad("EISCONN"),
            Self::Closing => f.pad("EPIPE"),
            Self::DoesNotExist => f.pad("EBADF"),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

/// What `receive` brings.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Received {
    /// Some data.
    Data(Vec<u8>),
    /// The peer has closed and all its data has been read.
    EndOfFile,
    /// Nothing is here yet.
    WouldBlock,
}

impl Connection {
    /// OPEN, active: sends a SYN that begins at `iss`.
    ///
    /// # Errors
    /// `AlreadyOpen`, or `NotConnected` if the remote socket is unspecified.
    pub fn open_active(&mut self, now: Instant, iss: SeqNumber) -> Result<(), CallError> {
        self.permits(UserCall::OpenActive)?;
        let rule = if self.state == State::Listen {
            Rule::OpenActiveListen
        } else {
            Rule::OpenActive
        };
        self.call_peer(now, iss, rule);
        Ok(())
    }

    /// OPEN, passive: waits for a SYN, and will answer it with `iss`.
    ///
    /// # Errors
    /// `AlreadyOpen`.
    pub fn open_passive(&mut self, iss: SeqNumber) -> Result<(), CallError> {
        self.permits(UserCall::OpenPassive)?;
        // A second use listens for whom the first listened for, not for whoever called then.
        let pair = self.passive.map_or(self.pair, |passive| passive.pair);
        self.pair = pair;
        self.passive = Some(PassiveOpen { pair, iss });
        self.forget_last_connection();
        self.change_state(State::Listen, Rule::OpenPassive);
        Ok(())
    }

    /// SEND: queues `bytes` and sends what the peer's window allows.
    ///
    /// # Errors
    /// `NotConnected`, `Closing`, `DoesNotExist` or `Failed`.
    pub fn send(&mut self, now: Instant, bytes: &[u8]) -> Result<(), CallError> {
        self.permits(UserCall::Send)?;
        if let (State::Listen, Some(passive)) = (self.state, self.passive) {
            self.call_peer(now, passive.iss, Rule::SendListen);
        }
        self.tcb.outgoing.push(bytes);
        self.output(now);
        Ok(())
    }

    /// RECEIVE: takes up to `max` bytes. Tells the peer if that reopens a window that was nearly shut.
    ///
    /// Unlike RFC 9293 §3.10.3, data that is already here may be read in every state, CLOSED included: an end that closed
    /// first would otherwise lose what came with the peer's FIN, and a RST would take back what was acknowledged.
    ///
    /// # Errors
    /// `DoesNotExist` or `Failed`.
    pub fn receive(&mut self, now: Instant, max: u32) -> Result<Received, CallError> {
        self.permits(UserCall::Receive)?;
        if self.incoming.readable() == 0 {
            let is_at_end = self.incoming.has_ended();
            return Ok(if is_at_end {
                Received::EndOfFile
            } else {
                Received::WouldBlock
            });
        }
        let bytes = self.incoming.read(max);
        if self.state.may_receive() {
            self.reopen_window(now);
            self.settle_ack_after_reading(now);
        }
        Ok(Received::Data(bytes))
    }

    /// CLOSE: nothing more will be sent. A FIN follows the data that is queued; the peer may go on sending.
    ///
    /// # Errors
    /// `Closing` or `DoesNotExist`.
    pub fn close(&mut self, now: Instant) -> Result<(), CallError> {
        self.permits(UserCall::Close)?;
        match self.state {
            State::Listen => self.delete_tcb(Rule::CloseListen),
            State::SynSent => self.delete_tcb(Rule::CloseSynSent),
            State::SynReceived => {
                self.tcb.fin = Fin::Queued(Rule::CloseSynReceived);
                // With data queued the FIN must wait for ESTABLISHED, because the data must.
                if self.tcb.queued() == 0 {
                    self.change_state(State::FinWait1, Rule::CloseSynReceived);
                }
            }
            State::Established => {
                self.tcb.fin = Fin::Queued(Rule::CloseEstablished);
                self.change_state(State::FinWait1, Rule::CloseEstablished);
            }
            // LAST-ACK begins when the FIN goes out, which `output` decides.
            _ => self.tcb.fin = Fin::Queued(Rule::CloseCloseWait),
        }
        self.output(now);
        Ok(())
    }

    /// ABORT: forgets the connection, and says so to the peer unless it has finished anyway.
    ///
    /// # Errors
    /// `DoesNotExist`.
    pub fn abort(&mut self, now: Instant) -> Result<(), CallError> {
        self.permits(UserCall::Abort)?;
        if self.state.may_be_reset() {
            self.send_reset(now, Rule::Abort);
        }
        self.incoming = ReceiveBuffer::default();
        self.delete_tcb(Rule::Abort);
        Ok(())
    }

    /// Whether `call` would be accepted now; changes nothing.
    ///
    /// # Errors
    /// What the call itself would return.
    pub fn permits(&self, call: UserCall) -> Result<(), CallError> {
        let is_callable = matches!(self.state, State::Closed | State::Listen);
        match (call, self.state) {
            (UserCall::OpenActive, _) if !is_callable => Err(CallError::AlreadyOpen),
            (UserCall::OpenActive, _) | (UserCall::Send, State::Listen) => self.permits_calling(),
            (UserCall::OpenPassive, State::Closed) => Ok(()),
            (UserCall::OpenPassive, _) => Err(CallError::AlreadyOpen),
            (UserCall::Receive, State::Closed)
                if self.incoming.has_ended() || self.incoming.readable() > 0 =>
            {
                Ok(())
            }
            (UserCall::Receive | UserCall::Send, State::Closed) => Err(self
                .error
                .map_or(CallError::DoesNotExist, CallError::Failed)),
            (UserCall::Close | UserCall::Abort, State::Closed) => Err(CallError::DoesNotExist),
            (UserCall::Receive | UserCall::Abort, _) | (UserCall::Close, State::Listen) => Ok(()),
            (UserCall::Send | UserCall::Close, state) => {
                let is_open = state.may_send() && self.tcb.fin == Fin::NotAsked;
                if is_open {
                    Ok(())
                } else {
                    Err(CallError::Closing)
                }
            }
        }
    }

    fn permits_calling(&self) -> Result<(), CallError> {
        if self.pair.is_remote_specified() {
            Ok(())
        } else {
            Err(CallError::NotConnected)
        }
    }

    fn call_peer(&mut self, now: Instant, iss: SeqNumber, rule: Rule) {
        self.passive = None;
        self.forget_last_connection();
        self.tcb = Tcb::new(&self.config, iss);
        self.change_state(State::SynSent, rule);
        self.send_syn(now, rule);
    }

    fn forget_last_connection(&mut self) {
        self.error = None;
        self.incoming = ReceiveBuffer::default();
    }

    /// Offers what the buffer has room for.
    pub(super) fn widen_window(&mut self) {
        let free = self
            .config
            .receive_buffer
            .saturating_sub(self.incoming.readable());
        self.tcb.reopen_receive_window(free, &self.config);
    }

    fn reopen_window(&mut self, now: Instant) {
        let before = self.tcb.rcv.wnd;
        self.widen_window();
        if before < u32::from(self.config.mss) && self.tcb.rcv.wnd > before {
            self.send_ack(now, Rule::WindowUpdate);
        }
    }
}
