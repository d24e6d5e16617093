//! Carries segments between two hosts.

use crate::time::Duration;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A segment's number on the wire: its identity, which its sequence number is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SegmentId(pub u32);

impl fmt::Display for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// What can be done to a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Intervention {
    /// It never arrives.
    Drop,
    /// It arrives so much later.
    Delay(Duration),
    /// It arrives twice.
    Duplicate,
    /// The next one from the same host overtakes it.
    Reorder,
}

/// The kinds of segment that an intervention can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SegmentKind {
    /// SYN, with or without ACK.
    Syn,
    /// An ACK and nothing else.
    Ack,
    /// FIN, with or without data.
    Fin,
    /// Data without FIN.
    Data,
    /// RST.
    Rst,
}

/// Why the network treated a segment as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The person did it to this segment.
    ByHand,
    /// The person asked for it to happen to the next segment of its kind.
    NextOfKind(SegmentKind),
    /// Luck.
    Random,
}
