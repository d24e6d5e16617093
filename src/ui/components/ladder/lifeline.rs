//! The lifelines: a band for each state, its name, and where the two lanes differ.

use crate::app_state::Selection;
use crate::simulation::HostId;
use crate::ui::components::Ui;
use crate::ui::components::ladder::scenery::{HALF_BAND, asking, outer_end, rect, text};
use crate::ui::element::{El, el};
use crate::view_model::{Apart, Band, Ladder};

/// From the middle of a lifeline to the text beside it.
const BESIDE: i32 = 16;

/// A stretch of a lifeline.
pub(super) fn band(ui: &Ui, ladder: &Ladder, band: &Band) -> El {
    let left = outside(ladder, band.host, 0) - HALF_BAND;
    let stretch = rect(left, band.top, 2 * HALF_BAND, band.bottom - band.top);
    asking(ui, stretch, band.key.map(Selection::Event))
        .key(&band_key(band))
        .class("band")
        .class(band.tone.class())
        .attr("rx", "2")
}

/// A sign where the host is in another state in the other lane, and the state's name where there is room, both beside the
/// band.
pub(super) fn state_name(ui: &Ui, ladder: &Ladder, band: &Band) -> Option<El> {
    let (name, y) = band.label?;
    let words = match (band.differs.is_empty(), ladder.wide) {
        (true, true) => name.to_owned(),
        (true, false) => return None,
        (false, true) => format!("≠ {name}"),
        (false, false) => "≠".to_owned(),
    };
    let x = outside(ladder, band.host, BESIDE);
    let title = (!band.differs.is_empty()).then(|| el("title").text(&band.differs));
    let words = text(x, y, outer_end(band.host), &words);
    let name = asking(ui, words, band.key.map(Selection::Event))
        .key(&band_key(band))
        .class("state-name")
        .class(band.tone.class())
        .maybe(title);
    Some(name)
}

/// A stretch of a lifeline in which the two lanes differ.
#[inline(never)]
pub(super) fn apart(ladder: &Ladder, apart: &Apart) -> El {
    let x = outside(ladder, apart.host, HALF_BAND + 4);
    el("line.apart")
        .key(&format!("{:?}-{}", apart.host, apart.top))
        .num("x1", x)
        .num("x2", x)
        .num("y1", apart.top)
        .num("y2", apart.bottom)
}

fn band_key(band: &Band) -> String {
    let event = band.key.map_or(-1, |event| i64::from(event.0));
    format!("{:?}-{event}", band.host)
}

/// So far outside of a host's lifeline.
fn outside(ladder: &Ladder, host: HostId, by: i32) -> i32 {
    match host {
        HostId::Client => ladder.client_x - by,
        HostId::Server => ladder.server_x + by,
    }
}
