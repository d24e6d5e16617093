//! A run kept over a reload of the page: what came before a crash is not lost.

mod numbers;

use crate::app_state::{AppState, Notice, lesson_on};
use crate::lesson::LessonId;
use crate::simulation::Profile;
use crate::time::Instant;
use crate::timeline::{PlayStatus, Recording, TimedCommand, Timeline};
use numbers::{LENGTH, command, numbers};

/// What is kept. The scenario is the lesson's on hosts of the profile, so the commands are enough.
struct Saved {
    lesson: LessonId,
    profile: Profile,
    cursor: Instant,
    commands: Vec<TimedCommand>,
}

/// A changed shape needs a new version.
const VERSION: u64 = 4;

impl AppState {
    /// The run on the screen as a text for [`restore`](Self::restore): numbers with spaces between them. None if
    /// something was done in it that the page has no button for.
    pub fn saved(&self) -> Option<String> {
        let head = [
            VERSION,
            self.lesson.id as u64,
            self.profile as u64,
            self.playback.cursor.as_micros(),
        ];
        let mut all = head.to_vec();
        for timed in &self.timeline().recording().commands {
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
        self.lesson = lesson_on(saved.lesson, saved.profile);
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
    let (head, rest) = all.split_at_checked(4)?;
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
    let mut commands = Vec::new();
    for numbers in rest.chunks_exact(1 + LENGTH) {
        commands.push(timed(numbers)?);
    }
    Some(Saved {
        lesson: *numbers::nth(&LessonId::ALL, head[1])?,
        profile: *numbers::nth(&Profile::ALL, head[2])?,
        cursor: Instant::from_micros(head[3]),
        commands,
    })
}

fn replayed(mut saved: Saved) -> Option<(Saved, Timeline)> {
    let recording = Recording {
        scenario: lesson_on(saved.lesson, saved.profile).scenario,
        commands: core::mem::take(&mut saved.commands),
    };
    Some((saved, Timeline::replay(recording).ok()?))
}
