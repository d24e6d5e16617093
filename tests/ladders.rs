//! Runs as text ladders, compared with those in `golden/`. After a wanted change: `INSTA_UPDATE=always cargo core`,
//! and read the difference.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use tcpscope::i18n::Lang;
use tcpscope::lesson::{LessonId, Place, lesson};
use tcpscope::network::{Intervention, SegmentId, SegmentKind};
use tcpscope::share::{Deed, Link};
use tcpscope::simulation::{
    Call, CloseTime, Command, HostId, Line, Program, Protocol, Scenario, SocketId,
};
use tcpscope::time::{Duration, Instant};
use tcpscope::timeline::Timeline;
use tcpscope::wire::{text_ladder, text_ladder_until};

use Intervention::{Delay, Drop, Duplicate, Reorder};

/// Compares a run with the ladder of that name.
fn check(name: &str, timeline: &Timeline) {
    check_in(Lang::En, name, timeline);
}

fn check_in(lang: Lang, name: &str, timeline: &Timeline) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text_ladder(timeline, lang)));
}

fn untouched(id: LessonId) -> Timeline {
    lesson(id).opening()
}

/// A lesson's run in which these things happen to these segments.
fn with(id: LessonId, orders: &[(u32, Intervention)]) -> Timeline {
    let mut link = Link {
        comparison: None,
        ..Link::to(Place::first_of(id))
    };
    for (segment, how) in orders {
        let (segment, how) = (SegmentId(*segment), *how);
        link.deeds.list.push(Deed {
            command: Command::Interfere { segment, how },
            at: None,
        });
    }
    let opened = link.open();
    assert_eq!(opened.problems, []);
    opened.lanes.focused().clone()
}

fn acted(timeline: &Timeline, ms: u64, command: Command) -> Timeline {
    timeline.acted(Instant::from_millis(ms), command).unwrap()
}

#[test]
fn every_lesson_as_it_goes_if_nobody_touches_it() {
    for id in LessonId::ALL {
        check(id.name(), &untouched(id));
    }
}

#[test]
fn each_segment_of_the_handshake_can_be_lost() {
    let losses = [
        (1, "handshake_syn_lost"),
        (2, "handshake_syn_ack_lost"),
        (3, "handshake_ack_lost"),
        (4, "handshake_data_lost"),
    ];
    for (segment, name) in losses {
        check(name, &with(LessonId::ThreeWayHandshake, &[(segment, Drop)]));
    }
}

#[test]
fn nobody_answers_the_syn() {
    let mut scenario = Scenario::request_and_answer();
    scenario.loss = 1_000;
    check("handshake_nothing_arrives", &Timeline::untouched(scenario));
}

#[test]
fn nobody_listens_yet() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.starts = Instant::from_millis(60_000);
    check("connection_refused", &Timeline::untouched(scenario));
}

#[test]
fn the_last_ack_is_lost() {
    let run = with(LessonId::LastAckLost, &[(11, Drop)]);
    check("last_ack_lost_dropped", &run);
    check_in(Lang::ZhHans, "last_ack_lost_dropped.zh-Hans", &run);
}

#[test]
fn the_last_ack_is_lost_and_nobody_waits_for_it() {
    let impatient = acted(
        &untouched(LessonId::LastAckLost),
        0,
        Command::SetTimeWait(0),
    );
    let half_way = impatient.flight(SegmentId(11)).unwrap().sent_at + Duration::from_millis(25);
    let command = Command::Interfere {
        segment: SegmentId(11),
        how: Drop,
    };
    check(
        "last_ack_lost_time_wait_0",
        &impatient.acted(half_way, command).unwrap(),
    );
}

#[test]
fn the_forgotten_close_is_mended_after_a_minute() {
    let mend = Command::SetCloseTime {
        host: HostId::Server,
        when: CloseTime::NOW,
    };
    let mut scenario = Scenario::request_and_answer();
    let busy = Line::Wait(Duration::from_millis(200));
    scenario.server.lines.insert(7, busy);
    scenario.server.closes = CloseTime::Never;
    let mended = acted(&Timeline::untouched(scenario), 60_000, mend);
    check("forgotten_close_mended", &mended);
}

#[test]
fn late_twice_and_overtaken() {
    let two_answers = {
        let mut scenario = Scenario::request_and_answer();
        let send = Line::Call(Call::Send("more".into()));
        scenario.server.lines.insert(6, send);
        scenario
    };
    check(
        "request_late_and_twice",
        &with(
            LessonId::ThreeWayHandshake,
            &[(4, Delay(Duration::from_millis(1_500))), (5, Duplicate)],
        ),
    );
    let reorder = Command::InterfereNext {
        from: None,
        kind: SegmentKind::Data,
        how: Reorder,
    };
    // Late enough for the request to have gone: the answer is the next data.
    let overtaken = acted(&Timeline::untouched(two_answers), 300, reorder);
    check("answer_overtaken", &overtaken);
}

#[test]
fn acks_that_wait() {
    let patient = Command::SetAckDelay(Duration::from_millis(200));
    let run = acted(&untouched(LessonId::FourWaves), 0, patient);
    check("delayed_acks", &run);
}

#[test]
fn a_bad_network() {
    let mut scenario = Scenario::request_and_answer();
    (scenario.loss, scenario.duplication, scenario.reordering) = (250, 200, 200);
    scenario.seed = 5;
    check("bad_network", &Timeline::untouched(scenario));
}

#[test]
fn the_client_aborts() {
    let abort = Command::Call {
        host: HostId::Client,
        socket: Some(SocketId(1)),
        call: Call::Abort,
    };
    let run = acted(&untouched(LessonId::ThreeWayHandshake), 300, abort);
    check("abort", &run);
}

/// Both programs do the same things at the same times.
fn symmetrical(lines: &[Line]) -> Scenario {
    let mut scenario = Scenario::request_and_answer();
    let program = |host: HostId| {
        let connect = Line::Call(Call::connect(host.other().address()));
        let lines = [Line::Socket, Line::Bind, connect]
            .into_iter()
            .chain(lines.iter().cloned());
        Program::new(Instant::ZERO, lines.collect())
    };
    scenario.client = program(HostId::Client);
    scenario.server = program(HostId::Server);
    scenario
}

/// RFC 9293, Figure 7.
#[test]
fn both_call_at_once() {
    let exchange = [
        Line::Call(Call::Send("Hello".into())),
        Line::Call(Call::receive()),
    ];
    check("both_open", &Timeline::untouched(symmetrical(&exchange)));
}

/// RFC 9293, Figure 13.
#[test]
fn both_close_at_once() {
    let close = [Line::Call(Call::Close)];
    check("both_close", &Timeline::untouched(symmetrical(&close)));
}

/// The first message is lost, the second comes twice, the fourth overtakes the third.
#[test]
fn messages_over_udp_and_over_tcp() {
    let mut scenario = Scenario::request_and_answer();
    let send = |text: &str| Line::Call(Call::Send(text.into()));
    let sends = ["one", "two", "three", "four"].map(send);
    scenario.client.lines.splice(2..4, sends);
    let reads = vec![Line::Call(Call::receive()); 5];
    scenario.server.lines.splice(4..7, reads);
    for (name, protocol) in [("udp", Protocol::Udp), ("tcp", Protocol::Tcp)] {
        let mut run = Timeline::untouched(scenario.clone().over(protocol));
        for how in [Drop, Duplicate, Reorder] {
            let next = Command::InterfereNext {
                from: Some(HostId::Client),
                kind: SegmentKind::Data,
                how,
            };
            run = acted(&run, 0, next);
        }
        check(&format!("messages_over_{name}"), &run);
    }
}

/// The last line of a ladder that ends at a moment.
fn last_line(timeline: &Timeline, lang: Lang, ms: u64) -> String {
    let ladder = text_ladder_until(timeline, lang, Instant::from_millis(ms));
    ladder.lines().next_back().unwrap().to_owned()
}

#[test]
fn a_ladder_that_ends_early_does_not_tell_what_becomes_of_what_still_flies() {
    let lost = with(LessonId::FourWaves, &[(8, Drop)]);
    let held_up = Delay(Duration::from_millis(10));
    let late = with(LessonId::FourWaves, &[(8, held_up)]);
    let fin = "   0.420  FIN-WAIT-1   --> #8 <SEQ=6><ACK=12><CTL=FIN,ACK>            ";
    for (run, lang, ms, rest) in [
        (&lost, Lang::En, 444, "...               on its way"),
        (&lost, Lang::ZhHans, 444, "...               在途中"),
        (&lost, Lang::En, 445, "--x               lost: by hand"),
        // That it is late is known once it is held up.
        (&late, Lang::En, 444, "...               on its way"),
        (
            &late,
            Lang::ZhHans,
            445,
            "...               迟到 10 ms：手动；在途中",
        ),
    ] {
        assert_eq!(last_line(run, lang, ms), [fin, rest].concat());
    }
}
