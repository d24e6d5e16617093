//! A run kept over a reload of the page: what came before a crash is not lost.

mod numbers;
mod variation;

use crate::app_state::{AppState, Notice, lesson_on};
use crate::lesson::LessonId;
use crate::simulation::Profile;
use crate::time::Instant;
use crate::timeline::{Comparison, Lane, Lanes, PlayStatus, TimedCommand};
use core::str::Split;
use numbers::{LENGTH, command, nth, numbers};

/// What is kept. The scenario is the lesson's on hosts of the profile, so what was varied in it and the commands are
/// enough.
struct Saved {
    lesson: LessonId,
    profile: Profile,
    cursor: Instant,
    lanes: Lanes,
}

/// A changed shape needs a new version.
const VERSION: u64 = 5;

impl AppState {
    /// The runs on the screen as a text for [`restore`](Self::restore): numbers with spaces between them. None if
    /// something was done in them that the page has no button for.
    pub fn saved(&self) -> Option<String> {
        let lanes = self.lanes();
        let mut all = vec![
            VERSION,
            self.lesson.id as u64,
            self.profile as u64,
            self.playback.cursor.as_micros(),
            lanes.focus() as u64,
            lanes.variations().len() as u64,
        ];
        for varied in lanes.variations() {
            all.extend(variation::numbers(*varied));
        }
        all.push(lanes.comparison().is_some().into());
        if let Some(Comparison(a, b)) = lanes.comparison() {
            all.extend(variation::numbers(a));
            all.extend(variation::numbers(b));
        }
        for run in lanes.runs() {
            let commands = &run.recording().commands;
            all.push(commands.len() as u64);
            for timed in commands {
                all.push(timed.at.as_micros());
                all.extend(numbers(&timed.command)?);
            }
        }
        let mut words = String::new();
        for number in all {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&number.to_string());
        }
        Some(words)
    }

    /// Shows saved runs, paused where they were; says so if the text cannot be read, and changes nothing then.
    pub fn restore(&mut self, text: &str) {
        let Some(saved) = read(text) else {
            self.notice = Some(Notice::UnreadableRun);
            return;
        };
        self.profile = saved.profile;
        self.lesson = lesson_on(saved.lesson, saved.profile);
        let cursor = saved.cursor.min(saved.lanes.track().end());
        self.open(saved.lanes);
        self.branches.note_seen(cursor);
        self.playback.cursor = cursor;
        self.playback.status = PlayStatus::Paused;
    }
}

fn read(text: &str) -> Option<Saved> {
    let mut words = Words(text.split(' '));
    if words.number()? != VERSION {
        return None;
    }
    let lesson = *nth(&LessonId::ALL, words.number()?)?;
    let profile = *nth(&Profile::ALL, words.number()?)?;
    let cursor = Instant::from_micros(words.number()?);
    let focus = *nth(&Lane::ALL, words.number()?)?;
    let mut variations = Vec::new();
    for _ in 0..words.number()? {
        variations.push(variation::variation(words.numbers()?)?);
    }
    let comparison = match words.number()? {
        0 => None,
        _ => Some(Comparison(
            variation::variation(words.numbers()?)?,
            variation::variation(words.numbers()?)?,
        )),
    };
    let mut commands = vec![words.commands()?];
    if comparison.is_some() {
        commands.push(words.commands()?);
    }
    let scenario = lesson_on(lesson, profile).scenario;
    let mut lanes = Lanes::replay(scenario, variations, comparison, commands).ok()?;
    lanes.focus_on(focus);
    words.0.next().is_none().then_some(Saved {
        lesson,
        profile,
        cursor,
        lanes,
    })
}

/// What has not been read yet.
struct Words<'a>(Split<'a, char>);

impl Words<'_> {
    fn number(&mut self) -> Option<u64> {
        self.0.next()?.parse().ok()
    }

    fn numbers<const N: usize>(&mut self) -> Option<[u64; N]> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.number()?;
        }
        Some(numbers)
    }

    fn commands(&mut self) -> Option<Vec<TimedCommand>> {
        let mut commands = Vec::new();
        for _ in 0..self.number()? {
            let at = Instant::from_micros(self.number()?);
            let command = command(&self.numbers::<LENGTH>()?)?;
            commands.push(TimedCommand { at, command });
        }
        Some(commands)
    }
}
