//! Linux shares a port only if both sockets allow it.

use crate::lesson::catalogue::script::{Do, acted, run};
use crate::lesson::{CallKind, Cue, Deed, Lesson, LessonId, Part, Question, Step, Topic, Verdict};
use crate::network::HostId::Server;
use crate::simulation::{
    Call, Command, Line, Profile, Scenario, SocketError, SocketId, SocketOption,
};
use crate::tcp::State;
use crate::timeline::Recording;

const REUSE: Call = Call::SetOption(SocketOption::ReuseAddr(true));
const IN_USE: Cue = Cue::Fails(Server, CallKind::Bind, SocketError::AddrInUse);
const LISTENS_AGAIN: Cue = Cue::Nth(&Cue::EntersAny(Server, State::Listen), 2);

pub(super) static LESSON: Lesson = Lesson {
    id: LessonId::MythReuseAddr,
    topic: Topic::Myth,
    parts: &[
        Part {
            setup: || started_again(polite_server()),
            lanes: None,
            opens_at: Cue::Enters(Server, State::TimeWait),
            steps: &[Step::watch("look", IN_USE)
                .asks(Question::Verdict(Verdict::Depends))
                .offers(&[Deed::NextPart])],
        },
        Part {
            setup: || {
                let mut scenario = polite_server();
                scenario.server.lines.insert(1, Line::Call(REUSE));
                acted(
                    started_again(scenario),
                    &[(1_120, call(LISTENER, Call::listen()))],
                )
            },
            lanes: None,
            opens_at: Cue::Enters(Server, State::TimeWait),
            steps: &[Step::why("verdict", LISTENS_AGAIN)],
        },
    ],
    next: &[LessonId::TimeWaitHurts],
};

/// A server on Linux that closes as soon as it has been called, and ends.
fn polite_server() -> Scenario {
    let client = [Do::Connect, Do::Receive, Do::Close];
    let server = [Do::Listen, Do::Accept, Do::Close];
    run(&client, &server).scenario.under(Profile::Linux)
}

/// The server is started again, with `SO_REUSEADDR` this time.
fn started_again(scenario: Scenario) -> Recording {
    let port = Server.address().port();
    acted(
        Recording::untouched(scenario),
        &[
            (1_000, call(None, Call::Socket)),
            (1_040, call(LISTENER, REUSE)),
            (1_080, call(LISTENER, Call::Bind { port })),
        ],
    )
}

/// What the new program's first call gives: it is the server's third socket.
const LISTENER: Option<SocketId> = Some(SocketId(3));

const fn call(socket: Option<SocketId>, call: Call) -> Command {
    Command::Call {
        host: Server,
        socket,
        call,
    }
}
