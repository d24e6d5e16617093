//! The lessons, one a file. Besides its `mod`, a line below gives each its name: in links, on the command line, of its file and of its books.

mod datagrams;
mod forgotten_close;
mod four_waves;
mod last_ack_lost;
mod programs;
mod three_way_handshake;

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
    /// Four segments close it.
    FourWaves = four_waves,
    /// The server never calls `close()`.
    ForgottenClose = forgotten_close,
    /// Why TIME-WAIT.
    LastAckLost = last_ack_lost,
    /// Without all this: UDP.
    Datagrams = datagrams,
}
