//! A run in the forms that other tools and terminals read.

mod calls;
mod ladder;
mod notes;
mod row;
mod script;

pub use ladder::text_ladder;
pub use script::{Order, ScriptError, carry_out};
