//! The switches that act from the start of a run: two variants side by side, and how connections open.

use crate::app_state::Action;
use crate::i18n::{Lang, Text};
use crate::simulation::{Scenario, Variation};
use crate::tcp::Handshake;
use crate::timeline::{Comparison, Lanes};
use crate::view_model::experiment::{Choice, Control, Shape, one_of};
use crate::view_model::wording;

/// What is looked at side by side. A comparison that is not offered is the last in the list while it is on.
pub(super) fn compare(lang: Lang, lanes: &Lanes) -> Control {
    let current = lanes.comparison();
    let mut all = vec![None];
    all.extend(Comparison::ALL.map(Some));
    if !all.contains(&current) {
        all.push(current);
    }
    let choice = |comparison: Option<Comparison>| Choice {
        label: comparison.map_or_else(
            || lang.owned(Text::PanelLanesOne),
            |comparison| wording::comparison(lang, comparison),
        ),
        selected: comparison == current,
        offered: Ok(Action::Compare(comparison)),
    };
    let control = one_of(
        "compare",
        lang.text(Text::PanelLanesCompare),
        all.into_iter().map(choice),
    );
    Control {
        shape: Shape::List,
        ..control
    }
}

/// In how many segments connections open. Only three is TCP.
pub(super) fn handshake(lang: Lang, scenario: &Scenario) -> Control {
    let current = scenario.settings[0].tcp.handshake;
    let choice = |(handshake, label): (Handshake, &str)| Choice {
        label: label.to_owned(),
        selected: handshake == current,
        offered: if handshake == current {
            Err(lang.owned(Text::EventRefusalNothingToChange))
        } else {
            Ok(Action::Vary(Variation::Handshake(handshake)))
        },
    };
    let handshakes = [
        (Handshake::TwoWay, "2"),
        (Handshake::ThreeWay, "3"),
        (Handshake::FourWay, "4"),
    ];
    let control = one_of(
        "handshake",
        lang.text(Text::PanelLanesHandshake),
        handshakes.into_iter().map(choice),
    );
    Control {
        deviation: (current != Handshake::ThreeWay).then(|| lang.text(Text::PanelExperimentNotTcp)),
        ..control
    }
}
