//! A run in the forms that other tools and terminals read.

mod code;
mod ladder;
mod notes;
mod row;

pub use ladder::{text_ladder, text_ladder_between, text_ladder_until};
