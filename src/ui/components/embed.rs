//! What an embed has of its own: its head, the way to start it, the switches and the drawer that its author chose, and
//! the way to the whole page.

use crate::app_state::{Action, Tab};
use crate::i18n::Text;
use crate::share::Controls;
use crate::timeline::PlaybackCommand;
use crate::ui::components::icon::Icon;
use crate::ui::components::offered::Told;
use crate::ui::components::{Ui, experiment, host_chip, inspector, playing, tabs, transport};
use crate::ui::element::{El, el, push_button};
use crate::view_model::{Embed, HostChip, Inspector, Transport};

/// The id of an embed's root: all but the ladder has the height of what it holds, and the ladder has the rest.
pub(crate) const ID: &str = "embed";

/// What the run is about, between both hosts.
pub(crate) fn head(ui: &Ui, embed: &Embed, chips: &[HostChip]) -> El {
    let mut head = el("header.embed-head").child(el("h1").text(&embed.title));
    for chip in chips {
        head = head.child(host_chip::view(ui, chip));
    }
    head
}

/// Over the ladder, while the run waits to be started. Where there is something to be seen already, beside it.
pub(crate) fn start(ui: &Ui, embed: &Embed, transport: &Transport) -> Option<El> {
    let start = || playing::start(ui).class_if(transport.can_step_back, "aside");
    embed.is_unstarted.then(start)
}

/// The foot: playback, the switches, and the way to the whole page. Without controls it may be empty.
pub(crate) fn foot(ui: &Ui, embed: &Embed, transport: &Transport, told: Option<&Told>) -> El {
    let bar =
        (embed.controls != Controls::None).then(|| transport::short(ui, transport, embed.controls));
    let switches =
        (!embed.switches.is_empty()).then(|| experiment::controls(ui, &embed.switches, told));
    let restart = embed.is_altered.then(|| restart(ui));
    el("footer.embed-foot")
        .maybe(bar)
        .maybe(restart)
        .maybe(switches)
        .maybe(embed.address.as_deref().map(|address| open(ui, address)))
}

/// What a reader has changed is what the author set up again.
#[inline(never)]
fn restart(ui: &Ui) -> El {
    push_button()
        .class("button restart")
        .attr("data-testid", "restart")
        .named(ui.lang, Text::UiRestart)
        .attr("title", ui.text(Text::UiRestart))
        .on("click", ui.act(Action::Restart))
        .child(Icon::Restart.view())
}

/// The whole page beside this one, which stands still meanwhile.
fn open(ui: &Ui, address: &str) -> El {
    let name = Text::UiOpen;
    el("a")
        .class("button open")
        .attr("data-testid", "open")
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .named(ui.lang, name)
        .attr("title", ui.text(name))
        .on("click", ui.act(Action::Playback(PlaybackCommand::Pause)))
        .child(Icon::Open.view())
}

/// The drawer. An answer that its author did not choose can be put away.
pub(crate) fn drawer(ui: &Ui, embed: &Embed, inspector: &Inspector, tab: Tab) -> El {
    let head = if !embed.tabs.contains(&tab) {
        drawer_head(ui, tab).child(put_away(ui))
    } else if embed.tabs.len() > 1 {
        // What is below the tabs has headings, and they need one above them.
        let name = el("h2.visually-hidden").says(ui.lang, Text::UiInspector);
        el("div")
            .child(name)
            .child(tabs::view(ui, tab, &embed.tabs))
    } else {
        drawer_head(ui, tab)
    };
    inspector::section(ui, head, inspector, tab)
}

fn drawer_head(ui: &Ui, tab: Tab) -> El {
    let name = el("h2")
        .attr("id", tabs::id(tabs::shown(tab)))
        .says(ui.lang, tabs::name(tab));
    el("header.answer-head").child(name)
}

fn put_away(ui: &Ui) -> El {
    push_button()
        .class("icon-button")
        .attr("data-testid", "close-answer")
        .named(ui.lang, Text::UiClose)
        .attr("title", ui.text(Text::UiClose))
        .on("click", ui.act(Action::Dismiss))
        .child(Icon::Dismiss.view())
}
