//! The diagram of real runs: the arrows are those of the machine's table, and what was walked is what happened.

use super::*;
use crate::i18n::Lang;
use crate::lesson::{LessonId, lesson};
use crate::simulation::{Call, Command, Scenario, SocketId};
use crate::time::Instant;
use crate::timeline::{Recording, Timeline};
use crate::view_model::ladder::tests::{PHONE, Shown};

fn untouched() -> Shown {
    Shown::new(Timeline::untouched(Scenario::request_and_answer()))
}

fn at_end(shown: &Shown) -> Diagram {
    Diagram::of(&shown.scene(shown.timeline().end()))
}

/// An arrow by the states that it joins.
fn edge<'a>(diagram: &'a Diagram, name: &str) -> Option<&'a Edge> {
    diagram.edges.iter().find(|edge| edge.name == name)
}

fn walked(diagram: &Diagram) -> Vec<&str> {
    let walked = diagram.edges.iter().filter(|edge| edge.jump.is_some());
    walked.map(|edge| edge.name.as_str()).collect()
}

/// Runs in which much happens: losses, resets, aborts, crashes, and all of it by hand and at random.
fn wild() -> Vec<Timeline> {
    let mut runs: Vec<Timeline> = LessonId::ALL
        .iter()
        .map(|id| lesson(*id).opening())
        .collect();
    for seed in 0..40 {
        let mut scenario = Scenario::request_and_answer();
        (scenario.seed, scenario.loss) = (seed, 350);
        (scenario.duplication, scenario.reordering) = (150, 150);
        let timeline = Timeline::untouched(scenario);
        let at = Instant::from_millis(50 * seed);
        let acts = [
            Command::Call {
                host: HostId::Client,
                socket: Some(SocketId(1)),
                call: Call::Abort,
            },
            Command::Crash {
                host: HostId::Server,
            },
            Command::SetTimeWait(0),
        ];
        runs.extend(
            acts.into_iter()
                .filter_map(|act| timeline.acted(at, act).ok()),
        );
        runs.push(timeline);
    }
    runs
}

#[test]
fn before_anything_happens_the_figure_is_drawn_and_nothing_is_walked() {
    for width in [824, PHONE] {
        let mut shown = untouched();
        shown.width = width;
        let diagram = Diagram::of(&shown.scene(Instant::ZERO));
        let mut drawn = Vec::new();
        for edge in &diagram.edges {
            drawn.extend(
                edge.labels
                    .iter()
                    .map(|label| format!("{}: {label}", edge.name)),
            );
        }
        let mut figure: Vec<String> = TRANSITIONS
            .iter()
            .filter(|arrow| arrow.is_in_figure())
            .map(|arrow| format!("{} → {}: {}", arrow.from, arrow.to, arrow.trigger))
            .collect();
        drawn.sort();
        figure.sort();
        assert_eq!(drawn, figure, "each arrow of the table once, and no other");
        assert_eq!(walked(&diagram), [""; 0]);
        assert_eq!(diagram.path, [""; 0]);
    }
}

#[test]
fn every_transition_has_its_arrow_and_every_arrow_its_transition() {
    let pairs = pairs(&[]);
    for arrow in TRANSITIONS {
        let drawn = pairs.iter().filter(|pair| **pair == (arrow.from, arrow.to));
        assert_eq!(drawn.count(), 1, "{arrow:?}");
    }
    for (from, to) in pairs {
        assert!(crate::tcp::is_transition(from, to), "{from} → {to}");
    }
}

#[test]
fn every_state_change_of_wild_runs_is_drawn_by_its_trigger() {
    let mut seen = std::collections::BTreeSet::new();
    for timeline in wild() {
        let shown = Shown::new(timeline);
        let diagram = at_end(&shown);
        for walk in walks(&shown.scene(shown.timeline().end())) {
            let name = format!("{} → {}", walk.from, walk.to);
            let edge = edge(&diagram, &name).unwrap_or_else(|| panic!("{name} is not drawn"));
            assert!(edge.jump.is_some(), "{name}");
            let word = walk.trigger.map_or_else(
                || Lang::En.text(Text::PanelExperimentNotTcp).to_owned(),
                |trigger| trigger.to_string(),
            );
            let has_word = |label: &String| label.starts_with(&word);
            assert!(edge.labels.iter().any(has_word), "{name}: {word}");
            seen.insert((name, word));
        }
        let plain = untouched();
        let figure = Diagram::of(&plain.scene(Instant::ZERO)).edges;
        for edge in &diagram.edges {
            let is_in_figure = figure.iter().any(|drawn| drawn.name == edge.name);
            assert!(
                is_in_figure || edge.jump.is_some(),
                "{} never happened",
                edge.name
            );
        }
    }
    assert!(seen.len() > 20, "these runs say too little: {seen:?}");
}

#[test]
fn no_two_words_and_no_state_lie_upon_each_other() {
    for width in [824, PHONE] {
        let mut shown = untouched();
        shown.width = width;
        let diagram = at_end(&shown);
        let plan = Plan::of(width);
        for edge in &diagram.edges {
            for state in State::ALL {
                let (at, place) = (edge.label_at, plan.place(*state));
                let is_upon = (at.x - place.x).abs() < 40 && (at.y - place.y).abs() < 10;
                assert!(
                    !is_upon,
                    "{} at {width} px is written upon {state}",
                    edge.name
                );
            }
        }
        let places: Vec<Point> = diagram.edges.iter().map(|edge| edge.label_at).collect();
        for (index, place) in places.iter().enumerate() {
            assert!(!places[..index].contains(place), "two labels at {place:?}");
            assert!((0..=diagram.width).contains(&place.x), "{place:?}");
        }
    }
}

#[test]
fn an_untouched_run_walks_the_figure_from_end_to_end() {
    let shown = untouched();
    let diagram = at_end(&shown);
    assert_eq!(
        walked(&diagram),
        [
            "CLOSED → LISTEN",
            "CLOSED → SYN-SENT",
            "LISTEN → SYN-RECEIVED",
            "LISTEN → CLOSED",
            "SYN-SENT → ESTABLISHED",
            "SYN-RECEIVED → ESTABLISHED",
            "ESTABLISHED → FIN-WAIT-1",
            "ESTABLISHED → CLOSE-WAIT",
            "FIN-WAIT-1 → FIN-WAIT-2",
            "FIN-WAIT-2 → TIME-WAIT",
            "CLOSE-WAIT → LAST-ACK",
            "LAST-ACK → CLOSED",
            "TIME-WAIT → CLOSED",
        ]
    );
    let last = edge(&diagram, "TIME-WAIT → CLOSED").unwrap();
    assert_eq!(last.labels, ["timeout=2MSL  C"]);
    assert_eq!(last.is_last, [true, false]);
    let first = edge(&diagram, "CLOSED → LISTEN").unwrap();
    assert_eq!(first.labels, ["passive OPEN  S"]);
    assert_eq!(first.is_last, [false, false]);
    assert_eq!(diagram.path.len(), 13);
    assert_eq!(
        diagram.path[0],
        "0.08 s, Server: CLOSED → LISTEN, passive OPEN"
    );
}

#[test]
fn an_arrow_taken_twice_goes_to_the_last_time_and_then_to_the_one_before() {
    let again = Command::Open {
        host: HostId::Client,
    };
    let once = untouched();
    let twice = once.timeline().acted(once.timeline().end(), again).unwrap();
    let shown = Shown::new(twice);
    let now = shown.timeline().end();
    let opens: Vec<Action> = walks(&shown.scene(now))
        .iter()
        .filter(|walk| walk.to == State::SynSent)
        .map(|walk| Action::Jump(walk.event.id))
        .collect();
    assert_eq!(opens.len(), 2);
    let jump = |selected| {
        let diagram = Diagram::of(&Scene {
            selected,
            ..shown.scene(now)
        });
        let edge = edge(&diagram, "CLOSED → SYN-SENT").unwrap();
        assert!(edge.labels[0].ends_with("C ×2"), "{:?}", edge.labels);
        edge.jump.clone().unwrap()
    };
    assert_eq!(jump(None), opens[1]);
    let Action::Jump(last) = opens[1] else {
        panic!("a jump")
    };
    assert_eq!(jump(Some(Selection::Event(last))), opens[0]);
}

#[test]
fn a_reset_shows_an_arrow_that_the_figure_leaves_out() {
    let mut recording = Recording::untouched(Scenario::request_and_answer());
    recording.scenario.loss = 0;
    let timeline = Timeline::replay(recording).unwrap();
    let abort = Command::Call {
        host: HostId::Client,
        socket: Some(SocketId(1)),
        call: Call::Abort,
    };
    let at = Instant::from_millis(300);
    let shown = Shown::new(timeline.acted(at, abort).unwrap());
    assert_eq!(
        edge(&Diagram::of(&shown.scene(at)), "CLOSE-WAIT → CLOSED"),
        None
    );
    let diagram = at_end(&shown);
    let aborted = edge(&diagram, "ESTABLISHED → CLOSED").unwrap();
    assert_eq!(aborted.labels, ["rcv RST  S", "ABORT  C"]);
    let silent = untouched();
    assert_eq!(edge(&at_end(&silent), "ESTABLISHED → CLOSED"), None);
}
