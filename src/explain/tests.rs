//! Chains of real runs, written down as one word a link.

use super::*;
use crate::network::{Intervention, SegmentKind};
use crate::simulation::{Call, Command, HostId, Scenario};
use crate::tcp::{Rule, State, Timer};
use crate::time::{Duration, Instant};
use crate::timeline::Flight;

use HostId::{Client, Server};

/// The chain to `selected` in words: `Client close()`, `#4`, `lost #4`, `RTO`, `again #5`.
fn words(timeline: &Timeline, selected: EventId) -> String {
    let word = |id: EventId| match &timeline.event(id).unwrap().kind {
        EventKind::Commanded(_) => "you".to_owned(),
        EventKind::CallMade { host, call, .. } => format!("{host:?} {}", call.name()),
        EventKind::SegmentSent {
            segment, emission, ..
        } => match emission {
            crate::tcp::Emission::Original => segment.to_string(),
            crate::tcp::Emission::Retransmission => format!("again {segment}"),
        },
        EventKind::SegmentDropped { segment, .. } => format!("lost {segment}"),
        EventKind::SegmentDelayed { segment, .. } => format!("late {segment}"),
        EventKind::SegmentDuplicated { copy, .. } => format!("copy {copy}"),
        EventKind::StateChanged { host, to, .. } => format!("{host:?} {to}"),
        EventKind::TimerExpired { timer, .. } => format!("{timer:?}"),
        other => format!("{other:?}"),
    };
    chain(timeline, selected)
        .into_iter()
        .map(word)
        .collect::<Vec<_>>()
        .join(" > ")
}

fn untouched() -> Timeline {
    Timeline::untouched(Scenario::request_and_answer())
}

/// The first flight of that kind, lost 20 ms after it was sent.
fn losing(timeline: &Timeline, from: HostId, kind: SegmentKind) -> Timeline {
    interfering(timeline, first(timeline, from, kind), Intervention::Drop)
}

fn first(timeline: &Timeline, from: HostId, kind: SegmentKind) -> &Flight {
    let is_wanted = |flight: &&Flight| flight.from == from && flight.content.kind() == kind;
    timeline
        .flights()
        .iter()
        .find(is_wanted)
        .expect("there is such a segment")
}

fn interfering(timeline: &Timeline, flight: &Flight, how: Intervention) -> Timeline {
    let command = Command::Interfere {
        segment: flight.segment,
        how,
    };
    timeline
        .acted(flight.sent_at + Duration::from_millis(20), command)
        .expect("it flies")
}

fn find(timeline: &Timeline, is_wanted: impl Fn(&EventKind) -> bool) -> EventId {
    timeline
        .events()
        .iter()
        .find(|event| is_wanted(&event.kind))
        .expect("it happens")
        .id
}

fn resent_by(timeline: &Timeline, host: HostId) -> EventId {
    find(
        timeline,
        |kind| matches!(kind, EventKind::SegmentSent { from, emission: crate::tcp::Emission::Retransmission, .. } if *from == host),
    )
}

fn entered(timeline: &Timeline, wanted: HostId, state: State) -> EventId {
    find(
        timeline,
        |kind| matches!(kind, EventKind::StateChanged { host, to, .. } if *host == wanted && *to == state),
    )
}

#[test]
fn the_handshake_leads_back_to_connect() {
    let timeline = untouched();
    let open = entered(&timeline, Server, State::Established);
    assert_eq!(
        words(&timeline, open),
        "Client connect() > #1 > #2 > #3 > Server ESTABLISHED"
    );
}

#[test]
fn lost_data_explains_why_it_is_sent_again() {
    let timeline = losing(&untouched(), Client, SegmentKind::Data);
    let resent = resent_by(&timeline, Client);
    assert_eq!(
        words(&timeline, resent),
        "Client send() > #4 > lost #4 > Retransmission > again #5"
    );
}

#[test]
fn a_lost_acknowledgment_explains_the_same() {
    let timeline = untouched();
    let fin = first(&timeline, Server, SegmentKind::Fin);
    let last_ack = timeline
        .flights()
        .iter()
        .find(|flight| flight.sent > fin.sent)
        .expect("the last ACK");
    let timeline = interfering(&timeline, last_ack, Intervention::Drop);
    let resent = resent_by(&timeline, Server);
    let lost = last_ack.segment;
    let expected = format!(
        "Server close() > {} > lost {lost} > Retransmission > again #12",
        fin.segment
    );
    assert_eq!(words(&timeline, resent), expected);
}

#[test]
fn each_failure_of_several_stands_in_the_chain() {
    let once = losing(&untouched(), Client, SegmentKind::Syn);
    let again = once.flights()[1].clone();
    let twice = interfering(&once, &again, Intervention::Drop);
    let open = entered(&twice, Client, State::Established);
    let expected = "Client connect() > #1 > lost #1 > Retransmission > again #2 > lost #2 > Retransmission > again #3 \
                    > #4 > Client ESTABLISHED";
    assert_eq!(words(&twice, open), expected);
}

#[test]
fn what_is_only_late_explains_a_needless_retransmission() {
    let timeline = untouched();
    let data = first(&timeline, Client, SegmentKind::Data);
    let timeline = interfering(&timeline, data, Intervention::Delay(Duration::from_secs(2)));
    let resent = resent_by(&timeline, Client);
    assert_eq!(
        words(&timeline, resent),
        "Client send() > #4 > late #4 > Retransmission > again #5"
    );
}

#[test]
fn giving_up_remembers_the_last_loss() {
    let mut scenario = Scenario::request_and_answer();
    scenario.loss = 1_000;
    let timeline = Timeline::untouched(scenario);
    let failed = entered(&timeline, Client, State::Closed);
    let words = words(&timeline, failed);
    assert!(
        words.starts_with("Client connect() > #1 > lost #1 > Retransmission > again #2"),
        "{words}"
    );
    assert!(
        words.ends_with("> Retransmission > Client CLOSED"),
        "{words}"
    );
    let resent = words.matches("again").count();
    assert_eq!(words.matches("lost").count(), resent + 1, "{words}");
}

#[test]
fn an_act_of_the_person_begins_the_chain() {
    let timeline = losing(&untouched(), Client, SegmentKind::Data);
    let dropped = find(&timeline, |kind| {
        matches!(kind, EventKind::SegmentDropped { .. })
    });
    assert_eq!(words(&timeline, dropped), "you > lost #4");

    let command = Command::Call {
        socket: Some(crate::simulation::SocketId(1)),
        host: Client,
        call: Call::Abort,
    };
    let timeline = untouched()
        .acted(Instant::from_millis(300), command)
        .expect("there is a connection to abort");
    let reset = entered(&timeline, Server, State::Closed);
    assert!(
        words(&timeline, reset).starts_with("Client abort() > "),
        "{}",
        words(&timeline, reset)
    );
}

#[test]
fn every_chain_is_in_order_and_ends_with_its_event() {
    let timeline = losing(&untouched(), Server, SegmentKind::Data);
    for event in timeline.events() {
        let links = chain(&timeline, event.id);
        assert!(links.is_sorted_by(|a, b| a < b), "{links:?}");
        assert_eq!(links.last(), Some(&event.id));
    }
}

#[test]
fn a_state_change_is_the_headline_of_its_moment() {
    let timeline = untouched();
    let open = entered(&timeline, Server, State::Established);
    let at = timeline.event(open).unwrap().at;
    assert_eq!(headline(&timeline, at), Some(open));
    assert_eq!(
        headline(&timeline, at + Duration::from_millis(1)),
        Some(open),
        "nothing has happened since"
    );
    assert_eq!(
        headline(&timeline, Instant::ZERO),
        None,
        "nothing has happened yet"
    );
}

#[test]
fn the_listener_that_goes_with_its_program_is_not_the_headline() {
    let timeline = untouched();
    let last = entered(&timeline, Server, State::LastAck);
    let at = timeline.event(last).unwrap().at;
    assert_eq!(headline(&timeline, at), Some(last));
}

#[test]
fn the_fin_that_comes_again_is_told_by_the_wait_that_begins_anew() {
    let timeline = untouched();
    let fin = first(&timeline, Server, SegmentKind::Fin).sent;
    let last_ack = timeline
        .flights()
        .iter()
        .find(|flight| flight.sent > fin)
        .expect("the last ACK");
    let timeline = interfering(&timeline, last_ack, Intervention::Drop);
    let restarted = find(&timeline, |kind| {
        matches!(
            kind,
            EventKind::TimerArmed {
                timer: Timer::TimeWait,
                rule: Rule::TimeWaitFin,
                ..
            }
        )
    });
    assert_eq!(
        headline(&timeline, timeline.event(restarted).unwrap().at),
        Some(restarted)
    );
}

/// A silence in a word for each thing that is waited for.
fn waits(silence: &Silence) -> Vec<String> {
    let mut words: Vec<String> = silence
        .flying
        .iter()
        .map(|flight| format!("{} flies", flight.segment))
        .collect();
    for Waiter {
        host,
        calls,
        timers,
        ..
    } in &silence.hosts
    {
        for made in calls {
            if let EventKind::CallMade { call, .. } = &made.kind {
                words.push(format!("{host:?} {}", call.name()));
            }
        }
        for timer in timers {
            words.push(format!("{host:?} {:?} {}", timer.timer, timer.expires));
        }
    }
    words
}

#[test]
fn a_silence_after_a_loss_waits_for_the_retransmission_timer() {
    let timeline = losing(&untouched(), Client, SegmentKind::Data);
    let lost = find(&timeline, |kind| {
        matches!(kind, EventKind::SegmentDropped { .. })
    });
    let lost_at = timeline.event(lost).unwrap().at;
    let now = timeline.end();
    // The client's program has gone on to recv() in the meantime.
    let recv = lost_at + Duration::from_millis(30);
    let silence = Silence::of(&timeline, recv, now);
    assert_eq!(
        waits(&silence),
        [
            "Client recv()",
            "Client Retransmission 1.24 s",
            "Server recv()"
        ]
    );
    let end = silence.ended_by.unwrap();
    assert!(matches!(end.kind, EventKind::TimerExpired { .. }));
    assert_eq!(silence.due(), Some(end.at));
    let not_over = Silence::of(&timeline, recv, recv);
    assert_eq!(
        not_over.ended_by, None,
        "it is not known yet what will end it"
    );
}

#[test]
fn a_segment_on_its_way_is_waited_for() {
    let timeline = untouched();
    let syn = first(&timeline, Client, SegmentKind::Syn);
    let silence = Silence::of(&timeline, syn.sent_at, syn.sent_at);
    assert_eq!(
        waits(&silence),
        [
            "#1 flies",
            "Client connect()",
            "Client Retransmission 1.10 s"
        ]
    );
}

#[test]
fn where_nobody_closes_nothing_can_wake_either_host() {
    let mut scenario = Scenario::request_and_answer();
    scenario.server.closes = crate::simulation::CloseTime::Never;
    let timeline = Timeline::untouched(scenario);
    let silence = Silence::of(&timeline, timeline.end(), timeline.end());
    assert_eq!(waits(&silence), [""; 0]);
    assert_eq!(silence.due(), None);
    assert_eq!(silence.ended_by, None);
}

#[test]
fn a_crash_takes_the_waiting_calls_with_it() {
    let at = Instant::from_millis(150);
    let before = Silence::of(&untouched(), at, at).hosts[1].calls.len();
    let timeline = untouched()
        .acted(at, Command::Crash { host: Server })
        .expect("it runs");
    let after = Silence::of(&timeline, at, at).hosts[1].calls.len();
    assert_eq!((before, after), (1, 0));
}

#[test]
fn a_timer_that_was_set_anew_stopped_or_went_off_says_so() {
    let timeline = losing(&untouched(), Client, SegmentKind::Data);
    let ends = |now| {
        let mut ends = Vec::new();
        for event in timeline.events() {
            if let Some(end) = end_of_timer(&timeline, event, now) {
                ends.push(match end.kind {
                    EventKind::TimerExpired { .. } => "went off",
                    EventKind::TimerStopped { .. } => "stopped",
                    _ => "anew",
                });
            }
        }
        ends
    };
    let all = ends(timeline.end());
    assert!(
        all.contains(&"went off") && all.contains(&"stopped"),
        "{all:?}"
    );
    assert_eq!(
        ends(Instant::from_millis(110)),
        [""; 0],
        "nothing has ended yet"
    );
}

/// The shortfalls of all segments, by the segment's number.
fn short(timeline: &Timeline) -> Vec<(u32, Shortfall)> {
    let mut found = Vec::new();
    for flight in timeline.flights() {
        for shortfall in shortfalls(timeline, flight) {
            found.push((flight.segment.0, shortfall));
        }
    }
    found
}

#[test]
fn in_an_untouched_run_every_segment_does_what_it_is_for() {
    assert_eq!(short(&untouched()), []);
}

#[test]
fn a_duplicated_ack_says_nothing_new() {
    let timeline = untouched();
    let ack = timeline.flights()[4].clone();
    assert!(ack.content.segment().expect("TCP").is_empty());
    let timeline = interfering(&timeline, &ack, Intervention::Duplicate);
    assert_eq!(short(&timeline), [(6, Shortfall::NothingNew)]);
}

#[test]
fn an_ack_of_data_that_comes_after_the_close_does_not_cover_the_fin() {
    // The server's answer is still on its way when the client closes by hand: its ACK is of the request alone.
    let timeline = untouched();
    let answer = first(&timeline, Server, SegmentKind::Data).clone();
    let close = Command::Call {
        socket: Some(crate::simulation::SocketId(1)),
        host: Client,
        call: Call::Shutdown,
    };
    let timeline = timeline
        .acted(answer.sent_at + Duration::from_millis(10), close)
        .expect("it is open");
    assert_eq!(
        short(&timeline),
        [(answer.segment.0, Shortfall::FinNotCovered { short_by: 0 })]
    );
}

#[test]
fn what_waits_for_a_closed_window_is_told_at_the_ack_that_closes_it() {
    let mut scenario = Scenario::request_and_answer();
    for settings in &mut scenario.settings {
        settings.tcp.receive_buffer = 3;
    }
    let timeline = Timeline::untouched(scenario);
    let full = short(&timeline);
    assert!(
        full.iter().any(
            |(_, found)| matches!(found, Shortfall::WindowFull { waiting, .. } if *waiting > 0)
        ),
        "{full:?}"
    );
}

#[test]
fn a_moment_is_told_by_what_was_sent_and_what_came_of_it() {
    let timeline = untouched();
    let open = entered(&timeline, Server, State::SynReceived);
    let at = timeline.event(open).unwrap().at;
    let told = |events: Vec<&Event>| events.iter().map(|it| it.id).collect::<Vec<_>>();
    let answer = first(&timeline, Server, SegmentKind::Syn).sent;
    assert_eq!(told(steps(&timeline, at)), [open, answer]);
    assert_eq!(told(turns(&timeline, at)), [open]);

    let data = first(&timeline, Client, SegmentKind::Data).sent;
    let sent = timeline.event(data).unwrap().at;
    assert_eq!(told(steps(&timeline, sent)), [data]);
    let last = turns(&timeline, sent);
    assert!(
        last.iter().all(|event| event.at < sent),
        "sending data is no turn: {last:?}"
    );
}

#[test]
fn a_command_is_told_only_where_nothing_came_of_it() {
    let timeline = losing(&untouched(), Client, SegmentKind::Data);
    let lost = find(&timeline, |kind| {
        matches!(kind, EventKind::SegmentDropped { .. })
    });
    let at = timeline.event(lost).unwrap().at;
    assert_eq!(steps(&timeline, at), [timeline.event(lost).unwrap()]);
}
