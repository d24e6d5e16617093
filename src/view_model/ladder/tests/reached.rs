//! The picture shows what has happened, and nothing else.

use super::*;
use crate::simulation::HostId;
use crate::view_model::{Cross, Gap, Mark, Tone};

/// What a picture says, apart from how far down the scale has put what is still to come.
#[derive(Debug, PartialEq)]
struct Said {
    arrows: Vec<(String, String, bool, bool, bool, Tone)>,
    starts: Vec<crate::view_model::Point>,
    crosses: Vec<Cross>,
    gaps: Vec<Gap>,
    marks: Vec<Mark>,
    bands: Vec<(HostId, i32, Tone)>,
    summary: String,
}

fn said(ladder: &Ladder) -> Said {
    let arrows = ladder.arrows.iter();
    let starts = arrows.clone().map(|arrow| arrow.path[0]).collect();
    let arrows = arrows.map(|arrow| {
        let Arrow {
            label,
            spoken,
            arrives,
            resent,
            in_flight,
            tone,
            ..
        } = arrow.clone();
        (label, spoken, arrives, resent, in_flight, tone)
    });
    let bands = ladder
        .bands
        .iter()
        .map(|band| (band.host, band.top, band.tone));
    Said {
        arrows: arrows.collect(),
        starts,
        crosses: ladder.crosses.clone(),
        gaps: ladder.gaps.clone(),
        marks: ladder.marks.clone(),
        bands: bands.collect(),
        summary: ladder.summary.clone(),
    }
}

#[test]
fn what_the_person_will_do_leaves_no_trace_before_it_is_done() {
    for id in LessonId::ALL {
        let timeline = untouched(id);
        let plain = Shown::lesson(id);
        for flight in arriving(&timeline) {
            let acted = on_the_way(&timeline, flight.segment.0, 500);
            for how in INTERVENTIONS {
                let touched = Shown::new(interfered(&timeline, flight.segment.0, 500, how));
                for moment in timeline.moments().iter().filter(|moment| moment.at < acted) {
                    let (here, there) = (plain.ladder(moment.at), touched.ladder(moment.at));
                    assert_eq!(
                        said(&here),
                        said(&there),
                        "{how:?} {} at {}",
                        flight.segment,
                        moment.at
                    );
                }
            }
        }
    }
}

#[test]
fn a_segment_that_will_be_lost_looks_like_any_other() {
    let timeline = untouched(LessonId::FourWaves);
    let run = Shown::new(next_lost(&timeline, Instant::ZERO, SegmentKind::Fin));
    let fin = run
        .timeline()
        .flights()
        .iter()
        .find(|flight| flight.content.is_fin());
    let fin = fin.expect("the client closes");
    let lost = fin.ended_at().expect("it was lost");
    for share in [0, 1, 2, 9] {
        let span = lost.since(fin.sent_at).as_micros() * share / 10;
        let now = fin.sent_at + Duration::from_micros(span);
        let (arrow, plain) = (
            run.arrow(fin.segment.0, now),
            Shown::lesson(LessonId::FourWaves).arrow(fin.segment.0, now),
        );
        assert!(arrow.arrives && arrow.in_flight);
        assert_eq!(
            (&arrow.label, &arrow.spoken, arrow.tone),
            (&plain.label, &plain.spoken, plain.tone)
        );
        assert_eq!(arrow.path.len(), plain.path.len());
        assert_eq!(arrow.path[1].x, plain.path[1].x);
        assert_eq!(run.ladder(now).crosses, []);
    }
    assert!(!run.arrow(fin.segment.0, lost).arrives);
    assert_eq!(run.ladder(lost).crosses.len(), 1);
}

#[test]
fn nothing_is_marked_that_lies_ahead() {
    for run in some_runs() {
        for now in run.instants().into_iter().step_by(3) {
            let (scene, ladder) = (run.scene(now), run.ladder(now));
            let y = scene.y(now);
            assert!(ladder.arrows.iter().all(|arrow| arrow.path[0].y <= y));
            assert!(ladder.crosses.iter().all(|cross| cross.at.y <= y));
            assert!(ladder.gaps.iter().all(|gap| gap.y <= y));
            assert!(ladder.bands.iter().all(|band| band.top <= y));
            assert!(ladder.marks.iter().all(|mark| mark.at.y - 9 <= y));
        }
    }
}

#[test]
fn the_bands_of_a_host_follow_each_other_down_to_the_present() {
    for run in some_runs() {
        for now in run.instants().into_iter().step_by(5) {
            let (scene, ladder) = (run.scene(now), run.ladder(now));
            for host in HostId::ALL {
                let bands: Vec<_> = ladder
                    .bands
                    .iter()
                    .filter(|band| band.host == host)
                    .collect();
                assert_eq!(bands[0].top, Scene::TOP);
                assert!(bands.windows(2).all(|pair| pair[0].bottom == pair[1].top));
                assert!(bands[bands.len() - 1].bottom >= scene.y(now));
            }
        }
    }
}
