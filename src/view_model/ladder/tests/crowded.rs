//! Words find room.

use super::*;
use crate::view_model::Point;
use crate::view_model::ladder::slab::{Slab, text_width};
use crate::view_model::ladder::{Cross, Gap};

/// What must not lie upon each other, with a word for the failure.
fn texts(ladder: &Ladder) -> Vec<(String, Slab)> {
    let arrows = ladder
        .arrows
        .iter()
        .map(|arrow| (arrow.label.clone(), label(arrow)));
    let crosses = ladder
        .crosses
        .iter()
        .map(|cross| (format!("{cross:?}"), ring(cross)));
    let reasons = ladder
        .crosses
        .iter()
        .map(|cross| (cross.reason.clone(), reason(cross)));
    let gaps = ladder
        .gaps
        .iter()
        .map(|gap| (gap.text.clone(), strip(ladder, gap)));
    arrows.chain(crosses).chain(reasons).chain(gaps).collect()
}

fn label(arrow: &Arrow) -> Slab {
    // Nearly all labels are slanted little: then the sine is the angle, and the cosine one.
    let reach = text_width(&arrow.label) / 2;
    let end = |along: i32| Point {
        x: arrow.label_at.x + along,
        y: arrow.label_at.y - 4 + along * arrow.slant * 10 / 5_730,
    };
    Slab {
        left: end(-reach),
        right: end(reach),
        half: 6,
    }
}

fn ring(cross: &Cross) -> Slab {
    Slab::around(cross.at, 20, 20)
}

fn reason(cross: &Cross) -> Slab {
    let middle = Point {
        x: cross.reason_at.x,
        y: cross.reason_at.y - 4,
    };
    Slab::around(middle, text_width(&cross.reason), 12)
}

fn strip(ladder: &Ladder, gap: &Gap) -> Slab {
    let middle = Point {
        x: ladder.width / 2,
        y: gap.y,
    };
    Slab::around(middle, text_width(&gap.text), 16)
}

fn collisions(ladder: &Ladder) -> Vec<(String, String)> {
    let texts = texts(ladder);
    let mut collisions = Vec::new();
    for (place, (one, room)) in texts.iter().enumerate() {
        for (other, taken) in &texts[place + 1..] {
            if room.overlaps(taken) {
                collisions.push((one.clone(), other.clone()));
            }
        }
    }
    collisions
}

#[test]
fn no_words_overlap_in_the_lessons() {
    for id in LessonId::ALL {
        for width in [WIDE, PHONE, 600, 320] {
            for lang in Lang::ALL {
                let run = Shown {
                    width,
                    lang,
                    ..Shown::lesson(id)
                };
                let found = collisions(&run.ladder(run.timeline().end()));
                assert_eq!(found, [], "{id:?} at {width}");
            }
        }
    }
}

#[test]
fn no_words_overlap_when_one_segment_is_lost_or_late() {
    let deeds = [INTERVENTIONS[0], INTERVENTIONS[1]];
    for id in LessonId::ALL {
        let timeline = untouched(id);
        for flight in arriving(&timeline) {
            for how in deeds {
                for width in [WIDE, PHONE] {
                    let touched = interfered(&timeline, flight.segment.0, 500, how);
                    let run = Shown {
                        width,
                        ..Shown::new(touched)
                    };
                    let found = collisions(&run.ladder(run.timeline().end()));
                    assert_eq!(found, [], "{id:?} at {width}, {how:?} {}", flight.segment);
                }
            }
        }
    }
}

/// Segments that cross on their way, first of all: each label finds a place where the other’s line is not.
#[test]
fn no_line_runs_through_the_label_of_another_segment() {
    for id in LessonId::ALL {
        let run = Shown::lesson(id);
        let ladder = run.ladder(run.timeline().end());
        for arrow in &ladder.arrows {
            let letters = Slab {
                half: 4,
                ..label(arrow)
            };
            let others = ladder
                .arrows
                .iter()
                .filter(|it| it.segment != arrow.segment);
            for other in others {
                let legs = other.path.windows(2);
                let through = legs.filter(|leg| letters.is_crossed_by(leg[0], leg[1]));
                assert_eq!(
                    through.count(),
                    0,
                    "{id:?}: {} {}",
                    arrow.label,
                    other.label
                );
            }
        }
    }
}

#[test]
fn words_stay_between_the_lifelines() {
    for id in LessonId::ALL {
        for width in [WIDE, PHONE] {
            let run = Shown {
                width,
                ..Shown::lesson(id)
            };
            let ladder = run.ladder(run.timeline().end());
            for (text, room) in texts(&ladder) {
                let inside = ladder.client_x < room.left.x && room.right.x < ladder.server_x;
                assert!(inside, "{text}: {room:?}");
            }
        }
    }
}

#[test]
fn what_has_been_written_stays_where_it_is() {
    for id in LessonId::ALL {
        let run = Shown::lesson(id);
        let end = run.ladder(run.timeline().end());
        for moment in run.timeline().moments() {
            let earlier = run.ladder(moment.at);
            for (early, late) in earlier.arrows.iter().zip(&end.arrows) {
                if !early.in_flight {
                    assert_eq!(
                        (early.label_at, early.slant),
                        (late.label_at, late.slant),
                        "{id:?} {} {}",
                        early.label,
                        moment.at
                    );
                }
            }
        }
    }
}

#[test]
fn state_names_and_marks_keep_apart() {
    for run in runs() {
        let ladder = run.ladder(run.timeline().end());
        for host in crate::simulation::HostId::ALL {
            let bands = ladder.bands.iter().filter(|band| band.host == host);
            let names: Vec<_> = bands.filter_map(|band| band.label).collect();
            for pair in names.windows(2) {
                assert!(pair[1].1 - pair[0].1 >= 14, "{pair:?}");
            }
            let x = if host.index() == 0 {
                ladder.client_x
            } else {
                ladder.server_x
            };
            for mark in ladder.marks.iter().filter(|mark| mark.host == host) {
                let begin = (mark.at.x - x).abs();
                assert!(begin + text_width(mark.text) <= ladder.client_x, "{mark:?}");
                let level = names.iter().filter(|(_, y)| (y - mark.at.y).abs() < 12);
                for (name, _) in level {
                    assert!(begin > 16 + text_width(name), "{} upon {name}", mark.text);
                }
            }
        }
    }
}

/// Copies, and several faults at once on a narrow ladder, can leave no room at all: then words lie upon each other
/// rather than far from what they speak of.
#[test]
fn words_overlap_in_hardly_any_run() {
    for width in [WIDE, PHONE] {
        let runs = runs().into_iter().map(|run| Shown { width, ..run });
        let (crowded, clear): (Vec<_>, Vec<_>) =
            runs.partition(|run| !collisions(&run.ladder(run.timeline().end())).is_empty());
        let (crowded, all) = (crowded.len(), crowded.len() + clear.len());
        assert!(crowded * 40 <= all, "{crowded} of {all} at {width}");
    }
}
