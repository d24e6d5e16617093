//! The lessons, one a file. Besides its `mod`, a line below gives each its name: in links, on the command line, of its file and of its books.

mod datagrams;
mod forgotten_close;
mod four_waves;
mod four_way_handshake;
mod half_open;
mod last_ack_lost;
mod lost_in_the_handshake;
mod myth_accept_shakes;
mod myth_client_closes;
mod myth_client_starts;
mod myth_close_wait_begins;
mod myth_close_wait_short;
mod myth_crash_noticed;
mod myth_fin_number;
mod myth_flood_stopped;
mod myth_four_segments;
mod myth_last_ack_sure;
mod myth_linux_msl;
mod myth_reuse_addr;
mod myth_send_arrived;
mod myth_still_receives;
mod myth_time_wait_silent;
mod myth_two_way_deadlock;
mod old_segments;
mod programs;
mod reset;
mod script;
mod sequence_numbers;
mod simultaneous_close;
mod simultaneous_open;
mod syn_flood;
mod three_waves;
mod three_way_handshake;
mod time_wait_hurts;
mod two_way_handshake;
mod zero_window;

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
    /// Both sides close at the same moment.
    SimultaneousClose = simultaneous_close,
    /// Both sides call at the same moment.
    SimultaneousOpen = simultaneous_open,
    /// Refused, unread, aborted: three ways to a RST.
    Reset = reset,
    /// A host that has crashed says nothing.
    HalfOpen = half_open,
    /// A receiver that does not read.
    ZeroWindow = zero_window,
    /// Without all this: UDP.
    Datagrams = datagrams,
    /// CLOSE-WAIT begins with the FIN that comes.
    MythCloseWaitBegins = myth_close_wait_begins,
    /// No wait makes sure that the last ACK arrives.
    MythLastAckSure = myth_last_ack_sure,
    /// A SYN flood lives on the three-way handshake.
    MythFloodStopped = myth_flood_stopped,
    /// The handshake is over before `accept()`.
    MythAcceptShakes = myth_accept_shakes,
    /// Either side may close first.
    MythClientCloses = myth_client_closes,
    /// CLOSE-WAIT lasts as long as the program takes.
    MythCloseWaitShort = myth_close_wait_short,
    /// Linux shares a port only if both sockets allow it.
    MythReuseAddr = myth_reuse_addr,
    /// A timer ends the deadlock.
    MythTwoWayDeadlock = myth_two_way_deadlock,
    /// An ACK may ride on the FIN.
    MythFourSegments = myth_four_segments,
    /// The whole of TIME-WAIT is one constant on Linux.
    MythLinuxMsl = myth_linux_msl,
    /// Both may call, and nobody need listen.
    MythClientStarts = myth_client_starts,
    /// TIME-WAIT is there to answer.
    MythTimeWaitSilent = myth_time_wait_silent,
    /// A crash makes no noise.
    MythCrashNoticed = myth_crash_noticed,
    /// `send()` only hands bytes to TCP.
    MythSendArrived = myth_send_arrived,
    /// A FIN closes one direction.
    MythStillReceives = myth_still_receives,
    /// A FIN is counted.
    MythFinNumber = myth_fin_number,
}
