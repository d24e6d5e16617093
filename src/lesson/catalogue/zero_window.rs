//! A receiver that does not read.

use crate::lesson::catalogue::script::{Do, run};
use crate::lesson::{
    CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Register, Step, Topic,
};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Data};
use crate::tcp::{State, Timer};

const SHUT: Cue = Cue::Then(&Cue::Receives(Server, Data), &Cue::HalfWay(Server, Ack));
const UPDATE: Cue = Cue::Then(
    &Cue::Calls(Server, CallKind::Receive),
    &Cue::HalfWay(Server, Ack),
);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::ZeroWindow,
    topic: Topic::Data,
    parts: &[Part {
        setup: || {
            let mut recording = run(
                &[Do::Connect, Do::Send("Hello you"), Do::Receive, Do::Close],
                &[
                    Do::Listen,
                    Do::Accept,
                    Do::Busy(2_500),
                    Do::Receive,
                    Do::Receive,
                    Do::Send("ok"),
                    Do::Receive,
                    Do::Close,
                ],
            );
            recording.scenario.settings[Server.index()]
                .tcp
                .receive_buffer = 8;
            recording
        },
        lanes: None,
        opens_at: Cue::Enters(Server, State::Established),
        steps: &[
            Step::watch("slow_reader", Cue::Enters(Server, State::Established))
                .shows(&[("buffer", Figure::Tcb(Server, Register::RcvWnd))]),
            Step::watch("shut", SHUT)
                .waits()
                .shows(&[("window", Figure::Window(SHUT))]),
            Step::watch(
                "probe",
                Cue::Then(
                    &Cue::Expires(Client, Timer::WindowProbe),
                    &Cue::HalfWay(Client, Data),
                ),
            )
            .asks(Question::ResendAfter(Client))
            .shows(&[("wait", Figure::Timer(Client, Timer::WindowProbe))]),
            Step::breaks("update", UPDATE, &[Deed::DROP])
                .shows(&[("window", Figure::Window(UPDATE))]),
            Step::compares(
                "asked_again",
                Cue::Then(&Cue::Loses(Server, Ack), &Cue::Resends(Client)),
            )
            .waits(),
            Step::why("why", Cue::Returns(Client, CallKind::Receive)),
        ],
    }],
    next: &[LessonId::HalfOpen],
};
