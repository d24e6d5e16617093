//! The machine against RFC 9293 §3.10.7, every combination of state and segment: `matrix.txt` says what must happen.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod combination;
mod expected;
mod matrix;
mod outcome;
#[path = "../peer/mod.rs"]
mod peer;
mod start;
mod table;
