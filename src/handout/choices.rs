//! The rows of the dialog, each a question with its choices. What the chosen format has no use for is not asked.

use crate::app_state::{
    Action, AppState, Format, Share, SharedLang, Sharing, Subject, Surroundings,
};
use crate::handout::{chosen_lang, chosen_theme};
use crate::i18n::{Lang, Text};
use crate::lesson::LessonId;
use crate::share::{Panel, Panels, Theme, View};
use crate::view_model::{Choice, Control, Shape, title};

/// All that can be chosen, top to bottom.
pub(super) fn rows(state: &AppState, sharing: &Sharing) -> Vec<Control> {
    let lang = state.lang();
    let mut rows = vec![subject(state, sharing), format(lang, sharing)];
    rows.push(language(lang, sharing));
    let has_colours = !matches!(sharing.format, Format::Text | Format::Mermaid);
    if has_colours {
        rows.push(colours(lang, sharing));
    }
    if sharing.format.is_frame() {
        rows.push(panels(
            lang,
            sharing,
            "share-panels",
            Text::SharePanels,
            &PARTS,
        ));
        rows.push(panels(
            lang,
            sharing,
            "share-switches",
            Text::ShareSwitches,
            &SWITCHES,
        ));
        rows.push(reader(lang, sharing));
    }
    rows
}

/// What an embed can show besides the ladder.
const PARTS: [(Panel, Text); 6] = [
    (Panel::Lesson, Text::ShareLesson),
    (Panel::Why, Text::UiTabWhy),
    (Panel::Diagram, Text::WhyDiagramTab),
    (Panel::Segment, Text::UiTabSegment),
    (Panel::Log, Text::UiTabLog),
    (Panel::Sockets, Text::UiTabSockets),
];

/// The switches that its author can choose, by the names that they have in the page.
const SWITCHES: [(Panel, Text); 13] = [
    (Panel::Compare, Text::PanelLanesCompare),
    (Panel::Handshake, Text::PanelLanesHandshake),
    (Panel::DropNext, Text::PanelExperimentDropNext),
    (Panel::TimeWait, Text::PanelExperimentTimeWait),
    (Panel::AckDelay, Text::PanelExperimentAckDelay),
    (Panel::Close, Text::PanelExperimentClose),
    (Panel::Loss, Text::PanelExperimentLoss),
    (Panel::RoundTrip, Text::PanelExperimentRoundTrip),
    (Panel::Profile, Text::PanelExperimentProfile),
    (Panel::Link, Text::PanelExperimentLink),
    (Panel::ClientHost, Text::PanelExperimentClientHost),
    (Panel::ServerHost, Text::PanelExperimentServerHost),
    (Panel::ClosedPort, Text::PanelExperimentClosedPort),
];

fn subject(state: &AppState, sharing: &Sharing) -> Control {
    let lang = state.lang();
    let at = state.playback().cursor.to_string();
    let this = lang.fill(Text::ShareThisRun, &[("at", &at)]);
    let choose =
        |label, subject| choice(label, subject == sharing.subject, Share::Subject(subject));
    let mut choices = vec![choose(this, Subject::ThisRun)];
    for id in LessonId::ALL {
        choices.push(choose(title(lang, id).to_owned(), Subject::Lesson(id)));
    }
    row(lang, "share-what", Text::ShareWhat, Shape::List, choices)
}

fn format(lang: Lang, sharing: &Sharing) -> Control {
    let mut choices = Vec::new();
    // The element's script lies beside the page.
    let has_script = sharing.page.around != Surroundings::File;
    for format in Format::ALL {
        if format == Format::Element && !has_script {
            continue;
        }
        let label = format_name(lang, format).to_owned();
        let is_chosen = format == sharing.format;
        choices.push(choice(label, is_chosen, Share::Format(format)));
    }
    row(
        lang,
        "share-format",
        Text::ShareFormat,
        Shape::OneOf,
        choices,
    )
}

/// What a format is called; most names are the same in every language.
pub(super) fn format_name(lang: Lang, format: Format) -> &'static str {
    match format {
        Format::Link => lang.text(Text::ShareLink),
        Format::Html => "HTML",
        Format::Element => "<tcp-scope>",
        Format::Jsx => "JSX",
        Format::Markdown => "Markdown",
        Format::Svg => "SVG",
        Format::Png => "PNG",
        Format::Text => lang.text(Text::ShareText),
        Format::Mermaid => "Mermaid",
    }
}

/// A picture is in one language; an address can leave it to the reader.
fn language(page: Lang, sharing: &Sharing) -> Control {
    let chosen = chosen_lang(page, sharing);
    let mut choices = Vec::new();
    for lang in Lang::ALL {
        let label = lang.name().to_owned();
        let is_chosen = chosen == Some(lang);
        choices.push(choice(
            label,
            is_chosen,
            Share::Lang(SharedLang::Fixed(lang)),
        ));
    }
    if !sharing.format.is_picture() {
        let label = page.owned(Text::ShareReaders);
        choices.push(choice(
            label,
            chosen.is_none(),
            Share::Lang(SharedLang::Readers),
        ));
    }
    row(page, "share-lang", Text::UiLanguage, Shape::OneOf, choices)
}

fn colours(lang: Lang, sharing: &Sharing) -> Control {
    let chosen = chosen_theme(sharing);
    let mut choices = Vec::new();
    for (theme, text) in [
        (None, Text::ShareReaders),
        (Some(Theme::Light), Text::ShareLight),
        (Some(Theme::Dark), Text::ShareDark),
    ] {
        if theme.is_some() || sharing.format != Format::Png {
            let view = View {
                theme,
                ..sharing.view
            };
            let label = lang.owned(text);
            choices.push(choice(label, chosen == theme, Share::View(view)));
        }
    }
    row(lang, "share-theme", Text::ShareTheme, Shape::OneOf, choices)
}

fn panels(
    lang: Lang,
    sharing: &Sharing,
    id: &'static str,
    label: Text,
    all: &[(Panel, Text)],
) -> Control {
    let view = sharing.view;
    let mut choices = Vec::new();
    for (panel, text) in all {
        let wanted = View {
            panels: toggled(view.panels, *panel),
            ..view
        };
        let is_shown = view.panels.holds(*panel);
        choices.push(choice(lang.owned(*text), is_shown, Share::View(wanted)));
    }
    row(lang, id, label, Shape::Toggles, choices)
}

/// What the reader finds.
fn reader(lang: Lang, sharing: &Sharing) -> Control {
    let view = sharing.view;
    let plays = view.autoplay == Some(true);
    let choices = vec![
        choice(
            lang.owned(Text::ShareAutoplay),
            plays,
            Share::View(View {
                autoplay: (!plays).then_some(true),
                ..view
            }),
        ),
        choice(
            lang.owned(Text::ShareEdit),
            view.edit,
            Share::View(View {
                edit: !view.edit,
                ..view
            }),
        ),
    ];
    row(
        lang,
        "share-reader",
        Text::ShareReader,
        Shape::Toggles,
        choices,
    )
}

fn choice(label: String, selected: bool, share: Share) -> Choice {
    Choice {
        label,
        selected,
        offered: Ok(Action::Share(Box::new(share))),
    }
}

fn row(lang: Lang, id: &'static str, label: Text, shape: Shape, choices: Vec<Choice>) -> Control {
    Control {
        id,
        label: lang.text(label),
        deviation: None,
        shape,
        choices,
    }
}

/// These panels, with this one in if it was out, and the other way round.
fn toggled(panels: Panels, panel: Panel) -> Panels {
    let mut toggled = Panels::NONE;
    for it in Panel::ALL {
        if panels.holds(it) != (it == panel) {
            toggled = toggled.with(it);
        }
    }
    toggled
}
