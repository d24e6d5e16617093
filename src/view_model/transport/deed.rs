//! What the person did, in a few words: `#4 dropped`.

use crate::i18n::Text;
use crate::network::{Intervention, SegmentKind};
use crate::rng::Permille;
use crate::simulation::{CloseTime, Command};
use crate::view_model::ladder::kind_text;
use crate::view_model::scene::Scene;

/// A command in a few words.
pub(super) fn text(scene: &Scene, command: &Command) -> String {
    let lang = scene.lang;
    match command {
        Command::Interfere { segment, how } => {
            let text = match how {
                Intervention::Drop => Text::PictureDeedDrop,
                Intervention::Delay(_) => Text::PictureDeedDelay,
                Intervention::Duplicate => Text::PictureDeedDuplicate,
                Intervention::Reorder => Text::PictureDeedReorder,
            };
            let values = [("segment", segment.to_string()), ("span", span(*how))];
            lang.fill(
                text,
                &values
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str())),
            )
        }
        Command::InterfereNext { kind, how } => {
            let text = match how {
                Intervention::Drop => Text::PictureDeedNextDrop,
                Intervention::Delay(_) => Text::PictureDeedNextDelay,
                Intervention::Duplicate => Text::PictureDeedNextDuplicate,
                Intervention::Reorder => Text::PictureDeedNextReorder,
            };
            next(scene, text, *kind, &span(*how))
        }
        Command::CancelNext { kind } => next(scene, Text::PictureDeedCancelNext, *kind, ""),
        Command::Call { host, call } => lang.fill(
            Text::PictureDeedCall,
            &[("host", scene.name(*host)), ("call", call.name())],
        ),
        Command::SetCloseTime { host, when } => {
            let text = match when {
                CloseTime::Now => Text::PictureDeedCloseNow,
                CloseTime::Late => Text::PictureDeedCloseLate,
                CloseTime::Never => Text::PictureDeedCloseNever,
            };
            lang.fill(text, &[("host", scene.name(*host))])
        }
        Command::SetOneWayDelay(delay) => lang.fill(
            Text::PictureDeedOneWayDelay,
            &[("span", &delay.to_string())],
        ),
        Command::SetLoss(share) => lang.fill(Text::PictureDeedLoss, &[("share", &percent(*share))]),
        Command::SetAckDelay(delay) => {
            lang.fill(Text::PictureDeedAckDelay, &[("span", &delay.to_string())])
        }
        Command::SetTimeWait(msls) => {
            lang.fill(Text::PictureDeedTimeWait, &[("msls", &msls.to_string())])
        }
    }
}

fn next(scene: &Scene, text: Text, kind: SegmentKind, span: &str) -> String {
    let values = [("kind", kind_text(scene.lang, kind)), ("span", span)];
    scene.lang.fill(text, &values)
}

fn span(how: Intervention) -> String {
    match how {
        Intervention::Delay(by) => by.to_string(),
        Intervention::Drop | Intervention::Duplicate | Intervention::Reorder => String::new(),
    }
}

fn percent(share: Permille) -> String {
    match share % 10 {
        0 => (share / 10).to_string(),
        tenth => format!("{}.{tenth}", share / 10),
    }
}
