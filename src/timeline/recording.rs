//! A run, as the only thing that is ever saved: where it started and what the person did to it.

use crate::simulation::{Command, Scenario};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// `(scenario, commands)`: the ground truth of a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recording {
    /// Where it started.
    pub scenario: Scenario,
    /// What the person did, in order of time.
    pub commands: Vec<TimedCommand>,
}

/// A command and the moment it was given. It takes effect after everything else that happens at that instant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimedCommand {
    /// When.
    pub at: Instant,
    /// What.
    pub command: Command,
}

impl Recording {
    /// The run nobody has touched.
    pub const fn untouched(scenario: Scenario) -> Self {
        Self {
            scenario,
            commands: Vec::new(),
        }
    }

    /// This run as it was known at `at`, with `command` given then in place of whatever was done later.
    #[must_use]
    pub fn forked(&self, at: Instant, command: Option<Command>) -> Self {
        let mut forked = Self::untouched(self.scenario.clone());
        for kept in self.commands.iter().filter(|timed| timed.at <= at) {
            forked.commands.push(kept.clone());
        }
        if let Some(command) = command {
            forked.commands.push(TimedCommand { at, command });
        }
        forked
    }
}
