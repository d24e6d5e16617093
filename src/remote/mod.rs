//! Messages with the page that holds this one in a frame: what it may ask for, and what it is told. Pure: `ui/remote.rs`
//! and `static/boot.js` carry them. `reference.en.md` describes each; `static/tcp-scope.d.ts` has their types.
//!
//! Read and written by hand over plain data, not by serde: that made the page's module 27 to 34 kB larger (compressed),
//! with every library that was measured.

mod answer;
mod datum;
mod fact;
mod height;
mod report;
mod reporter;
mod request;
#[cfg(test)]
mod tests;

pub use answer::{Answer, answer};
pub use datum::Datum;
pub use height::Height;
pub use report::{Code, Failure, Report};
pub use reporter::Reporter;
pub use request::{Heard, Marker, Request, Target, TraceForm};

/// The version of the messages. A changed meaning needs a new one; a new message or field does not.
pub const PROTOCOL: u32 = 1;
