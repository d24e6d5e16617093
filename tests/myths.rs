//! What the page of claims says stands as long as the runs show it.
#![cfg(feature = "cli")]

use tcpscope::lesson::CallKind::{Accept, Bind, Close, Connect, Receive, Send, SetOption};
use tcpscope::lesson::Verdict::{Depends, False, True};
use tcpscope::lesson::{Cue, LessonId, Sighting, Verdict, lesson};
use tcpscope::myths;
use tcpscope::network::HostId::{Client, Server};
use tcpscope::network::SegmentKind::{Ack, Data, Fin, Rst, Syn};
use tcpscope::simulation::{Profile, Queue, SocketError};
use tcpscope::tcp::{Handshake, State};
use tcpscope::time::Duration;
use tcpscope::timeline::Timeline;

/// The runs of a claim, which has this verdict.
fn runs(id: LessonId, verdict: Verdict) -> Vec<Timeline> {
    let lesson = lesson(id);
    assert_eq!(myths::verdict(lesson), Some(verdict), "{}", id.name());
    let parts = lesson.parts.iter();
    parts.map(|part| part.timeline(part.profile())).collect()
}

fn run(id: LessonId, verdict: Verdict) -> Timeline {
    let mut runs = runs(id, verdict);
    assert_eq!(runs.len(), 1, "{} has one run", id.name());
    runs.remove(0)
}

fn seen(run: &Timeline, cue: Cue) -> Sighting {
    cue.sighting(run)
        .unwrap_or_else(|| panic!("{cue:?} is not seen"))
}

fn never(run: &Timeline, cue: Cue) {
    assert_eq!(cue.sighting(run), None, "{cue:?}");
}

/// Each of the cues is seen for the first time no earlier than the one before.
fn in_order(run: &Timeline, cues: &[Cue]) {
    for pair in cues.windows(2) {
        let [first, second] = [pair[0], pair[1]].map(|cue| seen(run, cue).at);
        assert!(first <= second, "{pair:?}");
    }
}

#[test]
fn each_claim_has_a_verdict_and_its_reason_is_seen_without_anybody_acting() {
    for lesson in myths::claims() {
        assert!(myths::verdict(lesson).is_some(), "{}", lesson.id.name());
        for part in lesson.parts {
            let run = part.timeline(part.profile());
            for step in part.steps {
                seen(&run, step.cue);
            }
        }
    }
}

#[test]
fn close_wait_begins_before_the_own_fin_and_ends_with_it() {
    let run = run(LessonId::MythCloseWaitBegins, False);
    in_order(
        &run,
        &[
            Cue::Receives(Server, Fin),
            Cue::Enters(Server, State::CloseWait),
            Cue::Calls(Server, Close),
            Cue::Sends(Server, Fin),
            Cue::Enters(Server, State::LastAck),
        ],
    );
    let [waits, says] = [
        Cue::Enters(Server, State::CloseWait),
        Cue::Sends(Server, Fin),
    ]
    .map(|cue| seen(&run, cue));
    assert!(waits.at < says.at);
}

#[test]
fn after_two_msl_the_last_ack_has_still_not_arrived() {
    let run = run(LessonId::MythLastAckSure, False);
    let [begins, ends] = [State::TimeWait, State::Closed].map(|state| Cue::Enters(Client, state));
    let span = seen(&run, ends).at.since(seen(&run, begins).at);
    let config = run.recording().scenario.settings[Client.index()].tcp;
    assert_eq!(span, config.msl * 2);
    never(&run, Cue::Restarts(Client, tcpscope::tcp::Timer::TimeWait));
    in_order(&run, &[ends, Cue::Receives(Server, Rst)]);
    never(
        &run,
        Cue::Then(&Cue::Sends(Server, Fin), &Cue::Receives(Server, Ack)),
    );
}

#[test]
fn a_flood_fills_the_queue_of_a_three_way_server() {
    const CALLS: Cue = Cue::Calls(Client, Connect);
    const FULL: Cue = Cue::Overflows(Server, Queue::Syn);
    let run = run(LessonId::MythFloodStopped, False);
    in_order(
        &run,
        &[Cue::Appears(Client), Cue::Sends(Server, Syn), CALLS],
    );
    let dropped = seen(&run, Cue::Then(&CALLS, &FULL));
    let opens = Cue::Enters(Client, State::Established).sighting(&run);
    assert!(opens.is_none_or(|it| it.at > dropped.at));
    let settings = run.recording().scenario.settings[Server.index()];
    assert_eq!(settings.tcp.handshake, Handshake::ThreeWay);
}

#[test]
fn accept_comes_after_the_handshake() {
    let run = run(LessonId::MythAcceptShakes, False);
    in_order(
        &run,
        &[
            Cue::Returns(Client, Connect),
            Cue::Enters(Server, State::Established),
            Cue::Receives(Server, Data),
            Cue::Then(&Cue::Receives(Server, Data), &Cue::Receives(Client, Ack)),
            Cue::Calls(Server, Accept),
        ],
    );
    never(
        &run,
        Cue::Then(
            &Cue::Calls(Server, Accept),
            &Cue::Enters(Server, State::Established),
        ),
    );
}

#[test]
fn a_server_may_close_first() {
    let run = run(LessonId::MythClientCloses, False);
    in_order(
        &run,
        &[
            Cue::Sends(Server, Fin),
            Cue::Sends(Client, Fin),
            Cue::Enters(Server, State::TimeWait),
        ],
    );
    never(&run, Cue::Enters(Client, State::TimeWait));
}

#[test]
fn close_wait_is_as_long_as_the_program_makes_it() {
    let [quick, forgetful] = &runs(LessonId::MythCloseWaitShort, Depends)[..] else {
        panic!("two runs")
    };
    let waits = Cue::Enters(Server, State::CloseWait);
    let closes = Cue::Enters(Server, State::LastAck);
    let span = seen(quick, closes).at.since(seen(quick, waits).at);
    assert!(span < Duration::from_millis(100));
    never(forgetful, closes);
    let left = Cue::StaysIn(Server, State::CloseWait);
    let span = seen(forgetful, left).at.since(seen(forgetful, waits).at);
    assert!(span >= Timeline::WATCH);
}

#[test]
fn both_sockets_must_have_set_reuse_addr_on_linux() {
    const BIND: Cue = Cue::Calls(Server, Bind);
    let [old_without, old_with] = &runs(LessonId::MythReuseAddr, Depends)[..] else {
        panic!("two runs")
    };
    for run in [old_without, old_with] {
        let settings = run.recording().scenario.settings;
        assert_eq!(settings, [Profile::Linux.settings(); 2]);
        let calls = Cue::Then(&Cue::Enters(Server, State::TimeWait), &BIND);
        let at = seen(run, calls).at;
        let set = Cue::Then(
            &Cue::Enters(Server, State::TimeWait),
            &Cue::Calls(Server, SetOption),
        );
        in_order(run, &[Cue::Enters(Server, State::TimeWait), set, calls]);
        assert_eq!(
            run.moment_at(at).hosts[Server.index()].state(),
            State::TimeWait
        );
    }
    seen(
        old_without,
        Cue::Fails(Server, Bind, SocketError::AddrInUse),
    );
    never(old_with, Cue::Fails(Server, Bind, SocketError::AddrInUse));
    never(
        old_without,
        Cue::Nth(&Cue::EntersAny(Server, State::Listen), 2),
    );
}

#[test]
fn a_two_way_handshake_gets_over_a_lost_answer() {
    let run = run(LessonId::MythTwoWayDeadlock, False);
    in_order(
        &run,
        &[
            Cue::Enters(Server, State::Established),
            Cue::Loses(Server, Syn),
            Cue::Rejects(Client),
            Cue::Resends(Client),
            Cue::Returns(Client, Connect),
            Cue::Returns(Client, Receive),
        ],
    );
    never(&run, Cue::Fails(Client, Receive, SocketError::TimedOut));
}

#[test]
fn three_segments_may_close_a_connection() {
    let run = run(LessonId::MythFourSegments, False);
    let first = seen(&run, Cue::Sends(Client, Fin)).at;
    let closing = run
        .flights()
        .iter()
        .filter(|flight| flight.sent_at >= first);
    assert_eq!(closing.count(), 3);
    for host in [Client, Server] {
        seen(&run, Cue::Enters(host, State::Closed));
    }
}

#[test]
fn time_wait_lasts_a_minute_on_linux() {
    let run = run(LessonId::MythLinuxMsl, False);
    let [begins, ends] = [State::TimeWait, State::Closed].map(|state| Cue::Enters(Client, state));
    let span = seen(&run, ends).at.since(seen(&run, begins).at);
    assert_eq!(span, Duration::from_secs(60));
    let settings = run.recording().scenario.settings;
    assert_eq!(settings, [Profile::Linux.settings(); 2]);
}

#[test]
fn two_callers_and_no_listener_make_a_connection() {
    let run = run(LessonId::MythClientStarts, False);
    for host in [Client, Server] {
        never(&run, Cue::Enters(host, State::Listen));
        in_order(
            &run,
            &[
                Cue::Calls(host, Connect),
                Cue::Enters(host, State::SynSent),
                Cue::Enters(host, State::Established),
            ],
        );
    }
}

#[test]
fn time_wait_answers_a_fin_that_comes_again() {
    let run = run(LessonId::MythTimeWaitSilent, False);
    let entered = Cue::Enters(Client, State::TimeWait);
    let answer = Cue::Then(&Cue::Resends(Server), &Cue::Sends(Client, Ack));
    in_order(&run, &[entered, answer, Cue::Enters(Client, State::Closed)]);
    let rest = Cue::Then(&Cue::Resends(Server), &Cue::Sends(Client, Data));
    never(&run, rest);
}

#[test]
fn a_crash_goes_unnoticed() {
    let run = run(LessonId::MythCrashNoticed, False);
    let crash = seen(&run, Cue::Forgets(Client, State::Established));
    let last = run.moment_at(run.end());
    assert_eq!(last.hosts[Server.index()].state(), State::Established);
    assert!(run.end().since(crash.at) >= Timeline::WATCH);
    let sent = run
        .flights()
        .iter()
        .filter(|flight| flight.sent_at > crash.at);
    assert_eq!(sent.count(), 0);
}

#[test]
fn send_succeeds_and_nothing_arrives() {
    let run = run(LessonId::MythSendArrived, False);
    in_order(
        &run,
        &[
            Cue::Returns(Client, Send),
            Cue::Fails(Client, Receive, SocketError::TimedOut),
        ],
    );
    never(&run, Cue::Fails(Client, Send, SocketError::TimedOut));
    never(&run, Cue::Receives(Server, Data));
}

#[test]
fn data_comes_after_the_own_fin() {
    let run = run(LessonId::MythStillReceives, True);
    in_order(
        &run,
        &[
            Cue::Sends(Client, Fin),
            Cue::Receives(Client, Data),
            Cue::Returns(Client, Receive),
        ],
    );
}

#[test]
fn a_fin_is_counted() {
    let run = run(LessonId::MythFinNumber, True);
    let numbers = |cue| {
        let segment = seen(&run, cue).segment.expect("the cue is of a segment");
        let flight = run.flight(segment).expect("it has been sent");
        assert_eq!(flight.content.payload().len(), 0);
        flight.numbers.expect("TCP counts")
    };
    let fin = numbers(Cue::Sends(Client, Fin));
    let ack = numbers(Cue::Then(
        &Cue::Receives(Server, Fin),
        &Cue::Sends(Server, Ack),
    ));
    assert_eq!(ack.ack, Some(fin.seq + 1));
}
