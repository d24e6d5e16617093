//! What happens at the cursor, for who listens instead of looking.

use crate::app_state::AppState;
use crate::explain;
use crate::i18n::Text;
use crate::lesson::Sighting;
use crate::time::Instant;
use crate::timeline::PlayStatus;
use crate::view_model::scene::Scene;
use crate::view_model::wording::{self, say};
use crate::view_model::{Inspector, LessonPanel};

/// While time passes, only changes of states and what goes wrong. Who stands still is told all that was sent there, too,
/// and what the lesson says and asks where a step of it begins. Who asks why is told the answer.
pub(super) fn told(
    scene: &Scene,
    state: &AppState,
    lesson: &LessonPanel,
    inspector: Option<&Inspector>,
) -> String {
    if let (Some(_), Some(Inspector::Why(why))) = (scene.selected, inspector) {
        return why.sentence.clone();
    }
    let is_playing = scene.status == PlayStatus::Playing;
    let tell = if is_playing {
        explain::turns
    } else {
        explain::steps
    };
    let mut told = String::new();
    let is_graded_here = || {
        let graded = state.graded();
        graded.is_some_and(|graded| graded.truth.at >= moment(scene))
    };
    if let Some(grade) = &lesson.grade
        && !is_playing
        && is_graded_here()
    {
        add(&mut told, &grade.text);
    }
    // What was before the present step has been told when it came, or when playback stood still there.
    let step = state.step().map(|(_, sighting)| sighting.at);
    for event in tell(scene.timeline, scene.now) {
        if !is_playing || step.is_none_or(|begins| event.at >= begins) {
            let sentence = wording::sentence(scene.lang, scene.timeline, event);
            add(&mut told, &sentence);
        }
    }
    if !is_playing && !lesson.text.is_empty() && (lesson.waiting || begins_here(scene, state)) {
        add_step(scene, lesson, &mut told);
    }
    told
}

/// What the lesson says, and what it asks or offers: the answers and the buttons have these names.
fn add_step(scene: &Scene, lesson: &LessonPanel, told: &mut String) {
    let mut spoken = lesson.text.clone();
    spoken.retain(|letter| letter != '`');
    let words = say(scene.lang, Text::PanelLessonSpoken)
        .slot("progress", &lesson.progress)
        .slot("words", spoken);
    add(told, &words.done());
    if let Some(guess) = &lesson.guess {
        add(told, &guess.prompt);
    }
    let open = lesson.offers.iter().filter(|offer| offer.offered.is_ok());
    for (place, offer) in open.enumerate() {
        told.push_str(if place == 0 { " " } else { ", " });
        told.push_str(&offer.label);
    }
}

/// Whether the lesson's present step begins with the present moment.
fn begins_here(scene: &Scene, state: &AppState) -> bool {
    let begins = |(_, sighting): (usize, Sighting)| sighting.at >= moment(scene);
    state.tells_lesson() && state.step().is_some_and(begins)
}

fn moment(scene: &Scene) -> Instant {
    scene.timeline.moment_at(scene.now).at
}

fn add(told: &mut String, words: &str) {
    if !told.is_empty() && !words.is_empty() {
        told.push(' ');
    }
    told.push_str(words);
}

#[cfg(test)]
mod tests;
