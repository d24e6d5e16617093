//! LISTEN (RFC 9293 §3.10.7.2).

use super::super::config::Handshake;
use super::super::connection::Connection;
use super::super::event::RejectReason;
use super::super::rule::Rule;
use super::super::segment::{Segment, SocketPair};
use super::super::state::State;
use super::super::tcb::Tcb;
use crate::time::Instant;

/// What to do with a segment in LISTEN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disposition {
    Drop(RejectReason, Rule),
    Reset(RejectReason, Rule),
    Accept,
}

impl Connection {
    pub(super) fn on_segment_listen(&mut self, now: Instant, segment: &Segment) {
        match decide(segment) {
            Disposition::Drop(reason, rule) => self.reject(reason, rule),
            Disposition::Reset(reason, rule) => {
                self.reject(reason, rule);
                self.answer_with_reset(segment, rule);
            }
            Disposition::Accept => self.accept_syn(now, segment),
        }
    }

    fn accept_syn(&mut self, now: Instant, syn: &Segment) {
        let Some(passive) = self.passive else { return };
        // The SYN says who calls, and which of our addresses was called.
        self.pair = SocketPair {
            local: syn.destination,
            remote: syn.source,
        };
        self.tcb = Tcb::new(&self.config, passive.iss);
        self.tcb.synchronize(now, &self.config, syn);
        self.change_state(State::SynReceived, Rule::ListenSyn);
        self.keep_syn_text(syn);
        match self.config.handshake {
            Handshake::TwoWay => {
                self.send_syn(now, Rule::ListenSyn);
                self.believe_caller(now, syn);
            }
            Handshake::ThreeWay => self.send_syn(now, Rule::ListenSyn),
            Handshake::FourWay => {
                self.send_ack(now, Rule::FourWay);
                self.send_syn(now, Rule::ListenSyn);
            }
        }
    }

    /// Opens the connection without waiting to hear that the caller exists.
    #[inline(never)]
    fn believe_caller(&mut self, now: Instant, syn: &Segment) {
        self.tcb.sent.stop_measuring();
        self.advance_una(now, self.tcb.snd.nxt, syn, Rule::TwoWay);
        self.change_state(State::Established, Rule::TwoWay);
        self.on_handshake_complete(now);
        self.output(now);
    }
}

fn decide(segment: &Segment) -> Disposition {
    // First: a RST cannot be about anything sent from here.
    if segment.is_rst() {
        return Disposition::Drop(RejectReason::ResetIgnored, Rule::ListenRst);
    }
    // Second: nor can an ACK.
    if segment.ack.is_some() {
        return Disposition::Reset(RejectReason::AckOfNotSent, Rule::ListenAck);
    }
    // Third.
    if segment.is_syn() {
        return Disposition::Accept;
    }
    // Fourth.
    Disposition::Drop(RejectReason::NotSyn, Rule::ListenOther)
}
