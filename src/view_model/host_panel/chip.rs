//! A host in a few words: its name, its state, the timer that runs.

use crate::app_state::{Action, AppState, Selection, Tab};
use crate::i18n::Text;
use crate::simulation::HostId;
use crate::tcp::Timer;
use crate::view_model::Tone;
use crate::view_model::host_panel::{meaning, name, sign};
use crate::view_model::scene::Scene;
use crate::view_model::stay::shown;

/// A host where there is no room for its panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostChip {
    /// Which host.
    pub host: HostId,
    /// Its name in the reader's language.
    pub name: &'static str,
    /// Its connection's state in RFC spelling: `TIME-WAIT`.
    pub state: &'static str,
    /// The state's colour.
    pub tone: Tone,
    /// The first timer that runs, and its label: `2MSL`. What is left of it is in [`Frame`](crate::view_model::Frame).
    pub timer: Option<(Timer, &'static str)>,
    /// What pressing it does, or what the state means.
    pub hint: String,
    /// What pressing it does; none if there is nothing to tell.
    pub action: Option<Action>,
    /// Whether it has unfolded the host's panel; none where there is no such panel.
    pub is_open: Option<bool>,
}

impl HostChip {
    /// Both hosts' chips. On the page they unfold the hosts' panels; in an embed they ask how the state was entered.
    pub fn both(state: &AppState, scene: &Scene) -> Vec<Self> {
        let mut chips = Vec::new();
        for host in HostId::ALL {
            let chip = Self::of(scene, host);
            chips.push(if state.view().embed {
                chip
            } else {
                chip.unfolding(state)
            });
        }
        chips
    }

    fn of(scene: &Scene, host: HostId) -> Self {
        let snapshot = &scene.timeline.moment_at(scene.now).hosts[host.index()];
        let (state, tone) = shown(scene.timeline, host, snapshot.state());
        let timer = snapshot.timers().first();
        Self {
            host,
            name: name(scene.lang, host),
            state,
            tone,
            timer: timer.map(|it| (it.timer, sign(scene.timeline, host, *it))),
            hint: meaning(scene.lang, scene.timeline, host, snapshot),
            action: snapshot
                .focus
                .event
                .map(|event| Action::Ask(Selection::Event(event))),
            is_open: None,
        }
    }

    fn unfolding(self, state: &AppState) -> Self {
        let own = Tab::Host(self.host);
        let is_open = state.tab() == own;
        // Pressed once more, it folds the panel again.
        let next = if is_open { Tab::Why } else { own };
        Self {
            hint: state
                .lang()
                .fill(Text::UiHostDetails, &[("name", self.name)]),
            action: Some(Action::ShowTab(next)),
            is_open: Some(is_open),
            ..self
        }
    }
}
