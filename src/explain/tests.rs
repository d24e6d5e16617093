//! Chains of real runs, written down as one word a link.

use super::*;
use crate::network::{Intervention, SegmentKind};
use crate::simulation::{Call, Command, HostId, Scenario};
use crate::tcp::{State, Timer};
use crate::time::Duration;
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
