//! Compares our `Linux` profile with a real kernel: takes what a recorded run was given, gives it to the simulation,
//! and looks whether the same comes out.

pub mod compare;
pub mod known;
pub mod report;
pub mod stimuli;
pub mod trace;
