//! The lessons.

use crate::lesson::{Cue, Deed, Lesson, LessonId, Step};
use crate::network::{Intervention, SegmentKind};
use crate::simulation::{Call, CloseTime, HostId, Line, Scenario};
use crate::tcp::{State, Timer};
use crate::time::Duration;

use HostId::{Client, Server};

const DROP: Deed = Deed::ToSegment(Intervention::Drop);
const DELAY: Deed = Deed::ToSegment(Intervention::Delay(Duration::from_millis(200)));
const DUPLICATE: Deed = Deed::ToSegment(Intervention::Duplicate);

/// The lesson of that name.
pub fn lesson(id: LessonId) -> Lesson {
    match id {
        LessonId::ThreeWayHandshake => three_way_handshake(),
        LessonId::FourWaves => four_waves(),
        LessonId::LastAckLost => last_ack_lost(),
        LessonId::ForgottenClose => forgotten_close(),
    }
}

fn three_way_handshake() -> Lesson {
    Lesson {
        id: LessonId::ThreeWayHandshake,
        scenario: Scenario::request_and_answer(),
        opens_at: Cue::Start,
        steps: vec![
            watch("start", Cue::Start),
            watch("syn", Cue::Sends(Client, SegmentKind::Syn)),
            watch("syn_ack", Cue::Sends(Server, SegmentKind::Syn)),
            watch("ack", Cue::Enters(Client, State::Established)),
            watch("established", Cue::Enters(Server, State::Established)),
            invite(
                "break_it",
                Cue::HalfWay(Client, SegmentKind::Data),
                vec![DROP, DELAY, DUPLICATE],
            ),
            watch("resent", Cue::Resends(Client)),
            watch("end", Cue::End),
        ],
    }
}

fn four_waves() -> Lesson {
    Lesson {
        id: LessonId::FourWaves,
        scenario: busy_server(),
        opens_at: Cue::Enters(Server, State::Established),
        steps: vec![
            watch("start", Cue::Start),
            watch("first_fin", Cue::Sends(Client, SegmentKind::Fin)),
            invite(
                "close_wait",
                Cue::Enters(Client, State::FinWait2),
                vec![
                    Deed::Close(Server, CloseTime::LATE),
                    Deed::Close(Server, CloseTime::Never),
                ],
            ),
            watch("second_fin", Cue::Sends(Server, SegmentKind::Fin)),
            watch("last_ack", Cue::Enters(Client, State::TimeWait)),
            watch("server_closed", Cue::Enters(Server, State::Closed)),
            watch("end", Cue::Enters(Client, State::Closed)),
        ],
    }
}

fn last_ack_lost() -> Lesson {
    Lesson {
        id: LessonId::LastAckLost,
        scenario: busy_server(),
        opens_at: Cue::Sends(Client, SegmentKind::Fin),
        steps: vec![
            watch("start", Cue::Start),
            watch("second_fin", Cue::Sends(Server, SegmentKind::Fin)),
            invite("last_ack", Cue::AnswersFin(Client), vec![DROP, DELAY]),
            watch("resent", Cue::Resends(Server)),
            watch("restarted", Cue::Restarts(Client, Timer::TimeWait)),
            watch("end", Cue::End),
            // Last, so that it stays: a run that ends so has nothing else to say.
            watch("reset", Cue::Sends(Client, SegmentKind::Rst)),
        ],
    }
}

fn forgotten_close() -> Lesson {
    let mut scenario = busy_server();
    scenario.server.closes = CloseTime::Never;
    Lesson {
        id: LessonId::ForgottenClose,
        scenario,
        opens_at: Cue::Sends(Client, SegmentKind::Fin),
        steps: vec![
            watch("start", Cue::Start),
            watch("close_wait", Cue::Enters(Server, State::CloseWait)),
            watch("fin_wait_2", Cue::Enters(Client, State::FinWait2)),
            invite(
                "stuck",
                Cue::StaysIn(Server, State::CloseWait),
                vec![Deed::Close(Server, CloseTime::NOW)],
            ),
            watch("mended", Cue::Sends(Server, SegmentKind::Fin)),
            watch("time_wait", Cue::Enters(Client, State::TimeWait)),
            watch("end", Cue::Enters(Client, State::Closed)),
        ],
    }
}

/// The server works a while between reading the end of file and closing, as real ones do.
fn busy_server() -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    let close = scenario
        .server
        .lines
        .iter()
        .position(|line| *line == Line::Call(Call::Close));
    let close = close.expect("the server's program closes");
    scenario
        .server
        .lines
        .insert(close, Line::Wait(Duration::from_millis(200)));
    scenario
}

const fn watch(name: &'static str, cue: Cue) -> Step {
    Step {
        name,
        cue,
        waits: false,
        offers: Vec::new(),
    }
}

const fn invite(name: &'static str, cue: Cue, offers: Vec<Deed>) -> Step {
    Step {
        name,
        cue,
        waits: true,
        offers,
    }
}
