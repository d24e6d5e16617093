//! Lines, dots and crosses.

use super::*;
use crate::timeline::FlightEnd;
use crate::view_model::Point;
use crate::view_model::ladder::slab::y_at;

#[test]
fn no_line_goes_upwards_and_none_turns_back() {
    for run in runs() {
        let moments = run.timeline().moments();
        for now in [run.timeline().end(), moments[moments.len() / 2].at] {
            let ladder = run.ladder(now);
            for arrow in &ladder.arrows {
                let forth = (arrow.path[1].x - arrow.path[0].x).signum();
                for leg in arrow.path.windows(2) {
                    assert!(leg[0].y <= leg[1].y, "{}: {:?}", arrow.label, arrow.path);
                    let way = (leg[1].x - leg[0].x) * forth;
                    assert!(way >= 0, "{}: {:?}", arrow.label, arrow.path);
                }
            }
        }
    }
}

#[test]
fn every_line_lies_between_the_lifelines() {
    for run in runs() {
        let ladder = run.ladder(run.timeline().end());
        for arrow in &ladder.arrows {
            let is_between = |point: &Point| ladder.client_x < point.x && point.x < ladder.server_x;
            assert!(
                arrow.path.iter().all(is_between),
                "{}: {:?}",
                arrow.label,
                arrow.path
            );
            assert!(arrow.path.iter().all(|point| point.y <= ladder.height));
        }
    }
}

#[test]
fn the_dot_lies_on_its_line_at_the_height_of_the_present() {
    for run in some_runs() {
        for now in run.instants() {
            let (ladder, frame) = (run.ladder(now), run.frame(now));
            let flying = ladder.arrows.iter().filter(|arrow| arrow.in_flight);
            assert_eq!(flying.count(), frame.flights.len());
            for dot in &frame.flights {
                let arrow = ladder
                    .arrows
                    .iter()
                    .find(|arrow| arrow.segment == dot.segment);
                let path = &arrow.expect("what flies is drawn").path;
                assert_eq!(dot.at.1, frame.now_y, "{}", dot.segment);
                assert!(
                    is_on(path, dot.rounded()),
                    "{:?} on {path:?} at {now}",
                    dot.rounded()
                );
            }
        }
    }
}

/// Whether a point is on a line, up to the rounding of both.
fn is_on(path: &[Point], point: Point) -> bool {
    path.windows(2).any(|leg| {
        let (low, high) = (leg[0].x.min(leg[1].x), leg[0].x.max(leg[1].x));
        let inside = (low - 1..=high + 1).contains(&point.x);
        let steep = (leg[1].y - leg[0].y).abs() > (leg[1].x - leg[0].x).abs();
        let near = if steep {
            (leg[0].y - 1..=leg[1].y + 1).contains(&point.y)
        } else {
            (y_at(leg[0], leg[1], point.x) - point.y).abs() <= 1
        };
        inside && near
    })
}

#[test]
fn an_arrow_reaches_the_other_lifeline_when_its_segment_does() {
    for run in runs() {
        let scene = run.scene(run.timeline().end());
        let ladder = Ladder::of(&scene);
        for (arrow, flight) in ladder.arrows.iter().zip(run.timeline().flights()) {
            let Some(FlightEnd::Arrived { at, .. }) = flight.end else {
                continue;
            };
            let last = arrow.path[arrow.path.len() - 1];
            let inward = [-6, 6][flight.from.index()];
            let goal = scene.columns().x(flight.from.other()) + inward;
            assert_eq!(
                last,
                Point {
                    x: goal,
                    y: scene.y(at)
                },
                "{}",
                arrow.label
            );
            assert_eq!(arrow.path[0].y, scene.y(flight.sent_at));
        }
    }
}

#[test]
fn a_cross_is_where_the_segment_was_lost() {
    let timeline = untouched(LessonId::ThreeWayHandshake);
    for permille in [0, 250, 500, 900] {
        let at = on_the_way(&timeline, 4, permille);
        let run = Shown::new(interfered(&timeline, 4, permille, Intervention::Drop));
        let scene = run.scene(run.timeline().end());
        let ladder = Ladder::of(&scene);
        let [cross] = ladder.crosses.as_slice() else {
            panic!("one segment was lost: {:?}", ladder.crosses);
        };
        let (from, to) = (ladder.client_x + 6, ladder.server_x - 6);
        let share = i32::try_from(permille).expect("small");
        assert_eq!(cross.at.y, scene.y(at));
        assert!(
            (cross.at.x - from - (to - from) * share / 1_000).abs() <= 1,
            "{cross:?}"
        );

        let arrow = &ladder.arrows[3];
        assert_eq!(arrow.path[arrow.path.len() - 1], cross.at);
        assert!(!arrow.arrives && !arrow.in_flight);
    }
}

#[test]
fn a_segment_held_up_bends_where_it_was() {
    let timeline = untouched(LessonId::ThreeWayHandshake);
    let later = Intervention::Delay(Duration::from_millis(200));
    let run = Shown::new(interfered(&timeline, 4, 400, later));
    let path = run.arrow(4, run.timeline().end()).path;
    let [start, bend, end] = path.as_slice() else {
        panic!("one bend: {path:?}");
    };
    let two_fifths = (end.x - start.x) * 2 / 5;
    assert!((bend.x - start.x - two_fifths).abs() <= 1, "{path:?}");
}

#[test]
fn a_copy_leaves_from_where_the_original_was() {
    let timeline = untouched(LessonId::ThreeWayHandshake);
    let at = on_the_way(&timeline, 4, 500);
    let run = Shown::new(interfered(&timeline, 4, 500, Intervention::Duplicate));
    let original = run.frame(at).flights[0].rounded();
    let copy = run.arrow(5, run.timeline().end());
    assert_eq!(copy.path[0], original);
    assert_eq!(copy.label, "#5 PSH,ACK copy of #4");
}

#[test]
fn the_ladder_has_the_width_it_is_given() {
    for (width, wide) in [
        (0, false),
        (320, false),
        (390, false),
        (559, false),
        (560, true),
        (1_600, true),
    ] {
        let mut run = Shown::lesson(LessonId::ThreeWayHandshake);
        run.width = width;
        let ladder = run.ladder(run.timeline().end());
        assert_eq!(ladder.wide, wide, "{width}");
        assert!(0 < ladder.client_x && ladder.client_x < ladder.server_x);
        assert_eq!(ladder.client_x, ladder.width - ladder.server_x);
    }
}
