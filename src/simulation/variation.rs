//! One thing about a scenario, had otherwise.

use crate::host::SynCookies;
use crate::network::HostId;
use crate::simulation::{CloseTime, Scenario};
use serde::{Deserialize, Serialize};

/// One thing about a scenario, had otherwise: what the two lanes differ in, and what a switch changes that acts from the
/// start of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Variation {
    /// How many MSL both hosts stay in TIME-WAIT.
    TimeWait(u8),
    /// When a host's program closes.
    Closes(HostId, CloseTime),
    /// Whether SYNs are answered without remembering them.
    SynCookies(SynCookies),
}

impl Variation {
    /// Changes the scenario.
    pub fn apply(self, scenario: &mut Scenario) {
        match self {
            Self::TimeWait(msls) => {
                for settings in &mut scenario.settings {
                    settings.tcp.time_wait_msl = msls;
                }
            }
            Self::Closes(HostId::Client, when) => scenario.client.closes = when,
            Self::Closes(HostId::Server, when) => scenario.server.closes = when,
            Self::SynCookies(cookies) => {
                for settings in &mut scenario.settings {
                    settings.syn_cookies = cookies;
                }
            }
        }
    }
}

impl Scenario {
    /// The same with one thing had otherwise.
    #[must_use]
    pub fn varied(mut self, variation: Variation) -> Self {
        variation.apply(&mut self);
        self
    }
}
