//! How high a frame around an embed should be.

use crate::ui::components::embed;
use crate::ui::{dom, motion};
use web_sys::Element;

/// A ladder higher than this is scrolled: nobody wants a lesson of sixty seconds to take ten screens of an article.
const LADDER: i32 = 340;
/// Nor does a drawer grow beyond this, which style.css says as well (`.embed .pane`).
const DRAWER: i32 = 180;

/// The height in pixels at which all of an embed can be seen, but for the rest of a long ladder or drawer; none on the
/// whole page. The embed fills its frame, whatever its height, and its ladder takes up the slack. What is returned depends on
/// what is shown and on the frame's width, but not on its height: a host that follows it is there at once, and one that
/// does not has lost nothing.
#[inline(never)]
pub(crate) fn wanted() -> Option<u32> {
    let root = dom::by_id(embed::ID)?;
    let ladder = dom::by_id(motion::LADDER)?;
    let mut height = root.scroll_height() + picture(&ladder).min(LADDER) - ladder.client_height();
    // These are cut short in a low frame.
    for (part, most) in [(".lesson", i32::MAX), (".pane", DRAWER)] {
        if let Some(part) = dom::document()?.query_selector(part).ok().flatten() {
            height += part.scroll_height().min(most) - part.client_height();
        }
    }
    u32::try_from(height).ok()
}

/// How high the picture is, or the higher one of two.
fn picture(ladder: &Element) -> i32 {
    let picture = ladder.query_selector(".picture").ok().flatten();
    let height = picture.and_then(|picture| picture.get_attribute("height"));
    height
        .and_then(|height| height.parse().ok())
        .unwrap_or(LADDER)
}
