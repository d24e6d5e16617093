//! The lifelines: a band for each state, and beside them the socket calls and timers that moved the host.

use crate::i18n::Text;
use crate::simulation::{Call, Event, EventKind, HostId};
use crate::tcp::Timer;
use crate::view_model::ladder::slab::text_width;
use crate::view_model::scene::Scene;
use crate::view_model::stay::{Stay, protocol, shown, state_at, stays};
use crate::view_model::wording::{say, timer_sign};
use crate::view_model::{Band, Mark, Point, Tone};

/// From the middle of a lifeline to the words beside it.
const ASIDE: i32 = 16;
/// Words on one lifeline keep this far apart, baseline to baseline.
const LINE: i32 = 14;
/// From the top of a band down to the baseline of its name.
const BASELINE: i32 = 9;

/// The bands and, on a wide ladder, the marks of both lifelines.
pub(super) fn lifelines(scene: &Scene) -> (Vec<Band>, Vec<Mark>) {
    let mut bands = Vec::new();
    for host in HostId::ALL {
        add_bands(scene, host, &mut bands);
    }
    let marks = if scene.columns().wide {
        marks(scene, &bands)
    } else {
        Vec::new()
    };
    (bands, marks)
}

fn add_bands(scene: &Scene, host: HostId, bands: &mut Vec<Band>) {
    for stay in stays(scene.timeline, host, scene.now) {
        let top = scene.y(stay.from);
        let (name, tone) = shown(scene.timeline, host, stay.state);
        // A state left in the very instant in which it was entered has no room for its name.
        if let Some(earlier) = bands.last_mut()
            && earlier.host == host
            && earlier
                .label
                .is_some_and(|(_, y)| top + BASELINE - y < LINE)
        {
            earlier.label = None;
        }
        bands.push(Band {
            key: stay.key,
            host,
            top,
            // How long the present state lasts is not known yet: to the bottom, where the page cuts it off.
            bottom: stay.until.map_or(scene.last_y(), |until| scene.y(until)),
            tone,
            label: Some((name, top + BASELINE)),
            differs: differs(scene, host, &stay),
        });
    }
}

/// In which other state the host is in the other lane when a stay begins; empty if it is not.
fn differs(scene: &Scene, host: HostId, stay: &Stay) -> String {
    // Over UDP there are no states that could be compared.
    let speaks = protocol(scene.timeline, host);
    let other = scene
        .other()
        .filter(|other| protocol(other, host) == speaks);
    let there = other.map(|other| (other, state_at(other.stays(host), stay.from)));
    match there {
        Some((other, there)) if there != stay.state => say(scene.lang, Text::PictureDiffers)
            .host(host)
            .slot("here", shown(scene.timeline, host, stay.state).0)
            .slot("there", shown(other, host, there).0)
            .done(),
        _ => String::new(),
    }
}

/// The marks stand on the outer side, each beyond the words that are there already.
fn marks(scene: &Scene, bands: &[Band]) -> Vec<Mark> {
    let columns = scene.columns();
    let mut words = Words::new(bands);
    let mut marks: Vec<Mark> = Vec::new();
    for event in scene.timeline.events_until(scene.now) {
        let Some((host, text, tone)) = mark(scene, event) else {
            continue;
        };
        let baseline = scene.y(event.at) + BASELINE;
        let aside = words.beside(host, baseline, text_width(text));
        if aside + text_width(text) > columns.client_x {
            continue;
        }
        let x = match host {
            HostId::Client => columns.client_x - aside,
            HostId::Server => columns.server_x + aside,
        };
        marks.push(Mark {
            event: event.id,
            host,
            at: Point { x, y: baseline },
            text,
            tone,
        });
    }
    marks
}

/// The words beside the lifelines. Both bands and marks come in order of time, so one look at each is enough.
struct Words<'a> {
    names: [Vec<&'a Band>; 2],
    /// The next name that a mark has not come to yet.
    next: [usize; 2],
    /// Baseline and outer end of the last marks on each lifeline.
    last: [Option<(i32, i32)>; 2],
}

impl<'a> Words<'a> {
    fn new(bands: &'a [Band]) -> Self {
        let of = |host| bands.iter().filter(|band| band.host == host).collect();
        Self {
            names: HostId::ALL.map(of),
            next: [0; 2],
            last: [None; 2],
        }
    }

    /// How far from the middle of the lifeline a mark of that width begins, if its baseline is there.
    fn beside(&mut self, host: HostId, baseline: i32, width: i32) -> i32 {
        let lane = host.index();
        let names = &self.names[lane];
        let is_above = |band: &&Band| band.top + BASELINE <= baseline - LINE;
        while names.get(self.next[lane]).is_some_and(is_above) {
            self.next[lane] += 1;
        }
        let level = names[self.next[lane]..]
            .iter()
            .take_while(|band| band.top + BASELINE < baseline + LINE);
        let name_end = level
            .filter_map(|band| Some(ASIDE + name_width(band, band.label?.0) + 8))
            .max();
        let mark_end = self.last[lane]
            .filter(|(y, _)| baseline - y < LINE)
            .map(|(_, end)| end + 8);
        let begin = name_end.max(mark_end).unwrap_or(ASIDE);
        self.last[lane] = Some((baseline, begin + width));
        begin
    }
}

/// State names are larger and bold, and may have a sign before them.
fn name_width(band: &Band, name: &str) -> i32 {
    let sign = if band.differs.is_empty() { 0 } else { 20 };
    text_width(name) * 25 / 24 + sign
}

/// The words for an event that a lifeline is marked with; none for the others. `accept()` and `recv()` wait for the
/// network and move nothing.
fn mark(scene: &Scene, event: &Event) -> Option<(HostId, &'static str, Tone)> {
    match &event.kind {
        EventKind::CallMade { host, call, .. } => match call {
            Call::Accept | Call::Receive { .. } | Call::ReceiveFrom { .. } => None,
            _ => Some((*host, call.name(), Tone::Neutral)),
        },
        EventKind::TimerExpired { host, timer, .. } => {
            let (text, tone) = match timer {
                Timer::TailLossProbe | Timer::WindowProbe | Timer::KeepAlive | Timer::FinWait2 => {
                    return Some((*host, timer_sign(*timer), Tone::Neutral));
                }
                Timer::Retransmission => (Text::PictureRto, Tone::Reset),
                Timer::DelayedAck => (Text::PictureAckDue, Tone::Neutral),
                Timer::TimeWait => (Text::PictureTimeWaitOver, Tone::TimeWait),
            };
            Some((*host, scene.lang.text(text), tone))
        }
        _ => None,
    }
}
