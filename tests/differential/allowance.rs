//! Where a pair may see something else than two ends of our RFC profile, each with its reason. What no allowance explains
//! is an error.

use super::application::{Open, Program, Seen};
use super::endpoint::Stack;
use super::run::{Run, Schedule};
use tcpscope::tcp::{ConnectionError, State};

/// A known way of smoltcp (0.14), or of our Linux profile, to let a program see something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowance {
    /// smoltcp may never send again what is not acknowledged, so that both ends wait for ever. Three duplicate ACKs while
    /// only its FIN is missing make it prepare a fast retransmission of data that it does not have, and stop the timer. A
    /// window that closes while data is in flight that it does not allow for (smoltcp's fast retransmission does not look at
    /// it) puts the timer of the zero-window probe in the place of the other, and the probe beyond what is missing.
    /// RFC 6298 §5 keeps the timer running while anything is unacknowledged; so do we.
    GivenUpForLost,
    /// When two SYNs have crossed, smoltcp takes no SYN,ACK for the acknowledgment of its SYN and answers with an ACK,
    /// which opens the other end: half a round trip later than RFC 9293 figure 7, or, when it is alone in doing so, a
    /// retransmission timeout later. Before an early abort, or a cut of the link, programs have then come less far.
    CrossedSynsOpenLater,
    /// `set_timeout` also ends an end that has nothing to wait for; R2 (RFC 9293 §3.8.3) counts only for what is sent and
    /// not acknowledged.
    TimeoutOfIdleEnd,
    /// The Linux profile lets an ACK wait. If the link is cut meanwhile, the other end never learns what it would have told,
    /// and gives up what has long arrived.
    CutBeforeAck,
}

/// One run with smoltcp in it beside the run with both ends ours.
pub(crate) struct Pair<'a> {
    pub(crate) schedule: &'a Schedule,
    pub(crate) stacks: [Stack; 2],
    pub(crate) ours: &'a Run,
    pub(crate) theirs: &'a Run,
}

impl Allowance {
    const ALL: &'static [Self] = &[
        Self::GivenUpForLost,
        Self::CrossedSynsOpenLater,
        Self::TimeoutOfIdleEnd,
        Self::CutBeforeAck,
    ];

    /// Whether it explains that the program at `side` sees something else.
    fn explains(self, pair: &Pair<'_>, side: usize) -> bool {
        let programs = &pair.schedule.programs;
        match self {
            Self::GivenUpForLost => pair.theirs.is_stuck != [false; 2],
            Self::CrossedSynsOpenLater => {
                programs.iter().all(|program| program.open == Open::Connect)
                    && (programs.iter().any(Program::aborts) || pair.schedule.cut_at.is_some())
            }
            Self::TimeoutOfIdleEnd => {
                let (ours, theirs) = (&pair.ours.seen[side], &pair.theirs.seen[side]);
                pair.stacks[side] == Stack::Smoltcp
                    && theirs.error == Some(ConnectionError::TimedOut)
                    && Seen {
                        error: None,
                        state: ours.state,
                        ..theirs.clone()
                    } == *ours
            }
            Self::CutBeforeAck => {
                let (ours, theirs) = (&pair.ours.seen[side], &pair.theirs.seen[side]);
                pair.schedule.cut_at.is_some()
                    && pair.stacks[1 - side] == Stack::Linux
                    && Seen {
                        error: ours.error,
                        state: ours.state,
                        ..theirs.clone()
                    } == *ours
            }
        }
    }
}

impl Pair<'_> {
    /// What the two programs see differently without any allowance.
    pub(crate) fn differences(&self) -> Vec<String> {
        let differs = |side: &usize| {
            let is_explained = || {
                Allowance::ALL
                    .iter()
                    .any(|allowance| allowance.explains(self, *side))
            };
            self.ours.seen[*side] != self.theirs.seen[*side] && !is_explained()
        };
        let line = |side: usize| {
            let name = ["client", "server"][side];
            let (ours, theirs) = (&self.ours.seen[side], &self.theirs.seen[side]);
            format!("{name}: {ours:?}\n     but {theirs:?}")
        };
        (0..2).filter(differs).map(line).collect()
    }
}

/// What a program was told in `run` that is not so.
pub(crate) fn untruths(run: &Run) -> Vec<String> {
    let is_stuck = run.is_stuck != [false; 2];
    let mut untruths = Vec::new();
    for side in 0..2 {
        let (seen, other) = (&run.seen[side], &run.seen[1 - side]);
        let name = ["client", "server"][side];
        let mut check = |is_true: bool, what: &str| {
            if !is_true {
                untruths.push(format!("{name}: {what}: {seen:?}"));
            }
        };
        check(seen.received <= other.sent, "more than was sent");
        check(
            !seen.end_of_file || seen.received == other.sent,
            "an early end of file",
        );
        check(seen.error != Some(ConnectionError::TimedOut), "a timeout");
        let is_on_its_way = !matches!(
            seen.state,
            State::Closed | State::Listen | State::Established | State::FinWait2 | State::CloseWait
        );
        check(is_stuck || !is_on_its_way, "left in the middle");
    }
    untruths
}
