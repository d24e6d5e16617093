//! What is written on the ladder.

use super::*;
use crate::app_state::{Action, AppState, Selection};
use crate::simulation::{EventKind, HostId};
use crate::view_model::{SegmentMenu, Tone};

fn labels(run: &Shown) -> Vec<String> {
    let ladder = run.ladder(run.timeline().end());
    ladder.arrows.into_iter().map(|arrow| arrow.label).collect()
}

#[test]
fn numbers_count_from_each_sides_first() {
    let run = Shown::lesson(LessonId::ThreeWayHandshake);
    assert_eq!(
        labels(&run),
        [
            "#1 SYN seq=0",
            "#2 SYN,ACK seq=0 ack=1",
            "#3 ACK ack=1",
            "#4 PSH,ACK seq=1 len=5 “Hello”",
            "#5 ACK ack=6",
            "#6 PSH,ACK seq=1 len=11 “Hi, client!”",
            "#7 ACK ack=12",
            "#8 FIN,ACK seq=6 ack=12",
            "#9 ACK ack=7",
            "#10 FIN,ACK seq=12 ack=7",
            "#11 ACK ack=13",
        ]
    );
}

#[test]
fn a_phone_gets_fewer_words() {
    let run = Shown {
        width: PHONE,
        ..Shown::lesson(LessonId::ThreeWayHandshake)
    };
    let labels = labels(&run);
    assert_eq!(labels[1], "#2 SYN,ACK seq=0");
    assert_eq!(labels[3], "#4 PSH,ACK seq=1 len=5");
    assert_eq!(labels[7], "#8 FIN,ACK seq=6");
    assert_eq!(labels[10], "#11 ACK ack=13");
}

#[test]
fn what_is_sent_again_says_so_in_both_languages() {
    let timeline = untouched(LessonId::ThreeWayHandshake);
    let lost = interfered(&timeline, 4, 500, Intervention::Drop);
    let mut run = Shown::new(lost);
    let again = run.arrow(5, run.timeline().end());
    assert_eq!(again.label, "#5 PSH,ACK seq=1 len=5 “Hello” retransmission");
    assert!(again.resent);
    run.lang = Lang::ZhHans;
    run.width = PHONE;
    assert_eq!(run.arrow(5, run.timeline().end()).label, "#5 PSH,ACK 重传");
}

#[test]
fn a_loss_tells_its_reason() {
    let timeline = untouched(LessonId::FourWaves);
    let by_rule = Shown::new(next_lost(&timeline, Instant::ZERO, SegmentKind::Fin));
    let by_hand = Shown::new(interfered(&timeline, 8, 500, Intervention::Drop));
    let reason = |run: &Shown| run.ladder(run.timeline().end()).crosses[0].reason.clone();
    assert_eq!(reason(&by_rule), "dropped: “next FIN”");
    assert_eq!(reason(&by_hand), "dropped by you");
}

#[test]
fn a_gap_tells_what_waits() {
    let timeline = untouched(LessonId::ThreeWayHandshake);
    let end = Shown::new(timeline.clone()).ladder(timeline.end());
    assert_eq!(
        end.gaps[end.gaps.len() - 1].text,
        "59.9 s, nothing in flight"
    );

    let later = Intervention::Delay(Duration::from_millis(1_900));
    let late = Shown::new(interfered(&timeline, 3, 0, later));
    let gaps = late.ladder(late.timeline().end()).gaps;
    assert!(
        gaps.iter().any(|gap| gap.text.ends_with("#3 in flight")),
        "{gaps:?}"
    );
}

#[test]
fn half_a_gap_tells_how_long_it_has_been() {
    let run = Shown::lesson(LessonId::ThreeWayHandshake);
    let cut = run.scene(Instant::ZERO).lanes.track().scale().cuts()[0];
    let half = cut.from + Duration::from_secs(45);
    assert_eq!(run.ladder(half).gaps[0].text, "45 s, nothing in flight");
    assert_eq!(run.ladder(cut.from).gaps, []);
}

#[test]
fn colours_tell_who_closed_first() {
    let run = Shown::lesson(LessonId::FourWaves);
    let ladder = run.ladder(run.timeline().end());
    let tones: Vec<_> = ladder.arrows.iter().map(|arrow| arrow.tone).collect();
    let fins = tones
        .iter()
        .filter(|tone| matches!(tone, Tone::ActiveClose | Tone::PassiveClose));
    assert_eq!(
        fins.copied().collect::<Vec<_>>(),
        [Tone::ActiveClose, Tone::PassiveClose]
    );
    assert_eq!(
        tones[..4],
        [Tone::Opening, Tone::Opening, Tone::Neutral, Tone::Data]
    );
}

#[test]
fn calls_and_timers_stand_beside_the_lifelines() {
    let timeline = untouched(LessonId::LastAckLost);
    let last = timeline.flights().len();
    let last = u32::try_from(last).expect("few");
    let run = Shown::new(interfered(&timeline, last, 500, Intervention::Drop));
    let marks = run.ladder(run.timeline().end()).marks;
    let of = |host| {
        let marks = marks.iter().filter(|mark| mark.host == host);
        marks.map(|mark| mark.text).collect::<Vec<_>>()
    };
    assert_eq!(
        of(HostId::Client),
        ["connect()", "send()", "close()", "wait over"]
    );
    assert_eq!(
        of(HostId::Server),
        ["listen()", "send()", "close()", "RTO expired"]
    );
    let narrow = Shown {
        width: PHONE,
        ..run
    };
    assert_eq!(narrow.ladder(narrow.timeline().end()).marks, []);
}

#[test]
fn those_who_hear_the_picture_hear_the_same() {
    let timeline = untouched(LessonId::ThreeWayHandshake);
    let half = on_the_way(&timeline, 4, 500);
    let run = Shown::new(timeline);
    assert_eq!(
        run.arrow(4, half).spoken,
        "#4 PSH,ACK seq=1 len=5 “Hello”, client to server, in flight"
    );
    assert_eq!(
        run.arrow(1, half).spoken,
        "#1 SYN seq=0, client to server, arrived at 0.15 s"
    );
    let summary = run.ladder(half).summary;
    assert!(
        summary.contains("the client is in ESTABLISHED"),
        "{summary}"
    );
    assert!(
        summary.ends_with("sent: 4; arrived: 3, lost: 0, in flight: 1."),
        "{summary}"
    );
}

#[test]
fn the_menu_does_what_the_keys_do() {
    let run = Shown::lesson(LessonId::ThreeWayHandshake);
    let half = on_the_way(run.timeline(), 4, 500);
    let menu = SegmentMenu::of(&run.scene(half), SegmentId(4)).expect("the segment exists");
    assert_eq!(menu.title, "#4 PSH,ACK seq=1 len=5 “Hello”");
    assert_eq!(menu.at, run.frame(half).flights[0].rounded());
    let labels: Vec<_> = menu.items.iter().map(|item| item.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Drop it",
            "Delay it by 200 ms",
            "Duplicate it",
            "Let the next one overtake it",
            "Bring it back, to arrive 1 s later",
            "Why was it sent?",
            "Inspect its fields"
        ]
    );
    let segment = SegmentId(4);
    let how = Intervention::Drop;
    let drop = Action::Command(Command::Interfere { segment, how });
    assert_eq!(menu.items[0].offered, Ok(drop));
    assert!(menu.items[0].destructive && !menu.items[1].destructive);
}

#[test]
fn the_menu_refuses_what_is_too_late_and_says_why() {
    let run = Shown::lesson(LessonId::ThreeWayHandshake);
    let offered = |now| {
        let menu = SegmentMenu::of(&run.scene(now), SegmentId(4)).expect("the segment exists");
        menu.items
            .into_iter()
            .map(|item| item.offered)
            .collect::<Vec<_>>()
    };
    let end = offered(run.timeline().end());
    assert_eq!(end[0], Err("#4 has arrived already".to_owned()));
    // What has arrived can still come again, and be looked at.
    let again = Action::Command(Command::Replay {
        segment: SegmentId(4),
        after: AppState::LATER,
    });
    assert_eq!(end[4], Ok(again));
    assert_eq!(end[6], Ok(Action::Inspect(SegmentId(4))));
    for place in [1, 4] {
        assert_eq!(
            offered(Instant::ZERO)[place],
            Err("#4 has not been sent yet".to_owned())
        );
    }
    assert_eq!(
        SegmentMenu::of(&run.scene(Instant::ZERO), SegmentId(99)),
        None
    );
}

#[test]
fn the_selected_events_segment_is_selected() {
    let run = Shown::lesson(LessonId::ThreeWayHandshake);
    let end = run.timeline().end();
    let arrival = run.timeline().events().iter().find(|event| {
        matches!(
            event.kind,
            EventKind::SegmentArrived {
                segment: SegmentId(2),
                ..
            }
        )
    });
    let scene = Scene {
        selected: arrival.map(|event| Selection::Event(event.id)),
        ..run.scene(end)
    };
    let arrows = Ladder::of(&scene).arrows;
    let selected = arrows.iter().filter(|arrow| arrow.selected);
    assert_eq!(
        selected.map(|arrow| arrow.segment).collect::<Vec<_>>(),
        [SegmentId(2)]
    );
}

#[test]
fn a_datagram_has_a_length_and_no_numbers() {
    let mut scenario = Scenario::request_and_answer().over(crate::simulation::Protocol::Udp);
    scenario.duplication = 1_000;
    let run = Shown::new(Timeline::untouched(scenario));
    assert_eq!(
        labels(&run)[..2],
        ["#1 UDP len=5 “Hello”", "#2 UDP copy of #1"]
    );
    let ladder = run.ladder(run.timeline().end());
    let bands = ladder.bands.iter();
    let names: Vec<_> = bands
        .map(|band| (band.tone, band.label.map(|(name, _)| name)))
        .collect();
    assert_eq!(names, [(Tone::Neutral, Some("UDP")); 2]);
    assert_eq!(ladder.arrows[0].tone, Tone::Data);
}
