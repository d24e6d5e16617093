//! One TCP connection, RFC 9293, sans-IO.
use crate::time::Duration;
use core::net::SocketAddrV4;
use serde::{Deserialize, Serialize};
macro_rules! stub { ($($n:ident { $($v:ident),* })*) => { $(
/// Stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum $n { $($v),* } )* } }
stub! {
 State { Closed, Listen, SynSent, SynReceived, Established, FinWait1, FinWait2, CloseWait, Closing, LastAck, TimeWait }
 Timer { Retransmission, DelayedAck, TimeWait }
 Rule { OpenActive }
 Emission { Original, Retransmission }
 RejectReason { LeftOfWindow }
 ConnectionError { Refused, Reset, TimedOut }
 CallError { NotConnected }
 Control { Syn, Fin, Rst }
}
/// Stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SeqNumber(u32);
/// Stub.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Segment {
    pub source: SocketAddrV4,
    pub destination: SocketAddrV4,
    pub seq: SeqNumber,
    pub ack: Option<SeqNumber>,
    pub control: Option<Control>,
    pub push: bool,
    pub wnd: u16,
    pub mss: Option<u16>,
    pub payload: Vec<u8>,
}
/// Stub.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Config {
    pub msl: Duration,
    pub time_wait_msl: u8,
    pub rto_initial: Duration,
    pub rto_min: Duration,
    pub rto_max: Duration,
    pub r2: Duration,
    pub r2_syn: Duration,
    pub ack_delay: Duration,
    pub mss: u16,
    pub receive_buffer: u32,
}
impl Config {
    /// Stub.
    pub fn rfc9293() -> Self {
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
            receive_buffer: 65535,
        }
    }
}
