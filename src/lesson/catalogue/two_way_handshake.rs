//! Why two segments are not enough: an old SYN makes a connection that nobody has.

use crate::lesson::catalogue::programs::{next, prepared};
use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::Intervention::{Delay, Drop};
use crate::network::SegmentKind::{Rst, Syn};
use crate::simulation::{Call, Command, Line, Scenario, SocketOption, Variation};
use crate::tcp::Handshake::{ThreeWay, TwoWay};
use crate::tcp::State::{Closed, Established};
use crate::time::Duration;
use crate::timeline::{Comparison, Recording};

const GIVEN_UP: Cue = Cue::Enters(Client, Closed);
const GHOST: Cue = Cue::Returns(Server, CallKind::Accept);
const STAYS: Cue = Cue::StaysIn(Server, Established);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::TwoWayHandshake,
    topic: Topic::Opening,
    parts: &[
        Part {
            setup: || old_syn(&[LATE]),
            lanes: None,
            opens_at: GIVEN_UP,
            steps: &[
                Step::watch("late", GIVEN_UP)
                    .asks(Question::NextState(Server))
                    .shows(&[("syn", Figure::Segment(Cue::Sends(Client, Syn)))]),
                Step::watch("ghost", GHOST).waits(),
                Step::breaks("reset", Cue::HalfWay(Client, Rst), &[Deed::DROP]),
                Step::watch("stays", STAYS)
                    .offers(&[Deed::NextPart])
                    .shows(&[("span", Figure::Span(GHOST, Cue::End))]),
            ],
        },
        Part {
            setup: || old_syn(&[LATE, next(Client, Rst, Drop)]),
            lanes: Some(Comparison(
                Variation::Handshake(TwoWay),
                Variation::Handshake(ThreeWay),
            )),
            opens_at: GIVEN_UP,
            steps: &[
                Step::compares("compare", GIVEN_UP).waits(),
                Step::why("why", STAYS),
            ],
        },
    ],
    next: &[LessonId::FourWayHandshake, LessonId::SynFlood],
};

const LATE: Command = next(Client, Syn, Delay(Duration::from_millis(400)));

/// A client that soon gives up, and two segments to open a connection.
fn old_syn(commands: &[Command]) -> Recording {
    let mut scenario = Scenario::request_and_answer().varied(Variation::Handshake(TwoWay));
    let patience = SocketOption::UserTimeout(Duration::from_millis(300));
    let line = Line::Call(Call::SetOption(patience));
    scenario.client.lines.insert(1, line);
    prepared(scenario, commands)
}
