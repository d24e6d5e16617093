//! A host folded into a chip, for narrow screens: name, state, first timer. Pressing it unfolds the panel below.

use crate::app_state::{Action, Tab};
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::ui::motion;
use crate::view_model::HostPanel;

/// The chip that stands for a host's panel.
pub(crate) fn view(ui: &Ui, panel: &HostPanel, tab: Tab) -> El {
    let own = Tab::Host(panel.host);
    let is_open = tab == own;
    // Pressed once more, it folds the panel again.
    let next = if is_open { Tab::Why } else { own };
    let hint = ui.lang.fill(Text::UiHostDetails, &[("name", panel.name)]);
    let mut words = el("span").text(panel.name);
    if let Some(ring) = panel.timers.first() {
        let left = el("span").attr("id", &motion::chip_left_id(panel.host, ring.timer));
        words = words.text(" · ").text(ring.label).text(" ").child(left);
    }
    push_button()
        .class("chip-host")
        .class(panel.state.tone.class())
        .attr("title", &hint)
        .flag("aria-expanded", is_open)
        .on("click", ui.act(Action::ShowTab(next)))
        .child(el("b").attr("lang", "en").text(panel.state.name))
        .child(words)
}
