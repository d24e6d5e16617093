//! The segments of the table: what kind, where in the sequence space, what they acknowledge.

use crate::peer::Stage;
use crate::table::{Line, Numbers};
use core::fmt;
use tcpscope::tcp::{Control, Segment};

/// One segment, by the words of the table and by its numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Combination {
    pub(crate) kind: Kind,
    pub(crate) place: &'static str,
    pub(crate) acknowledged: &'static str,
    /// SEG.SEQ.
    pub(crate) seq: u32,
    /// SEG.ACK, if the ACK bit is set.
    pub(crate) ack: Option<u32>,
}

/// A kind of segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    name: &'static str,
    control: Option<Control>,
    has_ack: bool,
    /// Bytes of text.
    pub(crate) text: u32,
}

/// The window that every segment of the table offers: not the one that was offered before.
pub(crate) const SEG_WND: u16 = 4_000;

/// Longer ago than the peer's largest window, which is 5,000.
const ANCIENT: u32 = 6_000;

const KINDS: &[Kind] = &[
    kind("SYN", Some(Control::Syn), false, 0),
    kind("SYN,ACK", Some(Control::Syn), true, 0),
    kind("ACK", None, true, 0),
    kind("data", None, true, 5),
    kind("FIN", Some(Control::Fin), false, 0),
    kind("FIN,ACK", Some(Control::Fin), true, 0),
    kind("data,FIN", Some(Control::Fin), true, 5),
    kind("RST", Some(Control::Rst), false, 0),
    kind("RST,ACK", Some(Control::Rst), true, 0),
    kind("none", None, false, 5),
];

const fn kind(name: &'static str, control: Option<Control>, has_ack: bool, text: u32) -> Kind {
    Kind {
        name,
        control,
        has_ack,
        text,
    }
}

impl Kind {
    /// SEG.LEN.
    pub(crate) fn len(self) -> u32 {
        let takes_one = matches!(self.control, Some(Control::Syn | Control::Fin));
        self.text + u32::from(takes_one)
    }

    /// The places it can have, with SEG.SEQ.
    fn places(self, numbers: Numbers) -> Vec<(&'static str, u32)> {
        let Numbers {
            rcv_nxt: nxt,
            rcv_wnd: wnd,
            ..
        } = numbers;
        let len = self.len();
        let mut places = vec![
            ("before", nxt - len - 3),
            ("again", nxt - len.max(1)),
            ("next", nxt),
            ("beyond", nxt + wnd.max(1)),
        ];
        if len > 1 {
            places.push(("across", nxt - 2));
        }
        if wnd > 0 {
            places.push(("inside", nxt + 10));
            places.push(("edge", nxt + wnd - len.max(1)));
        }
        if wnd > 0 && len > 1 {
            places.push(("over", nxt + wnd - 2));
        }
        places
    }

    /// What it can acknowledge, with SEG.ACK.
    fn acknowledged(self, numbers: Numbers) -> Vec<(&'static str, Option<u32>)> {
        if !self.has_ack {
            return vec![("none", None)];
        }
        let Numbers { una, nxt, .. } = numbers;
        let mut acks = vec![
            ("ancient", Some(una.wrapping_sub(ANCIENT))),
            ("old", Some(una - 1)),
            ("dup", Some(una)),
            ("unsent", Some(nxt + 1)),
        ];
        if una < nxt {
            acks.push(("all", Some(nxt)));
        }
        if una + 1 < nxt {
            acks.push(("part", Some(nxt - 1)));
        }
        acks
    }
}

impl Combination {
    /// Every segment that can meet these numbers.
    pub(crate) fn all(numbers: Numbers) -> Vec<Self> {
        let mut all = Vec::new();
        for kind in KINDS {
            for (place, seq) in kind.places(numbers) {
                for (acknowledged, ack) in kind.acknowledged(numbers) {
                    all.push(Self {
                        kind: *kind,
                        place,
                        acknowledged,
                        seq,
                        ack,
                    });
                }
            }
        }
        all
    }

    /// Whether `line` is about it.
    pub(crate) fn fits(&self, line: &Line) -> bool {
        let is_kind = |word: &String| match word.as_str() {
            "any" => true,
            "+ACK" => self.kind.has_ack,
            "-ACK" => !self.kind.has_ack,
            name => name == self.kind.name,
        };
        let is_place = |word: &String| match word.as_str() {
            "any" => true,
            "out" => matches!(self.place, "before" | "again" | "beyond"),
            "in" => !matches!(self.place, "before" | "again" | "beyond"),
            "later" => matches!(self.place, "inside" | "edge" | "over"),
            place => place == self.place,
        };
        let is_ack = |word: &String| word == "any" || word == self.acknowledged;
        line.segment.iter().any(is_kind)
            && line.seq.iter().any(is_place)
            && line.ack.iter().any(is_ack)
    }

    /// The number after the segment's last.
    pub(crate) fn end(&self) -> u32 {
        self.seq + self.kind.len()
    }

    pub(crate) fn segment(&self, stage: &Stage) -> Segment {
        Segment {
            control: self.kind.control,
            wnd: SEG_WND,
            payload: Stage::text(self.seq, self.kind.text),
            ..stage.blank(self.seq, self.ack)
        }
    }
}

/// `FIN,ACK next all`
impl fmt::Display for Combination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.kind.name, self.place, self.acknowledged)
    }
}
