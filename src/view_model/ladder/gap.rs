//! Idle time: a strip with words in place of a stretch that would be too long to draw.

use crate::app_state::Selection;
use crate::i18n::Text;
use crate::network::SegmentId;
use crate::time::Duration;
use crate::timeline::Cut;
use crate::view_model::Gap;
use crate::view_model::ladder::arrow;
use crate::view_model::scene::Scene;

/// More segments in flight than this are counted, not named.
const NAMED: usize = 2;

/// The strips that the cursor has reached, from top to bottom.
pub(super) fn gaps(scene: &Scene) -> Vec<Gap> {
    let cuts = scene.lanes.track().scale().cuts();
    let middle = |cut: &Cut| i32::midpoint(scene.y(cut.from), scene.y(cut.to));
    let now = scene.y(scene.now);
    let reached = cuts.partition_point(|cut| cut.from < scene.now && middle(cut) <= now);
    let cuts = &cuts[..reached];
    let flying = flying(scene, cuts);
    cuts.iter()
        .zip(flying)
        .map(|(cut, flying)| Gap {
            y: middle(cut),
            from: cut.from,
            selected: scene.selected == Some(Selection::Silence(cut.from)),
            // How long it will have been is not known before it is over.
            text: text(scene, cut.to.min(scene.now).since(cut.from), &flying),
        })
        .collect()
}

/// Which segments are in flight during each cut. Nothing happens within a cut, so who flies at its beginning flies
/// to its end.
#[inline(never)]
fn flying(scene: &Scene, cuts: &[Cut]) -> Vec<Vec<SegmentId>> {
    let mut flying = vec![Vec::new(); cuts.len()];
    for flight in arrow::sent(scene) {
        let first = cuts.partition_point(|cut| cut.from < flight.sent_at);
        let flown = cuts[first..]
            .iter()
            .take_while(|cut| flight.is_in_flight(cut.from));
        for (place, _) in flown.enumerate() {
            flying[first + place].push(flight.segment);
        }
    }
    flying
}

#[inline(never)]
fn text(scene: &Scene, span: Duration, flying: &[SegmentId]) -> String {
    let span = span.to_string();
    match flying.len() {
        0 => scene.lang.fill(Text::PictureGapIdle, &[("span", &span)]),
        1..=NAMED => {
            let mut names = String::new();
            for segment in flying {
                if !names.is_empty() {
                    names.push_str(", ");
                }
                names.push_str(&segment.to_string());
            }
            let values = [("span", span.as_str()), ("segments", &names)];
            scene.lang.fill(Text::PictureGapFlying, &values)
        }
        count => {
            let values = [("span", span.as_str()), ("count", &count.to_string())];
            scene.lang.fill(Text::PictureGapMany, &values)
        }
    }
}
