//! A host's program, with the line it is at.

use crate::i18n::{Lang, Text};
use crate::view_model::{LineStatus, ProgramLine, Tone};
use yew::prelude::*;

/// The program as numbered lines; the current one in the colour of the host's state.
pub(crate) fn view(title: &str, lines: &[ProgramLine], tone: Tone, lang: Lang) -> Html {
    html! {
        <section class={classes!("card", tone.class())}>
            <h3>{ lang.text(Text::UiProgram) }<span class="file" lang="en">{ title }</span></h3>
            <ol class="program" lang="en">
                { for lines.iter().enumerate().map(|(index, line)| view_line(index, line, lang)) }
            </ol>
        </section>
    }
}

fn view_line(index: usize, line: &ProgramLine, lang: Lang) -> Html {
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
    html! {
        <li key={index} {class} aria-current={is_current.then_some("step")} title={spoken.map(|text| lang.text(text))}>
            <code>{ &line.code }</code>
            if !line.note.is_empty() {
                <span class="line-note">{ &line.note }</span>
            }
            if let Some(text) = spoken {
                <span class="visually-hidden" lang={lang.tag()}>{ format!(" ({})", lang.text(text)) }</span>
            }
        </li>
    }
}
