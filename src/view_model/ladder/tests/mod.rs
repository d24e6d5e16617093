//! The ladder of real runs: the lessons as they are, and with each of their segments interfered with.

mod crowded;
mod geometry;
mod reached;
mod words;

use crate::app_state::Tab;
use crate::i18n::Lang;
use crate::lesson::{LessonId, lesson};
use crate::network::{Intervention, SegmentId, SegmentKind};
use crate::simulation::{Command, Scenario};
use crate::time::{Duration, Instant};
use crate::timeline::{Branches, Flight, FlightEnd, Lane, Lanes, PlayStatus, Speed, Timeline};
use crate::view_model::{Arrow, Frame, Ladder, Scene};

pub(super) const WIDE: u32 = 824;
pub(in crate::view_model) const PHONE: u32 = 390;

/// A run as the page would show it.
pub(in crate::view_model) struct Shown {
    branches: Branches,
    pub(in crate::view_model) width: u32,
    pub(in crate::view_model) lang: Lang,
}

impl Shown {
    pub(in crate::view_model) fn new(timeline: Timeline) -> Self {
        Self {
            branches: Branches::of(Lanes::one(timeline)),
            width: WIDE,
            lang: Lang::En,
        }
    }

    pub(super) fn lesson(id: LessonId) -> Self {
        Self::new(untouched(id))
    }

    pub(in crate::view_model) fn timeline(&self) -> &Timeline {
        self.branches.current().lanes.focused()
    }

    pub(in crate::view_model) fn scene(&self, now: Instant) -> Scene<'_> {
        Scene {
            timeline: self.timeline(),
            lane: Lane::A,
            lanes: &self.branches.current().lanes,
            branches: &self.branches,
            now,
            seen: now,
            status: PlayStatus::Paused,
            speed: Speed::Normal,
            width: self.width,
            lang: self.lang,
            selected: None,
            tab: Tab::default(),
            edit: true,
            links: true,
            rules: None,
        }
    }

    pub(super) fn ladder(&self, now: Instant) -> Ladder {
        Ladder::of(&self.scene(now))
    }

    pub(super) fn frame(&self, now: Instant) -> Frame {
        Frame::of(&self.scene(now))
    }

    pub(super) fn arrow(&self, segment: u32, now: Instant) -> Arrow {
        let arrows = self.ladder(now).arrows;
        let found = arrows
            .into_iter()
            .find(|arrow| arrow.segment == SegmentId(segment));
        found.expect("the segment has been sent")
    }

    /// Each moment, and an instant between it and the next.
    pub(super) fn instants(&self) -> Vec<Instant> {
        let moments = self.timeline().moments();
        let between = moments.windows(2).map(|pair| {
            let span = pair[1].at.since(pair[0].at).as_micros();
            pair[0].at + Duration::from_micros(span * 2 / 5)
        });
        let mut instants: Vec<_> = moments
            .iter()
            .map(|moment| moment.at)
            .chain(between)
            .collect();
        instants.sort_unstable();
        instants
    }
}

pub(super) fn untouched(id: LessonId) -> Timeline {
    lesson(id).opening()
}

/// The segments of a run that nothing loses.
pub(super) fn arriving(timeline: &Timeline) -> impl Iterator<Item = &Flight> {
    let arrives = |flight: &&Flight| matches!(flight.end, Some(FlightEnd::Arrived { .. }));
    timeline.flights().iter().filter(arrives)
}

/// When a segment has so many thousandths of its way behind it, if nothing happens to it.
pub(super) fn on_the_way(timeline: &Timeline, segment: u32, permille: u64) -> Instant {
    let flight = timeline
        .flight(SegmentId(segment))
        .expect("the segment exists");
    let way = flight.one_way_delay.as_micros() * permille / 1_000;
    flight.sent_at + Duration::from_micros(way)
}

/// The run with something done to a segment on its way.
pub(super) fn interfered(
    timeline: &Timeline,
    segment: u32,
    permille: u64,
    how: Intervention,
) -> Timeline {
    let segment_id = SegmentId(segment);
    let command = Command::Interfere {
        segment: segment_id,
        how,
    };
    let at = on_the_way(timeline, segment, permille);
    timeline
        .acted(at, command)
        .expect("the segment is in flight")
}

/// The run with the next segment of a kind lost from `at` on.
pub(super) fn next_lost(timeline: &Timeline, at: Instant, kind: SegmentKind) -> Timeline {
    let how = Intervention::Drop;
    let command = Command::InterfereNext {
        from: None,
        kind,
        how,
    };
    timeline
        .acted(at, command)
        .expect("one can always wait for a segment")
}

pub(super) const INTERVENTIONS: [Intervention; 4] = [
    Intervention::Drop,
    Intervention::Delay(Duration::from_millis(200)),
    Intervention::Duplicate,
    Intervention::Reorder,
];

/// Every run of the lessons' scenarios in which one thing is done to one segment, early, half way or late; the lessons
/// as they are; and runs of bad luck.
pub(super) fn runs() -> Vec<Shown> {
    let mut runs = Vec::new();
    // `LastAckLost` starts as `FourWaves` does.
    let lessons = LessonId::ALL.into_iter();
    for id in lessons.filter(|id| *id != LessonId::LastAckLost) {
        let timeline = untouched(id);
        for flight in arriving(&timeline) {
            for how in INTERVENTIONS {
                for permille in [0, 100, 500, 900] {
                    runs.push(interfered(&timeline, flight.segment.0, permille, how));
                }
            }
        }
        runs.push(timeline);
    }
    for seed in 0..20 {
        let scenario = Scenario {
            seed,
            loss: 200,
            duplication: 200,
            reordering: 200,
            ..Scenario::request_and_answer()
        };
        runs.push(Timeline::untouched(scenario));
    }
    runs.into_iter().map(Shown::new).collect()
}

/// Some of them, of every kind, for what is to be looked at in every instant.
pub(super) fn some_runs() -> impl Iterator<Item = Shown> {
    runs().into_iter().step_by(13)
}
