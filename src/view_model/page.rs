//! Which page it is, and what only that one has.

#[cfg(test)]
mod tests;

use crate::app_state::{AppState, Keys, Tab};
use crate::i18n::Text;
use crate::share::{Address, Controls, Panel};
use crate::simulation::HostId;
use crate::view_model::scene::Scene;
use crate::view_model::wording::{profile_name, say};
use crate::view_model::{Control, HostPanel, LessonList, LessonSwitch};

/// Which page it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The whole of it.
    Full(Box<Full>),
    /// What stands in somebody else's page.
    Embed(Box<Embed>),
}

/// What the whole page has beyond an embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Full {
    /// The open lesson's title, and the ways to its neighbours.
    pub switch: LessonSwitch,
    /// The lessons to choose from, while their list is open.
    pub lessons: Option<LessonList>,
    /// Which TCP the run is of: `profile RFC 9293`.
    pub profile: String,
    /// The client's panel.
    pub client: HostPanel,
    /// The server's panel.
    pub server: HostPanel,
    /// The switches of the experiment panel, top to bottom.
    pub experiment: Vec<Control>,
    /// Those for what happens more rarely.
    pub more: Vec<Control>,
    /// Whether the page of shortcuts is open.
    pub help_open: bool,
    /// Whether they do anything.
    pub keys: Keys,
}

/// What an embed has of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// What the run is about, in one line.
    pub title: String,
    /// Which controls of playback there are.
    pub controls: Controls,
    /// Whether it waits for somebody to start it.
    pub is_unstarted: bool,
    /// Whether the run is another one than its author set up, so that it can be started again.
    pub is_altered: bool,
    /// The switches that its author chose.
    pub switches: Vec<Control>,
    /// The drawer's pages that its author chose.
    pub tabs: Vec<Tab>,
    /// The address of the whole page with this very run; none if there are to be no links.
    pub address: Option<String>,
}

impl Full {
    /// The whole page at the cursor.
    pub(super) fn of(state: &AppState, scene: &Scene) -> Self {
        let Scene {
            timeline,
            now,
            lang,
            ..
        } = *scene;
        let host = |host| HostPanel::of(lang, timeline, now, host);
        Self {
            switch: LessonSwitch::of(state),
            lessons: state.list_open().then(|| LessonList::of(state)),
            profile: profile(state),
            client: host(HostId::Client),
            server: host(HostId::Server),
            experiment: switches(&Control::USUAL, state, scene),
            more: switches(&Control::RARE, state, scene),
            help_open: state.help_open(),
            keys: state.keys(),
        }
    }
}

impl Embed {
    /// The embed at the cursor; `title` is the lesson's.
    pub(super) fn of(state: &AppState, scene: &Scene, title: String) -> Self {
        let view = state.view();
        let mut chosen = Vec::new();
        for panel in Panel::ALL {
            if view.edit && view.panels.holds(panel) {
                chosen.push(panel);
            }
        }
        let mut tabs = Tab::DRAWER.to_vec();
        tabs.retain(|tab| state.is_chosen(*tab));
        Self {
            title,
            controls: view.controls,
            is_unstarted: state.is_unstarted(),
            is_altered: state.is_altered(),
            switches: switches(&chosen, state, scene),
            tabs,
            address: view
                .links
                .then(|| "?#".to_owned() + &whole(state).to_string()),
        }
    }
}

/// The run and the language: all else about the whole page is its reader's own.
fn whole(state: &AppState) -> Address {
    let mut address = Address::from(state.link());
    address.view.lang = Some(state.lang());
    address
}

/// Which TCP the run is of, and which one the lesson's words are about where that is another.
fn profile(state: &AppState) -> String {
    let (profile, own) = (state.profile(), state.place().part().profile());
    let text = if profile == own {
        Text::PanelLessonProfile
    } else {
        Text::PanelLessonOtherProfile
    };
    say(state.lang(), text)
        .slot("name", profile_name(profile))
        .slot("own", profile_name(own))
        .done()
}

fn switches(panels: &[Panel], state: &AppState, scene: &Scene) -> Vec<Control> {
    Control::each(panels, scene.lang, scene.lanes, scene.now, state.profile())
}
