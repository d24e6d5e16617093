//! Copying and saving what is handed on.

use crate::app_state::{Action, Outcome, Share};
use crate::handout::{Content, File, Handout};
use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el, push_button};
use crate::ui::{Msg, clipboard, picture};
use web_sys::Event;
use yew::Callback;

/// The buttons, and what came of the last one.
pub(super) fn view(ui: &Ui, handout: &Handout) -> El {
    let copy = push_button()
        .class("button primary")
        .attr("data-testid", "share-copy")
        .on("click", copies(ui, handout))
        .says(ui.lang, Text::ShareCopy);
    let save = handout.output.file.as_ref().map(|file| view_save(ui, file));
    // The page's own status line is not read while a dialog is open.
    let status = el("span")
        .attr("role", "status")
        .attr("data-testid", "share-status")
        .text(handout.outcome);
    el("div.share-actions")
        .child(copy)
        .maybe(save)
        .child(status)
}

/// Pixels are copied as such, all else as the text that it is.
fn copies(ui: &Ui, handout: &Handout) -> Callback<Event> {
    let pixels = handout
        .output
        .file
        .as_ref()
        .and_then(|file| match &file.content {
            Content::Pixels(svg) => Some(svg.clone()),
            Content::Text(_) => None,
        });
    let send = ui.send.clone();
    let Some(svg) = pixels else {
        return Callback::from(move |_| {
            send.emit(says(Share::Outcome(clipboard::copy(super::OUTPUT))));
        });
    };
    let done = ended(ui, Outcome::Copied, Outcome::NotCopied);
    Callback::from(move |_| picture::copy_png(&svg, &done))
}

/// Says what came of what the browser was asked for.
fn ended(ui: &Ui, well: Outcome, badly: Outcome) -> Callback<bool> {
    ui.send
        .reform(move |is_well| says(Share::Outcome(if is_well { well } else { badly })))
}

/// A text is saved by a link that holds it; pixels have to be made first.
fn view_save(ui: &Ui, file: &File) -> El {
    match &file.content {
        Content::Text(address) => el("a.button")
            .attr("href", address)
            .attr("download", &file.name),
        Content::Pixels(svg) => {
            let (name, svg) = (file.name.clone(), svg.clone());
            let done = ended(ui, Outcome::Saved, Outcome::Failed);
            push_button().class("button").on(
                "click",
                Callback::from(move |_| picture::save_png(&name, &svg, &done)),
            )
        }
    }
    .attr("data-testid", "share-save")
    .says(ui.lang, Text::ShareSave)
}

/// What the person wants of the dialog, or what came of it.
pub(super) fn says(share: Share) -> Msg {
    Msg::Act(Action::Share(Box::new(share)))
}
