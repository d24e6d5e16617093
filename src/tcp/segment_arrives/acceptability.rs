//! First: is any of the segment in the receive window (RFC 9293 §3.10.7.4, first)?

use super::super::event::RejectReason;
use super::super::segment::Segment;
use super::super::seq::SeqNumber;
use super::super::tcb::ReceiveSequence;

/// The test of RFC 9293 Table 6, four cases by SEG.LEN and RCV.WND.
///
/// A RST is judged by its sequence number alone: it may carry a text that says why (§3.5.3), and that must not keep it out.
pub(super) fn check(rcv: &ReceiveSequence, segment: &Segment) -> Result<(), RejectReason> {
    let len = if segment.is_rst() { 0 } else { segment.len() };
    let in_window = |seq: SeqNumber| seq.is_in_window(rcv.nxt, rcv.wnd);
    let is_acceptable = match (len, rcv.wnd) {
        (0, 0) => segment.seq == rcv.nxt,
        (0, _) => in_window(segment.seq),
        (_, 0) => false,
        (_, _) => in_window(segment.seq) || in_window(segment.seq + (len - 1)),
    };
    if is_acceptable {
        Ok(())
    } else {
        Err(reason(rcv, segment.seq, len))
    }
}

fn reason(rcv: &ReceiveSequence, seq: SeqNumber, len: u32) -> RejectReason {
    if (seq + len).is_before_or_at(rcv.nxt) && seq != rcv.nxt {
        RejectReason::LeftOfWindow
    } else if rcv.wnd == 0 {
        RejectReason::ZeroWindow
    } else {
        RejectReason::RightOfWindow
    }
}

/// The part of a segment that lies in the window: what comes before RCV.NXT is here already, what lies beyond the window
/// has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text<'a> {
    pub(super) seq: SeqNumber,
    pub(super) payload: &'a [u8],
    pub(super) has_fin: bool,
}

impl<'a> Text<'a> {
    /// Nothing at all.
    pub(super) fn none(rcv: &ReceiveSequence) -> Self {
        Self {
            seq: rcv.nxt,
            payload: &[],
            has_fin: false,
        }
    }

    /// Trims an acceptable segment to the window.
    pub(super) fn of(rcv: &ReceiveSequence, segment: &'a Segment) -> Self {
        if segment.is_syn() {
            return Self::none(rcv);
        }
        let is_early = segment.seq.is_before(rcv.nxt);
        let seq = if is_early { rcv.nxt } else { segment.seq };
        let known = segment
            .seq
            .wrapping_distance_to(seq)
            .min(segment.payload_len());
        let room = rcv.wnd.saturating_sub(rcv.nxt.wrapping_distance_to(seq));
        let fresh = &segment.payload[known as usize..];
        let payload = &fresh[..fresh.len().min(room as usize)];
        // The FIN takes a number of its own, so it must be new and fit as well.
        let is_fin_new = rcv.nxt.is_before_or_at(segment.seq + segment.payload_len());
        let has_fin = segment.is_fin() && is_fin_new && fresh.len() < room as usize;
        Self {
            seq,
            payload,
            has_fin,
        }
    }

    /// Bytes of data.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.payload.len()).unwrap_or(u32::MAX)
    }

    /// The number after the payload, where the FIN stands if there is one.
    pub(super) fn end(&self) -> SeqNumber {
        self.seq + self.len()
    }

    /// Whether the FIN's turn comes with this segment.
    pub(super) fn ends_stream_at(&self, nxt: SeqNumber) -> bool {
        self.has_fin && self.seq == nxt
    }
}
