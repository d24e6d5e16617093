//! What waits: data to send, data received but not read, and data received ahead of its turn.

use super::seq::SeqNumber;

/// Data the user has sent that is not acknowledged yet, whether it went out or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct SendBuffer {
    bytes: Vec<u8>,
    /// The sequence number of the first byte.
    start: SeqNumber,
}

impl SendBuffer {
    pub(super) fn new(start: SeqNumber) -> Self {
        Self {
            bytes: Vec::new(),
            start,
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Bytes at or after `nxt`.
    pub(super) fn len_from(&self, nxt: SeqNumber) -> u32 {
        len_u32(self.bytes.len()).saturating_sub(self.start.wrapping_distance_to(nxt))
    }

    /// Up to `len` bytes beginning at `seq`.
    pub(super) fn slice(&self, seq: SeqNumber, len: u32) -> Vec<u8> {
        let skipped = self.start.wrapping_distance_to(seq) as usize;
        let rest = self.bytes.get(skipped..).unwrap_or_default();
        rest[..rest.len().min(len as usize)].to_vec()
    }

    /// Forgets the bytes before `up_to`. A SYN before the data and a FIN after it are not in the buffer.
    pub(super) fn forget_before(&mut self, up_to: SeqNumber) {
        if up_to.is_after(self.start) {
            let gone = (self.start.wrapping_distance_to(up_to) as usize).min(self.bytes.len());
            self.bytes = self.bytes.split_off(gone);
            self.start = up_to;
        }
    }
}

/// Data received: in order and ready to read, or still ahead of a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct ReceiveBuffer {
    ready: Vec<u8>,
    /// Runs beyond a gap: in order of sequence, neither overlapping nor touching.
    ahead: Vec<Run>,
    /// Where the FIN stands that came before the data in front of it.
    fin: Option<SeqNumber>,
    /// The FIN's turn has come: after `ready` there is nothing more.
    ended: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Run {
    seq: SeqNumber,
    bytes: Vec<u8>,
}

impl ReceiveBuffer {
    /// Bytes ready to read.
    pub(super) fn readable(&self) -> u32 {
        len_u32(self.ready.len())
    }

    /// Nothing more will come, and it has not come to an end either: only what is ready may still be read.
    pub(super) fn cut_off(&mut self) {
        *self = Self {
            ready: core::mem::take(&mut self.ready),
            ..Self::default()
        };
    }

    /// Whether the FIN's turn has come.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Whether something waits beyond a gap.
    pub(super) fn has_gap(&self) -> bool {
        !self.ahead.is_empty() || self.fin.is_some()
    }

    /// Takes up to `max` ready bytes.
    pub(super) fn read(&mut self, max: u32) -> Vec<u8> {
        let len = self.ready.len().min(max as usize);
        let rest = self.ready.split_off(len);
        core::mem::replace(&mut self.ready, rest)
    }

    /// Keeps `bytes`, which begin at `seq`, in the window that begins at `nxt`. Returns how many were not held yet.
    pub(super) fn insert(&mut self, nxt: SeqNumber, seq: SeqNumber, bytes: &[u8]) -> u32 {
        let bytes = self.up_to_fin(nxt, seq, bytes);
        if bytes.is_empty() {
            return 0;
        }
        let held_before = self.bytes_ahead();
        let mut merged = Run {
            seq,
            bytes: bytes.to_vec(),
        };
        let mut apart = Vec::new();
        for run in self.ahead.drain(..) {
            if run.touches(&merged, nxt) {
                merged = run.merged_with(&merged, nxt);
            } else {
                apart.push(run);
            }
        }
        let place = apart.partition_point(|run: &Run| run.start(nxt) < merged.start(nxt));
        apart.insert(place, merged);
        self.ahead = apart;
        self.bytes_ahead() - held_before
    }

    /// Remembers that the FIN stands at `seq`. Whatever came from beyond it was never part of the stream; that goes for a
    /// FIN as well, if a peer sends one in two places.
    pub(super) fn hold_fin(&mut self, nxt: SeqNumber, seq: SeqNumber) {
        let room = nxt.wrapping_distance_to(seq);
        if self
            .fin
            .is_some_and(|held| nxt.wrapping_distance_to(held) <= room)
        {
            return;
        }
        self.fin = Some(seq);
        self.ahead.retain(|run| run.start(nxt) < room);
        for run in &mut self.ahead {
            run.bytes.truncate((room - run.start(nxt)) as usize);
        }
    }

    /// Makes ready what begins at `nxt`. Returns how many bytes that is.
    pub(super) fn advance(&mut self, nxt: SeqNumber) -> u32 {
        if self.ahead.first().is_none_or(|run| run.seq != nxt) {
            return 0;
        }
        let run = self.ahead.remove(0);
        self.ready.extend_from_slice(&run.bytes);
        len_u32(run.bytes.len())
    }

    /// Takes the FIN if it stands at `nxt`.
    pub(super) fn take_fin(&mut self, nxt: SeqNumber) -> bool {
        let is_due = self.fin == Some(nxt);
        if is_due {
            self.fin = None;
            self.ended = true;
        }
        is_due
    }

    fn up_to_fin<'a>(&self, nxt: SeqNumber, seq: SeqNumber, bytes: &'a [u8]) -> &'a [u8] {
        let Some(fin) = self.fin else { return bytes };
        let room = nxt
            .wrapping_distance_to(fin)
            .saturating_sub(nxt.wrapping_distance_to(seq));
        &bytes[..bytes.len().min(room as usize)]
    }

    fn bytes_ahead(&self) -> u32 {
        self.ahead.iter().map(|run| len_u32(run.bytes.len())).sum()
    }
}

impl Run {
    /// Distance of the first byte from `nxt`.
    fn start(&self, nxt: SeqNumber) -> u32 {
        nxt.wrapping_distance_to(self.seq)
    }

    /// Distance of the first byte after the run from `nxt`.
    fn end(&self, nxt: SeqNumber) -> u32 {
        self.start(nxt) + len_u32(self.bytes.len())
    }

    fn touches(&self, other: &Self, nxt: SeqNumber) -> bool {
        self.start(nxt) <= other.end(nxt) && other.start(nxt) <= self.end(nxt)
    }

    /// The union of two runs that touch. Where both have a byte, ours stands: the first copy wins.
    #[inline(never)]
    fn merged_with(self, other: &Self, nxt: SeqNumber) -> Self {
        let (start, end) = (self.start(nxt), self.end(nxt));
        let before = start.saturating_sub(other.start(nxt)) as usize;
        let after = other.end(nxt).saturating_sub(end) as usize;
        let mut bytes = other.bytes[..before].to_vec();
        bytes.extend_from_slice(&self.bytes);
        bytes.extend_from_slice(&other.bytes[other.bytes.len() - after..]);
        Self {
            seq: if before > 0 { other.seq } else { self.seq },
            bytes,
        }
    }
}

fn len_u32(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
