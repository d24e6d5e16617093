//! A button for what may be refused. A refused one stays reachable by keyboard and touch, because *why not* is worth
//! knowing: it tells its reason when pointed at, focused or pressed.

use crate::ui::Msg;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::view_model::Offered;

/// A group of such buttons, with one place to tell a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// The client's socket calls.
    Client,
    /// The server's.
    Server,
    /// The experiment panel.
    Experiment,
    /// What the lesson offers.
    Lesson,
}

/// A reason on show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// The row of the button that was refused, where a group has rows.
    pub(crate) row: &'static str,
    /// Why.
    pub(crate) reason: String,
}

/// The reasons on show, group by group.
#[derive(Debug, Default)]
pub(crate) struct Reasons([Option<Told>; 4]);

impl Reasons {
    /// What a group tells.
    pub(crate) fn of(&self, group: Group) -> Option<&Told> {
        self.0[group as usize].as_ref()
    }

    /// Has a group tell something, or nothing; whether that is news.
    pub(crate) fn tell(&mut self, group: Group, told: Option<Told>) -> bool {
        let place = &mut self.0[group as usize];
        let is_news = *place != told;
        *place = told;
        is_news
    }
}

/// A button that acts, or says why it does not.
pub(crate) fn button(
    ui: &Ui,
    label: &str,
    offered: &Offered,
    group: Group,
    row: &'static str,
) -> El {
    let refusal = offered.as_ref().err();
    let told = refusal.map(|reason| Told {
        row,
        reason: reason.clone(),
    });
    let tell = ui.says(Msg::Tell(group, told));
    let forget = ui.says(Msg::Tell(group, None));
    let press = match offered {
        Ok(action) => ui.act(action.clone()),
        Err(_) => tell.clone(),
    };
    push_button()
        .attr_if(refusal.is_some(), "aria-disabled", "true")
        .attr_if(
            refusal.is_some(),
            "title",
            refusal.map_or("", String::as_str),
        )
        .on("click", press)
        .on("focus", tell.clone())
        .on("mouseenter", tell)
        .on("blur", forget.clone())
        .on("mouseleave", forget)
        .text(label)
}

/// A reason on show.
#[inline(never)]
pub(crate) fn reason(told: &Told) -> El {
    el("p.reason").text(&told.reason)
}
