//! The lifelines: a band for each state, its name, and where the two lanes differ.

use crate::app_state::Selection;
use crate::ui::components::Ui;
use crate::ui::components::ladder::scenery::{asking, rect, text};
use crate::ui::element::{El, el};
use crate::view_model::{Apart, Band, Ladder, shape};

/// A stretch of a lifeline.
pub(super) fn band(ui: &Ui, ladder: &Ladder, band: &Band) -> El {
    let stretch = rect(ladder.band_rect(band));
    asking(ui, stretch, band.key.map(Selection::Event))
        .key(&band_key(band))
        .class("band")
        .class(band.tone.class())
        .attr("rx", shape::BAND_ROUND)
}

/// What stands beside a band.
pub(super) fn state_name(ui: &Ui, ladder: &Ladder, band: &Band) -> Option<El> {
    let (at, words) = ladder.band_words(band)?;
    let title = (!band.differs.is_empty()).then(|| el("title").text(&band.differs));
    let words = text(at, shape::outer_end(band.host), &words);
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
    let x = ladder.apart_x(apart);
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
