//! Seventh: the text (RFC 9293 §3.10.7.4, seventh).

use super::super::connection::Connection;
use super::super::event::{RejectReason, TcpEvent};
use super::super::rule::Rule;
use super::super::segment::Segment;
use super::super::tcb::OwedAck;
use super::acceptability::Text;
use crate::time::Instant;

impl Connection {
    pub(super) fn on_text(&mut self, now: Instant, text: &Text<'_>) {
        if text.payload.is_empty() {
            return;
        }
        if !self.state.may_receive() {
            return self.reject(RejectReason::AfterFin, Rule::TextIgnored);
        }
        self.pace_data_received(now, text.len());
        let had_gap = self.incoming.has_gap();
        self.hold_fin(text);
        let new = self
            .incoming
            .insert(self.tcb.rcv.nxt, text.seq, text.payload);
        if self.take_text_in_order() {
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

    /// Keeps what a SYN brings besides itself. It is not acknowledged, and nobody may read it, before the handshake has shown
    /// that the SYN was no old duplicate (RFC 9293 §3.4).
    pub(super) fn keep_syn_text(&mut self, syn: &Segment) {
        let room = self.tcb.rcv.wnd.min(syn.payload_len()) as usize;
        if room == 0 || !self.config.keeps_syn_data {
            return;
        }
        let first = self.tcb.rcv.nxt;
        let len = self.incoming.insert(first, first, &syn.payload[..room]);
        let rule = Rule::SynText;
        self.emit(TcpEvent::DataQueued { len, rule });
    }

    /// Makes what came with the SYN readable.
    pub(super) fn take_syn_text(&mut self) {
        if self.take_text_in_order() {
            self.tcb.owe(OwedAck::Soon(Rule::SynText));
        }
    }

    /// Takes what stands at RCV.NXT; says whether there was anything.
    fn take_text_in_order(&mut self) -> bool {
        let accepted = self.incoming.advance(self.tcb.rcv.nxt);
        if accepted == 0 {
            return false;
        }
        self.take_into_window(accepted);
        self.emit(TcpEvent::DataAccepted {
            len: accepted,
            rule: Rule::TextAccepted,
        });
        true
    }

    /// Advances RCV.NXT. The right edge of the window stays, unless the buffer is larger than the window can tell.
    fn take_into_window(&mut self, accepted: u32) {
        self.tcb.rcv.nxt += accepted;
        self.tcb.rcv.wnd = self.tcb.rcv.wnd.saturating_sub(accepted);
        self.widen_window();
    }
}
