//! Why a fourth segment would add nothing.

use crate::lesson::catalogue::programs::request_and_answer;
use crate::lesson::{Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Syn};
use crate::simulation::{Scenario, Variation};
use crate::tcp::Handshake::{FourWay, ThreeWay};
use crate::tcp::State::Established;
use crate::timeline::{Comparison, Recording};

const OPEN: Cue = Cue::Enters(Server, Established);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::FourWayHandshake,
    topic: Topic::Opening,
    parts: &[
        Part {
            setup: four_way,
            lanes: None,
            opens_at: Cue::HalfWay(Server, Ack),
            steps: &[
                Step::breaks("apart", Cue::HalfWay(Server, Ack), &[Deed::DROP])
                    .asks(Question::Answer(Client)),
                Step::watch("open", Cue::Enters(Client, Established))
                    .offers(&[Deed::NextPart])
                    .shows(&[("syn", Figure::Segment(Cue::Sends(Server, Syn)))]),
            ],
        },
        Part {
            setup: request_and_answer,
            lanes: Some(Comparison(
                Variation::Handshake(ThreeWay),
                Variation::Handshake(FourWay),
            )),
            opens_at: Cue::Sends(Client, Syn),
            steps: &[
                Step::compares("compare", Cue::Sends(Client, Syn)).waits(),
                Step::why("why", OPEN).waits().shows(&[
                    ("client", Figure::Time(Cue::Enters(Client, Established))),
                    ("server", Figure::Time(OPEN)),
                ]),
            ],
        },
    ],
    next: &[LessonId::LostInTheHandshake, LessonId::FourWaves],
};

fn four_way() -> Recording {
    Recording::untouched(Scenario::request_and_answer().varied(Variation::Handshake(FourWay)))
}
