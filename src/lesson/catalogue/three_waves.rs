//! Why a capture shows three waves: the delayed ACK rides on the FIN.

use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Slide, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Fin};
use crate::simulation::{CloseTime, Line, Scenario, Variation};
use crate::tcp::{AckPace, State};
use crate::time::Duration;
use crate::timeline::Recording;

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::ThreeWaves,
    topic: Topic::Closing,
    parts: &[Part {
        setup: delayed_acks,
        lanes: None,
        opens_at: Cue::Sends(Client, Fin),
        steps: &[
            Step::watch("first_fin", Cue::Sends(Client, Fin))
                .waits()
                .shows(&[("delay", Figure::AckDelay)]),
            Step::watch("three", Cue::Sends(Server, Fin)).asks(Question::NextState(Client)),
            Step::breaks(
                "slide",
                Cue::Enters(Client, State::TimeWait),
                &[Deed::Slide(Slide {
                    of: |after| Variation::Closes(Server, CloseTime::After(after)),
                    most: Duration::from_millis(100),
                    step: Duration::from_millis(5),
                })],
            ),
            // Behind the others, so that it stays: with an ACK of its own there are four.
            Step::compares("four", BARE_ACK).shows(&[
                (
                    "delay",
                    Figure::Span(Cue::Receives(Server, Fin), Cue::Sends(Server, Ack)),
                ),
                ("gap", Figure::Span(BARE_ACK, Cue::Sends(Server, Fin))),
            ]),
            Step::why("race", Cue::Enters(Client, State::Closed)),
        ],
    }],
    next: &[LessonId::ForgottenClose, LessonId::LastAckLost],
};

/// The server acknowledges the client's FIN with a segment of its own.
const BARE_ACK: Cue = Cue::Then(&Cue::Receives(Server, Fin), &Cue::Sends(Server, Ack));

/// ACKs wait as they do on Linux, and the server's program is as fast as they come.
fn delayed_acks() -> Recording {
    let mut scenario = Scenario::request_and_answer();
    for settings in &mut scenario.settings {
        settings.tcp.ack_delay = Duration::from_millis(40);
        settings.tcp.ack_pace = AckPace::Adaptive;
    }
    let work = Line::Wait(Duration::from_millis(40));
    scenario.server.lines.insert(5, work);
    scenario.server.pace = Duration::from_millis(1);
    Recording::untouched(scenario)
}
