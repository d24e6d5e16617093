//! The switches show what is in force, and offer only what works.

use super::*;
use crate::simulation::Scenario;

const EN: Lang = Lang::En;

fn untouched() -> Timeline {
    Timeline::untouched(Scenario::request_and_answer())
}

fn usual(timeline: &Timeline, at: Instant) -> Vec<Control> {
    switches(&Control::USUAL, timeline, at)
}

fn switches(panels: &[Panel], timeline: &Timeline, at: Instant) -> Vec<Control> {
    let lanes = Lanes::one(timeline.clone());
    Control::each(panels, EN, &lanes, at, Profile::Linux)
}

#[test]
fn a_switch_is_called_as_addresses_call_it() {
    let timeline = untouched();
    let mut names = Vec::new();
    for panel in Panel::ALL {
        for control in switches(&[panel], &timeline, timeline.end()) {
            assert_eq!(control.id, panel.name());
            names.push(panel);
        }
    }
    assert_eq!(names, [&Control::USUAL[..], &Control::RARE].concat());
}

fn control(timeline: &Timeline, at: Instant, id: &str) -> Control {
    let controls = usual(timeline, at);
    controls
        .into_iter()
        .find(|control| control.id == id)
        .expect("there is such a switch")
}

/// What is on, as labels.
fn on(timeline: &Timeline, at: Instant, id: &str) -> Vec<String> {
    let choices = control(timeline, at, id).choices;
    choices
        .into_iter()
        .filter(|choice| choice.selected)
        .map(|choice| choice.label)
        .collect()
}

fn drop_next(kind: SegmentKind) -> Command {
    Command::InterfereNext {
        from: None,
        kind,
        how: Intervention::Drop,
    }
}

#[test]
fn an_untouched_run_shows_its_scenario() {
    let timeline = untouched();
    let shown = |id| on(&timeline, Instant::ZERO, id);
    assert_eq!(shown("drop-next"), [""; 0]);
    assert_eq!(shown("ack-delay"), ["0 ms"]);
    assert_eq!(shown("close"), ["now"]);
    assert_eq!(shown("loss"), ["0 %"]);
    assert_eq!(shown("rtt"), ["100 ms"]);
    assert_eq!(shown("time-wait"), ["2 MSL"]);
    assert_eq!(
        control(&timeline, Instant::ZERO, "time-wait").deviation,
        None
    );
}

#[test]
fn a_setting_holds_from_when_it_was_made() {
    let (before, at) = (Instant::from_millis(99), Instant::from_millis(100));
    let timeline = untouched()
        .acted(at, Command::SetOneWayDelay(Duration::from_millis(200)))
        .unwrap();
    let timeline = timeline.acted(at, Command::SetTimeWait(0)).unwrap();
    assert_eq!(on(&timeline, before, "rtt"), ["100 ms"]);
    assert_eq!(on(&timeline, at, "rtt"), ["400 ms"]);
    assert_eq!(on(&timeline, timeline.end(), "time-wait"), ["0 MSL"]);
    let deviation = control(&timeline, at, "time-wait").deviation;
    assert_eq!(deviation, Some("this is not TCP"));
}

#[test]
fn a_drop_waits_until_its_segment_is_sent() {
    let timeline = untouched();
    let fin = timeline
        .flights()
        .iter()
        .find(|flight| flight.content.is_fin())
        .unwrap()
        .sent_at;
    let asked = Instant::from_millis(200);
    let timeline = timeline.acted(asked, drop_next(SegmentKind::Fin)).unwrap();
    let just_before = Instant::from_micros(fin.as_micros() - 1);
    assert_eq!(on(&timeline, just_before, "drop-next"), ["FIN"]);
    assert_eq!(
        on(&timeline, fin, "drop-next"),
        [""; 0],
        "it is used up, though the FIN is lost only half way"
    );
}

#[test]
fn a_doomed_segment_that_is_lost_by_hand_frees_the_switch() {
    let asked = Instant::from_millis(200);
    let timeline = untouched()
        .acted(asked, drop_next(SegmentKind::Data))
        .unwrap();
    let data = timeline
        .flights()
        .iter()
        .find(|flight| !flight.content.payload().is_empty())
        .unwrap();
    let at = data.sent_at + Duration::from_millis(5);
    let by_hand = Command::Interfere {
        segment: data.segment,
        how: Intervention::Drop,
    };
    let timeline = timeline.acted(at, by_hand).unwrap();
    assert_eq!(on(&timeline, at, "drop-next"), [""; 0]);
}

#[test]
fn a_second_click_cancels_the_drop() {
    let asked = Instant::from_millis(10);
    let timeline = untouched()
        .acted(asked, drop_next(SegmentKind::Syn))
        .unwrap();
    let offered = control(&timeline, asked, "drop-next").choices[0]
        .offered
        .clone();
    let Ok(Action::Command(command)) = offered else {
        panic!("the switch can be used")
    };
    assert_eq!(
        command,
        Command::CancelNext {
            kind: SegmentKind::Syn
        }
    );
    let timeline = timeline.acted(asked, command).unwrap();
    assert_eq!(on(&timeline, asked, "drop-next"), [""; 0]);
}

#[test]
fn close_cannot_be_set_once_it_was_called() {
    let timeline = untouched();
    let is_close = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::CallMade {
                host: HostId::Server,
                call: Call::Close,
                ..
            }
        )
    };
    let called = timeline
        .events()
        .iter()
        .find(|event| is_close(&event.kind))
        .unwrap()
        .at;
    let close = control(&timeline, called, "close");
    let why = close.choices[1].offered.clone().unwrap_err();
    assert_eq!(
        why,
        format!("The server called close() at {called}. Step back to before that.")
    );
    let before = Instant::from_micros(called.as_micros() - 1);
    assert!(
        control(&timeline, before, "close").choices[1]
            .offered
            .is_ok()
    );
}

#[test]
fn whatever_is_offered_can_be_done() {
    let asked = drop_next(SegmentKind::Data);
    let timeline = untouched().acted(Instant::from_millis(10), asked).unwrap();
    for moment in timeline.moments() {
        for choice in usual(&timeline, moment.at)
            .into_iter()
            .flat_map(|control| control.choices)
        {
            if let Ok(Action::Command(command)) = choice.offered {
                assert!(
                    timeline.acted(moment.at, command.clone()).is_ok(),
                    "{command:?} at {}",
                    moment.at
                );
            }
        }
    }
}

#[test]
fn what_is_not_offered_would_be_refused() {
    let timeline = untouched();
    for moment in timeline.moments() {
        let is_offered = control(&timeline, moment.at, "close").choices[2]
            .offered
            .is_ok();
        let command = Command::SetCloseTime {
            host: HostId::Server,
            when: CloseTime::Never,
        };
        assert_eq!(
            timeline.acted(moment.at, command).is_ok(),
            is_offered,
            "at {}",
            moment.at
        );
    }
}

/// A row of the rarer switches: what is on, and what can be chosen.
fn rare(timeline: &Timeline, id: &str) -> (Vec<String>, Vec<Offered>) {
    let controls = switches(&Control::RARE, timeline, timeline.end());
    let control = controls.into_iter().find(|control| control.id == id);
    let choices = control.unwrap().choices;
    let on = choices.iter().filter(|choice| choice.selected);
    (
        on.map(|choice| choice.label.clone()).collect(),
        choices.into_iter().map(|choice| choice.offered).collect(),
    )
}

#[test]
fn what_has_befallen_hosts_and_links_is_shown_and_the_way_back_offered() {
    let already = || Err("It is so already.".to_owned());
    let whole = untouched();
    let command = |command| Ok(Action::Command(command));
    assert_eq!(
        rare(&whole, "link"),
        (
            vec!["whole".to_owned()],
            vec![already(), command(Command::CutLink)]
        )
    );
    let host = HostId::Server;
    let at = whole.end();
    let broken = whole.acted(at, Command::CutLink).unwrap();
    let broken = broken.acted(at, Command::Crash { host }).unwrap();
    assert_eq!(
        rare(&broken, "link"),
        (
            vec!["cut".to_owned()],
            vec![command(Command::RestoreLink), already()]
        )
    );
    assert_eq!(
        rare(&broken, "server-host"),
        (
            vec!["crashed".to_owned()],
            vec![command(Command::Reboot { host }), already()]
        )
    );
    assert_eq!(rare(&broken, "client-host").0, ["running"]);
    assert_eq!(rare(&broken, "profile").0, ["Linux"]);
    assert_eq!(rare(&broken, "closed-port").1, [Ok(Action::CallClosedPort)]);
}
