//! A run kept over a reload of the page: what came before a crash is not lost.

mod numbers;

use crate::app_state::{AppState, Notice, Place};
use crate::lesson::LessonId;
use crate::simulation::Profile;
use crate::time::Instant;
use crate::timeline::{PlayStatus, Recording, TimedCommand, Timeline};
use numbers::{LENGTH, command, numbers};

/// What is kept. The scenario and what was done beforehand are the lesson's, on hosts of the profile, so the commands of
/// the person are enough.
struct Saved {
    place: Place,
    profile: Profile,
    cursor: Instant,
    commands: Vec<TimedCommand>,
}

/// A changed shape needs a new version.
const VERSION: u64 = 5;

/// How many numbers stand before the commands.
const HEAD: usize = 6;

impl AppState {
    /// The run on the screen as a text for [`restore`](Self::restore): numbers with spaces between them. None if
    /// something was done in it that the page has no button for.
    pub fn saved(&self) -> Option<String> {
        let commands = &self.timeline().recording().commands;
        let prepared = prepared(
            &self.place.part().recording(self.profile).commands,
            commands,
        );
        let head: [u64; HEAD] = [
            VERSION,
            self.place.lesson as u64,
            self.place.number() as u64,
            self.profile as u64,
            self.playback.cursor.as_micros(),
            prepared as u64,
        ];
        let mut all = head.to_vec();
        for timed in &commands[prepared..] {
            all.push(timed.at.as_micros());
            all.extend(numbers(&timed.command)?);
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

    /// Shows a saved run, paused where it was; says so if the text cannot be read, and changes nothing then.
    pub fn restore(&mut self, text: &str) {
        let Some((saved, timeline)) = read(text).and_then(replayed) else {
            self.notice = Some(Notice::UnreadableRun);
            return;
        };
        self.profile = saved.profile;
        self.place = saved.place;
        let cursor = saved.cursor.min(timeline.end());
        self.open(timeline);
        self.branches.note_seen(cursor);
        self.playback.cursor = cursor;
        self.playback.status = PlayStatus::Paused;
    }
}

fn read(text: &str) -> Option<Saved> {
    let mut all: Vec<u64> = Vec::new();
    for word in text.split(' ') {
        all.push(word.parse().ok()?);
    }
    let (head, rest) = all.split_at_checked(HEAD)?;
    if head[0] != VERSION || !rest.len().is_multiple_of(1 + LENGTH) {
        return None;
    }
    let timed = |numbers: &[u64]| {
        let (at, rest) = numbers.split_first()?;
        Some(TimedCommand {
            at: Instant::from_micros(*at),
            command: command(rest)?,
        })
    };
    let lesson = *numbers::nth(&LessonId::ALL, head[1])?;
    let place = Place::new(lesson, usize::try_from(head[2]).ok()?)?;
    let profile = *numbers::nth(&Profile::ALL, head[3])?;
    let mut commands = place.part().recording(profile).commands;
    let prepared = usize::try_from(head[5]).ok()?;
    if prepared > commands.len() {
        return None;
    }
    commands.truncate(prepared);
    for numbers in rest.chunks_exact(1 + LENGTH) {
        commands.push(timed(numbers)?);
    }
    Some(Saved {
        place,
        profile,
        cursor: Instant::from_micros(head[4]),
        commands,
    })
}

fn replayed(mut saved: Saved) -> Option<(Saved, Timeline)> {
    let recording = Recording {
        scenario: saved.place.part().recording(saved.profile).scenario,
        commands: core::mem::take(&mut saved.commands),
    };
    Some((saved, Timeline::replay(recording).ok()?))
}

/// How many of the commands are those with which the part begins.
fn prepared(beforehand: &[TimedCommand], commands: &[TimedCommand]) -> usize {
    let mut same = 0;
    while same < beforehand.len() && beforehand.get(same) == commands.get(same) {
        same += 1;
    }
    same
}
