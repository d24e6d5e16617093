//! Two runs to set side by side.

use crate::simulation::Variation;

/// Two variations of one scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison(pub Variation, pub Variation);
