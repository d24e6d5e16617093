//! Seventh: the text (RFC 9293 §3.10.7.4, seventh).

use super::super::connection::Connection;
use super::super::event::{RejectReason, TcpEvent};
use super::super::rule::Rule;
use super::super::tcb::OwedAck;
use super::acceptability::Text;

impl Connection {
    pub(super) fn on_text(&mut self, text: &Text<'_>) {
        if text.payload.is_empty() {
            return;
        }
        if !self.state.may_receive() {
            return self.reject(RejectReason::AfterFin, Rule::TextIgnored);
        }
        let nxt = self.tcb.rcv.nxt;
        let had_gap = self.incoming.has_gap();
        let new = self.incoming.insert(nxt, text.seq, text.payload);
        let accepted = self.incoming.advance(nxt);
        if accepted > 0 {
            self.take_into_window(accepted);
            self.emit(TcpEvent::DataAccepted {
                len: accepted,
                rule: Rule::TextAccepted,
            });
            // Whoever repairs a gap waits to hear that it worked (RFC 5681 §4.2).
            let ack = if had_gap {
                OwedAck::AtOnce
            } else {
                OwedAck::Soon
            };
            return self.tcb.owe(ack(Rule::TextAccepted));
        }
        if new > 0 {
            self.emit(TcpEvent::DataQueued {
                len: new,
                rule: Rule::TextQueued,
            });
        }
        self.tcb.owe(OwedAck::AtOnce(Rule::TextQueued));
    }

    /// Advances RCV.NXT. The right edge of the window stays, unless the buffer is larger than the window can tell.
    fn take_into_window(&mut self, accepted: u32) {
        self.tcb.rcv.nxt += accepted;
        self.tcb.rcv.wnd = self.tcb.rcv.wnd.saturating_sub(accepted);
        let free = self
            .config
            .receive_buffer
            .saturating_sub(self.incoming.readable());
        self.tcb.reopen_receive_window(free, &self.config);
    }
}
