//! One TCP connection, RFC 9293, sans-IO.
//!
//! Segments, timeouts and user calls go in; [`TcpEvent`]s come out, each with the [`Rule`] that made it happen. The files
//! follow the RFC: `user_call` is §3.10.1–5, `segment_arrives` §3.10.7 with its numbered steps, `timeouts` §3.10.8.
//! A connection is plain data: cloned, compared and hashed by the million when a property is to be proved.
//!
//! # What is not modelled, and what that costs
//! - **Zero-window probe** (§3.8.6.1): if the segment that reopens a window is lost, both ends wait for ever.
//! - **Sender-side silly window avoidance and Nagle** (§3.7.4, §3.8.6.2.1): each SEND goes out as soon as the window allows
//!   any of it, so that a learner sees one segment for one call.
//! - **Congestion control** (RFC 5681): only the peer's window limits the sender, and loss is repaired by timeout alone.
//! - **SACK** (RFC 2018) and fast retransmit: each timeout repairs one segment.
//! - **Window scale and timestamps** (RFC 7323): no window above 65,535 bytes, no PAWS; one round trip is timed at a time.
//! - **Urgent data** (§3.8.5): new programs should not use it.
//! - **Keep-alive** (§3.8.4): an idle connection notices nothing.
//! - **Data on a SYN** (§3.10.7.2, third): not taken; the peer sends it again once the connection is open.
//! - **A SYN that reopens TIME-WAIT** (§3.10.7.4, fourth; RFC 6191): answered with a challenge ACK like any other.
//! - **Rate limits for challenge ACKs** (RFC 5961 §7) and the narrower ACK test (RFC 5961 §5), both optional.
//! - **RST ignored in TIME-WAIT** (RFC 1337): a stray RST at RCV.NXT ends the wait early, as RFC 9293 has it.
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
mod state;
mod tcb;
mod time_wait;
mod timeouts;
mod timer;
mod timestamps;
mod user_call;
mod window_probe;

pub use config::{
    AbortReset, AckPace, Config, CrossedSynAck, KeepAlive, LastFin, Limit, NagleWaits, RepeatedSyn,
    RtoFloor, WindowProbe,
};
pub use connection::Connection;
pub use event::{ConnectionError, Emission, RejectReason, TcpEvent};
pub use rto::RttEstimator;
pub use rule::Rule;
pub use segment::{Control, Segment, SocketPair, Timestamps};
pub use segment_arrives::reset_for;
pub use seq::SeqNumber;
pub use state::{State, TRANSITIONS, Transition, Trigger, is_transition};
pub use tcb::{ReceiveSequence, SendSequence, Tcb};
pub use timer::{Timer, TimerTable};
pub use user_call::{CallError, Received, UserCall};

#[cfg(test)]
mod tests;
