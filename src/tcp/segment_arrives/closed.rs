//! CLOSED (RFC 9293 §3.10.7.1): nobody is here.

use super::super::connection::Connection;
use super::super::event::RejectReason;
use super::super::rule::Rule;
use super::super::segment::Segment;

impl Connection {
    #[inline(never)]
    pub(super) fn on_segment_closed(&mut self, segment: &Segment) {
        if segment.is_rst() {
            return self.reject(RejectReason::ResetIgnored, Rule::ClosedRst);
        }
        self.reject(RejectReason::NoConnection, Rule::ClosedReset);
        self.answer_with_reset(segment, Rule::ClosedReset);
    }
}
