//! Every lesson has its words, and offers only what can be done.

use super::*;
use crate::lesson::lesson;
use crate::simulation::HostId;
use std::collections::BTreeSet;

fn panel(lesson: &Lesson, timeline: &Timeline, at: Instant) -> LessonPanel {
    let step = Lesson::step_at(&lesson.sightings(timeline), at);
    LessonPanel::of(Lang::En, lesson, step, timeline, at, PlayStatus::Waiting)
}

fn labels(panel: &LessonPanel) -> Vec<&str> {
    panel
        .offers
        .iter()
        .map(|offer| offer.label.as_str())
        .collect()
}

#[test]
fn every_lesson_has_its_texts_and_every_text_its_lesson() {
    let parts = |id: LessonId| {
        let steps = lesson(id).steps;
        let names: Vec<_> = steps
            .iter()
            .map(|step| step.name)
            .chain(["title", "question"])
            .collect();
        names.into_iter().map(move |part| id.key(part))
    };
    let wanted: BTreeSet<String> = LessonId::ALL.into_iter().flat_map(parts).collect();
    let written = i18n::ALL.iter().map(|(key, _)| *key);
    let written: BTreeSet<String> = written
        .filter_map(|key| key.strip_prefix("lesson."))
        .map(str::to_owned)
        .collect();
    assert_eq!(wanted, written);
}

#[test]
fn no_step_leaves_a_slot_open() {
    for id in LessonId::ALL {
        let lesson = lesson(id);
        let timeline = Timeline::untouched(lesson.scenario.clone());
        for (place, sighting) in lesson.sightings(&timeline).into_iter().enumerate() {
            let Some(sighting) = sighting else { continue };
            for lang in Lang::ALL {
                let step = Some((place, sighting));
                let panel = LessonPanel::of(
                    lang,
                    &lesson,
                    step,
                    &timeline,
                    sighting.at,
                    PlayStatus::Playing,
                );
                assert!(!panel.text.contains(['{', '}']), "{}", panel.text);
                let asks = lang
                    .text(text(id, lesson.steps[place].name))
                    .contains("{segment}");
                assert!(
                    !asks || sighting.segment.is_some(),
                    "{id:?} {place} speaks of a segment that its cue has not"
                );
            }
        }
    }
}

#[test]
fn a_step_that_asks_for_a_segment_has_a_cue_that_names_one() {
    use crate::lesson::Cue;
    for step in LessonId::ALL
        .into_iter()
        .flat_map(|id| lesson(id).steps.into_iter().map(move |step| (id, step)))
    {
        let (id, step) = step;
        let names_one = matches!(
            step.cue,
            Cue::Sends(..) | Cue::Resends(_) | Cue::HalfWay(..) | Cue::AnswersFin(_)
        );
        for lang in Lang::ALL {
            let asks = lang.text(text(id, step.name)).contains("{segment}");
            assert!(names_one || !asks, "{id:?} {}", step.name);
        }
    }
}

#[test]
fn the_data_can_be_dropped_while_it_flies() {
    let lesson = lesson(LessonId::ThreeWayHandshake);
    let timeline = Timeline::untouched(lesson.scenario.clone());
    let sighting = lesson.sightings(&timeline)[5].expect("the data is sent");
    let waiting = panel(&lesson, &timeline, sighting.at);
    assert!(waiting.waiting);
    assert_eq!(waiting.progress, "step 6 / 8");
    assert_eq!(
        waiting.text,
        "#4 is on its way with the first data. Click it, or:"
    );
    assert_eq!(
        labels(&waiting),
        ["Drop #4", "Delay #4 by 200 ms", "Duplicate #4"]
    );
    assert!(waiting.offers[0].destructive && !waiting.offers[1].destructive);
    let Action::Command(command) = waiting.offers[0].action.clone() else {
        panic!("a command")
    };
    let broken = timeline.acted(sighting.at, command).unwrap();
    assert!(
        labels(&panel(&lesson, &broken, sighting.at)).is_empty(),
        "it is gone"
    );
}

#[test]
fn the_close_can_be_put_off_until_it_is_called() {
    let lesson = lesson(LessonId::FourWaves);
    let timeline = Timeline::untouched(lesson.scenario.clone());
    let sighting = lesson.sightings(&timeline)[2].expect("FIN-WAIT-2");
    let offered = panel(&lesson, &timeline, sighting.at);
    assert_eq!(
        labels(&offered),
        [
            "Server: call close() 2 s late",
            "Server: never call close()"
        ]
    );
    let Action::Command(command) = offered.offers[1].action.clone() else {
        panic!("a command")
    };
    let forgotten = timeline.acted(sighting.at, command).unwrap();
    let still = panel(&lesson, &forgotten, sighting.at);
    assert_eq!(
        labels(&still),
        ["Server: call close() 2 s late"],
        "what is so already is not offered"
    );
}

#[test]
fn a_forgotten_close_can_be_mended_at_the_end() {
    let lesson = lesson(LessonId::ForgottenClose);
    let timeline = Timeline::untouched(lesson.scenario.clone());
    let stuck = panel(&lesson, &timeline, timeline.end());
    assert_eq!(labels(&stuck), ["Server: call close() now"]);
    let Action::Command(command) = stuck.offers[0].action.clone() else {
        panic!("a command")
    };
    let mended = timeline.acted(timeline.end(), command).unwrap();
    let last = mended.moments().last().unwrap();
    assert!(
        last.hosts
            .iter()
            .all(|host| host.state() == crate::tcp::State::Closed),
        "{last:?}"
    );
    assert!(why_close_is_past(Lang::En, &mended, mended.end(), HostId::Server).is_some());
}

#[test]
fn the_lessons_are_numbered() {
    let options = LessonOption::all(Lang::ZhHans, LessonId::FourWaves);
    let titles: Vec<&str> = options.iter().map(|option| option.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "1 · 三次握手",
            "2 · 四次挥手",
            "3 · 最后一个ACK丢了：为什么要TIME-WAIT",
            "4 · 忘了close()"
        ]
    );
    assert!(options[1].selected && !options[0].selected);
}
