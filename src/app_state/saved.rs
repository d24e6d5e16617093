//! A run kept over a reload of the page: what came before a crash is not lost.

mod numbers;
mod variation;

use crate::app_state::{AppState, Notice};
use crate::lesson::{LessonId, Place};
use crate::simulation::Profile;
use crate::time::Instant;
use crate::timeline::{Comparison, Lane, Lanes, PlayStatus, TimedCommand};
use core::str::Split;
use numbers::{LENGTH, command, nth, numbers};

/// What is kept. The scenario and what was done beforehand are the lesson's, on hosts of the profile, so what was varied and
/// the commands of the person are enough.
struct Saved {
    place: Place,
    profile: Profile,
    cursor: Instant,
    lanes: Lanes,
}

/// A changed shape needs a new version.
const VERSION: u64 = 6;

impl AppState {
    /// The runs on the screen as a text for [`restore`](Self::restore): numbers with spaces between them. None if
    /// something was done in them that the page has no button for.
    pub fn saved(&self) -> Option<String> {
        let lanes = self.lanes();
        let mut all = vec![
            VERSION,
            self.place.lesson as u64,
            self.place.number() as u64,
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
        let beforehand = self.place.part().recording(self.profile).commands;
        for run in lanes.runs() {
            let commands = &run.recording().commands;
            let prepared = prepared(&beforehand, commands);
            all.push(prepared as u64);
            all.push((commands.len() - prepared) as u64);
            for timed in &commands[prepared..] {
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
    #[inline(never)]
    pub fn restore(&mut self, text: &str) {
        let Some(saved) = read(text) else {
            self.notice = Some(Notice::UnreadableRun);
            return;
        };
        self.profile = saved.profile;
        self.place = saved.place;
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
    let place = Place::new(lesson, usize::try_from(words.number()?).ok()?)?;
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
    let beforehand = place.part().recording(profile);
    let mut commands = vec![words.commands(&beforehand.commands)?];
    if comparison.is_some() {
        commands.push(words.commands(&beforehand.commands)?);
    }
    let mut lanes = Lanes::replay(beforehand.scenario, variations, comparison, commands).ok()?;
    lanes.focus_on(focus);
    words.0.next().is_none().then_some(Saved {
        place,
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

    fn commands(&mut self, beforehand: &[TimedCommand]) -> Option<Vec<TimedCommand>> {
        let prepared = usize::try_from(self.number()?).ok()?;
        let mut commands = beforehand.get(..prepared)?.to_vec();
        for _ in 0..self.number()? {
            let at = Instant::from_micros(self.number()?);
            let command = command(&self.numbers::<LENGTH>()?)?;
            commands.push(TimedCommand { at, command });
        }
        Some(commands)
    }
}

/// How many of the commands are those with which the part begins.
fn prepared(beforehand: &[TimedCommand], commands: &[TimedCommand]) -> usize {
    let pairs = beforehand.iter().zip(commands);
    pairs.take_while(|(one, other)| one == other).count()
}
