//! tcpscope: a TCP connection that a learner can open, watch and break.
//!
//! `src/README.md` has the bird's-eye view. The layers, each using only those before it: `time`, `rng` → `tcp`,
//! `udp` → `host` → `network` → `simulation` → `timeline` → `explain`, `lesson`, `i18n` → `wire` → `share` → `app_state` →
//! `view_model` → `picture`, `remote` → `handout` → `ui`; `conform`, `document`, `fidelity`, `guide` and `myths` belong to the command.
//! Nothing below `ui` knows that a browser exists.
//!
//! What the first view of the page does not run is loaded later, by whole functions (`tests/browser/split.js`). Many a
//! function is `#[inline(never)]` for that reason alone: within one that the first view runs it would be loaded first.

pub mod app_state;
#[cfg(feature = "cli")]
pub mod conform;
#[cfg(feature = "cli")]
pub mod document;
pub mod explain;
#[cfg(feature = "cli")]
pub mod fidelity;
#[cfg(feature = "cli")]
pub mod guide;
pub mod handout;
pub mod host;
pub mod i18n;
pub mod lesson;
#[cfg(feature = "cli")]
pub mod myths;
pub mod network;
pub mod picture;
pub mod remote;
pub mod rng;
pub mod share;
pub mod simulation;
pub mod tcp;
pub mod time;
pub mod timeline;
pub mod udp;
#[cfg(feature = "web")]
pub mod ui;
pub mod view_model;
pub mod wire;

#[cfg(test)]
mod tidy;
