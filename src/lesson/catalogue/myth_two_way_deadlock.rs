//! A timer ends the deadlock.

use crate::lesson::catalogue::script::{Do, acted, run};
use crate::lesson::{
    CallKind, Cue, Figure, Lesson, LessonId, Part, Question, Step, Topic, Verdict,
};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention;
use crate::network::SegmentKind::Syn;
use crate::simulation::{Command, Variation};
use crate::tcp::Handshake;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythTwoWayDeadlock,
    topic: Topic::Myth,
    parts: &[Part {
        setup: || {
            let mut recording = run(
                &[Do::Connect, Do::Receive, Do::Close],
                &[
                    Do::Listen,
                    Do::Accept,
                    Do::Busy(60),
                    Do::Send("Hello"),
                    Do::Receive,
                    Do::Close,
                ],
            );
            Variation::Handshake(Handshake::TwoWay).apply(&mut recording.scenario);
            let answer = Command::InterfereNth {
                from: Server,
                ordinal: 1,
                how: Intervention::Drop,
            };
            acted(recording, &[(0, answer)])
        },
        lanes: None,
        opens_at: Cue::Sends(Server, Syn),
        steps: &[
            Step::watch(
                "look",
                Cue::Then(&Cue::Loses(Server, Syn), &Cue::Rejects(Client)),
            )
            .asks(Question::Verdict(Verdict::False)),
            Step::why(
                "verdict",
                Cue::Then(
                    &Cue::Resends(Client),
                    &Cue::Returns(Client, CallKind::Receive),
                ),
            )
            .shows(&[("syn", Figure::Segment(Cue::Resends(Client)))]),
        ],
    }],
    next: &[LessonId::TwoWayHandshake],
};
