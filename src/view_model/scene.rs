//! What the picture is drawn from: one run, beside it perhaps another, the cursor, and how the person wants to see it.

use crate::app_state::{AppState, Selection, Tab};
use crate::i18n::{Book, Lang};
use crate::simulation::HostId;
use crate::time::Instant;
use crate::timeline::{Branches, Lane, Lanes, PlayStatus, Speed, Timeline};

/// Everything that the ladder, the transport and the frame depend on.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The run on the screen; of two, the one of this lane.
    pub timeline: &'a Timeline,
    /// Its lane.
    pub lane: Lane,
    /// All runs on the screen.
    pub lanes: &'a Lanes,
    /// All branches, the one on the screen among them.
    pub branches: &'a Branches,
    /// The cursor: everything up to and including this instant has happened.
    pub now: Instant,
    /// The furthest instant of this run that the person has seen.
    pub seen: Instant,
    /// What the cursor is doing.
    pub status: PlayStatus,
    /// How fast it moves.
    pub speed: Speed,
    /// The ladder's width in pixels.
    pub width: u32,
    /// The language of all strings.
    pub lang: Lang,
    /// What is asked "why?" of.
    pub selected: Option<Selection>,
    /// What is open in the drawer.
    pub tab: Tab,
    /// Whether the run can be changed.
    pub edit: bool,
    /// Whether there are links to elsewhere.
    pub links: bool,
    /// Why rules do what they do; none while that book is not here.
    pub rules: Option<&'a Book>,
}

/// Where the lifelines stand, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) width: i32,
    pub(super) client_x: i32,
    pub(super) server_x: i32,
    pub(super) wide: bool,
}

impl<'a> Scene<'a> {
    /// The space above the first moment, in pixels.
    pub(super) const TOP: i32 = 26;
    /// The space below the last one.
    pub(super) const BOTTOM: i32 = 30;
    /// From this width on, two ladders have room beside each other.
    const TWO_LADDERS: u32 = 560;

    /// How wide the ladder is where nobody says so, in pixels.
    pub const WIDTH: u32 = 824;

    /// A run that nobody plays: all of it, to its end.
    pub fn still(branches: &'a Branches, lang: Lang) -> Self {
        let lanes = &branches.current().lanes;
        let end = lanes.track().end();
        Self {
            timeline: lanes.focused(),
            lane: lanes.focus(),
            lanes,
            branches,
            now: end,
            seen: end,
            status: PlayStatus::Paused,
            speed: Speed::Normal,
            width: Self::WIDTH,
            lang,
            selected: None,
            tab: Tab::default(),
            edit: true,
            links: true,
            rules: None,
        }
    }

    /// The scene that the page shows.
    pub fn of(state: &'a AppState) -> Self {
        Self {
            timeline: state.timeline(),
            lane: state.lanes().focus(),
            lanes: state.lanes(),
            branches: state.branches(),
            now: state.playback().cursor,
            seen: state.branches().current().seen,
            status: state.playback().status,
            speed: state.playback().speed,
            width: state.ladder_width(),
            lang: state.lang(),
            selected: state.selected(),
            tab: state.tab(),
            edit: state.view().edit,
            links: state.view().links,
            rules: state.rules(),
        }
    }

    /// A scene for each ladder that there is room for: both lanes beside each other, or the one in focus alone.
    pub fn ladders(&self) -> Vec<Self> {
        let runs = self.lanes.runs();
        if runs.len() == 1 || self.width < Self::TWO_LADDERS {
            return vec![*self];
        }
        let mut ladders = Vec::new();
        for (lane, timeline) in Lane::ALL.into_iter().zip(runs) {
            ladders.push(Self {
                timeline,
                lane,
                width: self.width / 2,
                // What is selected is an event of the run in focus.
                selected: self.selected.filter(|_| lane == self.lane),
                ..*self
            });
        }
        ladders
    }

    /// The run of the other lane; none where nothing is compared.
    pub(super) fn other(&self) -> Option<&'a Timeline> {
        self.lanes.comparison()?;
        self.lanes.run(self.lane.other())
    }

    /// How far down the ladder an instant is drawn, in thousandths of a pixel.
    pub(super) fn depth(&self, at: Instant) -> i64 {
        i64::from(Self::TOP) * 1_000 + thousandths(self.lanes.track().scale().offset(at))
    }

    /// The same in whole pixels.
    pub(super) fn y(&self, at: Instant) -> i32 {
        pixels(self.depth(at))
    }

    /// Where the last moment is drawn, in whole pixels.
    pub(super) fn last_y(&self) -> i32 {
        Self::TOP + pixels(thousandths(self.lanes.track().scale().end()))
    }

    /// Where an instant stands on the bar, in ten-thousandths of its length.
    pub(super) fn share(&self, at: Instant) -> u32 {
        let scale = self.lanes.track().scale();
        let share = scale.offset(at).saturating_mul(10_000) / scale.end().max(1);
        u32::try_from(share.min(10_000)).expect("at most ten thousand")
    }

    pub(super) fn columns(&self) -> Columns {
        Columns::of(self.width)
    }
}

impl Columns {
    /// From this width on, state names have room beside the lifelines.
    const WIDE: i32 = 560;
    /// What a narrow ladder leaves beside its lifelines.
    const NARROW_MARGIN: i32 = 34;
    /// A ladder narrower than this would have its lifelines upon each other.
    const LEAST: i32 = 160;

    fn of(width: u32) -> Self {
        let width = i32::try_from(width)
            .unwrap_or(i32::MAX / 4)
            .clamp(Self::LEAST, 100_000);
        let wide = width >= Self::WIDE;
        let margin = if wide {
            // The longest state name takes 104 px; beyond 170 px the room is better left to the segments.
            (width * 170 / 824).clamp(112, 170)
        } else {
            Self::NARROW_MARGIN
        };
        Self {
            width,
            client_x: margin,
            server_x: width - margin,
            wide,
        }
    }

    pub(super) const fn x(&self, host: HostId) -> i32 {
        match host {
            HostId::Client => self.client_x,
            HostId::Server => self.server_x,
        }
    }
}

/// Thousandths of a pixel as whole pixels, rounded.
pub(super) fn pixels(thousandths: i64) -> i32 {
    i32::try_from((thousandths + 500).div_euclid(1_000)).unwrap_or(i32::MAX)
}

fn thousandths(offset: crate::timeline::Offset) -> i64 {
    i64::try_from(offset).unwrap_or(i64::MAX / 2)
}
