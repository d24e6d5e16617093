//! Links: a whole run, and how it is shown, as a text that a person can write by hand.

mod address;
mod link;
mod open;
mod panel;
mod problem;
mod view;

pub use address::Address;
pub use link::{Deed, Deeds, Link};
pub use open::Opened;
pub use panel::{Panel, Panels};
pub use problem::{Fault, Problem};
pub use view::{Controls, MotionChoice, Theme, View};
