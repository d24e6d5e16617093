//! Links: a whole run, and how it is shown, as a text that a person can write by hand.
//!
//! The text is a list of `key=value` with `&` between them: `lesson=last_ack_lost&do=drop:9&t=3.36s`. It stands in the
//! page's address as query or as fragment, in the browser's memory while a page is loaded again, and on the command line.
//! `grammar.en.md` is its reference.

mod address;
mod arguments;
mod bytes;
mod call;
mod course;
mod deed;
mod injection;
mod items;
mod link;
mod open;
mod panel;
mod problem;
#[cfg(test)]
mod tests;
mod variation;
mod view;
mod words;

pub use address::Address;
pub use deed::Deed;
pub use link::{Deeds, Link};
pub use open::Opened;
pub use panel::{Panel, Panels};
pub use problem::{Fault, Problem};
pub use view::{Controls, MotionChoice, Theme, View};
