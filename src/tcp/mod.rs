//! One TCP connection, RFC 9293, sans-IO.
//!
//! Segments, timeouts and user calls go in; [`TcpEvent`]s come out, each with the [`Rule`] that made it happen. The files
//! follow the RFC: `user_call` is §3.10.1–5, `segment_arrives` §3.10.7 with its numbered steps, `timeouts` §3.10.8; what the
//! RFC says elsewhere has a file for each subject. A connection is plain data: cloned, compared and hashed by the million when
//! a property is to be proved.
//!
//! TCPs differ where the RFCs leave them the choice, and sometimes where they do not. Each difference is a value of
//! [`Config`], which one place asks for: [`Config::rfc9293`] and [`Config::linux`] are two sets of such values.
//!
//! # What is not modelled, and what that costs
//! - **Congestion control** (RFC 5681 §3.1): only the peer's window limits the sender, and for a while a timeout. No run here fills a link.
//! - **SACK** (RFC 2018): duplicate ACKs are counted instead, as if each came from the next segment in turn. After several
//!   losses at once that is a guess, and no report of a duplicate (RFC 2883) tells the sender that it was too hasty.
//! - **Coming back from a timeout that was mistaken** (RFC 5682): what follows is sent twice.
//! - **A receive buffer that grows or that counts its own overhead**: windows are as large as `receive_buffer` says, so the
//!   sizes that a kernel with a tiny buffer announces are its own.
//! - **Urgent data** (§3.8.5): new programs should not use it.
//! - **ECN** (RFC 3168), **Fast Open** (RFC 7413), **path MTU discovery** (RFC 8201) and **ICMP** (§3.9.2.2): the network has no
//!   routers that could say anything. R1 is reported, but there is no layer below to tell.
//! - **Security and precedence** (third step of §3.10.7.4): obsolete.
//! - **Choosing an ISS** (§3.4.1) and **demultiplexing** are the host's work. A passive OPEN that falls back to LISTEN uses its
//!   ISS again.

mod ack_policy;
mod buffer;
mod config;
mod connection;
mod event;
mod keep_alive;
mod output;
mod release;
mod retransmission;
mod retransmission_queue;
mod rto;
mod rule;
mod segment;
mod segment_arrives;
mod send_policy;
mod seq;
mod standing;
mod state;
mod tcb;
mod time_wait;
mod timeouts;
mod timer;
mod timestamps;
mod user_call;
mod window_probe;

pub use config::{
    AbortReset, AckPace, Config, CrossedSynAck, Handshake, KeepAlive, LastFin, Limit, Merge,
    NagleWaits, RepeatedSyn, RtoFloor, WindowProbe,
};
pub use connection::Connection;
pub use event::{ConnectionError, Emission, RejectReason, TcpEvent};
pub use rto::RttEstimator;
pub use rule::Rule;
pub use segment::{Control, Segment, SocketPair, Timestamps};
pub use segment_arrives::reset_for;
pub use seq::SeqNumber;
pub use standing::Standing;
pub use state::{State, TRANSITIONS, Transition, Trigger, is_transition};
pub use tcb::{ReceiveSequence, SendSequence, Tcb};
pub use timer::{Timer, TimerTable};
pub use user_call::{CallError, Received, UserCall};

#[cfg(test)]
mod tests;
