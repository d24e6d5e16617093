//! A host that has crashed says nothing.

use crate::lesson::catalogue::script::{Do, acted, run};
use crate::lesson::{CallKind, Cue, Deed, Figure, Lesson, LessonId, Part, Question, Step, Topic};
use crate::network::HostId::{Client, Server};
use crate::network::SegmentKind::{Ack, Data};
use crate::simulation::{Command, SocketError, SocketOption};
use crate::tcp::{State, Timer};
use crate::timeline::Recording;

const CRASH: Command = Command::Crash { host: Client };

/// One request and one answer; then both wait for the other to go on.
pub(super) fn idle() -> Recording {
    run(
        &[Do::Connect, Do::Send("Hello"), Do::Receive],
        &[
            Do::Listen,
            Do::Accept,
            Do::Receive,
            Do::Send("Hi, client!"),
            Do::Receive,
        ],
    )
}

/// The same, and the client crashes.
pub(super) fn crashed() -> Recording {
    acted(idle(), &[(1_000, CRASH)])
}

/// The server's data is acknowledged: nobody has anything left to say.
pub(super) const LAST_HEARD: Cue =
    Cue::Then(&Cue::Sends(Server, Data), &Cue::Receives(Server, Ack));
pub(super) const CRASHES: Cue = Cue::Forgets(Client, State::Established);
/// The crash, and how long the run is watched after it.
pub(super) const WATCHED: (&str, Figure) = ("watched", Figure::Span(CRASHES, Cue::End));
/// The server is in the dark to the end.
pub(super) const NOT_NOTICED: Cue = Cue::Then(&CRASHES, &Cue::StaysIn(Server, State::Established));

const PROBES: Cue = Cue::Expires(Server, Timer::KeepAlive);
const GIVES_UP: Cue = Cue::Fails(Server, CallKind::Receive, SocketError::TimedOut);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::HalfOpen,
    topic: Topic::Trouble,
    parts: &[
        Part {
            setup: idle,
            lanes: None,
            opens_at: LAST_HEARD,
            steps: &[
                Step::breaks("idle", LAST_HEARD, &[Deed::Act(|| CRASH)]),
                Step::watch("silence", NOT_NOTICED)
                    .offers(&[Deed::NextPart])
                    .shows(&[WATCHED]),
            ],
        },
        Part {
            setup: || {
                let server = [
                    Do::Listen,
                    Do::Accept,
                    Do::Set(SocketOption::KeepAlive(true)),
                    Do::Receive,
                    Do::Send("Hi, client!"),
                    Do::Receive,
                ];
                let client = [Do::Connect, Do::Send("Hello"), Do::Receive];
                acted(run(&client, &server), &[(1_000, CRASH)])
            },
            lanes: None,
            opens_at: CRASHES,
            steps: &[
                Step::watch("probe", Cue::Then(&PROBES, &Cue::HalfWay(Server, Ack)))
                    .waits()
                    .shows(&[("idle", Figure::Span(LAST_HEARD, PROBES))]),
                Step::compares("gives_up", GIVES_UP)
                    .offers(&[Deed::NextPart])
                    .shows(&[
                        ("probes", Figure::Count(Cue::Loses(Server, Ack))),
                        ("interval", Figure::Span(PROBES, PROBES)),
                        ("total", Figure::Span(LAST_HEARD, GIVES_UP)),
                    ]),
            ],
        },
        Part {
            setup: || {
                let server = [
                    Do::Listen,
                    Do::Accept,
                    Do::Receive,
                    Do::Busy(2_000),
                    Do::Send("Hi, client!"),
                    Do::Receive,
                ];
                let client = [Do::Connect, Do::Send("Hello"), Do::Receive];
                let reboot = Command::Reboot { host: Client };
                acted(run(&client, &server), &[(1_000, CRASH), (1_500, reboot)])
            },
            lanes: None,
            opens_at: Cue::Sends(Server, Data),
            steps: &[
                Step::watch("rebooted", Cue::HalfWay(Server, Data)).asks(Question::Answer(Client)),
                Step::why(
                    "why",
                    Cue::Fails(Server, CallKind::Receive, SocketError::ConnReset),
                ),
            ],
        },
    ],
    next: &[LessonId::Reset],
};
