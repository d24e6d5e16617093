//! Every lesson, walked to its end in both languages: each part is played, each first offer is taken, then each second one
//! and so on; and every step must come, with its words and figures. `LESSON=four_waves` walks one only; `-- --nocapture` prints what is said.

use std::collections::BTreeSet;
use tcpscope::app_state::{Action, AppState, Settings};
use tcpscope::i18n::{Book, Lang};
use tcpscope::lesson::{Deed, LessonId, Place, lesson};
use tcpscope::share::Link;
use tcpscope::time::Duration;
use tcpscope::timeline::PlaybackCommand;
use tcpscope::view_model::LessonPanel;

/// More turns than any lesson takes.
const TURNS: usize = 10_000;

fn wanted() -> Vec<LessonId> {
    let only = std::env::var("LESSON").ok();
    let mut all = LessonId::ALL.to_vec();
    all.retain(|id| only.as_deref().is_none_or(|name| name == id.name()));
    assert!(!all.is_empty(), "there is no such lesson");
    all
}

/// A step: the place of its part in the lesson, and its own in the part.
type Step = (usize, usize);

/// Walks a lesson as the page shows it, taking that offer of each step, or its last if it has fewer; notes the steps seen,
/// and what is wrong with them.
fn walk(
    id: LessonId,
    lang: Lang,
    taking: usize,
    seen: &mut BTreeSet<Step>,
    wrong: &mut BTreeSet<String>,
) {
    let mut state = AppState::new(&Settings {
        lang,
        address: Link::to(Place::first_of(id)).into(),
        reduced_motion: true,
        ..Settings::default()
    });
    state.read_up();
    let (mut done, mut slid, mut guesses) = (BTreeSet::new(), BTreeSet::new(), 0);
    for turn in 0.. {
        if turn == TURNS {
            wrong.insert("it never ends".to_owned());
            break;
        }
        let place = state.step().map(|(step, _)| (state.place().number(), step));
        let panel = LessonPanel::of(&state);
        if let Some((_, step)) = place {
            let name = state.place().part().steps[step].name;
            if place.is_some_and(|place| seen.insert(place)) {
                println!("  {name}: {}", panel.text);
                for offer in &panel.offers {
                    println!("    [{}]", offer.label);
                }
            }
            for fault in faults(&panel) {
                wrong.insert(format!("{name}: {fault}"));
            }
        }
        let open: Vec<_> = panel
            .offers
            .iter()
            .filter_map(|it| it.offered.clone().ok())
            .collect();
        let offer = open.get(taking).or(open.last()).cloned();
        let offer = offer.filter(|_| place.is_none_or(|place| !done.contains(&place)));
        guesses += u32::from(guess(&mut state, &panel));
        if state.is_moving() {
            state.apply(Action::Tick(Duration::from_secs(10)));
        } else if let (Some(slider), Some(place)) = (&panel.slider, place)
            && slides(id, place)
            && slid.insert(place)
        {
            state.apply(Action::Slide(slider.places));
        } else if let Some(offer) = offer {
            done.extend(place);
            state.apply(offer);
        } else if state.playback().cursor < state.timeline().end() {
            state.apply(Action::Playback(PlaybackCommand::Toggle));
        } else {
            break;
        }
    }
    let learner = state.learner();
    if (learner.right, learner.made) != (guesses, guesses) {
        wrong.insert(format!(
            "{guesses} guesses were the machine's own, {} of {} right",
            learner.right, learner.made
        ));
    }
    // Other ways than the first may lead elsewhere.
    if taking == 0 && !learner.finished.contains(&id) {
        wrong.insert("it does not count as finished".to_owned());
    }
}

/// Answers what is asked with the machine's own answer; says whether something was asked.
fn guess(state: &mut AppState, panel: &LessonPanel) -> bool {
    let Some(guess) = panel.guess.as_ref().filter(|_| !state.is_moving()) else {
        return false;
    };
    println!("    {}", guess.prompt);
    for choice in &guess.choices {
        println!(
            "    {} {}",
            if choice.is_right { '>' } else { ' ' },
            choice.label
        );
    }
    let right = guess.choices.iter().find(|choice| choice.is_right);
    let right = right.expect("the right answer is among the choices");
    state.apply(right.action.clone());
    true
}

/// Whether the step is the one that says to slide. The slider itself is there at each of its part.
fn slides(id: LessonId, (part, step): Step) -> bool {
    let offers = lesson(id).parts[part].steps[step].offers;
    offers.iter().any(|deed| matches!(deed, Deed::Slide(_)))
}

/// The names of the steps that were not seen.
fn unseen(id: LessonId, seen: &BTreeSet<Step>) -> Vec<&'static str> {
    let mut unseen = Vec::new();
    for (part, it) in lesson(id).parts.iter().enumerate() {
        for (step, it) in it.steps.iter().enumerate() {
            if !seen.contains(&(part, step)) {
                unseen.push(it.name);
            }
        }
    }
    unseen
}

fn faults(panel: &LessonPanel) -> Vec<String> {
    let mut faults = Vec::new();
    if panel.text.is_empty() {
        faults.push("it has no text".to_owned());
    }
    if panel.text.contains(['{', '}']) {
        faults.push(format!("a slot stays open: {}", panel.text));
    }
    if panel.text.contains('—') {
        faults.push(format!("a figure is missing in this run: {}", panel.text));
    }
    faults
}

#[test]
fn every_lesson_can_be_walked_to_its_end_in_both_languages() {
    let mut wrong = Vec::new();
    for id in wanted() {
        for lang in Lang::ALL {
            println!("{} ({})", id.name(), lang.tag());
            let (mut seen, mut faults) = (BTreeSet::new(), BTreeSet::new());
            let offers = lesson(id).steps().map(|(_, step)| step.offers.len());
            for taking in 0..offers.max().unwrap_or_default().max(1) {
                walk(id, lang, taking, &mut seen, &mut faults);
            }
            for name in unseen(id, &seen) {
                faults.insert(format!("{name}: its cue is never seen"));
            }
            for fault in faults {
                wrong.push(format!("{} ({}): {fault}", id.name(), lang.tag()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_book_has_the_steps_of_its_lesson_and_no_others() {
    for id in wanted() {
        let steps: Vec<_> = lesson(id).steps().map(|(_, step)| step.name).collect();
        for lang in Lang::ALL {
            let book =
                Book::shipped(lang, id.name()).unwrap_or_else(|| panic!("{id:?} has no book"));
            assert!(!book.title().is_empty(), "{id:?} asks nothing");
            let sections = book.sections().filter(|name| !name.contains('.'));
            assert_eq!(sections.collect::<Vec<_>>(), steps, "{id:?}");
            for (_, step) in lesson(id).steps() {
                let text = book.section(step.name).unwrap_or_default();
                for (slot, _) in step.figures {
                    let slot = format!("{{{slot}}}");
                    assert!(text.contains(&slot), "{id:?}: {} has no {slot}", step.name);
                }
            }
        }
    }
}

/// Figures come from the run. What a standard is called, and what stands in code, does not.
#[test]
fn no_book_has_a_figure_typed_into_it() {
    for id in wanted() {
        for lang in Lang::ALL {
            let book =
                Book::shipped(lang, id.name()).unwrap_or_else(|| panic!("{id:?} has no book"));
            for name in book.sections() {
                let text = book.section(name).unwrap_or_default();
                let typed = typed_figures(text);
                assert!(typed.is_empty(), "{id:?}, {name}: {typed:?} in {text}");
            }
        }
    }
}

/// The words with digits in them that are no name and stand neither in code nor in a slot.
fn typed_figures(text: &str) -> Vec<&str> {
    let names = ["RFC", "FIN-WAIT-", "IPv"];
    let mut typed = Vec::new();
    for plain in text.split('`').step_by(2) {
        let mut from = 0;
        while let Some(at) = plain[from..].find(|letter: char| letter.is_ascii_digit()) {
            let (before, rest) = plain.split_at(from + at);
            let behind = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let is_name = names.iter().any(|name| before.trim_end().ends_with(name))
                || behind.trim_start().starts_with("MSL");
            if !is_name {
                typed.push(rest);
            }
            from = plain.len() - behind.len();
        }
    }
    typed
}
