//! Where the page is.

use crate::app_state::{SharedPage, Surroundings};

/// The page as others can get it: its address without what it was asked for.
#[inline(never)]
pub(crate) fn shared_page() -> SharedPage {
    let window = web_sys::window();
    let href = window
        .as_ref()
        .and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let address = href.split(['?', '#']).next().unwrap_or_default();
    if address.starts_with("file:") {
        let name = address.rsplit('/').next().unwrap_or_default();
        return SharedPage {
            address: name.to_owned(),
            around: Surroundings::File,
        };
    }
    let is_framed = window
        .as_ref()
        .is_some_and(|window| window.parent().ok().flatten().as_ref() != Some(window));
    // The origin of a frame that has none of its own.
    let is_sealed = window.is_some_and(|window| window.origin() == "null");
    SharedPage {
        address: address.to_owned(),
        around: match (is_sealed, is_framed) {
            (true, _) => Surroundings::Sealed,
            (false, true) => Surroundings::Framed,
            (false, false) => Surroundings::Alone,
        },
    }
}
