//! A host's program, with the line it is at.

use crate::i18n::Text;
use crate::ui::components::Ui;
use crate::ui::element::{El, el};
use crate::view_model::{HostPanel, LineStatus, ProgramLine};

/// The program as numbered lines; the current one in the colour of the host's state.
pub(super) fn view(ui: &Ui, panel: &HostPanel) -> El {
    let file = el("span.file").attr("lang", "en").text(panel.program_title);
    let lines = el("ol.program")
        .attr("lang", "en")
        .each(panel.program.iter().enumerate(), |(index, line)| {
            view_line(ui, line).key(&index)
        });
    el("section.card")
        .class(panel.state.tone.class())
        .child(el("h3").says(ui.lang, Text::UiProgram).child(file))
        .child(lines)
}

fn view_line(ui: &Ui, line: &ProgramLine) -> El {
    let (class, spoken) = match line.status {
        LineStatus::Done => ("done", Some(Text::UiLineDone)),
        LineStatus::Blocked => ("blocked", Some(Text::UiLineBlocked)),
        LineStatus::Last => ("last", Some(Text::UiLineLast)),
        LineStatus::Ahead => ("ahead", None),
        LineStatus::Failed => ("failed", Some(Text::UiLineFailed)),
        LineStatus::Skipped => ("skipped", Some(Text::UiLineSkipped)),
    };
    let is_current = matches!(
        line.status,
        LineStatus::Blocked | LineStatus::Last | LineStatus::Failed
    );
    let spoken = spoken.map_or("", |text| ui.text(text));
    let note = (!line.note.is_empty()).then(|| el("span.line-note").text(&line.note));
    let hidden = (!spoken.is_empty()).then(|| {
        el("span.visually-hidden")
            .attr("lang", ui.lang.tag())
            .text(&format!(" ({spoken})"))
    });
    el("li")
        .class(class)
        .attr_if(is_current, "aria-current", "step")
        .attr_if(!spoken.is_empty(), "title", spoken)
        .child(el("code").text(&line.code))
        .maybe(note)
        .maybe(hidden)
}
