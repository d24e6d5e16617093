//! The rarer switches of the experiment panel: the profile, and what can befall hosts and links.

use crate::app_state::{Action, AppState};
use crate::i18n::{Lang, Text};
use crate::simulation::Profile;
use crate::simulation::{Command, Conditions, HostId, HostSnapshot};
use crate::view_model::experiment::{Choice, Control, one_of};
use crate::view_model::wording::{profile_name, say};

/// Which TCP the hosts run. Another one is another run.
pub(super) fn profile(lang: Lang, running: Profile) -> Control {
    let choice = |profile: Profile| Choice {
        label: profile_name(profile).to_owned(),
        selected: profile == running,
        offered: Ok(Action::SetProfile(profile)),
    };
    one_of(
        "profile",
        lang.text(Text::PanelExperimentProfile),
        Profile::ALL.into_iter().map(choice),
    )
}

/// Whether anything gets from one host to the other.
pub(super) fn link(lang: Lang, conditions: &Conditions) -> Control {
    let states = [
        (false, Text::PanelExperimentLinkWhole, Command::RestoreLink),
        (true, Text::PanelExperimentLinkCut, Command::CutLink),
    ];
    one_of(
        "link",
        lang.text(Text::PanelExperimentLink),
        states
            .into_iter()
            .map(|(is_cut, text, command)| state(lang, text, is_cut == conditions.is_cut, command)),
    )
}

/// Whether a host runs.
pub(super) fn power(lang: Lang, host: HostId, snapshot: &HostSnapshot) -> Control {
    let (id, name) = match host {
        HostId::Client => ("client-host", Text::PanelExperimentClientHost),
        HostId::Server => ("server-host", Text::PanelExperimentServerHost),
    };
    let states = [
        (true, Text::PanelExperimentHostUp, Command::Reboot { host }),
        (
            false,
            Text::PanelExperimentHostDown,
            Command::Crash { host },
        ),
    ];
    one_of(
        id,
        lang.text(name),
        states
            .into_iter()
            .map(|(is_up, text, command)| state(lang, text, is_up == snapshot.is_up, command)),
    )
}

/// A call that nobody will answer but with a refusal.
pub(super) fn closed_port(lang: Lang) -> Control {
    let call = Choice {
        label: say(lang, Text::PanelExperimentCallClosedPort)
            .slot("n", AppState::CLOSED_PORT)
            .done(),
        selected: false,
        offered: Ok(Action::CallClosedPort),
    };
    one_of(
        "closed-port",
        lang.text(Text::PanelExperimentClosedPort),
        [call].into_iter(),
    )
}

/// One of two states, and the command that leads there.
fn state(lang: Lang, text: Text, is_so: bool, command: Command) -> Choice {
    Choice {
        label: lang.owned(text),
        selected: is_so,
        offered: if is_so {
            Err(lang.owned(Text::EventRefusalNothingToChange))
        } else {
            Ok(Action::Command(command))
        },
    }
}
