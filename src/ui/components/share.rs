//! The dialog in which a run is handed on: choices, how it looks, and the text to copy.

mod actions;
mod size;

use crate::app_state::{Action, Share};
use crate::handout::{Handout, Output, Preview, SANDBOX};
use crate::i18n::{Lang, Text};
use crate::ui::components::{Ui, dialog, experiment};
use crate::ui::element::{El, el};
use crate::ui::place;
use web_sys::Event;
use yew::Callback;

/// The dialog's id.
const DIALOG: &str = "share";
/// The id of the text to copy.
const OUTPUT: &str = "share-output";
/// About so many letters fit into a line of it.
const LINE: usize = 72;

/// The dialog, empty while it is closed.
pub(crate) fn view(ui: &Ui, handout: Option<&Handout>) -> El {
    handout.map_or_else(|| dialog::closed(DIALOG), |handout| opened(ui, handout))
}

/// What opens it: only then is the browser asked where the page is.
pub(super) fn opens(ui: &Ui) -> Callback<Event> {
    let send = ui.send.clone();
    Callback::from(move |_| send.emit(actions::says(Share::Open(place::shared_page()))))
}

#[inline(never)]
fn opened(ui: &Ui, handout: &Handout) -> El {
    let rows = el("div.share-choices")
        .each(&handout.rows, |row| experiment::view_control(ui, row, None))
        .maybe(handout.size.map(|size| size::view(ui, size)));
    let result = el("div.share-result")
        .maybe(view_output(&handout.output))
        .child(actions::view(ui, handout))
        .each(&handout.notes, |note| el("p.none").text(note))
        .maybe(view_preview(ui, handout));
    let guide = el("a")
        .attr("href", guide(ui.lang))
        .attr("target", "_blank")
        .says(ui.lang, Text::ShareGuide);
    let page = el("div.share")
        .child(rows)
        .child(result)
        .child(el("footer").child(guide));
    let close = Action::Share(Box::new(Share::Close));
    dialog::view(ui, DIALOG, Text::UiShare, &close, page)
}

/// Opens or closes the dialog, if it is not so already.
pub(crate) fn show(open: bool) {
    dialog::show(DIALOG, open);
}

/// The page that says how to embed, beside this one.
const fn guide(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "embedding.html",
        Lang::ZhHans => "embedding.zh-Hans.html",
    }
}

fn view_output(output: &Output) -> Option<El> {
    if output.text.is_empty() {
        return None;
    }
    // As high as its lines, some of which will be broken.
    let lines = output.text.lines().count() + output.text.len() / LINE;
    let text = el("textarea")
        .attr("id", OUTPUT)
        .attr("readonly", "")
        .attr("spellcheck", "false")
        .attr("translate", "no")
        .attr("rows", &lines.clamp(3, 10).to_string())
        .attr("data-testid", OUTPUT)
        .value(&output.text);
    let labelled = el("div.share-output")
        .child(el("label").attr("for", OUTPUT).text(output.name))
        .child(text);
    Some(labelled)
}

fn view_preview(ui: &Ui, handout: &Handout) -> Option<El> {
    let shown = match &handout.preview {
        Preview::None => return None,
        // A new element for each address: a frame that is led elsewhere would leave its trace in the browser's history.
        Preview::Frame {
            address,
            title,
            size,
        } => el("iframe")
            .key(address)
            .attr("src", address)
            .attr("title", title)
            .attr("sandbox", SANDBOX)
            .attr(
                "width",
                &size
                    .width
                    .map_or("100%".to_owned(), |width| width.to_string()),
            )
            .attr("height", &size.height.to_string()),
        Preview::Picture { address, title } => el("img").attr("src", address).attr("alt", title),
    };
    let figure = el("figure.share-preview")
        .child(el("figcaption").says(ui.lang, Text::SharePreview))
        .child(shown);
    Some(figure)
}
