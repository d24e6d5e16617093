//! The lessons, one a file. Besides its `mod`, a line below gives each its name: in links, on the command line, of its file and of its books.

mod datagrams;
mod forgotten_close;
mod four_waves;
mod four_way_handshake;
mod last_ack_lost;
mod lost_in_the_handshake;
mod old_segments;
mod programs;
mod sequence_numbers;
mod syn_flood;
mod three_waves;
mod three_way_handshake;
mod time_wait_hurts;
mod two_way_handshake;

use crate::lesson::Lesson;
use serde::{Deserialize, Serialize};

macro_rules! lessons {
    ($($(#[$about:meta])* $id:ident = $name:ident),* $(,)?) => {
        /// A lesson's stable name, as links and the command use it. In teaching order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LessonId {
            $($(#[$about])* $id),*
        }

        impl LessonId {
            /// All, in teaching order.
            pub const ALL: [Self; [$(stringify!($id)),*].len()] = [$(Self::$id),*];

            /// The name in links and on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$id => stringify!($name)),*
                }
            }
        }

        /// The lesson of that name.
        pub const fn lesson(id: LessonId) -> &'static Lesson {
            match id {
                $(LessonId::$id => &$name::LESSON),*
            }
        }
    };
}

lessons! {
    /// Three segments open a connection.
    ThreeWayHandshake = three_way_handshake,
    /// Two segments make ghosts.
    TwoWayHandshake = two_way_handshake,
    /// A fourth segment adds nothing.
    FourWayHandshake = four_way_handshake,
    /// Who repairs which loss.
    LostInTheHandshake = lost_in_the_handshake,
    /// The queue of a listener, and cookies.
    SynFlood = syn_flood,
    /// Repeating, telling duplicates, putting in order.
    SequenceNumbers = sequence_numbers,
    /// Four segments close it, and one direction may stay open.
    FourWaves = four_waves,
    /// Three are often enough.
    ThreeWaves = three_waves,
    /// The server never calls `close()`.
    ForgottenClose = forgotten_close,
    /// Why TIME-WAIT at all.
    LastAckLost = last_ack_lost,
    /// Why it lasts 2 MSL.
    OldSegments = old_segments,
    /// What it costs.
    TimeWaitHurts = time_wait_hurts,
    /// Without all this: UDP.
    Datagrams = datagrams,
}
