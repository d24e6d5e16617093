//! The page. The only folder that knows a browser: everything else is plain data and runs anywhere.
//!
//! `App` owns the state and the animation frames; each part maps one struct of the view model to elements and
//! its events to [`Action`](crate::app_state::Action)s. Between two events nothing is rendered: `motion` moves what
//! moves.

mod announcer;
mod app;
mod appearance;
mod clipboard;
mod components;
mod crash;
mod dom;
mod effects;
mod element;
mod focus;
mod height;
mod keyboard;
mod library;
mod motion;
mod picture;
mod place;
mod remote;
mod sight;
mod spelling;
mod startup;
mod storage;
mod ticker;

use app::{App, Msg};

/// Draws the page into `#app`. Not into the body, which would clear the notices that the page's own script needs after
/// a panic.
///
/// # Panics
///
/// If the page has no element with that id.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(crash::on_panic));
    let root = dom::by_id("app").expect("index.html has an element with the id `app`");
    yew::Renderer::<App>::with_root(root).render();
}
