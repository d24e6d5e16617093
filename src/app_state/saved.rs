//! A run kept over a reload of the page: what came before a crash is not lost.

use crate::app_state::{AppState, Notice, lesson_on};
use crate::lesson::LessonId;
use crate::simulation::Profile;
use crate::time::Instant;
use crate::timeline::{PlayStatus, Recording, TimedCommand, Timeline};
use serde::{Deserialize, Serialize};

/// What is kept. The scenario is the lesson's on hosts of the profile, so the commands are enough. Positional: a changed shape needs a new
/// version.
#[derive(Serialize, Deserialize)]
struct Saved {
    version: u8,
    lesson: LessonId,
    profile: Profile,
    commands: Vec<TimedCommand>,
    cursor: Instant,
}

const VERSION: u8 = 2;

impl AppState {
    /// The run on the screen as bytes for [`restore`](Self::restore).
    pub fn saved(&self) -> Vec<u8> {
        let saved = Saved {
            version: VERSION,
            lesson: self.lesson.id,
            profile: self.profile,
            commands: self.timeline().recording().commands.clone(),
            cursor: self.playback.cursor,
        };
        // Plain data always serializes; and no bytes at all would be told as an unreadable run.
        postcard::to_allocvec(&saved).unwrap_or_default()
    }

    /// Shows a saved run, paused where it was; says so if the bytes cannot be read, and changes nothing then.
    pub fn restore(&mut self, bytes: &[u8]) {
        let saved = postcard::from_bytes::<Saved>(bytes).ok();
        let replayed = saved
            .filter(|saved| saved.version == VERSION)
            .and_then(|saved| {
                let lesson = lesson_on(saved.lesson, saved.profile);
                let recording = Recording {
                    scenario: lesson.scenario.clone(),
                    commands: saved.commands,
                };
                let timeline = Timeline::replay(recording).ok()?;
                Some((lesson, saved.profile, timeline, saved.cursor))
            });
        let Some((lesson, profile, timeline, cursor)) = replayed else {
            self.notice = Some(Notice::UnreadableRun);
            return;
        };
        (self.lesson, self.profile) = (lesson, profile);
        let cursor = cursor.min(timeline.end());
        self.open(timeline);
        self.branches.note_seen(cursor);
        self.playback.cursor = cursor;
        self.playback.status = PlayStatus::Paused;
    }
}
