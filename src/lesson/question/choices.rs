//! What there is to choose from: the right answer, and what might seem right. The same run always gives the same choices,
//! in an order that tells nothing.

use crate::lesson::Sighting;
use crate::lesson::question::{Answer, Question, Reply, Verdict, patience, state};
use crate::tcp::{State, TRANSITIONS};
use crate::time::Duration;
use crate::timeline::Timeline;

/// As many as are easily compared.
const MOST: usize = 4;

/// With what a host may answer, in the order in which it is shown.
const REPLIES: [Answer; 6] = [
    Answer::Replies(Reply::SynAck),
    Answer::Replies(Reply::Ack),
    Answer::Replies(Reply::Data),
    Answer::Replies(Reply::Fin),
    Answer::Replies(Reply::Rst),
    Answer::Replies(Reply::Syn),
];

impl Question {
    /// The choices at a step that begins so; `right` is among them.
    pub fn choices(self, timeline: &Timeline, step: Sighting, right: Answer) -> Vec<Answer> {
        // Something that differs from step to step, and is always the same at the same one.
        let luck = step.before.0 as usize;
        match self {
            Self::NextState(host) => states(state(timeline, host, step), right),
            Self::Answer(_) => replies(luck, right),
            Self::ResendAfter(host) => {
                let true_span = match right {
                    Answer::After(span) => span,
                    _ => patience(timeline, host, step),
                };
                let part =
                    |of: u64| Answer::After(Duration::from_micros(true_span.as_micros() / of));
                let times = |by: u32| Answer::After(true_span * by);
                // The right one is now the longest, now the middle one, now the shortest.
                let [one, two, three] = match luck % 3 {
                    0 => [part(4), part(2), times(1)],
                    1 => [part(2), times(1), times(2)],
                    _ => [times(1), times(2), times(4)],
                };
                vec![one, two, three, Answer::Never]
            }
            Self::Verdict(_) => [Verdict::True, Verdict::False, Verdict::Depends]
                .map(Answer::Thinks)
                .to_vec(),
        }
    }
}

/// Where the state diagram leads to from a state, and staying.
#[inline(never)]
fn states(now: State, right: Answer) -> Vec<Answer> {
    let mut choices = Vec::new();
    for transition in TRANSITIONS.iter().filter(|it| it.from == now) {
        let choice = Answer::Goes(transition.to);
        let is_kept = choice == right || choices.len() < MOST - 1;
        if !choices.contains(&choice) && is_kept {
            choices.push(choice);
        }
    }
    for other in [Answer::Stays(now), right] {
        if !choices.contains(&other) {
            choices.push(other);
        }
    }
    choices
}

/// An ACK, a RST and silence are what there is to hesitate between; and, so that they do not always stand alike, one more.
#[inline(never)]
fn replies(luck: usize, right: Answer) -> Vec<Answer> {
    let one_more = REPLIES[luck % REPLIES.len()];
    let usual = [Reply::Ack, Reply::Rst].map(Answer::Replies);
    let mut choices = Vec::new();
    for reply in REPLIES {
        if usual.contains(&reply) || reply == one_more || reply == right {
            choices.push(reply);
        }
    }
    choices.push(Answer::Silence);
    choices
}
