//! Copying.

use crate::app_state::Outcome;
use crate::ui::dom;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Copies what stands in a field. The old command, because the new interface answers later, and is missing in closed
/// frames and wherever the page comes over plain HTTP; and when the command is refused too, the text is selected already.
pub(crate) fn copy(id: &str) -> Outcome {
    let Some(field) = dom::by_id_as::<HtmlTextAreaElement>(id) else {
        return Outcome::Failed;
    };
    dom::focus(&field);
    field.select();
    let document = dom::document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    let is_copied = document.is_some_and(|document| document.exec_command("copy").unwrap_or(false));
    if is_copied {
        Outcome::Copied
    } else {
        Outcome::Selected
    }
}
