//! What can be seen of a connection after a segment, and of what it did.

use crate::combination::Combination;
use crate::peer::Stage;
use tcpscope::tcp::{Received, SeqNumber, State, TcpEvent, Timer, is_transition};
use tcpscope::time::Instant;

/// All of it, in the small numbers of the table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) state: String,
    pub(crate) reply: Vec<String>,
    pub(crate) error: Option<String>,
    /// SND.UNA, SND.NXT, SND.WND; none without TCB.
    pub(crate) snd: Option<[u32; 3]>,
    /// None as long as the peer's SYN has not come.
    pub(crate) rcv_nxt: Option<u32>,
    /// Bytes that have come to the user.
    pub(crate) text: u32,
    /// Whether the user is told, behind all data, that no more will come.
    pub(crate) is_at_end: bool,
    /// Numbers that are kept behind a gap.
    pub(crate) held: u32,
    pub(crate) retransmission: Running,
    pub(crate) time_wait: Option<Instant>,
}

/// Whether the retransmission timer runs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Running {
    No,
    /// As it did before.
    On,
    /// From now on for a full RTO.
    Anew,
    /// Until then, for whatever reason.
    Until(Instant),
}

/// What the machine does, and the trace of it.
pub(crate) fn seen(combination: &Combination, before: &Stage) -> (Outcome, String) {
    let mut stage = before.clone();
    let events = stage.arrive(&combination.segment(before));
    for event in &events {
        if let TcpEvent::StateChanged { from, to, .. } = event {
            assert!(is_transition(*from, *to), "{from} -> {to}");
        }
    }
    let end = &stage.end;
    let ours = |number| SeqNumber::new(stage.zero.ours).wrapping_distance_to(number);
    let snd = end.tcb().map(|tcb| tcb.snd);
    let is_peer_known = end.state() != State::SynSent;
    let outcome = Outcome {
        state: end.state().to_string(),
        reply: stage.sent(&events),
        error: end.error().map(|error| error.to_string()),
        snd: snd.map(|snd| [ours(snd.una), ours(snd.nxt), snd.wnd]),
        rcv_nxt: stage.rcv_nxt().filter(|_| is_peer_known),
        text: text(&stage, before),
        is_at_end: stage.is_at_end(),
        held: held(combination, &stage),
        retransmission: match end.timer(Timer::Retransmission) {
            None => Running::No,
            running if running == before.end.timer(Timer::Retransmission) => Running::On,
            Some(until) if until == stage.now + end.rto() => Running::Anew,
            Some(until) => Running::Until(until),
        },
        time_wait: end.timer(Timer::TimeWait),
    };
    (outcome, stage.trace())
}

/// How many bytes the user finds that were not there before. They must be those of the stream.
fn text(stage: &Stage, before: &Stage) -> u32 {
    let old = before.end.readable();
    let new = stage.end.readable().saturating_sub(old);
    if let (true, Some(nxt)) = (new > 0, before.rcv_nxt()) {
        let received = stage.end.clone().receive(stage.now, u32::MAX);
        let stream = Stage::text(nxt - old, old + new);
        assert_eq!(received, Ok(Received::Data(stream)));
    }
    new
}

/// How many numbers of the segment were kept: found out by filling the gap before them.
fn held(combination: &Combination, stage: &Stage) -> u32 {
    let mut stage = stage.clone();
    let (Some(tcb), Some(nxt)) = (stage.end.tcb(), stage.rcv_nxt()) else {
        return 0;
    };
    let filling = tcpscope::tcp::Segment {
        ack: Some(tcb.snd.una),
        payload: Stage::text(nxt, combination.seq.saturating_sub(nxt)),
        ..stage.blank(nxt, None)
    };
    if filling.payload.is_empty() || stage.end.state() == State::SynSent {
        return 0;
    }
    stage.arrive(&filling);
    let nxt = stage.rcv_nxt().unwrap_or(0);
    nxt.saturating_sub(combination.seq)
}
