//! Where the page is.

use crate::app_state::SharedPage;

/// The page as others can get it: its address without what it was asked for.
pub(crate) fn shared_page() -> SharedPage {
    let window = web_sys::window();
    let address = window
        .as_ref()
        .and_then(|window| window.location().href().ok());
    let mut address = address.unwrap_or_default();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address.truncate(end);
    // A file, and a frame without an origin of its own, are of the origin `null`: there is nothing it could be framed by.
    let origin = window.map_or_else(String::new, |window| window.origin());
    SharedPage {
        can_preview: origin != "null",
        address,
    }
}
