//! tcpscope: a TCP connection that a learner can open, watch and break.
//!
//! `src/README.md` has the bird's-eye view; each layer uses only those listed before it.

pub mod tcp;
pub mod time;
