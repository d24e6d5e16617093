//! The answers are the machine's.

use super::*;
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::{Ack, Data, Fin, Syn};
use crate::simulation::{Command, Scenario};

fn run(commands: &[(Cue, Intervention)]) -> Timeline {
    let mut timeline = Timeline::untouched(Scenario::request_and_answer());
    for (cue, how) in commands {
        let sighting = cue.sighting(&timeline).expect("the segment is sent");
        let segment = sighting.segment.expect("the cue is a segment's");
        let command = Command::Interfere { segment, how: *how };
        timeline = timeline.acted(sighting.at, command).expect("it flies");
    }
    timeline
}

/// The answer at a cue, after what has been done to the run.
fn asked(question: Question, cue: Cue, commands: &[(Cue, Intervention)]) -> Truth {
    let timeline = run(commands);
    let step = cue.sighting(&timeline).expect("the cue is seen");
    let truth = question.truth(&timeline, step, timeline.end());
    let choices = question.choices(&timeline, step, truth.answer);
    assert_eq!(
        choices.iter().filter(|it| **it == truth.answer).count(),
        1,
        "{choices:?}"
    );
    assert!((3..=5).contains(&choices.len()), "{choices:?}");
    truth
}

#[test]
fn the_next_state_is_the_machines() {
    let next = |host, cue| asked(Question::NextState(host), cue, &[]).answer;
    let goes = Answer::Goes;
    assert_eq!(
        next(Client, Cue::Sends(Client, Syn)),
        goes(State::Established)
    );
    assert_eq!(
        next(Server, Cue::Receives(Client, Syn)),
        goes(State::Established)
    );
    assert_eq!(
        next(Server, Cue::Sends(Client, Fin)),
        goes(State::CloseWait)
    );
    assert_eq!(next(Client, Cue::End), Answer::Stays(State::Closed));
}

#[test]
fn a_segment_is_answered_or_not() {
    let reply = |host, cue| asked(Question::Answer(host), cue, &[]).answer;
    assert_eq!(
        reply(Server, Cue::HalfWay(Client, Syn)),
        Answer::Replies(Reply::SynAck)
    );
    assert_eq!(
        reply(Client, Cue::HalfWay(Server, Syn)),
        Answer::Replies(Reply::Ack)
    );
    assert_eq!(
        reply(Server, Cue::Sends(Client, Fin)),
        Answer::Replies(Reply::Ack)
    );
    assert_eq!(reply(Server, Cue::HalfWay(Client, Ack)), Answer::Silence);
}

#[test]
fn what_is_lost_is_not_answered_and_comes_again_after_the_rto() {
    let cue = Cue::HalfWay(Client, Data);
    let lost = [(cue, Intervention::Drop)];
    assert_eq!(
        asked(Question::Answer(Server), cue, &lost).answer,
        Answer::Silence
    );
    let again = asked(Question::ResendAfter(Client), cue, &lost);
    assert_eq!(again.answer, Answer::After(Duration::from_secs(1)));
    let resent = run(&lost);
    assert_eq!(
        Some(again.at),
        Cue::Resends(Client).sighting(&resent).map(|it| it.at)
    );
    assert_eq!(
        asked(Question::ResendAfter(Client), cue, &[]).answer,
        Answer::Never
    );
}

#[test]
fn the_right_answer_does_not_always_stand_at_the_same_place() {
    let timeline = run(&[]);
    let places = |question: Question, right: Answer| {
        let mut places = Vec::new();
        for before in 0..12 {
            let step = Sighting {
                at: Instant::ZERO,
                segment: None,
                before: EventId(before),
            };
            let choices = question.choices(&timeline, step, right);
            places.extend(choices.iter().position(|choice| *choice == right));
        }
        places.sort_unstable();
        places.dedup();
        places.len()
    };
    let after = Answer::After(Duration::from_secs(1));
    assert_eq!(places(Question::ResendAfter(Client), after), 3);
    assert!(places(Question::Answer(Server), Answer::Replies(Reply::Rst)) > 1);
}
