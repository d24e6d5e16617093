//! Where a run starts: both programs, both machines, the links and the seed. Pure data.

use crate::host::{Call, Profile, Settings};
use crate::network::HostId;
use crate::rng::Permille;
use crate::simulation::Line;
use crate::simulation::program::Program;
use crate::tcp::Config;
use crate::time::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// Everything that determines a run before the person acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scenario {
    /// Decides initial sequence numbers and random faults.
    pub seed: u64,
    /// How long a segment flies.
    pub one_way_delay: Duration,
    /// The share of segments lost at random.
    pub loss: Permille,
    /// The share of segments duplicated at random.
    pub duplication: Permille,
    /// The share of segments overtaken by the one behind them at random.
    pub reordering: Permille,
    /// The parameters of both machines, client first.
    pub settings: [Settings; 2],
    /// What the client's application does.
    pub client: Program,
    /// What the server's application does.
    pub server: Program,
}

impl Scenario {
    /// One request, one answer, and an orderly close that the client begins.
    pub fn request_and_answer() -> Self {
        let settings = Settings {
            tcp: Config {
                msl: Duration::from_secs(30),
                ..Config::rfc9293()
            },
            port_low: HostId::Client.address().port(),
            ..Settings::rfc9293()
        };
        Self {
            seed: 1,
            one_way_delay: Duration::from_millis(50),
            loss: 0,
            duplication: 0,
            reordering: 0,
            settings: [settings; 2],
            client: Program::new(
                Instant::from_millis(60),
                vec![
                    Line::Socket,
                    Line::Call(Call::connect(HostId::Server.address())),
                    Line::Call(Call::Send("Hello".into())),
                    Line::Call(Call::receive()),
                    Line::Call(Call::Close),
                ],
            ),
            server: Program::new(
                Instant::ZERO,
                vec![
                    Line::Socket,
                    Line::Bind,
                    Line::Call(Call::listen()),
                    Line::Call(Call::Accept),
                    Line::Call(Call::receive()),
                    Line::Call(Call::Send("Hi, client!".into())),
                    Line::Call(Call::receive()),
                    Line::Call(Call::Close),
                ],
            ),
        }
    }

    /// The same on two machines of another kind: with all the settings of that profile.
    #[must_use]
    pub fn under(self, profile: Profile) -> Self {
        Self {
            settings: [profile.settings(), profile.settings()],
            ..self
        }
    }

    /// The program that runs on `host`.
    pub fn program(&self, host: HostId) -> &Program {
        match host {
            HostId::Client => &self.client,
            HostId::Server => &self.server,
        }
    }
}
