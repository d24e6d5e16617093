//! The machine against RFC 9293 §3.10, every event in every state: `matrix.txt` says what must happen when a segment
//! arrives, `calls.txt` what when the user calls or time passes. `requirements.txt` goes through all that a TCP must do.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod calls;
mod combination;
mod expected;
mod matrix;
mod outcome;
#[path = "../peer/mod.rs"]
mod peer;
mod requirements;
mod start;
mod table;
